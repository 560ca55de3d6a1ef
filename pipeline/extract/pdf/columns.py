"""The columns of text that no rules part: gutters of white space that run down through the lines.

A gutter between two words of a paragraph ends with the paragraph; one between columns is met by every line of the table, on every page. So the
columns are looked for in all lines together: first among those that have a wide blank somewhere, then exactly among those that keep to what was found.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from pipeline.extract.pdf.lines import Line, Word

# A blank this wide, in type sizes, is seldom one between words; twice in a line it is none.
_WIDE = 0.8
# The narrowest gutter, in type sizes: a little more than a space.
_NARROWEST = 0.35
# How many lines may run over a gutter for each that it parts: approvals side by side and headings over two columns, then the latter alone.
_STRAY, _CROSSING = 0.3, 0.06
# As many lines must stand on both sides of a gutter.
_LEAST_LINES = 3
_LEAST_SHARE = 0.06


class Column(NamedTuple):
    """Where the text of a column begins and ends, in points."""

    x0: float
    x1: float


class Segment(NamedTuple):
    """The part of a line that stands in a column, or runs over `span` columns; `column` is 1-based."""

    column: int
    span: int
    line: Line


def find_columns(lines: Sequence[Line]) -> tuple[Column, ...]:
    """The columns that most of the lines keep to; none where there are fewer than two."""
    parted = _of_tables(lines)
    if len(parted) < _LEAST_LINES:
        return ()
    size = median(line.size for line in parted)
    rough = _columns(parted, _STRAY, size)
    keeping = [line for line in parted if len(split_line(line, rough)) > 1 and all(part.span == 1 for part in split_line(line, rough))]
    return _columns(keeping, _CROSSING, size)


def _of_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines with blanks from the first to the last that has text in three places; or else those with a wide blank."""
    places = [index for index, line in enumerate(lines) if _blanks(line, _WIDE) > 1]
    if len(places) < _LEAST_LINES:
        return [line for line in lines if _blanks(line, _WIDE)]
    return [line for line in lines[places[0] : places[-1] + 1] if _blanks(line, _NARROWEST)]


def split_line(line: Line, columns: Sequence[Column]) -> list[Segment]:
    """The line cut at the gutters that it leaves blank."""
    parts: list[list[Word]] = [[line.words[0]]]
    for word, following in pairwise(line.words):
        if _is_parted(word, following, line.size, columns):
            parts.append([])
        parts[-1].append(following)
    return [_segment(line._replace(words=tuple(words)), columns) for words in parts]


def _segment(part: Line, columns: Sequence[Column]) -> Segment:
    """A part's columns: those that its words stand in, each by the middle between the gutters."""
    first, last = (_column_of(place, columns) for place in (part.words[0], part.words[-1]))
    tops = [word.top for word in part.words if word.top is not None]
    bottoms = [word.bottom for word in part.words if word.bottom is not None]
    return Segment(first, last - first + 1, part._replace(top=median(tops), bottom=median(bottoms)) if tops and bottoms else part)


def _column_of(word: Word, columns: Sequence[Column]) -> int:
    middles = [(left.x1 + right.x0) / 2 for left, right in pairwise(columns)]
    return 1 + sum(middle < _middle(word) for middle in middles)


def _is_parted(word: Word, following: Word, size: float, columns: Sequence[Column]) -> bool:
    """Whether two words stand on the two sides of a gutter, and not a mere space apart."""
    for left, right in pairwise(columns):
        middle, width = (left.x1 + right.x0) / 2, right.x0 - left.x1
        if _middle(word) < middle < _middle(following) and following.x0 - word.x1 > max(_NARROWEST * size, width / 2):
            return True
    return False


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def _blanks(line: Line, width: float) -> int:
    """How many blanks of this width, in type sizes, a line has."""
    return sum(right.x0 - left.x1 > width * line.size for left, right in pairwise(line.words))


def _columns(lines: Sequence[Line], crossing: float, size: float) -> tuple[Column, ...]:
    """What the gutters leave that part lines enough, and that no more than so many lines run over for each."""
    gutters = _gutters(lines, crossing, _NARROWEST * size)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts = [left, *(end for _, end in gutters)]
    ends = [*(start for start, _ in gutters), right]
    found = [Column(x0, x1) for x0, x1 in zip(starts, ends, strict=True)]
    while len(found) > 1 and (scant := _scant(found, lines)) is not None:
        found = _merged(found, scant)
    return tuple(found) if len(found) > 1 else ()


def _scant(columns: Sequence[Column], lines: Sequence[Line]) -> int | None:
    """The first column, from 0, with text in too few lines: it is a word between two rivers of another column."""
    texts = Counter(part.column - 1 for line in lines for part in split_line(line, columns) if part.span == 1)
    return next((at for at in range(len(columns)) if texts[at] < max(_LEAST_LINES, _LEAST_SHARE * max(texts.values()))), None)


def _merged(columns: Sequence[Column], at: int) -> list[Column]:
    """The columns with this one put to its nearer neighbour."""
    to_left = columns[at].x0 - columns[at - 1].x1 if at else inf
    to_right = columns[at + 1].x0 - columns[at].x1 if at + 1 < len(columns) else inf
    first = at - 1 if to_left <= to_right else at
    return [*columns[:first], Column(columns[first].x0, columns[first + 1].x1), *columns[first + 2 :]]


class _Slice(NamedTuple):
    """A stretch of the page's width: how many lines cover it, and how many leave it blank between their words."""

    x0: float
    x1: float
    covering: int
    parting: int


def _gutters(lines: Sequence[Line], crossing: float, least: float) -> list[tuple[float, float]]:
    """Of each stretch that parts enough lines for those that cover it, the emptiest part that is wide enough; from left to right."""
    stretches: list[list[_Slice]] = []
    for found in _slices(lines):
        if found.parting < _LEAST_LINES or found.covering > crossing * found.parting:
            continue
        if stretches and stretches[-1][-1].x1 == found.x0:
            stretches[-1].append(found)
        else:
            stretches.append([found])
    return [gutter for gutter in (_emptiest(stretch, least) for stretch in stretches) if gutter]


def _emptiest(stretch: Sequence[_Slice], least: float) -> tuple[float, float] | None:
    for most in sorted({found.covering for found in stretch}):
        parts = groupby(stretch, key=lambda found: found.covering <= most)
        runs = [list(part) for is_empty, part in parts if is_empty]
        widest = max(runs, key=lambda run: run[-1].x1 - run[0].x0)
        if widest[-1].x1 - widest[0].x0 >= least:
            return widest[0].x0, widest[-1].x1
    return None


def _slices(lines: Sequence[Line]) -> list[_Slice]:
    covers = [(x0, x1, 1, 0) for line in lines for x0, x1 in _runs(line)]
    blanks = [(left[1], right[0], 0, 1) for line in lines for left, right in pairwise(_runs(line))]
    events = sorted(event for x0, x1, cover, blank in (*covers, *blanks) for event in ((x0, cover, blank), (x1, -cover, -blank)))
    found: list[_Slice] = []
    covering = parting = 0
    for (place, cover, blank), (following, _, _) in pairwise(events):
        covering, parting = covering + cover, parting + blank
        if following > place:
            found.append(_Slice(place, following, covering, parting))
    return found


def _runs(line: Line) -> Iterator[tuple[float, float]]:
    """What a line covers; the usual spaces between words are covered."""
    start, end = line.words[0].x0, line.words[0].x1
    for word in line.words[1:]:
        if word.x0 - end > _NARROWEST * line.size:
            yield start, end
            start = word.x0
        end = max(end, word.x1)
    yield start, end
