"""The text inside one paragraph, and what hangs on it."""

import re
from typing import NamedTuple

from pipeline.extract.common.xml import Element
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.xml import COMMENT, DRAWING, count, q

_SIGNS: dict[str, str] = {q("text:tab"): "\t", q("text:line-break"): "\n"}
_SPACES, _NOTE, _SPAN, _LINK, _RUBY = q("text:s"), q("text:note"), q("text:span"), q("draw:a"), q("text:ruby-text")
_DROPPED = frozenset(
    q(name)
    for name in (
        "office:annotation",
        "office:annotation-end",
        "text:tracked-changes",
        "text:script",
        "text:note-citation",
    )
)
_HIDING = frozenset({q("text:hidden-text"), q("text:hidden-paragraph")})
_BLANK = re.compile("[ \t\r\n]+")
# A soft hyphen shows nothing inside a line, and a no-break hyphen is a hyphen.
_HYPHENS = str.maketrans({"\u00ad": None, "\u2011": "-"})
# Pictures of symbol fonts.
_PICTURES = re.compile("[\ue000-\uf8ff]")
# More spaces in a row than a line of text has are a slip or an attack.
_MOST_SPACES = 1000


class Inline(NamedTuple):
    """What a paragraph holds: its text, what it hides, the drawings and comments that are anchored in it, the bodies of its notes."""

    text: str
    unseen: str
    anchored: list[Element]
    notes: list[Element]
    above: list[str]
    """Readings that stand over words."""


def read_inline(paragraph: Element, styles: Styles) -> Inline:
    """The shown text of a paragraph or heading."""
    reader = _InlineReader(styles)
    if styles.hides(paragraph, "paragraph") or _hides_all(paragraph):
        return Inline("", "".join(map(str, paragraph.itertext())).strip(), [], [], [])
    reader.read(paragraph)
    return Inline("".join(reader.pieces), "".join(reader.unseen).strip(), reader.anchored, reader.notes, reader.above)


class _InlineReader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        # White space of the XML counts as one space, and as none after another or at the beginning (ODF 1.3 part 3, 6.1.2).
        self._after_blank = True
        self.pieces: list[str] = []
        self.unseen: list[str] = []
        self.anchored: list[Element] = []
        self.notes: list[Element] = []
        self.above: list[str] = []

    def read(self, element: Element) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            self._add(child.tail)

    def _child(self, child: Element) -> None:
        if child.tag == _SPACES:
            self._put(" " * min(count(child, "text:c"), _MOST_SPACES))
        elif child.tag in _SIGNS:
            self._put(_SIGNS[child.tag])
        elif child.tag == _NOTE:
            self.notes += child.findall(q("text:note-body"))
        elif child.tag == COMMENT or (child.tag.startswith(DRAWING) and child.tag != _LINK):
            self.anchored.append(child)
        elif child.tag == _RUBY:
            self.above.append("".join(map(str, child.itertext())))
        elif self._is_hidden(child):
            self.unseen += map(str, child.itertext())
        elif child.tag not in _DROPPED:
            self.read(child)

    def _is_hidden(self, child: Element) -> bool:
        if child.tag in _HIDING:
            return child.get(q("text:is-hidden")) == "true"
        return child.tag == _SPAN and self._styles.hides(child, "text")

    def _add(self, text: str | None) -> None:
        if text:
            text = _BLANK.sub(" ", _PICTURES.sub("•", text.translate(_HYPHENS)))
            self._put(text[1:] if self._after_blank and text.startswith(" ") else text)

    def _put(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self._after_blank = text[-1] == " "


def _hides_all(paragraph: Element) -> bool:
    fields = paragraph.iter(q("text:hidden-paragraph"))
    return any(field.get(q("text:is-hidden")) == "true" for field in fields)
