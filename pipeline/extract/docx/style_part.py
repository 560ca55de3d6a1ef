"""The style part, of which only the styles that a text uses are parsed.

Nine tenths of it are formats of tables that no text needs; to parse them all takes longer than everything else together.
"""

import re
from itertools import pairwise
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from pipeline.extract.docx.xml import Element, parse, w

_ROOT = re.compile(rb"<w:styles\b[^>]*>")
_START = re.compile(rb"<w:style\s")
_END, _CLOSE = b"</w:style>", b"</w:styles>"
_ID = re.compile(rb'\sw:styleId="([^"]*)"')
_DEFAULT = b' w:default="'


class StylePart:
    """The styles of a part, by id. Raises ParseError for a part that cannot be read piece by piece, and is damaged."""

    def __init__(self, blob: bytes = b"") -> None:
        self._root = _root_of(blob)
        self._pieces = _pieces(blob) if self._root else {}
        self._parsed: dict[str, Element | None] = {} if self._pieces or not blob else _whole(blob)

    def get(self, style_id: str) -> Element | None:
        """The style of an id; None where there is none, or where it is damaged."""
        if style_id not in self._parsed:
            piece = self._pieces.get(escape(style_id).encode("utf-8", "replace"))
            self._parsed[style_id] = None if piece is None else self._style(piece)
        return self._parsed[style_id]

    def default_paragraph(self) -> str | None:
        """The id of the style of paragraphs that name none."""
        pieces = (piece for piece in self._pieces.values() if _DEFAULT in piece[: piece.find(b">")])
        styles = map(self._style, pieces) if self._pieces else iter(self._parsed.values())
        return next((style.get(w("styleId")) for style in styles if style is not None and _is_default_paragraph(style)), None)

    def _style(self, piece: bytes) -> Element | None:
        try:
            return parse(self._root + piece + _CLOSE)[0]
        except (ParseError, IndexError):
            return None


def _root_of(blob: bytes) -> bytes:
    """The start tag of the root; blank for a part that is not written the way that Word and others write it, or has comments."""
    root = _ROOT.search(blob)
    return b"" if root is None or b"!" in blob or _is_no_utf8(blob[: root.start()]) else root[0]


def _is_no_utf8(head: bytes) -> bool:
    return b"encoding" in head and b"utf-8" not in head.lower()


def _pieces(blob: bytes) -> dict[bytes, bytes]:
    """The text of each style by its id, the first of equal ones; none of a part in which a style is not written as usual."""
    found: dict[bytes, bytes] = {}
    for start, after in pairwise([*(match.start() for match in _START.finditer(blob)), len(blob)]):
        style_id, end = _ID.search(blob, start, blob.find(b">", start)), blob.find(_END, start, after)
        if style_id is None or end < 0:
            return {}
        found.setdefault(style_id[1], blob[start : end + len(_END)])
    return found


def _whole(blob: bytes) -> dict[str, Element | None]:
    return {style.get(w("styleId"), ""): style for style in parse(blob).iterfind(w("style"))}


def _is_default_paragraph(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
