"""Where the rows of a table without rules begin, as far as the place of its lines tells.

Two things tell it. Where cells have padding, more blank stands between two rows than between two lines of a cell. Where cells stand in the
middle of their rows, each is as far from the row's top as from its bottom, and so are merged cells from those of the rows they cover.
Where neither is seen (cells begin at the top, without padding, as Word sets them), nothing is told here.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from pipeline.extract.pdf.lines import Line

# More than the usual pitch, in points, that parts two rows.
_PADDING = 0.4
# How far a text may stand from the middle of its rows on the average, and what a cell costs that has none: in type sizes.
_OFF_MIDDLE, _BLANK = 0.35, 0.6
# What it costs to part lines that follow closely, or where no paragraph begins: in type sizes.
_INSIDE = 0.5
_AGREES = 0.85
# Heights that differ by less than this part of the type size are the same.
_LEVEL = 0.15
# Blanks whose heights, in points, differ by less are alike.
_ALIKE = 0.6
# So many rows and cells are not alike on all pages by chance.
_MANY = 6
NUMBER = re.compile(r"\d{1,3}([.)]\d{1,3})*[.)]?")
"""The number of a row."""


class Texts(NamedTuple):
    """The lines of one column on a page, from the top, and the numbers (from 0) of those that begin a paragraph."""

    lines: tuple[Line, ...]
    begins: frozenset[int]


class Scale(NamedTuple):
    """The type size, and the greatest distance of two lines of a cell, from top to top; in points."""

    size: float
    step: float


class Band(NamedTuple):
    """A row of the table, from its top to its bottom, in points."""

    top: float
    bottom: float


def chunks(texts: Texts, step: float) -> list[tuple[int, int]]:
    """The runs of a column's lines (first, past the last) that are no further apart than `step`; a number is a run of its own."""
    runs: list[tuple[int, int]] = []
    for at, line in enumerate(texts.lines):
        above = texts.lines[at - 1] if at else None
        is_apart = above is None or line.top - above.top > step or NUMBER.fullmatch(above.text) or NUMBER.fullmatch(line.text)
        runs[-1:] = [*runs[-1:], (at, at + 1)] if is_apart else [(runs[-1][0], at + 1)]
    return runs


def padded_rows(content: Texts, step: float) -> list[tuple[int, int]]:
    """The rows as runs of the content's lines, where more blank stands between rows."""
    borders = [at for at, (above, below) in enumerate(pairwise(content.lines), start=1) if below.top - above.top > step]
    return list(pairwise([0, *borders, len(content.lines)]))


def middle_rows(content: Texts, others: Sequence[float], size: float) -> list[tuple[int, int]] | None:
    """The rows as runs of the content's lines, so that each has one of these middles of another column in its own middle.

    The first and the last may be broken by the page, and have none. None where they fit badly.
    """
    count, most = len(content.lines), len(others)
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(0, 0): (0.0, ())}
    for end in range(1, count + 1):
        for used in range(most + 1):
            options = [
                (before[0] + cost, (*before[1], (start, end)))
                for start in range(end)
                for spent in (0, 1)
                if (before := best.get((start, used - spent))) is not None
                and (cost := _row_cost(content, start, end, others[used - 1] if spent else None, size)) is not None
            ]
            if options:
                best[end, used] = min(options, key=lambda option: (round(option[0], 1), [-start for start, _ in option[1]]))
    found = best.get((count, most))
    if found is None or not most or found[0] > (_OFF_MIDDLE * most + 2 * _BLANK) * size:
        return None
    return list(found[1])


def _row_cost(content: Texts, start: int, end: int, middle: float | None, size: float) -> float | None:
    """How badly these lines are a row with its middle there; None where they cannot be one."""
    inside = 0.0 if start == 0 or start in content.begins else _INSIDE * size
    if middle is None:
        return inside + 2 * _BLANK * size if start == 0 or end == len(content.lines) else None
    top, bottom = content.lines[start].top, content.lines[end - 1].bottom
    reach = content.lines[end].top - (content.lines[end].bottom - content.lines[end].top) / 6 if end < len(content.lines) else bottom
    # In tenths of a point: what differs by less differs by the error of measuring.
    return round(inside + min(abs((top + bottom) / 2 - middle), abs((top + reach) / 2 - middle)), 1)


def bands(content: Texts, rows: Sequence[tuple[int, int]], lines: Sequence[Line], values: Sequence[Line]) -> list[Band]:
    """The rows' heights in the part with these lines of all columns: between two rows the widest blank, or else half the way, ends the first.

    The blank is one between the `values`: lines of columns with a cell in each row, since merged cells run through borders.
    """
    borders = [_border(content.lines[end - 1].bottom, content.lines[start].top, values) for (_, end), (start, _) in pairwise(rows)]
    return [Band(*pair) for pair in pairwise([min(line.top for line in lines) - 1, *borders, max(line.bottom for line in lines) + 1])]


def _border(top: float, bottom: float, lines: Sequence[Line]) -> float:
    """The middle of the widest blank between two heights, the lower of two that are alike."""
    blanks = [(top, top)]
    reach = top
    for line in sorted((line for line in lines if line.bottom > top and line.top < bottom), key=lambda line: line.top):
        blanks.append((reach, line.top))
        reach = max(reach, line.bottom)
    blanks.append((reach, bottom))
    widest = max(end - start for start, end in blanks)
    start, end = max(blank for blank in blanks if widest - (blank[1] - blank[0]) < _ALIKE)
    return (start + end) / 2 if end > start else (top + bottom) / 2


