"""The tables that ruling lines make: a grid of boxes, and between two boxes a wall or none.

A wall is where most of the way between two crossings is ruled. So a line that is broken, or that a stamp covers, is a wall still,
and an underlined word is none. Boxes without a wall between them are one cell.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.ocr.raster import Floats, Raster, Spot, block, pixels
from pipeline.extract.ocr.rules import Rules

# Lines nearer than this, in points, are one line, or belong to one table where their ends meet.
_SNAP = 3.0
# Pieces of a line lie no further from its middle, in points.
_WORN = 1.3
# A broken line is one where the gap is no longer than this, in points.
_GAP = 10.0
# Lines as thick as that are seen in every so many pixels.
_STEP = 4
# The part of the way between two crossings that is ruled at least, where the lines are worn; and where they are whole.
_RULED, _WHOLE = 0.35, 0.75
# A box is part of a table if so many of its sides are ruled.
_SIDES = 2


class Area(NamedTuple):
    """A cell: rows and columns of the grid from 0, the ends excluded, and where it lies."""

    top: int
    left: int
    bottom: int
    right: int
    spot: Spot


class Grid(NamedTuple):
    """A table: the places of its lines in pixels, and its cells by row and column."""

    xs: list[int]
    ys: list[int]
    areas: list[Area]


class _Walls(NamedTuple):
    """How much of each side of a box is ruled: `across[i, j]` the line above row i in column j, `down[i, j]` the line left of it.

    `enough` is how much makes it a wall: the more worn the table's lines are, the less.
    """

    across: Floats
    down: Floats
    enough: float


def find_grids(rules: Rules, pieces: Rules) -> list[Grid]:
    """The tables of a page, from the top: the lines by `rules`, the walls by the `pieces` that are left of them."""
    grids = [_grid(rules, pieces, spot) for spot in _regions(rules)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: (grid.ys[0], grid.xs[0]))


def borders(rules: Rules, pieces: Rules, grids: list[Grid]) -> Raster:
    """A mask of the lines that are borders of cells: not the strokes of large letters, nor lines under words."""
    kept = np.zeros_like(rules.across)
    for found, reach in ((rules, pixels(_SNAP)), (pieces, pixels(_WORN))):
        for area in (area for grid in grids for area in grid.areas):
            for band in _sides(area.spot, reach):
                lines = found.across if band.width > band.height else found.down
                np.maximum(band.of(kept), band.of(lines), out=band.of(kept))
    return kept


def _sides(spot: Spot, reach: int) -> Iterator[Spot]:
    """Bands so far on either side of the borders."""
    left, right = max(0, spot.left - reach), spot.right + reach + 1
    top, bottom = max(0, spot.top - reach), spot.bottom + reach + 1
    yield from (Spot(left, max(0, y - reach), right, y + reach + 1) for y in (spot.top, spot.bottom))
    yield from (Spot(max(0, x - reach), top, x + reach + 1, bottom) for x in (spot.left, spot.right))


def _regions(rules: Rules) -> list[Spot]:
    """Where lines hang together; small gaps of broken lines do not part them."""
    reach, gap = pixels(_SNAP), pixels(_GAP)
    lines = cv2.bitwise_or(cv2.dilate(rules.across, block(gap, reach)), cv2.dilate(rules.down, block(reach, gap)))
    _, _, sizes, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(lines[::_STEP, ::_STEP]))
    spots = [Spot(*(_STEP * int(place) for place in (x, y, x + w, y + h))) for x, y, w, h, _ in sizes[1:]]
    both = cv2.bitwise_or(rules.across, rules.down)
    return [_trimmed(spot, both) for spot in _joined(spots, reach)]


def _trimmed(spot: Spot, lines: Raster) -> Spot:
    """The spot without blank margins."""
    left, top, width, height = cv2.boundingRect(spot.of(lines))
    return Spot(spot.left + left, spot.top + top, spot.left + left + width, spot.top + top + height)


def _joined(spots: list[Spot], reach: int) -> list[Spot]:
    """Regions that overlap or nearly touch are one."""
    found: list[Spot] = []
    for spot in sorted(spots, key=lambda each: (each.top, each.left)):
        merged = spot
        while near := [other for other in found if _are_near(merged, other, reach)]:
            found = [other for other in found if other not in near]
            merged = _hull([merged, *near])
        found.append(merged)
    return found


def _are_near(one: Spot, other: Spot, reach: int) -> bool:
    across = one.left - reach <= other.right and other.left - reach <= one.right
    return across and one.top - reach <= other.bottom and other.top - reach <= one.bottom


def _hull(spots: list[Spot]) -> Spot:
    lefts, tops, rights, bottoms = zip(*spots, strict=True)
    return Spot(min(lefts), min(tops), max(rights), max(bottoms))


def _grid(rules: Rules, pieces: Rules, spot: Spot) -> Grid | None:
    """The table in a region; None where the lines enclose nothing."""
    across, down = spot.of(rules.across), spot.of(rules.down)
    ys, xs = _places(across.any(axis=1), across, 1), _places(down.any(axis=0), down, 0)
    ys, xs = _closed(ys, spot.height), _closed(xs, spot.width)
    if min(len(ys), len(xs)) < 2 or not across.any() or not down.any():
        return None
    walls = _walls(across, down, xs, ys)
    xs, ys = _walled(xs, walls.down.T), _walled(ys, walls.across)
    if min(len(ys), len(xs)) < 2:
        return None
    walls = _walls(spot.of(pieces.across), spot.of(pieces.down), xs, ys)
    areas = [area for area in _areas(walls, xs, ys) if _is_enclosed(area, walls)]
    if not areas:
        return None
    moved = [area._replace(spot=_moved(area.spot, spot)) for area in areas]
    return Grid([x + spot.left for x in xs], [y + spot.top for y in ys], moved)


def _moved(spot: Spot, by: Spot) -> Spot:
    return Spot(spot.left + by.left, spot.top + by.top, spot.right + by.left, spot.bottom + by.top)


def _places(seen: npt.NDArray[np.bool_], lines: Raster, axis: int) -> list[int]:
    """Rows (or columns) where lines stand: the middle of each cluster, weighted by how much is ruled there."""
    weights = (lines > 0).sum(axis=axis).astype(np.float64)
    places = np.flatnonzero(seen)
    if not len(places):
        return []
    groups = np.split(places, np.flatnonzero(np.diff(places) > pixels(_SNAP)) + 1)
    return [round(float(np.average(group, weights=weights[group]))) for group in groups]


def _closed(places: list[int], end: int) -> list[int]:
    """The lines, and the ends of the region where no line stands: a table may be open at its sides or over a page break."""
    near = 2 * pixels(_SNAP)
    first = [0] if places and places[0] > near else []
    last = [end - 1] if places and places[-1] < end - 1 - near else []
    return first + places + last


def _walled(places: list[int], shares: Floats) -> list[int]:
    """The lines at which there is a wall somewhere; others were strokes of large letters. The ends of the table stay."""
    last = len(places) - 1
    return [place for index, place in enumerate(places) if index in (0, last) or shares[index].max() >= _RULED]


def _walls(across: Raster, down: Raster, xs: list[int], ys: list[int]) -> _Walls:
    shares = _ruled(across, xs, ys), _ruled(cv2.transpose(down), ys, xs).T
    ruled = np.concatenate([share[share > _RULED] for share in shares])
    worn = 1 - float(np.median(ruled)) if len(ruled) else 1.0
    return _Walls(*shares, max(_RULED, _WHOLE - 2 * worn))


def _ruled(lines: Raster, xs: list[int], ys: list[int]) -> Floats:
    """For each line across at `ys` and each way between two of `xs` the part that is ruled."""
    reach = pixels(_WORN)
    shares = np.zeros((len(ys), len(xs) - 1))
    for row, y in enumerate(ys):
        band = lines[max(0, y - reach) : y + reach + 1].any(axis=0)
        shares[row] = [float(band[x0 + reach // 2 : max(x0 + reach // 2 + 1, x1 - reach // 2)].mean()) for x0, x1 in pairwise(xs)]
    return shares


def _is_enclosed(area: Area, walls: _Walls) -> bool:
    """Whether a cell is part of the table, and not the blank beside a narrower part of it."""
    rows, columns = slice(area.top, area.bottom), slice(area.left, area.right)
    sides = (
        walls.across[area.top, columns],
        walls.across[area.bottom, columns],
        walls.down[rows, area.left],
        walls.down[rows, area.right],
    )
    return sum(float(side.mean()) >= walls.enough for side in sides) >= _SIDES


def _areas(walls: _Walls, xs: list[int], ys: list[int]) -> Iterator[Area]:
    """Boxes without a wall between them, as rectangles, by row and column."""
    rows, columns = len(ys) - 1, len(xs) - 1
    for top, left, bottom, right in _rectangles(walls, rows, columns):
        yield Area(top, left, bottom, right, Spot(xs[left], ys[top], xs[right], ys[bottom]))


def _rectangles(walls: _Walls, rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """Each group of joined boxes; one that is no rectangle is parted where most is ruled, until all are."""
    found: list[tuple[int, int, int, int]] = []
    open_groups = [([(row, column) for row in range(rows) for column in range(columns)], walls.enough)]
    while open_groups:
        boxes, enough = open_groups.pop()
        for group in _groups(boxes, walls, enough):
            top, left, bottom, right = _bounds(group)
            if len(group) == (bottom - top) * (right - left):
                found.append((top, left, bottom, right))
            else:
                open_groups.append((group, enough - 0.1))
    return sorted(found)


def _bounds(group: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    rows, columns = zip(*group, strict=True)
    return min(rows), min(columns), max(rows) + 1, max(columns) + 1


def _groups(boxes: list[tuple[int, int]], walls: _Walls, enough: float) -> Iterator[list[tuple[int, int]]]:
    """Boxes that hang together, where `enough` is the part of a side that makes it a wall."""
    left = set(boxes)
    while left:
        stack = [min(left)]
        left.discard(stack[0])
        group: list[tuple[int, int]] = []
        while stack:
            row, column = stack.pop()
            group.append((row, column))
            open_sides = (
                ((row - 1, column), walls.across[row, column]),
                ((row + 1, column), walls.across[row + 1, column]),
                ((row, column - 1), walls.down[row, column]),
                ((row, column + 1), walls.down[row, column + 1]),
            )
            through = [box for box, share in open_sides if box in left and share < enough]
            left.difference_update(through)
            stack += through
        yield group
