"""The header of a table whose rows nothing shows: how many of its first visual lines are headings."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.normalize.plan.headers import Field, is_exact_heading, match_heading, read_header
from pipeline.normalize.plan.visual_lines import Lines
from pipeline.normalize.words.phrases import lemmas
from pipeline.vocabulary.shapes import Columns

_WITHIN = 15
"""A header stands in the first lines of a table; what is left of a title may stand above it."""

_TALLEST = 9
_LONGEST_REST = 4
"""Words of a line that may still be of a heading."""


class LinesHeader(NamedTuple):
    """The lines of a header (the first, and the first below it), and what its columns hold."""

    first: int
    below: int
    fields: tuple[Field, ...]


def find_lines_header(lines: Lines, columns: Columns) -> LinesHeader | None:
    """The header of a table of visual lines: where most headings are known, in as few lines as they need."""
    last = min(lines.table.rows, _WITHIN)
    spans = [(first, below) for first in range(1, last + 1) for below in range(first + 1, min(first + _TALLEST, lines.table.rows) + 1)]
    read = [(first, below, _headings(lines, first, below)) for first, below in spans]
    known = [
        (_likeness(headings, columns), -(below - first), first, below, headings)
        for first, below, headings in read
        if read_header(headings, columns)
    ]
    if not known:
        return None
    # Of two that are alike the upper one: the other repeats it.
    *_, first, below, headings = max(known, key=lambda found: (found[0], found[1], -found[2]))
    below = _end_of_header(lines, first, below, columns)
    fields = read_header(_headings(lines, first, below), columns) or read_header(headings, columns)
    return LinesHeader(first, below, fields) if fields else None


def _headings(lines: Lines, first: int, below: int) -> tuple[str, ...]:
    return tuple(lines.joined(range(first, below), column) for column in range(1, lines.table.columns + 1))


def _likeness(headings: Sequence[str], columns: Columns) -> int:
    """How well headings are known: a whole phrase counts more than one inside other words."""
    return sum(2 if is_exact_heading(heading, columns) else int(match_heading(heading, columns) is not None) for heading in headings)


def _end_of_header(lines: Lines, first: int, below: int, columns: Columns) -> int:
    """Past the lines that go on with the headings: with them they are known as a whole, or they are small words of headings alone."""
    while (
        below < lines.table.rows
        and lines.columns(below)
        and (
            all(_goes_on(lines, first, below, column, columns) for column in lines.columns(below))
            or _has_no_content(lines, first, below, columns)
        )
    ):
        below += 1
    return below


def _has_no_content(lines: Lines, first: int, row: int, columns: Columns) -> bool:
    """Whether a line makes a heading whole («№» over «п/п»), and leaves the column of what is to be done blank: no row begins so."""
    fields = read_header(_headings(lines, first, row), columns)
    is_blank = fields is not None and not any(lines.text(row, column) for column, name in enumerate(fields, start=1) if name == "content")
    return is_blank and any(is_exact_heading(lines.joined(range(first, row + 1), column), columns) for column in lines.columns(row))


def _goes_on(lines: Lines, first: int, row: int, column: int, columns: Columns) -> bool:
    if is_exact_heading(lines.joined(range(first, row + 1), column), columns):
        return True
    text = lines.text(row, column)
    words = lemmas(text)
    return 0 < len(words) <= _LONGEST_REST and text[:1].islower() and set(words) <= _heading_words(columns)


@functools.cache
def _heading_words(columns: Columns) -> frozenset[str]:
    return frozenset(word for column in columns.columns for phrase in column.phrases for word in lemmas(phrase))