def middle_spans(texts: Texts, rows: Sequence[Band], scale: Scale) -> list[tuple[int, int]]:
    """The rows (first, past the last) of each cell of a column whose cells stand in the middle of theirs."""
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
    for end in range(1, len(rows) + 1):
        best.append(
            min((best[start][0] + _cell_cost(texts, rows, (start, end), scale), (*best[start][1], (start, end))) for start in range(end))
        )
    return list(best[-1][1])


def _cell_cost(texts: Texts, rows: Sequence[Band], span: tuple[int, int], scale: Scale) -> float:
    start, end = span
    inside = [at for at, line in enumerate(texts.lines) if rows[start].top <= (line.top + line.bottom) / 2 < rows[end - 1].bottom]
    if not inside:
        return _BLANK * scale.size * (end - start) ** 2
    first, last = texts.lines[inside[0]], texts.lines[inside[-1]]
    gaps = sum(below.top - above.top > scale.step for above, below in pairwise(texts.lines[at] for at in inside))
    cuts = inside[0] > 0 and inside[0] not in texts.begins and first.top - texts.lines[inside[0] - 1].top <= scale.step
    off = abs((first.top + last.bottom) / 2 - (rows[start].top + rows[end - 1].bottom) / 2)
    return off + _INSIDE * scale.size * (gaps + cuts) + 0.01 * (end - start)


def is_padded(content: Sequence[Texts], others: Sequence[Sequence[Texts]], scale: Scale) -> bool:
    """Whether blank parts the rows on all pages: as many rows as the fullest column has cells, and each cell in one row.

    content: the column of the longest texts, by page; others: the other columns, each by page.
    """
    size, step = scale
    rows = [padded_rows(texts, step) for texts in content]
    fullest = max(others, key=lambda column: sum(len(chunks(texts, step)) for texts in column))
    cells = [chunks(texts, step) for texts in fullest]
    count, filled = sum(map(len, rows)), sum(map(len, cells))
    if count < 3 or not _AGREES <= filled / count <= 1 / _AGREES:
        return False
    odd = sum(abs(len(row) - len(cell)) for row, cell in zip(rows, cells, strict=True))
    # Where cells stand in the middle, each page may break a row in one of the two columns alone.
    is_exact = count >= _MANY and (odd == 0 or (odd < len(rows) and not stands_at_top(content, [fullest], step, size)))
    distances = [below.top - above.top for texts in content for above, below in pairwise(texts.lines)]
    if not is_exact and not _is_padding(distances, step):
        return False
    holding = [_starts_in(found, texts, page, row) for found, texts, page, row in zip(cells, fullest, content, rows, strict=True)]
    return sum(map(len, holding)) >= _AGREES * count


def _is_padding(distances: Sequence[float], step: float) -> bool:
    """Whether the distances that are more than a step are so by the same padding, whatever lines or half lines of others lie between."""
    pitch = step - _PADDING
    rests = [(distance - pitch) % (pitch / 2) for distance in distances if distance > step]
    usual = median(rests) if rests else 0.0
    is_seen = _PADDING < usual < pitch / 2 - _PADDING
    return is_seen and sum(abs(rest - usual) < 2 * _PADDING for rest in rests) >= _AGREES * len(rests)


def _starts_in(found: Sequence[tuple[int, int]], texts: Texts, content: Texts, rows: Sequence[tuple[int, int]]) -> set[int]:
    """The rows in which a run of another column stands, by its middle."""
    if not content.lines or not texts.lines:
        return set()
    lines = (*content.lines, *texts.lines)
    heights = bands(content, rows, lines, lines)
    middles = [(texts.lines[start].top + texts.lines[end - 1].bottom) / 2 for start, end in found]
    return {at for at, row in enumerate(heights) for middle in middles if row.top <= middle < row.bottom}


def stands_at_top(content: Sequence[Texts], others: Sequence[Sequence[Texts]], step: float, size: float) -> bool:
    """Whether cells begin where lines of the content stand, and not between them."""
    on = [
        any(abs(texts.lines[start].top - line.top) < _LEVEL * size for line in page.lines)
        for column in others
        for texts, page in zip(column, content, strict=True)
        for start, _ in chunks(texts, step)
        if page.lines
    ]
    return not on or mean(on) >= _AGREES


def is_centred(content: Sequence[Texts], column: Sequence[Texts], scale: Scale) -> bool:
    """Whether the cells of a column stand in the middle of the rows that blank parts, and not at their tops.

    A column with no cell of one row tells it by standing beside lines of the content, or between them.
    """
    votes = sum(vote for texts, others in zip(content, column, strict=True) for vote in _votes(texts, others, scale))
    return votes > 0 or (votes == 0 and not stands_at_top(content, [column], scale.step, scale.size))


def _votes(content: Texts, others: Texts, scale: Scale) -> list[int]:
    """For each cell that is not as high as its row: 1 if it stands in its middle, -1 if at its top."""
    size, step = scale
    rows = [(content.lines[start].top, content.lines[end - 1].bottom) for start, end in padded_rows(content, step)] if content.lines else []
    cells = [(others.lines[start].top, others.lines[end - 1].bottom) for start, end in chunks(others, step)]
    votes: list[int] = []
    for top, bottom in cells:
        for above, below in rows:
            is_beside = min(bottom, below) - max(top, above) > 0 and abs((bottom - top) - (below - above)) > size / 2
            if is_beside:
                votes.append((abs(top + bottom - above - below) / 2 < _LEVEL * size) - (abs(top - above) < _LEVEL * size))
    return votes
