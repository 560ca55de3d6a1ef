"""What a style says that matters to the text: its list, and whether it hides it."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.docx.style_part import StylePart
from pipeline.extract.docx.xml import VALUE, Element, at, is_on, number, switch, value, w

_STYLE, _NUMBERING, _MARK = w("pStyle"), w("numPr"), w("rPr")
_PROPERTIES, _RUN_STYLE, _VANISH = w("pPr"), w("rStyle"), w("vanish")
_GONE, _HIDDEN = frozenset({w("del"), w("moveFrom")}), frozenset({_VANISH, w("specVanish")})
_LONGEST_CHAIN = 100
"""Styles based on one another; Word refuses more than a tenth of it."""


class ListRef(NamedTuple):
    """Membership of a list: which one, at which level, and the paragraph's style with those that it is based on."""

    num_id: int
    level: int | None
    styles: tuple[str, ...]


class Properties(NamedTuple):
    """What a paragraph says of itself: its style, its list, and whether its end is shown."""

    style: str | None
    numbering: Element | None
    is_joined: bool


class Styles:
    """The styles of a document, by id."""

    def __init__(self, part: StylePart) -> None:
        self._part = part
        self._default = part.default_paragraph()
        self._hidden: dict[str | None, bool | None] = {}
        self._numbering: dict[str | None, Element | None] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def properties(self, paragraph: Element) -> Properties:
        """What a paragraph says of itself. A deleted or hidden end joins it with the next paragraph."""
        style, numbering, is_joined = self._default, None, False
        for said in paragraph.find(_PROPERTIES) or ():
            tag = said.tag
            if tag == _STYLE:
                style = said.get(VALUE) or style
            elif tag == _NUMBERING:
                numbering = said
            elif tag == _MARK:
                is_joined = _is_not_shown(said)
        return Properties(style, numbering, is_joined)

    def list_of(self, paragraph: Properties) -> ListRef | None:
        """The list of a paragraph: its own, or else that of its style; None for no list."""
        own = paragraph.numbering
        if own is not None and number(own, "numId") is not None:
            return _list_ref(own, own, ())
        return _list_ref(self._style_numbering(paragraph.style), own, self._chain(paragraph.style))

    def list_behind(self, style_id: str) -> int | None:
        """The list that a list style stands for."""
        said = (number(self._part.get(chained), "pPr", "numPr", "numId") for chained in self._chain(style_id))
        return next((num_id for num_id in said if num_id is not None), None)

    def hides_runs(self, story: Element) -> bool:
        """Whether any run of a story may hide its own text. Most hide none, and need not be asked one by one."""
        return any(next(story.iter(tag), None) is not None for tag in (_VANISH, _RUN_STYLE))

    def hides(self, style: str | None) -> bool | None:
        """Whether a style, or one that it is based on, hides text; None where none says so."""
        if style not in self._hidden:
            said = (switch(self._part.get(chained), "rPr", "vanish") for chained in self._chain(style))
            self._hidden[style] = next((word for word in said if word is not None), None)
        return self._hidden[style]

    def is_hidden(self, paragraph: Properties, run: Element) -> bool:
        """Whether a run is hidden text: by its own word, by its style's, or by its paragraph's style."""
        own, by_style = None, None
        for said in run.find(_MARK) or ():
            if said.tag == _VANISH:
                own = is_on(said)
            elif said.tag == _RUN_STYLE:
                by_style = self.hides(said.get(VALUE))
        words = (own, by_style, self.hides(paragraph.style))
        return next((word for word in words if word is not None), False)

    def _style_numbering(self, style_id: str | None) -> Element | None:
        if style_id not in self._numbering:
            said = (at(self._part.get(chained), "pPr", "numPr") for chained in self._chain(style_id))
            self._numbering[style_id] = next((found for found in said if number(found, "numId") is not None), None)
        return self._numbering[style_id]

    def _chain(self, style_id: str | None) -> tuple[str, ...]:
        """A style, the one that it is based on, and so on."""
        if style_id is None:
            return ()
        if style_id not in self._chains:
            self._chains[style_id] = tuple(self._based_on(style_id))
        return self._chains[style_id]

    def _based_on(self, style_id: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while (
            style_id is not None and style_id not in seen and len(seen) < _LONGEST_CHAIN and (style := self._part.get(style_id)) is not None
        ):
            seen.add(style_id)
            yield style_id
            style_id = value(style, "basedOn")


def _list_ref(holder: Element | None, own: Element | None, chain: tuple[str, ...]) -> ListRef | None:
    """The list that `holder` names; the level that the paragraph names itself goes before that of its style."""
    num_id = number(holder, "numId") if holder is not None else None
    if not num_id:
        return None
    level = number(own, "ilvl")
    return ListRef(num_id, number(holder, "ilvl") if level is None else level, chain)


def _is_not_shown(mark: Element) -> bool:
    """Whether the end of a paragraph, by the properties of its mark, is deleted, moved away or hidden."""
    return any(said.tag in _GONE or (said.tag in _HIDDEN and is_on(said)) for said in mark)
