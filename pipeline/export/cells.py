"""What a spreadsheet must not misread: texts that it would run as a formula, and lists, of which it knows nothing.

The rule, for CSV and XLSX alike: a text gets an apostrophe wherever a cell could begin in it and a formula would stand there. That is at its
beginning, and after each «;» (with the space that follows it), tab and line break: Excel with Russian settings, to which «;» separates cells,
opens a CSV with commas so. Where an apostrophe stands there already it gets another, and a text of no characters is a lone apostrophe: what
is left blank has no value at all. To undo: take one apostrophe away at each such place, which needs no knowledge of formulas.

See «CSV injection»: https://owasp.org/www-community/attacks/CSV_Injection.
"""

import re

LIST_SEPARATOR = "; "

_SKIPPED = r'\x00-\x08\x0b\x0c\x0e-\x20"\x7f-\xa0\xad\u034f\u061c\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff'
"""Quotes, blanks and invisible characters before a formula, which some program drops: those that end a cell are not among them."""
_SIGN = "[-=+@＝＋－＠﹢﹣﹦﹫]"
_BEGINNING = rf"(?=['\t\r]|<r>|[{_SKIPPED}\t\r\n]*{_SIGN}|\Z)"
"""Also tab and carriage return, which hide one from a check; and «<r>», which xlsxwriter takes for formatted text."""
_INSIDE = rf"(?='|[{_SKIPPED}]*{_SIGN})"
_DANGER = re.compile(rf"\A{_BEGINNING}|(?:(?<=[\t\r\n])|(?<=; )|(?<=;)(?! )){_INSIDE}")
_APOSTROPHE = re.compile(r"(\A|; ?|[\t\r\n])'")
_MEMBER = re.compile(r'(?:\A|; )(?:"((?:[^"]|"")*)"|([^;]+))')


def harmless(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet could find a formula in it; `as_written` gives the text back.

    >>> harmless("- провести"), harmless("приказ; =1+1"), harmless("'так'"), harmless("12-15 мая"), harmless("")
    ("'- провести", "приказ; '=1+1", "''так'", '12-15 мая', "'")
    """
    return _DANGER.sub("'", text)


def as_written(text: str) -> str:
    """The text that `harmless` made this of."""
    return _APOSTROPHE.sub(r"\1", text)


def joined(texts: tuple[str, ...]) -> str:
    """A list as one harmless text, nothing for an empty one; `members` gives the list back.

    A member that is empty, holds «;» or begins with a quote stands in quotes, and its own quotes are doubled.

    >>> joined(("head", "a; b", "=1")), joined(())
    ('head; "a; b"; \\'=1', '')
    """
    return harmless(LIST_SEPARATOR.join(map(_member, texts))) if texts else ""


def members(text: str) -> tuple[str, ...]:
    """The list that `joined` made this of."""
    return tuple(bare or quoted.replace('""', '"') for quoted, bare in _MEMBER.findall(as_written(text)))


def _member(text: str) -> str:
    is_bare = text and ";" not in text and not text.startswith('"')
    return text if is_bare else '"' + text.replace('"', '""') + '"'
