"""Where the header of a table is, and what each of its columns holds: also under headings merged over columns and in two rows.

Where the column of what is to be done has a heading that nobody knows, and the others are known, it is told by its long texts.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Table
from pipeline.normalize.plan.grid import cell_texts, cells_of
from pipeline.normalize.plan.headers import TELLING, Field, is_heading_row, match_heading, name_columns, read_header
from pipeline.text import squash
from pipeline.vocabulary.shapes import Columns

_WITHIN = 15
"""A header stands in the first rows of a table; title blocks may stand above it, and lines of one cell are no rows."""

_LEAST_KNOWN = 2


class Header(NamedTuple):
    """The header of a table: its first row, the first row below it (1-based), the heading of each column and what it holds.

    inferred: the column (from 0) whose heading nobody knows, and that was taken for the content.
    """

    row: int
    below: int
    headings: tuple[str, ...]
    fields: tuple[Field, ...]
    inferred: int | None = None


def find_header(table: Table, columns: Columns) -> Header | None:
    """The first header in the table's first rows; None where there is none."""
    rows = _first_rows(table)
    whole = (_whole_header(table, row, columns) for row in rows)
    partial = (_partial_header(table, row, columns) for row in rows)
    return next((header for header in whole if header), None) or next((header for header in partial if header), None)


def _first_rows(table: Table) -> list[int]:
    counts = Counter(cell.row for cell in table.cells if cell.text.strip())
    rows = [row for row in range(1, table.rows + 1) if counts[row] > 1]
    return rows[:_WITHIN]


def _whole_header(table: Table, row: int, columns: Columns) -> Header | None:
    below = row + _header_rows(table, row)
    headings = _headings(table, row, below, columns)
    fields = read_header(headings, columns)
    if fields is None:
        return None
    if "content" not in fields:
        inferred = _content_column(table, below - 1, headings, fields)
        named = tuple("content" if column == inferred else field for column, field in enumerate(fields))
        return Header(row, below, headings, named, inferred)
    return Header(row, below, headings, _with_groups(table, row, fields))


def _content_column(table: Table, row: int, headings: Sequence[str], fields: Sequence[Field | None]) -> int | None:
    """The column of the longest texts whose heading is unknown, or else of one that the model has no field for."""
    for code in ("unknown", "unused"):
        candidates = [column for column, field in enumerate(fields) if field == code and headings[column]]
        if candidates:
            return max(candidates, key=lambda column: _average_length(table, row, column + 1))
    return None


def _header_rows(table: Table, row: int) -> int:
    """How many rows the header takes: as many as its tallest cell, where the format shows it."""
    return max((cell.row_span for cell in cells_of(table, row, row)), default=1) if table.shows_merges else 1


def _headings(table: Table, row: int, below: int, columns: Columns) -> tuple[str, ...]:
    """The heading of each column: the lowest that is known of the cells over it, or else all of them."""
    return tuple(_heading(_over(table, row, below, column), columns) for column in range(1, table.columns + 1))


def _over(table: Table, row: int, below: int, column: int) -> list[str]:
    """The texts of the header's cells over a column, from the top."""
    cells = [cell for cell in cells_of(table, row, below - 1) if cell.column <= column < cell.column + cell.column_span]
    return [squash(cell.text) for cell in sorted(cells, key=lambda cell: cell.row) if cell.text.strip()]


def _heading(texts: Sequence[str], columns: Columns) -> str:
    return next((text for text in reversed(texts) if match_heading(text, columns)), " ".join(texts))


def _with_groups(table: Table, row: int, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Of the columns under one wide heading of contents, all but the last hold groups («Мероприятия» over group and content)."""
    found = list(fields)
    for cell in table.cells:
        covered = range(cell.column - 1, cell.column - 1 + cell.column_span)
        if cell.row == row and len(covered) > 1 and all(found[column] == "content" for column in covered):
            for column in covered[:-1]:
                found[column] = "group"
    return tuple(found)


def _partial_header(table: Table, row: int, columns: Columns) -> Header | None:
    """A header that knows two columns or more by its first row alone. Where it does not know that of what is to be done, or nothing stands below
    that heading, it is the unknown column of the longest texts.
    """
    headings = tuple(squash(text) for text in cell_texts(table, row))
    if not is_heading_row(headings) or row == table.rows:
        return None
    fields = name_columns(headings, columns)
    if len(TELLING.intersection(fields)) < _LEAST_KNOWN:
        return None
    if any(field == "content" and _average_length(table, row, at) for at, field in enumerate(fields, start=1)):
        return Header(row, row + 1, headings, tuple(fields))
    inferred = _content_column(table, row, headings, fields)
    if inferred is None or fields[inferred] != "unknown":
        return None
    fields = ["group" if field == "content" else field for field in fields]
    fields[inferred] = "content"
    return Header(row, row + 1, headings, tuple(fields), inferred)


def _average_length(table: Table, row: int, column: int) -> float:
    texts = (cell.text for cell in table.cells if cell.column == column and cell.row > row)
    lengths = [len(text) for text in texts if text.strip()]
    return sum(lengths) / len(lengths) if lengths else 0.0
