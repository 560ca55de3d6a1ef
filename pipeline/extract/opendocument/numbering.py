"""Automatic numbers and bullets of lists and headings (ODF 1.3 part 3, 5.3 and 16.30-16.33)."""

import re
from typing import NamedTuple

from pipeline.extract.common.lists import Counters, Label, Level, Levels, label_of, step
from pipeline.extract.common.xml import Element
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.xml import count, q, start

_NUMBER = q("text:list-level-style-number")
_OUTLINE = q("text:outline-level-style")
_BULLETS = (q("text:list-level-style-bullet"), q("text:list-level-style-image"))
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
# Numbers in a pattern as LibreOffice writes it: «%1%.%2%)».
_PLACE = re.compile(r"%(\d+)%")
_OUTLINE_KEY = "outline"


class ListPlace(NamedTuple):
    """A list or one inside it: what it counts with, its style, and its 0-based depth."""

    key: str
    style: str | None
    depth: int


class Numbering:
    """The lists of one part and how far each has counted; lists must come in document order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, Levels] = {}
        self._counters: dict[str, Counters] = {}
        self._last: ListPlace | None = None
        self._lists = 0

    def enter(self, element: Element, outer: ListPlace | None) -> ListPlace:
        """The place of a list that begins: one of its own, or one that goes on with another."""
        style = element.get(q("text:style-name"))
        if outer is not None:
            return ListPlace(outer.key, style or outer.style, outer.depth + 1)
        self._lists += 1
        own = element.get(q("xml:id")) or f"list {self._lists}"
        continued = element.get(q("text:continue-list"))
        key = continued or own
        if (
            continued is None
            and element.get(q("text:continue-numbering")) == "true"
            and self._last is not None
            and self._last.style == style
        ):
            key = self._last.key
        # What goes on with this list by its name goes on with all that it goes on with.
        self._counters[own] = self._counters.setdefault(key, {})
        self._last = ListPlace(key, style, 0)
        return self._last

    def numbered(self, element: Element) -> ListPlace:
        """The place of a paragraph that is an item by itself (`text:numbered-paragraph`)."""
        key = element.get(q("text:list-id"), "numbered")
        return ListPlace(key, element.get(q("text:style-name")), count(element, "text:level") - 1)

    def count(self, place: ListPlace, paragraph: Element, begin: int | None) -> Label | None:
        """Counts one item of a list; None for a level that shows nothing."""
        name = place.style or self._styles.list_of(paragraph) or ""
        return self._label(place.key, self._levels_of(name, self._styles.lists.get(name)), place.depth, begin)

    def heading(self, heading: Element) -> Label | None:
        """Counts one heading that stands in no list; None where headings of its level show nothing."""
        if heading.get(q("text:is-list-header")) == "true" or self._styles.list_of(heading) == "":
            return None
        begin = start(heading, "text:start-value")
        if begin is None and heading.get(q("text:restart-numbering")) == "true":
            begin = 1
        levels = self._levels_of(_OUTLINE_KEY, self._styles.outline)
        return self._label(_OUTLINE_KEY, levels, count(heading, "text:outline-level") - 1, begin)

    def _label(self, key: str, levels: Levels, depth: int, begin: int | None) -> Label | None:
        if depth not in levels:
            return None
        counters = self._counters.setdefault(key, {})
        step(counters, depth, levels, begin)
        label = label_of(depth, levels, counters)
        # Points and brackets that stood around a number show nothing where there is none.
        is_bare = label is not None and levels[depth].form == "none" and not any(map(str.isalnum, label.text))
        return None if is_bare else label

    def _levels_of(self, name: str, style: Element | None) -> Levels:
        if name not in self._levels:
            found = [] if style is None else [level for level in style if level.tag in (_NUMBER, _OUTLINE, *_BULLETS)]
            forms = {count(level, "text:level") - 1: _form(level) for level in found}
            self._levels[name] = {count(level, "text:level") - 1: _level(level, forms) for level in found}
        return self._levels[name]


def _form(level: Element) -> str:
    """The form of WordprocessingML's that counts so. LibreOffice writes its own forms as the first of them («а, б, .., аа, бб, ...»)."""
    if level.tag in _BULLETS:
        return "bullet" if level.tag == _BULLETS[1] or level.get(q("text:bullet-char")) else "none"
    written = level.get(q("style:num-format"), "")
    if written.startswith(("а,", "А,")):
        return "russianLower" if written[0] == "а" else "russianUpper"
    return _FORMS.get(written, "decimalZero" if written.startswith("01") else "decimal")


def _level(level: Element, forms: dict[int, str]) -> Level:
    depth = count(level, "text:level") - 1
    begin = start(level, "text:start-value")
    return Level(form=forms[depth], pattern=_pattern(level, depth, forms), start=1 if begin is None else begin)


def _pattern(level: Element, depth: int, forms: dict[int, str]) -> str:
    written = level.get(q("style:num-list-format"), level.get(q("loext:num-list-format")))
    if written is not None:
        return _PLACE.sub(lambda match: f"%{match[1]}" if len(match[1]) == 1 else "", written)
    first = depth + 1 - count(level, "text:display-levels")
    shown = [f"%{place + 1}" for place in range(max(first, 0), min(depth, 8) + 1) if forms.get(place, "none") not in ("none", "bullet")]
    return level.get(q("style:num-prefix"), "") + ".".join(shown) + level.get(q("style:num-suffix"), "")
