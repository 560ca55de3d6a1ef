"""DOCX → Content. python-docx opens the package; the tree is walked here, since its own text leaves out a good deal
(insertions, content controls, text boxes, list numbers, notes).
"""

from collections.abc import Iterator

from pipeline.document import Paragraph, Place
from pipeline.errors import NoTextError
from pipeline.extract.content import Content
from pipeline.extract.docx.grid import read_grid
from pipeline.extract.docx.inline import InlineReader
from pipeline.extract.docx.numbering import Numbering
from pipeline.extract.docx.package import Part, main_part
from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.xml import OBJECTS, PICTURES, RELATIONSHIP_ID, TABLE, P, at, descend, w
from pipeline.extract.flow import Spot
from pipeline.extract.layout import EMBEDDED, Inset, Layout, Line, Node, Nodes, paragraphs_of
from pipeline.extract.xml import Element

_BLOCKS = frozenset({P, TABLE})


def read_docx(data: bytes) -> Content:
    """The blocks of a DOCX file: page headers, body, page footers, notes.

    Raises NoTextError where it holds nothing but pictures; what the libraries raise comes through.
    """
    part = main_part(data)
    root = part.root
    reader = _Reader(part)
    body = at(root, "body")
    headers = reader.page_parts(root, "headerReference", "page_header")
    layout = Layout()
    blocks = layout.blocks(reader.nodes(body)) if body is not None else []
    if not blocks and next(root.iter(*PICTURES), None) is not None:
        raise NoTextError("DOCX")
    footers = reader.page_parts(root, "footerReference", "page_footer")
    return Content((*headers, *blocks, *footers, *reader.notes()), None, (*layout.remarks, *(EMBEDDED for _ in root.iter(*OBJECTS))))


class _Reader:
    """Walks one document in reading order; numbers, notes and fields depend on that order."""

    def __init__(self, part: Part) -> None:
        self._part = part
        styles = Styles(_root(part, "styles"))
        self._styles = styles
        self._inline = InlineReader(styles)
        self._numbering = Numbering(_root(part, "numbering"), styles)

    def nodes(self, container: Element) -> Nodes:
        """Paragraphs and tables of a container; the text boxes that are anchored in a paragraph come after it."""
        return tuple(self._walk(container))

    def page_parts(self, root: Element, reference: str, place: Place) -> list[Paragraph]:
        """Paragraphs of the page headers or footers that the sections refer to, each part once."""
        parts = [self._part.by_id(element.get(RELATIONSHIP_ID)) for element in root.iter(w(reference))]
        distinct = {part.uri: part for part in parts if part is not None}
        return [paragraph for part in distinct.values() for paragraph in paragraphs_of(self.nodes(part.root), Spot(place))]

    def notes(self) -> list[Paragraph]:
        """Paragraphs of the footnotes and endnotes that the shown text refers to, in that order."""
        notes = {(part, note.get(w("id"))): note for part in ("footnotes", "endnotes") for note in _children(_root(self._part, part))}
        shown = [notes[note] for note in dict.fromkeys(self._inline.notes) if note in notes]
        return [paragraph for note in shown for paragraph in paragraphs_of(self.nodes(note), Spot("footnote"))]

    def _walk(self, container: Element) -> Iterator[Node]:
        for element in descend(container, _BLOCKS):
            if element.tag == P:
                yield from self._paragraph(element)
            elif (grid := read_grid(element)) is not None:
                # The page does not show what a merge covers, and does not count it.
                yield Inset(grid.filled(self.nodes, self._uncounted))

    def _paragraph(self, paragraph: Element) -> Iterator[Node]:
        inline = self._inline.read(paragraph)
        goes_on = _end_is_deleted(paragraph)
        yield Line(inline.text, None if goes_on else self._numbering.count(self._styles.list_of(paragraph)), goes_on)
        for box in inline.boxes:
            yield from self._walk(box)

    def _uncounted(self, container: Element) -> Nodes:
        return tuple(Line(self._inline.read(paragraph).text) for paragraph in descend(container, frozenset({P})))


def _root(part: Part, kind: str) -> Element | None:
    related = part.by_kind(kind)
    return None if related is None else related.root


def _children(notes: Element | None) -> list[Element]:
    return [] if notes is None else list(notes)


def _end_is_deleted(paragraph: Element) -> bool:
    mark = at(paragraph, "pPr", "rPr")
    return at(mark, "del") is not None or at(mark, "moveFrom") is not None
