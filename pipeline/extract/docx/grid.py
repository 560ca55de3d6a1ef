"""The grid of a table, from the properties of its rows and cells."""

from itertools import accumulate
from typing import NamedTuple

from pipeline.extract.common.grid import Grid, Slot, grid_of, snap
from pipeline.extract.docx.xml import CELL, ROW, VALUE, Element, at, descend, number, value, w

_ROWS, _CELLS = frozenset({ROW}), frozenset({CELL})
_PROPERTIES, _WIDTH = w("tcPr"), w("tcW")
_TRACKED = {"rest": "restart", "cont": "continue"}


class Marks(NamedTuple):
    """How a cell is merged: over how many columns of the grid, and whether it begins («restart») or continues a merge."""

    span: int
    horizontal: str | None
    vertical: str | None


_UNMERGED = Marks(1, None, None)


def read_grid(table: Element) -> Grid[Element] | None:
    """The grid of a table; None where it has no cell."""
    rows = [(row, cells) for row in rows_of(table) if (cells := cells_of(row))]
    placed = [_place(row, cells, index) for index, (row, cells) in enumerate(rows)]
    slots = [slot for row_slots, _ in placed for slot in row_slots]
    if not slots:
        return None
    widths = [number(column, attribute="w") or 0 for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    is_told = all(widths) and len(widths) >= max(slot.end for slot in slots)
    places = dict(enumerate(accumulate(widths, initial=0))) if is_told else None
    return grid_of(slots, [end for _, end in placed], snap(slots, places))


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


def _place(row: Element, cells: list[tuple[Element, Marks]], index: int) -> tuple[list[Slot[Element]], int]:
    """The row's cells at their boundaries, and the boundary at which the row ends."""
    slots: list[Slot[Element]] = []
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
