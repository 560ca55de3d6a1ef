"""Stamps: boxes of text that somebody laid on the finished page, like the mark of an electronic signature.

A stamp is a small box that lies across the lines of a table; or one that touches no line, and is what was drawn last. Its
lines are no part of the table; its text, which was drawn after it, is no part of the cells under it.
"""

from collections import defaultdict
from typing import NamedTuple

from pipeline.extract.pdf.lines import Box, Glyph
from pipeline.extract.pdf.ruling import SNAP, Edge, Ruling, joined

# The sides of a box with round corners end this far before its corners, in points.
_ROUND = 16.0
# A stamp is of this width and height at least, in points, takes less than this part of the page, and says something.
_NARROWEST, _LOWEST = 60.0, 20.0
_LARGEST = 0.25
_FEW = 10


class Stamped(NamedTuple):
    """A page's lines, joined, and glyphs without its stamps, and the glyphs of each stamp."""

    ruling: Ruling
    glyphs: list[Glyph]
    stamps: list[list[Glyph]]


def split_stamps(ruling: Ruling, glyphs: list[Glyph], area: float) -> Stamped:
    """Takes the stamps off a page of this area, the last first. The lines that remain are joined."""
    stamps: list[list[Glyph]] = []
    lines = joined(ruling)
    for box, order in sorted(find_boxes(ruling, area), key=lambda box: box.order, reverse=True):
        later = [glyph for glyph in glyphs if glyph.order >= order]
        inside = [glyph for glyph in later if box.holds(glyph)]
        if sum(len(glyph.text) for glyph in inside) < _FEW:
            continue
        if _lies_across(box, lines) or (len(inside) == len(later) and _is_alone(box, lines)):
            stamps.append(inside)
            glyphs = [glyph for glyph in glyphs if glyph not in inside]
            ruling = _without(ruling, box, order)
            lines = joined(ruling)
    return Stamped(lines, glyphs, stamps[::-1])


class Drawn(NamedTuple):
    """A rectangle, and what was drawn before it."""

    place: Box
    order: int


def find_boxes(ruling: Ruling, area: float) -> list[Drawn]:
    """The rectangles drawn in one go that may be stamps, on a page of this area. `ruling` are lines as they were drawn."""
    sides: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for edges, number in ((ruling.across, 0), (ruling.down, 1)):
        for edge in edges:
            sides[edge.order][number].append(edge)
    boxes = (Drawn(box, order) for order, (across, down) in sides.items() if (box := _box(across, down)))
    return [box for box in boxes if _is_of_a_stamp(box.place, area)]


def _box(across: list[Edge], down: list[Edge]) -> Box | None:
    """The rectangle that two level and two upright lines make, which end at its corners or a little before round ones."""
    if len(across) != 2 or len(down) != 2:
        return None
    (top, bottom), (left, right) = sorted(across), sorted(down)
    box = Box(left.at, top.at, right.at, bottom.at)
    is_closed = all(_ends(edge, box.x0, box.x1) for edge in across) and all(_ends(edge, box.top, box.bottom) for edge in down)
    return box if is_closed else None


def _ends(side: Edge, start: float, end: float) -> bool:
    return -SNAP <= side.start - start <= _ROUND and -SNAP <= end - side.end <= _ROUND


def _is_of_a_stamp(box: Box, area: float) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return width >= _NARROWEST and height >= _LOWEST and width * height < _LARGEST * area


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


def _without(ruling: Ruling, box: Box, order: int) -> Ruling:
    """The lines but for those of the box, and those that were drawn in it afterwards."""
    across = [edge for edge in ruling.across if edge.order < order or not _is_within(edge, box.top, box.bottom, box.x0, box.x1)]
    down = [edge for edge in ruling.down if edge.order < order or not _is_within(edge, box.x0, box.x1, box.top, box.bottom)]
    return Ruling(across, down)


def _is_within(edge: Edge, low: float, high: float, start: float, end: float) -> bool:
    return low - SNAP <= edge.at <= high + SNAP and start - SNAP <= edge.start and edge.end <= end + SNAP
