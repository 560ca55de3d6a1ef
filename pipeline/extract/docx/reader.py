"""DOCX → Content. python-docx opens the package; the tree is walked here, since its own text leaves out a good deal
(insertions, content controls, text boxes, list numbers, notes).
"""

from collections.abc import Iterable, Iterator

from pipeline.document import Cell, Origin, Paragraph, Remark, Table
from pipeline.errors import NoTextError
from pipeline.extract.content import Content
from pipeline.extract.docx.flow import Flow, Spot
from pipeline.extract.docx.grid import GridCell, read_grid
from pipeline.extract.docx.inline import InlineReader
from pipeline.extract.docx.numbering import Numbering
from pipeline.extract.docx.package import Part, main_part
from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.xml import CELL, EMBEDDED, PICTURES, RELATIONSHIP_ID, ROW, TABLE, Element, P, at, descend, w

Block = Paragraph | Table

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
    blocks = reader.blocks(body) if body is not None else []
    if not blocks and next(root.iter(*PICTURES), None) is not None:
        raise NoTextError("DOCX")
    footers = reader.page_parts(root, "footerReference", "page_footer")
    return Content((*headers, *blocks, *footers, *reader.notes()), None, (*reader.remarks, *_embedded(root)))


def _embedded(root: Element) -> Iterator[Remark]:
    """What the document only embeds (another document, a sheet) is not read; it is told."""
    for _ in root.iter(*EMBEDDED):
        yield Remark(code="unreadable_part", text="вложенный объект или документ")


class _Reader:
    """Walks one document in reading order; numbers, notes and fields depend on that order."""

    def __init__(self, part: Part) -> None:
        self._part = part
        styles = Styles(_root(part, "styles"))
        self._styles = styles
        self._inline = InlineReader(styles)
        self._numbering = Numbering(_root(part, "numbering"), styles)
        self._tables = 0
        self.remarks: list[Remark] = []

    def blocks(self, container: Element) -> list[Block]:
        """Paragraphs and tables of the body."""
        flow: Flow[Table] = Flow(Spot())
        self._fill(container, flow)
        return flow.items()

    def page_parts(self, root: Element, reference: str, place: str) -> list[Paragraph]:
        """Paragraphs of the page headers or footers that the sections refer to, each part once."""
        parts = [self._part.by_id(element.get(RELATIONSHIP_ID)) for element in root.iter(w(reference))]
        distinct = {part.uri: part for part in parts if part is not None}
        spot = Spot("page_header" if place == "page_header" else "page_footer")
        return [paragraph for part in distinct.values() for paragraph in self._paragraphs(part.root, spot)]

    def notes(self) -> list[Paragraph]:
        """Paragraphs of the footnotes and endnotes that the shown text refers to, in that order."""
        notes = {(part, note.get(w("id"))): note for part in ("footnotes", "endnotes") for note in _children(_root(self._part, part))}
        shown = [notes[note] for note in dict.fromkeys(self._inline.notes) if note in notes]
        return [paragraph for note in shown for paragraph in self._paragraphs(note, Spot("footnote"))]

    def _fill(self, container: Element, flow: Flow[Table]) -> None:
        for element in descend(container, _BLOCKS):
            if element.tag == P:
                for box in self._add(element, flow):
                    self._fill(box, flow)
            elif (frame := _framed(element)) is not None:
                self._fill(frame, flow)
            elif (table := self._table(element)) is not None:
                flow.put(table)

    def _paragraphs(self, container: Element, spot: Spot) -> list[Paragraph]:
        """All text of a container as paragraphs: the rows of a table in it become a paragraph each."""
        flow: Flow[Paragraph] = Flow(spot)
        self._flatten(container, flow)
        return flow.items()

    def _flatten(self, container: Element, flow: Flow[Paragraph]) -> None:
        for element in descend(container, _BLOCKS):
            if element.tag == TABLE:
                for row in self._rows_as_text(element):
                    flow.add(row, None)
                continue
            for box in self._add(element, flow):
                self._flatten(box, flow)

    def _add(self, paragraph: Element, flow: Flow[Table] | Flow[Paragraph]) -> Iterable[Element]:
        """Adds one paragraph to the flow; gives the text boxes that are anchored in it, which come after it."""
        inline = self._inline.read(paragraph)
        if _end_is_deleted(paragraph):
            flow.hold(inline.text)
        else:
            flow.add(inline.text, self._numbering.count(self._styles.list_of(paragraph)))
        return inline.boxes

    def _table(self, element: Element) -> Table | None:
        grid = read_grid(element)
        if grid is None:
            return None
        self._tables += 1
        origin = Origin(table=self._tables)
        cells = tuple(self._cell(cell, origin) for cell in grid.cells)
        for row in grid.ragged:
            text = " | ".join(cell.text for cell in cells if cell.row == row)
            self.remarks.append(Remark(code="ragged_table", text=text, origin=Origin(table=self._tables, row=row)))
        return Table(rows=grid.rows, columns=grid.columns, cells=cells, shows_merges=True, origin=origin)

    def _cell(self, cell: GridCell, table: Origin) -> Cell:
        origin = Origin(table=table.table, row=cell.row, column=cell.column)
        paragraphs = self._paragraphs(cell.element, Spot("body", origin))
        self._remark_covered(cell, origin)
        return Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            paragraphs=tuple(paragraphs),
            origin=origin,
        )

    def _remark_covered(self, cell: GridCell, origin: Origin) -> None:
        """Text in a cell that a merge covers is not on the page; it is told all the same."""
        for covered in cell.covered:
            text = "\n".join(self._inline.read(paragraph).text for paragraph in descend(covered, frozenset({P})))
            if text.strip():
                self.remarks.append(Remark(code="unreadable_part", text=text.strip(), origin=origin))

    def _rows_as_text(self, table: Element) -> Iterator[str]:
        grid = read_grid(table)
        texts = [(cell.row, _text(self._paragraphs(cell.element, Spot()))) for cell in grid.cells] if grid else []
        for row in dict.fromkeys(row for row, _ in texts):
            yield " ".join(text for at_row, text in texts if at_row == row and text)


def _root(part: Part, kind: str) -> Element | None:
    related = part.by_kind(kind)
    return None if related is None else related.root


def _children(notes: Element | None) -> list[Element]:
    return [] if notes is None else list(notes)


def _text(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs as one line, with the numbers that they show."""
    return " ".join(" ".join(filter(None, (paragraph.label, paragraph.text))) for paragraph in paragraphs)


def _end_is_deleted(paragraph: Element) -> bool:
    mark = at(paragraph, "pPr", "rPr")
    return at(mark, "del") is not None or at(mark, "moveFrom") is not None


def _framed(table: Element) -> Element | None:
    """The only cell of a table that merely frames another table; None for a table that is a grid itself."""
    rows = list(descend(table, frozenset({ROW})))
    cells = list(descend(rows[0], frozenset({CELL}))) if len(rows) == 1 else []
    return cells[0] if len(cells) == 1 and list(descend(cells[0], frozenset({TABLE}))) else None
