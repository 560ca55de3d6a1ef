"""Where on the pages the lines stand in columns: from the first line with text in several of them to the last, over page breaks."""

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from pipeline.extract.pdf.columns import Column, Segment, split_line
from pipeline.extract.pdf.lines import Line
from pipeline.extract.pdf.paragraphs import is_blank_between, is_wider

# So many lines in a row that run over the gutters are running text between two tables, and no row over all columns.
_RUNNING_TEXT = 4
# A heading may begin so many lines above its neighbours, whose lines stand in its middle.
_TALLER_HEADING = 3
# Approvals above a table and signatures below it take few lines.
_FEW_LINES = 6
# The blank above them is so many times wider than any in the table.
_SET_OFF = 1.3
_MANY_COLUMNS = 5


class PlacedLine(NamedTuple):
    """A line, its page (from 0), its place on it (from 0), and its parts by column."""

    page: int
    place: int
    line: Line
    segments: list[Segment]

    @property
    def is_row(self) -> bool:
        """Whether it has text in several columns, and runs over no gutter."""
        return len(self.segments) > 1 and self.keeps

    @property
    def keeps(self) -> bool:
        """Whether it runs over no gutter."""
        return all(segment.span == 1 for segment in self.segments)


def find_regions(pages: Sequence[Sequence[Line]], columns: Sequence[Column], pitch: float) -> list[list[PlacedLine]]:
    """The tables, each as its lines in reading order."""
    placed = [
        PlacedLine(page, place, line, split_line(line, columns)) for page, lines in enumerate(pages) for place, line in enumerate(lines)
    ]
    runs = [(_first(start, end, placed, len(columns), pitch), end) for start, end in _split(placed)]
    regions = [_without_signature(_widened(start, end, placed, pitch), len(columns), pitch) for start, end in runs if start < end]
    return [region for region in regions if len(region) > 1]


def _split(placed: Sequence[PlacedLine]) -> list[tuple[int, int]]:
    """From the first row to the last (past it), parted where running text stands between."""
    rows = [index for index, line in enumerate(placed) if line.is_row]
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and _longest_crossing(placed[runs[-1][1] : row]) < _RUNNING_TEXT:
            runs[-1] = (runs[-1][0], row + 1)
        else:
            runs.append((row, row + 1))
    return runs


def _first(start: int, end: int, placed: Sequence[PlacedLine], columns: int, pitch: float) -> int:
    """Where the table begins: above its first row that fills most columns, as far up as lines follow closely and keep to the columns.

    What is above that (approvals side by side) is no part of it. Past the end where no row is so full.
    """
    most = columns - 1 if columns < _MANY_COLUMNS else columns - 2
    first = _first_full(start, end, placed, most)
    if first < end and _is_front(placed[first : (full := _first_full(first, end, placed, columns))], columns):
        first = full
    while start < first < end and _adjoins(placed[first - 1], placed[first], pitch, is_wider):
        first -= 1
    return first


def _first_full(start: int, end: int, placed: Sequence[PlacedLine], columns: int) -> int:
    """The first line that keeps to so many columns; past the end where none does."""
    return next((index for index in range(start, end) if placed[index].keeps and len(placed[index].segments) >= columns), end)


def _is_front(above: Sequence[PlacedLine], columns: int) -> bool:
    """Whether these lines are approvals and a title: they leave a column empty, as headings do not, before a line that runs over columns."""
    approvals = list(takewhile(lambda line: line.keeps, above))
    filled = {segment.column for line in approvals for segment in line.segments}
    return len(approvals) < len(above) and len(above) <= 2 * _FEW_LINES and len(filled) < columns


def _longest_crossing(between: Sequence[PlacedLine]) -> int:
    longest = count = 0
    for line in between:
        count = 0 if line.keeps else count + 1
        longest = max(longest, count)
    return longest


def _widened(start: int, end: int, placed: Sequence[PlacedLine], pitch: float) -> list[PlacedLine]:
    """With the lines right above (of a taller heading) and below (of a longer cell) that stand in one column."""
    first, last = start, end
    while first > 0 and start - first < _TALLER_HEADING and _adjoins(placed[first - 1], placed[first], pitch, is_wider):
        first -= 1
    while last < len(placed) and _adjoins(placed[last - 1], placed[last], pitch, is_blank_between):
        last += 1
    return list(placed[first:last])


def _adjoins(line: PlacedLine, other: PlacedLine, pitch: float, is_apart: Callable[[Line, Line, float], bool]) -> bool:
    """Whether two lines follow one another on a page, and both keep to the columns."""
    keeps = line.keeps and other.keeps and line.page == other.page
    return keeps and not is_apart(line.line, other.line, pitch)


def _without_signature(region: list[PlacedLine], columns: int, pitch: float) -> list[PlacedLine]:
    """The region without a few lines at its end that the widest blank sets off, and that leave a column empty."""
    gaps = [
        (below.line.top - above.line.bottom, at) for at, (above, below) in enumerate(pairwise(region), start=1) if above.page == below.page
    ]
    if len(gaps) < 2 or region[-1].page != region[max(gaps)[1]].page:
        return region
    (second, _), (_, at) = sorted(gaps)[-2:]
    rest = region[at:]
    is_set_off = is_blank_between(region[at - 1].line, rest[0].line, pitch) and max(gaps)[0] > _SET_OFF * second
    filled = {segment.column for line in rest for segment in line.segments}
    is_row = len(filled) == columns or not any(line.is_row for line in rest)
    return region[:at] if is_set_off and len(rest) <= _FEW_LINES and not is_row else region
