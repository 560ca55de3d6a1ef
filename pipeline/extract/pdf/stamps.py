"""Stamps: boxes of text that somebody laid on the finished page, like the mark of an electronic signature.

A stamp is a small box that lies across the lines of a table; or one that touches no line, and is what was drawn last. Its
lines are no part of the table; its text, which was drawn after it, is no part of the cells under it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from pipeline.extract.pdf.lines import Box, Glyph
from pipeline.extract.pdf.ruling import SNAP, Edge, Ruling

# The sides of a box with round corners end this far before its corners, in points.
_ROUND = 16.0
# A stamp is of this width and height at least, in points, takes less than this part of the page, and says something.
_NARROWEST, _LOWEST = 60.0, 20.0
_LARGEST = 0.25
_FEW = 10


class Stamped(NamedTuple):
    """A page's lines and glyphs without its stamps, and the glyphs of each stamp."""

    ruling: Ruling
    glyphs: list[Glyph]
    stamps: list[list[Glyph]]


def split_stamps(ruling: Ruling, glyphs: list[Glyph], area: float) -> Stamped:
    """Takes the stamps off a page of this area, the last first. `ruling` are joined lines."""
    stamps: list[list[Glyph]] = []
    for box in sorted(find_boxes(ruling, area), key=lambda box: box.order, reverse=True):
        later = [glyph for glyph in glyphs if glyph.order >= box.order]
        inside = [glyph for glyph in later if box.place.holds(glyph)]
        if sum(len(glyph.text) for glyph in inside) < _FEW:
            continue
        if _lies_across(box.place, ruling) or (len(inside) == len(later) and _is_alone(box.place, ruling)):
            stamps.append(inside)
            glyphs = [glyph for glyph in glyphs if glyph not in inside]
            ruling = _without(ruling, box.place)
    return Stamped(ruling, glyphs, stamps[::-1])


class _Drawn(NamedTuple):
    """A rectangle, and what was drawn before it."""

    place: Box
    order: int


def find_boxes(ruling: Ruling, area: float) -> list[_Drawn]:
    """The rectangles on a page of this area that may be stamps. `ruling` are joined lines."""
    boxes = (box for box in _boxes(ruling) if box.place.x1 - box.place.x0 >= _NARROWEST and box.place.bottom - box.place.top >= _LOWEST)
    return [box for box in boxes if (box.place.x1 - box.place.x0) * (box.place.bottom - box.place.top) < _LARGEST * area]


def _boxes(ruling: Ruling) -> Iterator[_Drawn]:
    """The rectangles whose sides end at their corners, or a little before round ones. Lines are ordered by place."""
    for left in [edge for edge in ruling.down if edge.end - edge.start > _LOWEST - _ROUND]:
        tops = [edge for edge in _between(ruling.across, left.start - _ROUND, left.start + SNAP) if _ends(edge.start - left.at)]
        bottoms = [edge for edge in _between(ruling.across, left.end - SNAP, left.end + _ROUND) if _ends(edge.start - left.at)]
        for top, bottom in product(tops, bottoms):
            rights = [edge for edge in _between(ruling.down, top.end - SNAP, top.end + _ROUND) if _is_opposite(edge, left)]
            if rights and bottom.at - top.at > SNAP and abs(top.end - bottom.end) <= SNAP:
                sides = (left, top, bottom, rights[0])
                yield _Drawn(Box(left.at, top.at, rights[0].at, bottom.at), min(edge.order for edge in sides))


def _between(edges: Sequence[Edge], first: float, last: float) -> Sequence[Edge]:
    return edges[bisect_left(edges, (first,)) : bisect_right(edges, (last,))]


def _ends(before: float) -> bool:
    return -SNAP <= before <= _ROUND


def _is_opposite(edge: Edge, other: Edge) -> bool:
    return edge is not other and abs(edge.start - other.start) <= SNAP and abs(edge.end - other.end) <= SNAP


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
