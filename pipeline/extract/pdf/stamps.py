"""Stamps: boxes of text that somebody laid on the finished page, like the mark of an electronic signature.

A stamp is a small box that lies across the lines of a table; or one that touches no line, and is what was drawn last. Its
lines are no part of the table; its text, which was drawn after it, is no part of the cells under it.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from pipeline.extract.pdf.lines import Box, Glyph
from pipeline.extract.pdf.ruling import SNAP, Edge, Ruling

# The sides of a box with round corners end this far before its corners, in points.
_ROUND = 16.0
# A stamp takes less than this part of the page, and says something.
_LARGEST = 0.25
_FEW = 10
# A page with more lines of equal length than this has no stamps that could be told from its tables.
_MOST_SIDES = 60


class Stamped(NamedTuple):
    """A page's lines and glyphs without its stamps, and the glyphs of each stamp."""

    ruling: Ruling
    glyphs: list[Glyph]
    stamps: list[list[Glyph]]


def split_stamps(ruling: Ruling, glyphs: list[Glyph], area: float) -> Stamped:
    """Takes the stamps off a page of this area, the last first. `ruling` are joined lines."""
    stamps: list[list[Glyph]] = []
    boxes = [box for box in find_boxes(ruling) if (box.place.x1 - box.place.x0) * (box.place.bottom - box.place.top) < _LARGEST * area]
    for box in sorted(boxes, key=lambda box: box.order, reverse=True):
        later = [glyph for glyph in glyphs if glyph.order >= box.order]
        inside = [glyph for glyph in later if box.place.holds(glyph)]
        is_stamp = _lies_across(box.place, ruling) or (len(inside) == len(later) and _is_alone(box.place, ruling))
        if is_stamp and sum(len(glyph.text) for glyph in inside) >= _FEW:
            stamps.append(inside)
            glyphs = [glyph for glyph in glyphs if glyph not in inside]
            ruling = _without(ruling, box.place)
    return Stamped(ruling, glyphs, stamps[::-1])


class _Drawn(NamedTuple):
    """A rectangle, and what was drawn before it."""

    place: Box
    order: int


def find_boxes(ruling: Ruling) -> Iterator[_Drawn]:
    """The rectangles whose sides end at their corners."""
    sides: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in ruling.down:
        sides[round(edge.start), round(edge.end)].append(edge)
    for group in sides.values():
        for left, right in combinations(group[:_MOST_SIDES], 2):
            levels = [edge for edge in ruling.across if _spans(edge, left, right)]
            top = next((edge for edge in levels if -SNAP <= left.start - edge.at <= _ROUND), None)
            bottom = next((edge for edge in levels if -SNAP <= edge.at - left.end <= _ROUND), None)
            if top and bottom and top is not bottom:
                yield _Drawn(Box(left.at, top.at, right.at, bottom.at), min(edge.order for edge in (left, right, top, bottom)))


def _spans(level: Edge, left: Edge, right: Edge) -> bool:
    return -SNAP <= level.start - left.at <= _ROUND and -SNAP <= right.at - level.end <= _ROUND


def _lies_across(box: Box, ruling: Ruling) -> bool:
    """Whether lines pass through the sides of the box."""
    across, down = _inner(box, ruling)
    passing = [_passes(edge, box.x0) or _passes(edge, box.x1) for edge in across]
    return any(passing) or any(_passes(edge, box.top) or _passes(edge, box.bottom) for edge in down)


def _is_alone(box: Box, ruling: Ruling) -> bool:
    """Whether no line is in the box or comes to it."""
    across = any(_meets(edge, box.top, box.bottom, box.x0, box.x1) for edge in ruling.across)
    down = any(_meets(edge, box.x0, box.x1, box.top, box.bottom) for edge in ruling.down)
    return not (across or down or any(_inner(box, ruling)))


def _inner(box: Box, ruling: Ruling) -> tuple[list[Edge], list[Edge]]:
    """The lines at heights and widths between the sides of the box."""
    across = [edge for edge in ruling.across if box.top + SNAP < edge.at < box.bottom - SNAP and _reaches(edge, box.x0, box.x1)]
    return across, [edge for edge in ruling.down if box.x0 + SNAP < edge.at < box.x1 - SNAP and _reaches(edge, box.top, box.bottom)]


def _reaches(edge: Edge, start: float, end: float) -> bool:
    return edge.start < end - SNAP and edge.end > start + SNAP


def _passes(edge: Edge, side: float) -> bool:
    return edge.start < side - SNAP and side + SNAP < edge.end


def _meets(edge: Edge, low: float, high: float, start: float, end: float) -> bool:
    """Whether a line that is no side of the box comes to one of its sides."""
    is_near = low - SNAP <= edge.at <= high + SNAP and edge.start <= end + SNAP and edge.end >= start - SNAP
    return is_near and not (start - SNAP <= edge.start and edge.end <= end + SNAP)


def _without(ruling: Ruling, box: Box) -> Ruling:
    """The lines but for those of the box and in it."""
    across = [edge for edge in ruling.across if not _is_within(edge, box.top, box.bottom, box.x0, box.x1)]
    return Ruling(across, [edge for edge in ruling.down if not _is_within(edge, box.x0, box.x1, box.top, box.bottom)])


def _is_within(edge: Edge, low: float, high: float, start: float, end: float) -> bool:
    return low - SNAP <= edge.at <= high + SNAP and start - SNAP <= edge.start and edge.end <= end + SNAP
