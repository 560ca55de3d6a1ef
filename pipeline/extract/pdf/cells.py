"""The text of a ruled table's cells, as paragraphs."""

from collections import defaultdict
from statistics import median_low

from pipeline.document import Cell, Origin, Paragraph, Table
from pipeline.extract.pdf.lines import Box, upright
from pipeline.extract.pdf.page import CellText, TableText
from pipeline.extract.pdf.paragraphs import Measure, group_lines, usual_pitch

# Nobody leaves more than this, in points, between a cell's border and its text.
_WIDEST_PADDING = 12.0


def read_table(found: TableText, page: int, number: int) -> Table:
    """The table of the contract, from the page's table; `number` counts the tables of the document."""
    origin = Origin(page=page, table=number)
    setting = _Setting(found)
    return Table(
        rows=found.table.rows,
        columns=found.table.columns,
        cells=tuple(_cell(cell, setting, origin) for cell in found.cells),
        shows_merges=True,
        origin=origin,
    )


class _Setting:
    """How a table's text is set: what its cells have in common."""

    def __init__(self, found: TableText) -> None:
        self._pitch = usual_pitch(lines for cell in found.cells for lines in cell.lines.values())
        self._padding = _padding(found.cells)
        # In a column of full lines the longest tells where they must end, if it goes beyond the padding.
        self._ends: dict[tuple[int, int], float] = defaultdict(float)
        for text in found.cells:
            ends = (line.x1 for line in text.lines[0])
            self._ends[_columns(text)] = max([self._ends[_columns(text)], *ends])

    def measure(self, text: CellText, turn: int) -> Measure:
        """Where the lines of a cell may begin and must end."""
        box = upright(Box(*text.cell.box), turn)
        left, right = box.x0 + self._padding, box.x1 - self._padding
        return Measure(left, max(right, self._ends[_columns(text)]) if turn == 0 else right, self._pitch)


def _columns(text: CellText) -> tuple[int, int]:
    return text.cell.column, text.cell.column_span


def _padding(cells: tuple[CellText, ...]) -> float:
    """The usual distance of text from its cell's left border; columns of centred text are the exception."""
    nearest: dict[tuple[int, int], float] = {}
    for text in cells:
        for line in text.lines[0]:
            nearest[_columns(text)] = min(nearest.get(_columns(text), _WIDEST_PADDING), line.x0 - text.cell.box.x0)
    return max(0.0, median_low(nearest.values())) if nearest else 0.0


def _cell(text: CellText, setting: _Setting, table: Origin) -> Cell:
    cell = text.cell
    origin = table.model_copy(update={"row": cell.row, "column": cell.column})
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        paragraphs=tuple(_paragraphs(text, setting, origin)),
        origin=origin,
    )


def _paragraphs(text: CellText, setting: _Setting, origin: Origin) -> list[Paragraph]:
    groups = [group for turn, lines in text.lines.items() for group in group_lines(lines, setting.measure(text, turn))]
    return [Paragraph(text=group.text, gap=group.gap, confidence=group.confidence, origin=origin) for group in groups if group.text.strip()]
