"""The grid of a table (ODF 1.3 part 3, 9.1): cells that span, cells that are covered, and rows and cells that are told once and repeated."""

from collections.abc import Iterator
from itertools import accumulate, repeat, takewhile
from typing import NamedTuple

from pipeline.extract.common.grid import Grid, Slot, grid_of, snap
from pipeline.extract.common.room import Room
from pipeline.extract.common.xml import Element
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.xml import count, q

TABLE, ROW, COLUMN = q("table:table"), q("table:table-row"), q("table:table-column")
_CELL, _COVERED = q("table:table-cell"), q("table:covered-table-cell")
CELLS = frozenset({_CELL, _COVERED})
_ROW_GROUPS = frozenset(q(f"table:{name}") for name in ("table-header-rows", "table-rows", "table-row-group"))
_COLUMN_GROUPS = frozenset(q(f"table:{name}") for name in ("table-header-columns", "table-columns", "table-column-group"))
# A text has no table of more rows or columns; what is repeated more often is repeated to fill a sheet.
_MOST = 1000

Elements = tuple[Element, ...]
Slots = list[Slot[Elements]]


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


def read_grid(table: Element, styles: Styles, room: Room) -> Grid[Elements] | None:
    """The grid of a text's table; None where it has no cell. Tables that parts of a cell are shown by belong to it.

    Raises TooLargeError where there is no room for its cells.
    """
    lines, is_measured = _lines(table, styles, room)
    slots = [slot._replace(row=index) for index, line in enumerate(lines) for slot in line]
    if not slots:
        return None
    ends = [line[-1].end if line else 0 for line in lines]
    places = {boundary: boundary for slot in slots for boundary in (slot.start, slot.end)} if is_measured else None
    return grid_of(slots, ends, snap(slots, places))


def _lines(table: Element, styles: Styles, room: Room) -> tuple[list[Slots], bool]:
    """The rows of a table, between boundaries in twentieths of a point; where widths are not told, between numbers of columns."""
    spans: dict[int, Span] = {}
    rows = ((row, min(count(row, "table:number-rows-repeated"), _MOST)) for row in rows_of(table))
    placed = [_place(cells, spans) for row, repeats in rows for cells in repeat(_cells(row, repeats, room), repeats)]
    places = _places(table, styles, max((slot.end for slots in placed for slot in slots), default=0))
    if places is None:
        return placed, False
    measured = [[slot._replace(start=places[slot.start], end=places[slot.end]) for slot in slots] for slots in placed]
    return [line for slots in measured for line in _divided(slots, styles, room)], True


def _divided(slots: Slots, styles: Styles, room: Room) -> list[Slots]:
    """A row as it is shown: of several lines where a cell is divided into rows by a table in it (9.1.2, `table:is-sub-table`)."""
    parts = [_parts(slot, styles, room) for slot in slots]
    height = max(map(len, parts), default=1)
    parts = [[*part[:-1], _begun(part[-1])] if len(part) < height else part for part in parts]
    return [[slot for part in parts for slot in (part[line] if line < len(part) else _going_on(part[-1]))] for line in range(height)]


def _begun(slots: Slots) -> Slots:
    """Cells that go on in the lines below."""
    return [slot._replace(merge=slot.merge or "restart") for slot in slots]


def _going_on(slots: Slots) -> Slots:
    return [slot._replace(content=(), covered=(), merge="continue") for slot in slots]


def _parts(slot: Slot[Elements], styles: Styles, room: Room) -> list[Slots]:
    """The rows that a cell is divided into; the cell itself where it is not."""
    inner = list(slot.content[0]) if slot.content else []
    if len(inner) != 1 or inner[0].tag != TABLE or inner[0].get(q("table:is-sub-table")) != "true":
        return [[slot]]
    lines, is_measured = _lines(inner[0], styles, room)
    width = max((part.end for line in lines for part in line), default=0)
    if not is_measured or not width:
        return [[slot]]
    scale = (slot.end - slot.start) / width
    parts = [[_moved(part, slot.start, scale) for part in line] for line in lines]
    return parts if all(part.start < part.end for line in parts for part in line) else [[slot]]


def _moved(slot: Slot[Elements], start: int, scale: float) -> Slot[Elements]:
    return slot._replace(start=start + round(slot.start * scale), end=start + round(slot.end * scale))


def _below(element: Element, wanted: str, groups: frozenset[str]) -> Iterator[Element]:
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in groups:
            yield from _below(child, wanted, groups)


def _cells(row: Element, repeats: int, room: Room) -> list[Element]:
    """The cells of a row that is itself repeated, as often as they are repeated."""
    found: list[Element] = []
    for cell in row:
        if cell.tag in CELLS:
            columns = min(count(cell, "table:number-columns-repeated"), _MOST)
            copies = repeats * columns
            room.take(copies, sum(map(len, cell.itertext())) if copies > 1 else 0)
            found += repeat(cell, columns)
    return found


def _place(cells: list[Element], spans: dict[int, Span]) -> Slots:
    """The row's cells at their columns. `spans`, by column, are those of rows above; they are brought up to date.

    Covered cells should be told where a merge covers them; a row that leaves them out is read as in HTML.
    """
    slots: Slots = []
    column = at = 0
    starts = sorted(spans)  # of the spans that begin at this column or behind it
    while at < len(cells) or starts:
        if starts and starts[0] < column:  # beneath a cell of this row, in spite of the rules
            spans.pop(starts.pop(0))
        elif starts and starts[0] == column:
            span = spans.pop(starts.pop(0))
            covered = tuple(takewhile(lambda cell: cell.tag == _COVERED, cells[at : at + span.end - column]))
            slots.append(Slot(covered, 0, column, span.end, "continue"))
            if span.rows > 1:
                spans[column] = Span(span.end, span.rows - 1)
            at, column = at + len(covered), span.end
        elif at == len(cells):
            column = starts[0]
        else:
            cell = cells[at]
            end = min([column + min(count(cell, "table:number-columns-spanned"), _MOST), *starts[:1]])
            covered = tuple(takewhile(lambda other: other.tag == _COVERED, cells[at + 1 : at + end - column]))
            rows = count(cell, "table:number-rows-spanned")
            merge = "restart" if rows > 1 else None
            slots.append(Slot((cell,), 0, column, end, merge, tuple((other,) for other in covered)))
            if rows > 1:
                spans[column] = Span(end, rows - 1)
            at, column = at + 1 + len(covered), end
    return slots


def _places(table: Element, styles: Styles, columns: int) -> dict[int, int] | None:
    """Where each boundary of columns stands, in twentieths of a point; None where it is not told."""
    described = [(styles.width(column), count(column, "table:number-columns-repeated")) for column in columns_of(table)]
    widths = [width for width, repeated in described for _ in range(min(repeated, _MOST))]
    if len(widths) < columns or not all(widths):
        return None
    return dict(enumerate(accumulate(widths, initial=0)))
