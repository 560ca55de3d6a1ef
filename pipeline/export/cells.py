"""What a spreadsheet must not misread: texts that it would run as a formula, and lists, of which it knows nothing."""

import re

LIST_SEPARATOR = "; "

_FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r]")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def joined(texts: tuple[str, ...]) -> str:
    """A list as one harmless text; each member is harmless too, since some spreadsheets split a line at «;»."""
    return LIST_SEPARATOR.join(harmless(text) for text in texts)


def as_written(text: str) -> str:
    """The text that `harmless` made this of."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text
