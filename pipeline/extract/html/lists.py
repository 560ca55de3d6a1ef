"""Numbers and bullets of lists: a browser shows them, and the text has none (HTML Standard, 4.4.5, 4.4.8, 15.3.8)."""

import re

from pipeline.extract.common.lists import BULLET, Label
from pipeline.extract.common.numerals import numeral
from pipeline.extract.html.tree import Element, inside, name, squashed, style

_FORMS: dict[str, str] = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "disc": "bullet", "circle": "bullet", "square": "bullet", "none": "none",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)")
_MSO_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d+)")
_PICTURE_FONTS = re.compile(r"font(?:-family)?\s*:[^;]*\b(?:symbol|wingdings|webdings)")
LISTS = frozenset({"ol", "ul", "menu", "dir"})


class Counter:
    """One open list: its depth, and how far it has counted."""

    def __init__(self, element: Element, level: int) -> None:
        self._level = level
        self._form = _form(element) or ("decimal" if name(element) == "ol" else "bullet")
        self._step = -1 if element.get("reversed") is not None else 1
        self._next = _integer(element.get("start"), sum(1 for _ in inside(element, "li", *LISTS)) if self._step < 0 else 1)

    def label(self, item: Element) -> Label | None:
        """What stands before the next item."""
        number = _integer(item.get("value"), self._next)
        self._next = number + self._step
        form = _form(item) or self._form
        if form == "none":
            return None
        return Label(BULLET if form == "bullet" else f"{numeral(number, form)}.", self._level)


def _form(element: Element) -> str | None:
    """How an element says that its items are counted; None where it does not."""
    found = _LIST_STYLE.search(style(element))
    words = found[1].split() if found else [element.get("type", "")]
    return next((_FORMS[word] for word in words if word in _FORMS), None)


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise


def word_label(element: Element) -> Label | None:
    """The label that Word wrote as text before an item («mso-list:Ignore»); None for any other element."""
    if not _is_ignored(element):
        return None
    text = squashed(element)
    above = list(element.iterancestors("span", "p", "h1", "h2", "h3", "li"))
    level = next((found[1] for found in (_MSO_LEVEL.search(style(one)) for one in above) if found), "1")
    is_bullet = not any(map(str.isalnum, text)) or text == "o" or any(_PICTURE_FONTS.search(style(one)) for one in (element, *above))
    return Label(BULLET if is_bullet else text, int(level) - 1)


def is_picture(element: Element) -> bool:
    """Whether one character of a font of pictures stands here: a bullet, whatever letter it is."""
    is_character = bool(_PICTURE_FONTS.search(style(element))) and len(squashed(element)) == 1
    return is_character and not any(map(_is_ignored, element.iterdescendants("span")))


def _is_ignored(element: Element) -> bool:
    return "mso-list:ignore" in style(element).replace(" ", "")
