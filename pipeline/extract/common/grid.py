"""The true grid of a table whose rows have cells of different widths, some of them merged downwards or to the right."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

# Borders that were dragged apart by less than this (2 mm, in twentieths of a point) are meant to be one.
_SNAP = 113

Content = TypeVar("Content")
Other = TypeVar("Other")


class Slot(NamedTuple, Generic[Content]):
    """A cell as its row has it, between two boundaries; rows are 0-based.

    `merge`: whether it begins a merge downwards («restart»), or goes on with one («continue»); `covered`: what is merged into it
    from its right.
    """

    content: Content
    row: int
    start: int
    end: int
    merge: str | None = None
    covered: tuple[Content, ...] = ()


class GridCell(NamedTuple, Generic[Content]):
    """A cell in the grid, 1-based; `covered` are the cells merged into it, which the page does not show."""

    content: Content
    row: int
    column: int
    row_span: int
    column_span: int
    covered: tuple[Content, ...] = ()


class Grid(NamedTuple, Generic[Content]):
    """All cells of a table, and the rows (1-based) that end before or after the others."""

    rows: int
    columns: int
    cells: tuple[GridCell[Content], ...]
    ragged: tuple[int, ...] = ()

    def filled(self, read: Callable[[Content], Other], read_covered: Callable[[Content], Other]) -> "Grid[Other]":
        """The same grid with what its cells hold, read in order."""
        return Grid(self.rows, self.columns, tuple(_filled(cell, read, read_covered) for cell in self.cells), self.ragged)


def _filled(cell: GridCell[Content], read: Callable[[Content], Other], read_covered: Callable[[Content], Other]) -> GridCell[Other]:
    covered = tuple(read_covered(content) for content in cell.covered)
    return GridCell(read(cell.content), cell.row, cell.column, cell.row_span, cell.column_span, covered)


def grid_of(slots: list[Slot[Content]], ends: list[int], columns: Mapping[int, int]) -> Grid[Content]:
    """The grid of a table's cells, of which there is one at least.

    `ends`: the boundary at which each row ends; `columns`: the 0-based boundary of the grid that each boundary is.
    """
    used = sorted(columns)
    last = [columns[used[max(bisect_right(used, end) - 1, 0)]] for end in ends]
    farthest = max(last)
    ragged = tuple(index + 1 for index, end in enumerate(last) if end != farthest)
    return Grid(len(ends), max(columns.values()), tuple(_merge(slots, columns)), ragged)


def snap(slots: list[Slot[Content]], places: Mapping[int, int] | None) -> dict[int, int]:
    """Each boundary that a cell uses → the 0-based boundary of the grid as it is meant.

    `places`: where each boundary stands, in twentieths of a point; None where it is not told.
    """
    used = sorted({slot.start for slot in slots} | {slot.end for slot in slots})
    if places is None:
        return {boundary: index for index, boundary in enumerate(used)}
    starts: dict[int, int] = {}  # the last beginning of the cells that end at a boundary
    for slot in slots:
        starts[slot.end] = max(slot.start, starts.get(slot.end, slot.start))
    columns: dict[int, int] = {used[0]: 0}
    first, column, last_start = used[0], 0, used[0] - 1
    for boundary in used[1:]:
        last_start = max(last_start, starts.get(boundary, last_start))
        # A narrow column in which a cell stands is a column.
        is_column = first <= last_start
        same = not is_column and places[boundary] - places[first] < _SNAP
        column += 0 if same else 1
        columns[boundary] = column
        first = first if same else boundary
    return columns


def _merge(slots: Iterable[Slot[Content]], columns: Mapping[int, int]) -> list[GridCell[Content]]:
    """The cells, each with those below that continue it: same boundaries, next row. What continues nothing is a cell of its own."""
    cells: list[GridCell[Content]] = []
    below: dict[int, list[Slot[Content]]] = {}  # what goes on with a cell, by its number
    last: dict[tuple[int, int], int] = {}
    for slot in slots:
        row, column, span = slot.row + 1, columns[slot.start] + 1, columns[slot.end] - columns[slot.start]
        index = last.get((column, span))
        if slot.merge == "continue" and index is not None and cells[index].row + len(below[index]) + 1 == row:
            below[index].append(slot)
        else:
            last.pop((column, span), None)
            if slot.merge == "restart":
                last[column, span] = len(cells)
                below[len(cells)] = []
            cells.append(GridCell(slot.content, row, column, 1, span, slot.covered))
    return [_grown(cell, below.get(index, [])) for index, cell in enumerate(cells)]


def _grown(cell: GridCell[Content], below: list[Slot[Content]]) -> GridCell[Content]:
    """A cell with those below that go on with it."""
    if not below:
        return cell
    covered = [content for slot in below for content in (slot.content, *slot.covered)]
    return cell._replace(row_span=len(below) + 1, covered=(*cell.covered, *covered))
