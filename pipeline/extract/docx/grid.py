"""The true grid of a table: rows have cells of different widths, some of them merged downwards or to the right."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.extract.docx.xml import CELL, ROW, VALUE, Element, at, descend, number, value, w

_ROWS, _CELLS = frozenset({ROW}), frozenset({CELL})
_PROPERTIES, _WIDTH = w("tcPr"), w("tcW")
_TRACKED = {"rest": "restart", "cont": "continue"}

# Borders that were dragged apart by less than this (2 mm, in twentieths of a point) are meant to be one.
_SNAP = 113


class Marks(NamedTuple):
    """How a cell is merged: over how many columns of the grid, and whether it begins («restart») or continues a merge."""

    span: int
    horizontal: str | None
    vertical: str | None


_UNMERGED = Marks(1, None, None)


class Slot(NamedTuple):
    """A cell as its row has it; rows and grid boundaries are 0-based."""

    element: Element
    row: int
    start: int
    end: int
    merge: str | None
    covered: tuple[Element, ...] = ()


class GridCell(NamedTuple):
    """A cell in the grid, 1-based; `covered` are the cells merged into it, which the page does not show."""

    element: Element
    row: int
    column: int
    row_span: int
    column_span: int
    covered: tuple[Element, ...]


class Grid(NamedTuple):
    """All cells of a table, and the rows (1-based) that end before or after the others."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    ragged: tuple[int, ...]


def read_grid(table: Element) -> Grid | None:
    """The grid of a table; None where it has no cell."""
    rows = [(row, cells) for row in rows_of(table) if (cells := cells_of(row))]
    placed = [(index, *_place(row, cells, index)) for index, (row, cells) in enumerate(rows)]
    slots = [slot for _, row_slots, _ in placed for slot in row_slots]
    if not slots:
        return None
    columns = _columns(slots, [number(column, attribute="w") or 0 for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")])
    ends = [max(columns[used] for used in columns if used <= max(end, min(columns))) for _, _, end in placed]
    ragged = tuple(index + 1 for index, end in enumerate(ends) if end != max(ends))
    return Grid(len(rows), max(columns.values()), tuple(_merge(slots, columns)), ragged)


def rows_of(table: Element) -> list[Element]:
    """The rows that are not deleted."""
    return [row for row in descend(table, _ROWS) if at(row, "trPr", "del") is None]


def cells_of(row: Element) -> list[tuple[Element, Marks]]:
    """The cells of a row that are not deleted, and how they are merged."""
    return [(cell, marks) for cell in descend(row, _CELLS) if (marks := _marks(cell)) is not None]


def _marks(cell: Element) -> Marks | None:
    """None for a deleted cell. A mark without a value continues (ISO/IEC 29500-1, 17.4.84); a tracked merge goes first (17.13.5.2)."""
    properties = cell.find(_PROPERTIES)
    if properties is None or (len(properties) == 1 and properties[0].tag == _WIDTH):
        return _UNMERGED
    if at(properties, "cellDel") is not None:
        return None
    span = max(1, number(properties, "gridSpan") or 1)
    tracked = _TRACKED.get(value(properties, "cellMerge", attribute="vMerge") or "")
    return Marks(span, _mark(properties, "hMerge"), tracked or _mark(properties, "vMerge"))


def _mark(properties: Element, kind: str) -> str | None:
    mark = at(properties, kind)
    return None if mark is None else mark.get(VALUE) or "continue"


def _place(row: Element, cells: list[tuple[Element, Marks]], index: int) -> tuple[list[Slot], int]:
    """The row's cells at their boundaries, and the boundary at which the row ends."""
    slots: list[Slot] = []
    properties = at(row, "trPr")
    start = max(0, number(properties, "gridBefore") or 0)
    for cell, marks in cells:
        end = start + marks.span
        if slots and marks.horizontal == "continue":
            slots[-1] = slots[-1]._replace(end=end, covered=(*slots[-1].covered, cell))
        else:
            slots.append(Slot(cell, index, start, end, marks.vertical))
        start = end
    return slots, start + max(0, number(properties, "gridAfter") or 0)


def _columns(slots: list[Slot], widths: list[int]) -> dict[int, int]:
    """Each boundary that a cell uses → the 0-based boundary of the grid as it is meant."""
    used = sorted({slot.start for slot in slots} | {slot.end for slot in slots})
    if len(widths) < used[-1] or not all(widths):
        return {boundary: index for index, boundary in enumerate(used)}
    places = {boundary: sum(widths[:boundary]) for boundary in used}
    columns: dict[int, int] = {used[0]: 0}
    first = used[0]
    for boundary in used[1:]:
        # A narrow column in which a cell stands is a column.
        is_column = any(first <= slot.start and slot.end <= boundary for slot in slots)
        same = not is_column and places[boundary] - places[first] < _SNAP
        columns[boundary] = max(columns.values()) + (0 if same else 1)
        first = first if same else boundary
    return columns


def _merge(slots: Iterable[Slot], columns: dict[int, int]) -> list[GridCell]:
    """The cells, each with those below that continue it: same boundaries, next row. What continues nothing is a cell of its own."""
    cells: list[GridCell] = []
    last: dict[tuple[int, int], int] = {}
    for slot in slots:
        row, column, span = slot.row + 1, columns[slot.start] + 1, columns[slot.end] - columns[slot.start]
        above = last.get((column, span))
        if slot.merge == "continue" and above is not None and cells[above].row + cells[above].row_span == row:
            covered = (*cells[above].covered, slot.element, *slot.covered)
            cells[above] = cells[above]._replace(row_span=cells[above].row_span + 1, covered=covered)
        else:
            last.pop((column, span), None)
            if slot.merge == "restart":
                last[column, span] = len(cells)
            cells.append(GridCell(slot.element, row, column, 1, span, slot.covered))
    return cells
