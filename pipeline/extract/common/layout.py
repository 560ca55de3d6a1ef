"""From the paragraphs and tables that a reader of text documents found to the blocks of a Document.

Readers give nodes in reading order; here tables are numbered, tables inside cells become lines of text, and what a merged
cell covers is told.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.document import Cell, Origin, Paragraph, Remark, Table
from pipeline.extract.common.flow import Flow, Spot, as_one_line
from pipeline.extract.common.grid import Grid, GridCell
from pipeline.extract.common.lists import Label


class Line(NamedTuple):
    """A paragraph as its source has it; `goes_on`: its end was deleted, and it belongs to the next."""

    text: str
    label: Label | None = None
    goes_on: bool = False


class Inset(NamedTuple):
    """A table as its source has it."""

    grid: Grid["Nodes"]


EMBEDDED = Remark(code="unreadable_part", text="вложенный объект или документ")
"""What a document only embeds (another document, a sheet) is not read; it is told."""

Node = Line | Inset
Nodes = tuple[Node, ...]


class Layout:
    """Makes the blocks of one document; `remarks` are what its tables gave cause for."""

    def __init__(self) -> None:
        self._tables = 0
        self.remarks: list[Remark] = []

    def blocks(self, nodes: Iterable[Node]) -> list[Paragraph | Table]:
        """Paragraphs and tables of the body."""
        flow: Flow[Table] = Flow(Spot())
        self._fill(nodes, flow)
        return flow.items()

    def table(self, grid: Grid[Nodes]) -> Table:
        """The next table of the document."""
        self._tables += 1
        number = self._tables
        cells = tuple(self._cell(cell, number) for cell in grid.cells)
        self.remarks += ragged_remarks(cells, grid.ragged, Origin(table=number))
        return Table(rows=grid.rows, columns=grid.columns, cells=cells, shows_merges=True, origin=Origin(table=number))

    def paragraphs(self, nodes: Iterable[Node], spot: Spot) -> list[Paragraph]:
        """All text of some nodes as paragraphs: the rows of a table among them become a paragraph each."""
        flow: Flow[Paragraph] = Flow(spot)
        for node in nodes:
            for line in [node] if isinstance(node, Line) else self._rows_as_text(node, spot.origin):
                _add(line, flow)
        return flow.items()

    def _rows_as_text(self, node: Inset, origin: Origin) -> Iterator[Line]:
        rows: dict[int, list[str]] = {}
        for cell in node.grid.cells:
            rows.setdefault(cell.row, []).append(as_one_line(self.paragraphs(cell.content, Spot())))
            self._remark_covered(cell, origin)
        return (Line(" ".join(filter(None, texts))) for texts in rows.values())

    def _fill(self, nodes: Iterable[Node], flow: Flow[Table]) -> None:
        for node in nodes:
            if isinstance(node, Line):
                _add(node, flow)
            elif (framed := _framed(node)) is not None:
                self._fill(framed, flow)
            else:
                flow.put(self.table(node.grid))

    def _cell(self, cell: GridCell[Nodes], table: int) -> Cell:
        origin = Origin(table=table, row=cell.row, column=cell.column)
        paragraphs = self.paragraphs(cell.content, Spot("body", origin))
        self._remark_covered(cell, origin)
        return Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            paragraphs=tuple(paragraphs),
            origin=origin,
        )

    def _remark_covered(self, cell: GridCell[Nodes], origin: Origin) -> None:
        """Text in a cell that a merge covers is not on the page; it is told all the same."""
        for covered in cell.covered:
            text = "\n".join(paragraph.text for paragraph in self.paragraphs(covered, Spot()) if paragraph.text)
            if text:
                self.remarks.append(Remark(code="unreadable_part", text=text, origin=origin))


def ragged_remarks(cells: Iterable[Cell], rows: Iterable[int], table: Origin) -> Iterator[Remark]:
    """A remark for each row that is shorter or longer than others; `table`: where their table stands."""
    texts: dict[int, list[str]] = {row: [] for row in rows}
    for cell in cells if texts else ():
        if cell.row in texts:
            texts[cell.row].append(cell.text)
    for row, found in texts.items():
        yield Remark(code="ragged_table", text=" | ".join(found), origin=table.model_copy(update={"row": row}))


def distinct(parts: Iterable[list[Paragraph]]) -> list[Paragraph]:
    """The paragraphs of page headers or footers; of those that say the same (on left and right pages), the first."""
    found: dict[tuple[str, ...], list[Paragraph]] = {}
    for part in parts:
        found.setdefault(tuple(paragraph.text for paragraph in part), part)
    return [paragraph for part in found.values() for paragraph in part]


def _add(line: Line, flow: Flow[Table] | Flow[Paragraph]) -> None:
    if line.goes_on:
        flow.hold(line.text)
    else:
        flow.add(line.text, line.label)


def _framed(node: Inset) -> Nodes | None:
    """What stands in the only cell of a table that merely frames another table; None for a table that is a grid itself."""
    cells = node.grid.cells
    is_frame = len(cells) == 1 and not cells[0].covered and any(isinstance(inner, Inset) for inner in cells[0].content)
    return cells[0].content if is_frame else None
