"""Which of the wider blanks in a column part two paragraphs of one cell, and no rows: authors set paragraphs apart as programs set rows.

A number in most rows tells it, and so does a value beside the blank that runs through it.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.lines import Line
from pipeline.extract.pdf.row_borders import NUMBER, Scale, Texts, chunks, padded_rows

# A column holds a value in so many rows, if each row has its own.
_MOST = 0.7
# So much of the least blank between rows is still one.
_ENOUGH = 0.8
# Lines whose tops differ by less than this part of the type size stand side by side.
_LEVEL = 0.25

Rows = list[tuple[int, int]]


class ParagraphFinder(NamedTuple):
    """What tells paragraphs from rows in all parts of a table: the column of numbers, those with a value in most rows, the least blank between rows."""

    numbers: int | None
    values: frozenset[int]
    blank: float

    def joined(self, content: Texts, columns: Sequence[Texts], rows: Rows) -> Rows:
        """The rows of a part (as runs of the content's lines) without the borders that part paragraphs of one cell."""
        found: Rows = []
        for start, end in rows:
            if found and self._is_inside(content, columns, start, end):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def _is_inside(self, content: Texts, columns: Sequence[Texts], start: int, end: int) -> bool:
        above, below = content.lines[start - 1], content.lines[start]
        if any(self._runs_through(above, below, columns[at].lines) for at in self.values):
            return True
        beside = [at for at, texts in enumerate(columns) if texts is not content and _stands_in(texts, below, content.lines[end - 1])]
        if not beside:
            return above.text.rstrip().endswith((":", ";", ","))
        return self.numbers is not None and _lacks_number(columns[self.numbers], above, below)

    def _runs_through(self, above: Line, below: Line, others: Sequence[Line]) -> bool:
        """Whether lines of a column leave no blank between two lines of the content that is as high as one between rows."""
        inside = [line for line in others if line.bottom > above.bottom and line.top < below.top]
        edges = [above.bottom, *(edge for line in inside for edge in (line.top, line.bottom)), below.top]
        return bool(inside) and all(edges[at + 1] - edges[at] < _ENOUGH * self.blank for at in range(0, len(edges), 2))


def paragraph_finder(columns: Sequence[Sequence[Texts]], content: int, others: Collection[int], scale: Scale) -> ParagraphFinder:
    """What the columns (each by part) tell where blank parts the content's lines; `others` are those whose cells stand at the top."""
    size, step = scale
    count = sum(len(padded_rows(texts, step)) for texts in columns[content])
    numbers = next((at for at in others if _MOST * count <= sum(map(len, map(_numbers, columns[at])))), None)
    values = frozenset(at for at in others if sum(len(chunks(texts, step)) for texts in columns[at]) >= _MOST * count)
    distances = [line.top - above.top for texts in columns[content] for above, line in pairwise(texts.lines)]
    return ParagraphFinder(numbers, values, min((distance for distance in distances if distance > step), default=step) - size)


def _numbers(texts: Texts) -> list[Line]:
    return [line for line in texts.lines if NUMBER.fullmatch(line.text)]


def _lacks_number(texts: Texts, above: Line, below: Line) -> bool:
    """Whether no number stands beside a line, though one does above it on the page."""
    numbers = _numbers(texts)
    has_own = any(abs(number.top - below.top) < _LEVEL * below.size for number in numbers)
    return not has_own and any(number.top <= above.top for number in numbers)


def _stands_in(texts: Texts, first: Line, last: Line) -> bool:
    return any(line.bottom > first.top and line.top < last.bottom for line in texts.lines)
