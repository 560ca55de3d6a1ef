"""Ruling lines: the level and upright strokes of a page, whatever they were drawn with, joined to whole lines.

Programs draw a border as a stroke, as a thin filled rectangle (Word), stroke by stroke for each cell, or as dots.
Joining follows Nurminen, «Algorithmic extraction of data in tables in PDF documents» (2013), as pdfplumber has it.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

# Lines closer than this, in points, are one line; a shorter one is none.
SNAP = 3.0
# A filled shape thicker than this is shading, not a line.
_THICK = 3.0
# A stroke is level or upright if it leaves its direction by no more than this.
_SLANT = 1.0
# No page is larger, in points (ISO 32000-1, annex C), and nothing beyond is a line, nor what is no number.
LARGEST_PAGE = 14_400.0


class Point(NamedTuple):
    """A point of a path; `is_straight` tells whether a straight line leads to it."""

    x: float
    y: float
    is_straight: bool


class Edge(NamedTuple):
    """A stretch of a line: its place across its direction, where it starts and ends along it, in points, and its turn in drawing."""

    at: float
    start: float
    end: float
    order: int = 0


class Ruling(NamedTuple):
    """The lines of a page: `across` are level, at a height; `down` are upright, at a distance from the left."""

    across: list[Edge]
    down: list[Edge]


def add_path(ruling: Ruling, path: Sequence[Point], is_stroked: bool, order: int) -> None:
    """Adds the lines that one path without breaks draws: its level and upright strokes, or itself if it is filled and thin.

    `order` counts what was drawn before it.
    """
    if is_stroked:
        for start, end in pairwise(path):
            if end.is_straight:
                _add_stroke(ruling, start, end, order)
    elif path:
        _add_shape(ruling, path, order)


def _add_stroke(ruling: Ruling, start: Point, end: Point, order: int) -> None:
    width, height = abs(end.x - start.x), abs(end.y - start.y)
    if height <= _SLANT and height < width:
        ruling.across.append(Edge((start.y + end.y) / 2, min(start.x, end.x), max(start.x, end.x), order))
    elif width <= _SLANT and width < height:
        ruling.down.append(Edge((start.x + end.x) / 2, min(start.y, end.y), max(start.y, end.y), order))


def _add_shape(ruling: Ruling, path: Sequence[Point], order: int) -> None:
    xs, ys = [point.x for point in path], [point.y for point in path]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= _THICK:
        ruling.across.append(Edge((top + bottom) / 2, left, right, order))
    if right - left <= _THICK:
        ruling.down.append(Edge((left + right) / 2, top, bottom, order))


def joined(ruling: Ruling) -> Ruling:
    """The lines with what lies on one line made one: a stretch begins where there is a blank. Ordered by place, then by start."""
    return Ruling(_joined(ruling.across), _joined(ruling.down))


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    stretches: list[Edge] = []
    for line in _clusters(edge for edge in edges if max(map(abs, edge[:3])) < LARGEST_PAGE):
        at = sum(edge.at for edge in line) / len(line)
        stretches += [stretch for stretch in _stretches(at, line) if stretch.end - stretch.start >= SNAP]
    return stretches


def _clusters(edges: Iterable[Edge]) -> list[list[Edge]]:
    clusters: list[list[Edge]] = []
    # Most strokes repeat the place of another to the digit.
    for at, same in groupby(sorted(edges), key=lambda edge: edge.at):
        if clusters and at - clusters[-1][-1].at <= SNAP:
            clusters[-1].extend(same)
        else:
            clusters.append(list(same))
    return clusters


def _stretches(at: float, line: Iterable[Edge]) -> list[Edge]:
    found: list[Edge] = []
    for edge in sorted(line, key=lambda edge: edge.start):
        if found and edge.start <= found[-1].end + SNAP:
            last = found[-1]
            found[-1] = Edge(at, last.start, max(last.end, edge.end), min(last.order, edge.order))
        else:
            found.append(Edge(at, edge.start, edge.end, edge.order))
    return found
