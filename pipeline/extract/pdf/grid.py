"""Ruled tables of a page: the grid that their lines draw.

A cell is the smallest rectangle of lines below and right of a crossing; cells that share a corner are a table. The same as
pdfplumber's TableFinder gives, which a test holds beside it, without its quadratic searches.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.pdf.connected import connected
from pipeline.extract.pdf.lines import Box
from pipeline.extract.pdf.ruling import SNAP, Edge, Ruling, joined

_Point = tuple[float, float]


class BoxCell(NamedTuple):
    """A cell of the grid, 1-based, and where it lies."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class BoxTable(NamedTuple):
    """A table, or the part of it that this page shows."""

    box: Box
    rows: int
    columns: int
    cells: tuple[BoxCell, ...]


class CellFinder:
    """Finds the cell at a place of the page."""

    def __init__(self, tables: Sequence[BoxTable]) -> None:
        self._grids = [_Grid(table) for table in tables]

    def at(self, x: float, y: float) -> BoxCell | None:
        """The cell, if there is one."""
        return next((cell for cell in (grid.at(x, y) for grid in self._grids) if cell), None)


class _Grid:
    """A table with the borders of its rows and columns, and the cell of each of its places."""

    def __init__(self, table: BoxTable) -> None:
        self._box = table.box
        self._xs = _places(x for cell in table.cells for x in (cell.box.x0, cell.box.x1))
        self._ys = _places(y for cell in table.cells for y in (cell.box.top, cell.box.bottom))
        self._cells = {
            (row, column): cell
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def at(self, x: float, y: float) -> BoxCell | None:
        if not (self._box.x0 <= x <= self._box.x1 and self._box.top <= y <= self._box.bottom):
            return None
        return self._cells.get((bisect_right(self._ys, y), bisect_right(self._xs, x)))


def find_tables(ruling: Ruling) -> list[BoxTable]:
    """The ruled tables of a page's joined lines, from the top; a table inside a table's cell is part of that cell."""
    found = [_table(cells) for cells in find_cells(_closed(ruling)) if len(cells) > 1]
    outer = [table for table in found if not any(_is_inside(table, other) for other in found)]
    return sorted(outer, key=lambda table: (table.box.top, table.box.x0))


def find_cells(ruling: Ruling) -> list[list[Box]]:
    """The cells that lines enclose, in groups that hang together by their corners."""
    crossings = _Crossings(ruling)
    cells = [cell for cell in map(crossings.smallest_cell, crossings.points) if cell]
    return [[cells[number] for number in group] for group in connected(len(cells), _shared_corners(cells))]


class _Crossings:
    """Where lines cross: the lines of each point, by their number, and the points along each of them."""

    def __init__(self, ruling: Ruling) -> None:
        self._across: dict[_Point, set[int]] = defaultdict(set)
        self._down: dict[_Point, set[int]] = defaultdict(set)
        for number, other in _meetings(ruling):
            point = (ruling.down[number].at, ruling.across[other].at)
            self._down[point].add(number)
            self._across[point].add(other)
        self.points = sorted(self._down)
        self._xs: dict[float, list[float]] = defaultdict(list)
        self._ys: dict[float, list[float]] = defaultdict(list)
        for x, y in self.points:
            self._xs[y].append(x)
            self._ys[x].append(y)

    def smallest_cell(self, point: _Point) -> Box | None:
        """The least rectangle whose top left corner is the point."""
        x, y = point
        for bottom in _after(self._ys[x], y):
            if self._down[point] & self._down[x, bottom]:
                for right in _after(self._xs[y], x):
                    if self._across[point] & self._across[right, y] and self._closes(x, y, right, bottom):
                        return Box(x, y, right, bottom)
        return None

    def _closes(self, x: float, y: float, right: float, bottom: float) -> bool:
        corner = (right, bottom)
        if corner not in self._down:
            return False
        return bool(self._down[corner] & self._down[right, y] and self._across[corner] & self._across[x, bottom])


def _after(places: list[float], place: float) -> list[float]:
    return places[bisect_right(places, place) :]


def _meetings(ruling: Ruling) -> Iterator[tuple[int, int]]:
    """Which upright line crosses or touches which level one, by their numbers; level lines are ordered by height."""
    heights = [level.at for level in ruling.across]
    for number, upright in enumerate(ruling.down):
        for other in range(bisect_left(heights, upright.start - SNAP), bisect_right(heights, upright.end + SNAP)):
            level = ruling.across[other]
            if level.start - SNAP <= upright.at <= level.end + SNAP:
                yield number, other


def _shared_corners(cells: Sequence[Box]) -> Iterator[tuple[int, int]]:
    first: dict[_Point, int] = {}
    for number, cell in enumerate(cells):
        for corner in ((cell.x0, cell.top), (cell.x0, cell.bottom), (cell.x1, cell.top), (cell.x1, cell.bottom)):
            yield first.setdefault(corner, number), number


def _closed(ruling: Ruling) -> Ruling:
    """With lines that close a table where it is drawn without an outer border, or left open at the end of the page."""
    across, down = list(ruling.across), list(ruling.down)
    for uprights, levels in _pieces(ruling):
        across += _closing(uprights, [level.at for level in ruling.across])
        down += _closing(levels, [upright.at for upright in ruling.down])
    return joined(Ruling(across, down))


def _pieces(ruling: Ruling) -> Iterator[tuple[list[Edge], list[Edge]]]:
    """The lines that hang together, piece by piece: upright ones and level ones."""
    count = len(ruling.down)
    links = ((number, count + other) for number, other in _meetings(ruling))
    for group in connected(count + len(ruling.across), links):
        if len(group) > 1:
            yield [ruling.down[n] for n in group if n < count], [ruling.across[n - count] for n in group if n >= count]


def _closing(edges: Iterable[Edge], closed: Sequence[float]) -> list[Edge]:
    """Lines across the edges where at least two of them end together and nothing closes them."""
    ends = sorted((end, edge.at) for edge in edges for end in (edge.start, edge.end))
    groups = _clusters(ends)
    return [
        Edge(group[0][0], min(at for _, at in group), max(at for _, at in group))
        for group in groups
        if len(group) > 1 and not any(abs(group[0][0] - place) <= 2 * SNAP for place in closed)
    ]


def _clusters(ends: Iterable[_Point]) -> list[list[_Point]]:
    groups: list[list[_Point]] = []
    for end in ends:
        if groups and end[0] - groups[-1][0][0] <= SNAP:
            groups[-1].append(end)
        else:
            groups.append([end])
    return groups


def _table(boxes: Sequence[Box]) -> BoxTable:
    xs = _places(x for box in boxes for x in (box.x0, box.x1))
    ys = _places(y for box in boxes for y in (box.top, box.bottom))
    cells = sorted(_cell(box, xs, ys) for box in boxes)
    return BoxTable(Box(xs[0], ys[0], xs[-1], ys[-1]), len(ys) - 1, len(xs) - 1, tuple(cells))


def _places(values: Iterable[float]) -> list[float]:
    """The borders between rows or columns: places apart by more than the width of a line."""
    places: list[float] = []
    for value in sorted(set(values)):
        if not places or value - places[-1] > SNAP:
            places.append(value)
    return places


def _cell(box: Box, xs: list[float], ys: list[float]) -> BoxCell:
    left, right = bisect_right(xs, box.x0), bisect_right(xs, box.x1)
    top, bottom = bisect_right(ys, box.top), bisect_right(ys, box.bottom)
    return BoxCell(top, left, bottom - top, right - left, box)


def _is_inside(table: BoxTable, other: BoxTable) -> bool:
    return table is not other and any(_contains(cell.box, table.box) for cell in other.cells)


def _contains(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 - SNAP <= inner.x0
        and outer.top - SNAP <= inner.top
        and inner.x1 <= outer.x1 + SNAP
        and inner.bottom <= outer.bottom + SNAP
    )
