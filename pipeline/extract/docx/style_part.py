"""The style part, of which only the styles that a text uses are parsed.

Nine tenths of it are formats of tables that no text needs; to parse them all takes longer than everything else together.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from pipeline.extract.docx.xml import Element, parse, w

_ROOT = re.compile(rb"<w:styles\b[^>]*>")
_START, _END, _CLOSE = b"<w:style ", b"</w:style>", b"</w:styles>"
_ID, _DEFAULT = b' w:styleId="', b' w:default="'


class StylePart:
    """The styles of a part, by id. Raises ParseError for a part that cannot be read piece by piece, and is damaged."""

    def __init__(self, blob: bytes = b"") -> None:
        self._blob = blob
        self._root = _root_of(blob)
        self._parsed: dict[str, Element | None] = _whole(blob) if blob and not self._root else {}

    def get(self, style_id: str) -> Element | None:
        """The style of an id; None where there is none, or where it is damaged."""
        if style_id not in self._parsed:
            places = self._places(_ID + escape(style_id).encode() + b'"')
            self._parsed[style_id] = next(map(self._style_at, places), None)
        return self._parsed[style_id]

    def default_paragraph(self) -> str | None:
        """The id of the style of paragraphs that name none."""
        styles = map(self._style_at, self._places(_DEFAULT)) if self._root else iter(self._parsed.values())
        return next((style.get(w("styleId")) for style in styles if style is not None and _is_default_paragraph(style)), None)

    def _places(self, said: bytes) -> Iterator[int]:
        """Where the start tag of a style says something."""
        place = self._blob.find(said)
        while self._root and place >= 0:
            yield place
            place = self._blob.find(said, place + 1)

    def _style_at(self, place: int) -> Element | None:
        start, end = self._blob.rfind(_START, 0, place), self._blob.find(_END, place)
        try:
            return parse(self._root + self._blob[start:end] + _END + _CLOSE)[0]
        except ParseError:
            return None


def _root_of(blob: bytes) -> bytes:
    """The start tag of the root; blank for a part that is not written the way that Word and others write it, or has comments."""
    root = _ROOT.search(blob)
    if root is None or b"!" in blob or _is_no_utf8(blob[: root.start()]):
        return b""
    first = blob.find(_START, root.end())
    return root[0] if 0 <= first < blob.find(_ID, first) < blob.find(_END, first) else b""


def _is_no_utf8(head: bytes) -> bool:
    return b"encoding" in head and b"utf-8" not in head.lower()


def _whole(blob: bytes) -> dict[str, Element | None]:
    return {style.get(w("styleId"), ""): style for style in parse(blob).iterfind(w("style"))}


def _is_default_paragraph(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
