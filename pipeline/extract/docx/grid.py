"""The grid of a table, from the properties of its rows and cells."""

from itertools import accumulate

from pipeline.extract.docx.xml import CELL, ROW, at, descend, number, value, w
from pipeline.extract.grid import Grid, Slot, grid_of, snap
from pipeline.extract.xml import Element


def read_grid(table: Element) -> Grid[Element] | None:
    """The grid of a table; None where it has no cell."""
    rows = [row for row in descend(table, frozenset({ROW})) if at(row, "trPr", "del") is None]
    placed = [_place(row, index) for index, row in enumerate(rows)]
    slots = [slot for row_slots, _ in placed for slot in row_slots]
    widths = [number(column, attribute="w") or 0 for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    if not slots:
        return None
    is_told = all(widths) and len(widths) >= max(slot.end for slot in slots)
    places = dict(enumerate(accumulate(widths, initial=0))) if is_told else None
    return grid_of(slots, [end for _, end in placed], snap(slots, places))


def _place(row: Element, index: int) -> tuple[list[Slot[Element]], int]:
    """The row's cells at their boundaries, and the boundary at which the row ends."""
    slots: list[Slot[Element]] = []
    start = number(row, "trPr", "gridBefore") or 0
    for cell in descend(row, frozenset({CELL})):
        end = start + max(1, number(cell, "tcPr", "gridSpan") or 1)
        if slots and _merge_mark(cell, "hMerge") == "continue":
            slots[-1] = slots[-1]._replace(end=end, covered=(*slots[-1].covered, cell))
        else:
            slots.append(Slot(cell, index, start, end, _merge_mark(cell, "vMerge") == "continue"))
        start = end
    return slots, start + (number(row, "trPr", "gridAfter") or 0)


def _merge_mark(cell: Element, kind: str) -> str | None:
    if at(cell, "tcPr", kind) is None:
        return None
    return value(cell, "tcPr", kind) or "continue"
