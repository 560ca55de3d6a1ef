"""Tables without rules whose rows the place of their lines tells: the parts of a page between wide rows, cut at the rows' borders."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.extract.pdf.cell_paragraphs import paragraph_finder
from pipeline.extract.pdf.lines import Line
from pipeline.extract.pdf.paragraphs import Measure, group_lines
from pipeline.extract.pdf.regions import PlacedLine
from pipeline.extract.pdf.row_borders import (
    Band,
    Scale,
    Texts,
    bands,
    chunks,
    is_centred,
    is_padded,
    middle_rows,
    middle_spans,
    padded_rows,
    stands_at_top,
)

# More than the usual pitch, in points, that parts two cells.
_MORE = 0.4
# A column has a cell in each row if it has so many of those that the fullest has.
_MOST = 0.7


class Part(NamedTuple):
    """Lines of one page that follow one another: those of wide rows, or those of the columns between them."""

    is_wide: bool
    lines: list[PlacedLine]


class RowCell(NamedTuple):
    """A cell of a part: its first row and the row past its last, from 0, its column from 1, its lines, and how many columns it runs over."""

    first: int
    past: int
    column: int
    lines: list[Line]
    columns: int = 1


class PartRows(NamedTuple):
    """How many rows a part has, and their cells."""

    rows: int
    cells: list[RowCell]
    is_sure: bool = True


def split_wide(lines: Sequence[PlacedLine]) -> list[Part]:
    """A page's lines of a table, in parts."""
    return [Part(is_wide, list(part)) for is_wide, part in groupby(lines, key=lambda line: not line.keeps)]


class RowFinder:
    """Finds the rows of all parts of the tables; `tells` is whether the place of their lines says anything about them."""

    def __init__(self, parts: Sequence[Part], measures: Sequence[Measure], pitch: float, size: float) -> None:
        self._size = size
        self._step = pitch * size + _MORE
        self._texts = {
            id(part): [_texts(part, at, measure) for at, measure in enumerate(measures, 1)] for part in parts if not part.is_wide
        }
        columns = [[texts[at] for texts in self._texts.values()] for at in range(len(measures))]
        self._content = max(range(len(columns)), key=lambda at: sum(len(line.text) for texts in columns[at] for line in texts.lines))
        content = columns[self._content]
        others = [at for at in range(len(columns)) if at != self._content]
        cells = {at: sum(len(chunks(texts, self._step)) for texts in columns[at]) for at in others}
        self._driver = max(others, key=lambda at: cells[at])
        self._is_padded = is_padded(content, [columns[at] for at in others], Scale(size, self._step))
        # Without padding the cells of a column cannot be told apart, nor counted.
        self._values = [at for at in others if not self._is_padded or cells[at] >= _MOST * cells[self._driver]]
        self._middle = {at for at in others if self._is_middle(content, columns[at])}
        self._paragraphs = paragraph_finder(columns, self._content, {*others} - self._middle, Scale(size, self._step))
        self.tells = self._is_padded or self._driver in self._middle

    def _is_middle(self, content: Sequence[Texts], column: Sequence[Texts]) -> bool:
        if self._is_padded:
            return is_centred(content, column, Scale(self._size, self._step))
        return not stands_at_top(content, [column], self._step, self._size)

    def rows(self, part: Part) -> PartRows | None:
        """The rows of a part; None where they cannot be told."""
        if part.is_wide:
            return PartRows(len(part.lines), [_wide_cell(row, line) for row, line in enumerate(part.lines)])
        columns = self._texts[id(part)]
        content = columns[self._content]
        if not content.lines:
            return None
        found = self._padded_rows(columns) if self._is_padded else self._middle_rows(columns)
        if found is None:
            return None
        lines = [line for column in columns for line in column.lines]
        values = [line for at in (self._content, *self._values) for line in columns[at].lines]
        heights = bands(content, found, lines, values)
        if self._is_padded and not self._middle:
            heights = self._with_rest(heights, content.lines[0], lines)
        return PartRows(
            len(heights), [cell for at, texts in enumerate(columns, start=1) for cell in self._column(at, texts, heights)], self._is_padded
        )

    def _padded_rows(self, columns: Sequence[Texts]) -> list[tuple[int, int]]:
        content = columns[self._content]
        return self._paragraphs.joined(content, columns, padded_rows(content, self._step))

    def _with_rest(self, heights: list[Band], first: Line, lines: Sequence[Line]) -> list[Band]:
        """With a row for what stands above the content by more than a line: the rest of values whose row the page broke."""
        above = [line for line in lines if first.top - line.top > self._step]
        rest = max((line.bottom for line in above), default=first.top)
        if not above or any(rest > line.top for line in lines if line not in above):
            return heights
        border = (rest + first.top) / 2
        return [Band(heights[0].top, border), Band(border, heights[0].bottom), *heights[1:]]

    def _middle_rows(self, columns: Sequence[Texts]) -> list[tuple[int, int]] | None:
        driver = columns[self._driver]
        middles = [(driver.lines[start].top + driver.lines[end - 1].bottom) / 2 for start, end in chunks(driver, self._step)]
        return middle_rows(columns[self._content], middles, self._size)

    def _column(self, column: int, texts: Texts, rows: Sequence[Band]) -> Iterator[RowCell]:
        if column - 1 == self._content:
            spans = [(row, row + 1) for row in range(len(rows))]
        elif column - 1 in self._middle:
            spans = middle_spans(texts, rows, Scale(self._size, self._step))
        else:
            spans = _top_spans(texts, rows, self._step)
        for first, past in spans:
            lines = [line for line in texts.lines if rows[first].top <= _middle(line) < rows[past - 1].bottom]
            if lines:
                yield RowCell(first, past, column, lines)


def _wide_cell(row: int, line: PlacedLine) -> RowCell:
    first, last = line.segments[0], line.segments[-1]
    return RowCell(row, row + 1, first.column, [line.line], last.column + last.span - first.column)


def _texts(part: Part, column: int, measure: Measure) -> Texts:
    lines = [segment.line for line in part.lines for segment in line.segments if segment.column == column]
    begins: list[int] = [0]
    for group in group_lines(lines, measure):
        begins.append(begins[-1] + len(group.lines))
    return Texts(tuple(lines), frozenset(begins))


def _top_spans(texts: Texts, rows: Sequence[Band], step: float) -> list[tuple[int, int]]:
    """The rows of each cell: those in which lines stand, and those into which they run on from above."""
    places = [next(at for at, row in enumerate(rows) if row.top <= _middle(line) < row.bottom) for line in texts.lines]
    spans: list[tuple[int, int]] = []
    for start, end in chunks(texts, step):
        first, past = places[start], places[end - 1] + 1
        if spans and first < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(past, spans[-1][1]))
        else:
            spans.append((first, past))
    return spans


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2
