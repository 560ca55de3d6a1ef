"""The grid of a table (ODF 1.3 part 3, 9.1): cells that span, cells that are covered, and rows and cells that are told once and repeated."""

from collections.abc import Iterator
from itertools import accumulate, takewhile
from typing import NamedTuple

from pipeline.extract.grid import Grid, Slot, grid_of, snap
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.xml import count, q
from pipeline.extract.xml import Element

ROW, COLUMN = q("table:table-row"), q("table:table-column")
_CELL, _COVERED = q("table:table-cell"), q("table:covered-table-cell")
CELLS = frozenset({_CELL, _COVERED})
_ROW_GROUPS = frozenset(q(f"table:{name}") for name in ("table-header-rows", "table-rows", "table-row-group"))
_COLUMN_GROUPS = frozenset(q(f"table:{name}") for name in ("table-header-columns", "table-columns", "table-column-group"))
# A text has no table of more rows or columns; what is repeated more often is repeated to fill a sheet.
_MOST = 1000

Elements = tuple[Element, ...]


class Span(NamedTuple):
    """A cell of a row above that covers columns of this one, and how many rows it still covers."""

    end: int
    rows: int


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those of tables inside it not."""
    return _below(table, ROW, _ROW_GROUPS)


def columns_of(table: Element) -> Iterator[Element]:
    """The descriptions of a table's columns; each may stand for several."""
    return _below(table, COLUMN, _COLUMN_GROUPS)


def read_grid(table: Element, styles: Styles) -> Grid[Elements] | None:
    """The grid of a text's table; None where it has no cell."""
    slots: list[Slot[Elements]] = []
    ends: list[int] = []
    rows = (row for row in rows_of(table) for _ in range(min(count(row, "table:number-rows-repeated"), _MOST)))
    spans: dict[int, Span] = {}
    for index, row in enumerate(rows):
        found, end = _place(_cells(row), index, spans)
        slots += found
        ends.append(end)
    if not slots:
        return None
    return grid_of(slots, ends, snap(slots, _places(table, styles, max(ends))))


def _below(element: Element, wanted: str, groups: frozenset[str]) -> Iterator[Element]:
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in groups:
            yield from _below(child, wanted, groups)


def _cells(row: Element) -> list[Element]:
    cells = (cell for cell in row if cell.tag in CELLS)
    return [cell for cell in cells for _ in range(min(count(cell, "table:number-columns-repeated"), _MOST))]


def _place(cells: list[Element], row: int, spans: dict[int, Span]) -> tuple[list[Slot[Elements]], int]:
    """The row's cells at their columns, and where it ends. `spans`, by column, are those of rows above; they are brought up to date.

    Covered cells should be told where a merge covers them; a row that leaves them out is read as in HTML.
    """
    slots: list[Slot[Elements]] = []
    column = 0
    while cells or any(start >= column for start in spans):
        if column in spans:
            span = spans.pop(column)
            covered = tuple(takewhile(lambda cell: cell.tag == _COVERED, cells[: span.end - column]))
            slots.append(Slot(covered, row, column, span.end, True))
            if span.rows > 1:
                spans[column] = Span(span.end, span.rows - 1)
            cells, column = cells[len(covered) :], span.end
        elif not cells:
            column = min(start for start in spans if start > column)
        else:
            cell, *cells = cells
            end = min([column + min(count(cell, "table:number-columns-spanned"), _MOST), *(start for start in spans if start > column)])
            covered = tuple(takewhile(lambda other: other.tag == _COVERED, cells[: end - column - 1]))
            slots.append(Slot((cell,), row, column, end, False, tuple((other,) for other in covered)))
            if (rows := count(cell, "table:number-rows-spanned")) > 1:
                spans[column] = Span(end, rows - 1)
            cells, column = cells[len(covered) :], end
    return slots, column


def _places(table: Element, styles: Styles, columns: int) -> dict[int, int] | None:
    """Where each boundary of columns stands, in twentieths of a point; None where it is not told."""
    described = [(styles.width(column), count(column, "table:number-columns-repeated")) for column in columns_of(table)]
    widths = [width for width, repeated in described for _ in range(min(repeated, _MOST))]
    if len(widths) < columns or not all(widths):
        return None
    return dict(enumerate(accumulate(widths, initial=0)))
