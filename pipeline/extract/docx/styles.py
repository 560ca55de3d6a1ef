"""What a style says that matters to the text: its list, and whether it hides it."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.docx.xml import at, number, switch, value, w
from pipeline.extract.xml import Element


class ListRef(NamedTuple):
    """Membership of a list: which one, at which level, and the paragraph's style with those that it is based on."""

    num_id: int
    level: int | None
    styles: tuple[str, ...]


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Element | None) -> None:
        self._by_id = {} if root is None else {style.get(w("styleId"), ""): style for style in root.iterfind(w("style"))}
        self._default = next((key for key, style in self._by_id.items() if _is_default_paragraph(style)), None)

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        """A style, the one that it is based on, and so on."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            yield style_id, self._by_id[style_id]
            style_id = value(self._by_id[style_id], "basedOn")

    def list_of(self, paragraph: Element) -> ListRef | None:
        """The list of a paragraph: its own, or else that of its style; None for no list."""
        own = at(paragraph, "pPr", "numPr")
        chain = list(self.chain(self._style_of(paragraph)))
        holders = [own] if number(own, "numId") is not None else []
        holders += [at(style, "pPr", "numPr") for _, style in chain]
        holder = next((numbering for numbering in holders if number(numbering, "numId") is not None), None)
        num_id = number(holder, "numId")
        if not num_id:
            return None
        level = number(own, "ilvl") if own is not None else None
        styles = () if holder is own else tuple(style_id for style_id, _ in chain)
        return ListRef(num_id, number(holder, "ilvl") if level is None else level, styles)

    def list_behind(self, style_id: str) -> int | None:
        """The list that a list style stands for."""
        return next((number(style, "pPr", "numPr", "numId") for _, style in self.chain(style_id)), None)

    def hides(self, paragraph: Element, run: Element) -> bool:
        """Whether a run is hidden text: by its own word, by its style's, or by its paragraph's style."""
        styles = [*self.chain(value(run, "rPr", "rStyle")), *self.chain(self._style_of(paragraph))]
        said = [switch(run, "rPr", "vanish"), *(switch(style, "rPr", "vanish") for _, style in styles)]
        return next((word for word in said if word is not None), False)

    def _style_of(self, paragraph: Element) -> str | None:
        return value(paragraph, "pPr", "pStyle") or self._default


def _is_default_paragraph(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
