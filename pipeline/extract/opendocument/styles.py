"""What styles say that matters to the text: whether they hide it, which list they stand for, how wide a column is."""

import re
from collections.abc import Iterator

from pipeline.extract.common.xml import Element
from pipeline.extract.opendocument.xml import q

_LENGTH = re.compile(r"(-?\d*\.?\d+)(in|cm|mm|pt|pc|px)")
# Twentieths of a point in each unit of length.
_TWIPS = {"in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pt": 20.0, "pc": 240.0, "px": 15.0}
_LONGEST_CHAIN = 100
"""Styles with parents; no program writes a tenth of it."""


class Styles:
    """The styles that one part may use: its automatic ones, and the common ones."""

    def __init__(self, *holders: Element | None) -> None:
        present = [holder for holder in holders if holder is not None]
        self._by_name = {
            (style.get(q("style:family")), style.get(q("style:name"))): style
            for holder in reversed(present)
            for style in holder.iterfind(q("style:style"))
        }
        self.lists = {
            style.get(q("style:name"), ""): style for holder in reversed(present) for style in holder.iterfind(q("text:list-style"))
        }
        outlines = (holder.find(q("text:outline-style")) for holder in present)
        self.outline = next((outline for outline in outlines if outline is not None), None)

    def hides(self, element: Element, family: str) -> bool:
        """Whether the style of a paragraph or span hides its text."""
        return self._said(element, "text", family, "style:text-properties", "text:display") == "none"

    def list_of(self, paragraph: Element) -> str | None:
        """The list style that a paragraph's style names; «» where it says that there is none; None where it says nothing."""
        chain = self._chain("paragraph", paragraph.get(q("text:style-name")))
        return next((found for style in chain if (found := style.get(q("style:list-style-name"))) is not None), None)

    def shows_table(self, table: Element) -> bool:
        """Whether a table (a sheet of a spreadsheet) is shown."""
        return self._said(table, "table", "table", "style:table-properties", "table:display") != "false"

    def width(self, column: Element) -> int:
        """The width of a column, in twentieths of a point; 0 where it is not told."""
        found = self._said(column, "table", "table-column", "style:table-column-properties", "style:column-width")
        match = _LENGTH.fullmatch(found or "")
        return round(float(match[1]) * _TWIPS[match[2]]) if match else 0

    def masters(self) -> set[str]:
        """The pages that styles refer to."""
        return {name for style in self._by_name.values() if (name := style.get(q("style:master-page-name")))}

    def _said(self, element: Element, prefix: str, family: str, properties: str, attribute: str) -> str | None:
        for style in self._chain(family, element.get(q(f"{prefix}:style-name"))):
            holder = style.find(q(properties))
            if holder is not None and (value := holder.get(q(attribute))) is not None:
                return value
        return None

    def _chain(self, family: str, name: str | None) -> Iterator[Element]:
        """A style, its parent, and so on."""
        seen: set[str | None] = set()
        while (family, name) in self._by_name and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            yield self._by_name[family, name]
            name = self._by_name[family, name].get(q("style:parent-style-name"))
