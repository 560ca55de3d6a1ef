"""The true grid of a table: rows have cells of different widths, some of them merged downwards or to the right."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.extract.docx.xml import CELL, ROW, Element, at, descend, number, value, w

# Borders that were dragged apart by less than this (2 mm, in twentieths of a point) are meant to be one.
_SNAP = 113


class Slot(NamedTuple):
    """A cell as its row has it; rows and grid boundaries are 0-based."""

    element: Element
    row: int
    start: int
    end: int
    continues: bool


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
    rows = [row for row in descend(table, frozenset({ROW})) if at(row, "trPr", "del") is None]
    placed = [(index, *_place(row, index)) for index, row in enumerate(rows)]
    slots = [slot for _, row_slots, _ in placed for slot in row_slots]
    if not slots:
        return None
    columns = _columns(slots, [number(column, attribute="w") or 0 for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")])
    ends = [max(columns[used] for used in columns if used <= max(end, min(columns))) for _, _, end in placed]
    ragged = tuple(index + 1 for index, end in enumerate(ends) if end != max(ends))
    return Grid(len(rows), max(columns.values()), tuple(_merge(slots, columns)), ragged)


def _place(row: Element, index: int) -> tuple[list[Slot], int]:
    """The row's cells at their boundaries, and the boundary at which the row ends."""
    slots: list[Slot] = []
    start = number(row, "trPr", "gridBefore") or 0
    for cell in descend(row, frozenset({CELL})):
        end = start + max(1, number(cell, "tcPr", "gridSpan") or 1)
        if slots and _merge_mark(cell, "hMerge") == "continue":
            slots[-1] = slots[-1]._replace(end=end)
        else:
            slots.append(Slot(cell, index, start, end, _merge_mark(cell, "vMerge") == "continue"))
        start = end
    return slots, start + (number(row, "trPr", "gridAfter") or 0)


def _merge_mark(cell: Element, kind: str) -> str | None:
    if at(cell, "tcPr", kind) is None:
        return None
    return value(cell, "tcPr", kind) or "continue"


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
    """The cells, each with those below that continue it: same boundaries, next row."""
    cells: list[GridCell] = []
    last: dict[tuple[int, int], int] = {}
    for slot in slots:
        row, column, span = slot.row + 1, columns[slot.start] + 1, columns[slot.end] - columns[slot.start]
        above = last.get((column, span))
        if slot.continues and above is not None and cells[above].row + cells[above].row_span == row:
            cells[above] = cells[above]._replace(row_span=cells[above].row_span + 1, covered=(*cells[above].covered, slot.element))
        else:
            last[column, span] = len(cells)
            cells.append(GridCell(slot.element, row, column, 1, span, ()))
    return cells
