"""The true grid of an HTML table (HTML Standard, 4.9.12.1: forming a table), and whether it is a table at all or the layout of a page."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, takewhile
from typing import NamedTuple

from lxml import etree

from pipeline.extract.html.tree import Element, inside, is_shown, name

_MOST_COLUMNS, _MOST_ROWS = 1000, 65534
"""What a span may be at the most (HTML Standard, 4.9.11); all spans of a row together take no more columns either, as no page needs them."""

_ROW_GROUPS = ("thead", "tbody", "tfoot")


class GridCell(NamedTuple):
    """A cell in the grid, 1-based."""

    element: Element
    row: int
    column: int
    row_span: int
    column_span: int


class Grid(NamedTuple):
    """All cells of a table, and the rows (1-based) that end before the others."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    ragged: tuple[int, ...]


def read_grid(table: Element) -> Grid | None:
    """The grid of a table; None where it has no cell. Of two cells that claim one place the first has it."""
    cells: list[GridCell] = []
    taken: dict[int, int] = {}  # down to which row each column is covered
    ends: list[int] = []
    row = 0
    for group in _groups(table):
        last = row + len(group)
        for element in group:
            row += 1
            free = 1  # before this column nothing of the row is free
            for cell in inside(element, "td", "th"):
                found = _fit(cell, row, last, taken, free)
                cells.append(found)
                free = found.column + found.column_span
                taken.update(dict.fromkeys(range(found.column, found.column + found.column_span), row + found.row_span - 1))
            ends.append(max((column for column, until in taken.items() if until >= row), default=0))
    if not cells:
        return None
    columns = max(cell.column for cell in cells)
    ragged = tuple(number for number, end in enumerate(ends, start=1) if 0 < end < columns)
    clipped = (cell._replace(column_span=min(cell.column_span, columns - cell.column + 1)) for cell in cells)
    return Grid(row, columns, tuple(sorted(clipped, key=lambda cell: (cell.row, cell.column))), ragged)


def _fit(cell: Element, row: int, last: int, taken: Mapping[int, int], start: int) -> GridCell:
    """The cell at the first free place of its row from `start` on, with its spans cut where another cell stands or its row group ends."""
    column = next(place for place in count(start) if taken.get(place, 0) < row)
    width = min(_number(cell, "colspan") or 1, max(1, _MOST_COLUMNS - column + 1))
    free = sum(1 for _ in takewhile(lambda place: taken.get(place, 0) < row, range(column, column + width)))
    height = min(_number(cell, "rowspan", 1) or _MOST_ROWS, last - row + 1)
    return GridCell(cell, row, column, height, free)


def _number(cell: Element, attribute: str, otherwise: int = 0) -> int:
    digits = (cell.get(attribute) or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 7 else otherwise


def _groups(table: Element) -> list[list[Element]]:
    """The rows by group in the order in which they are shown: the first head at the top, the first foot at the bottom."""
    groups: list[tuple[str, list[Element]]] = []
    for child in inside(table, *_ROW_GROUPS, "tr", "table", "caption"):
        if name(child) in _ROW_GROUPS:
            groups.append((name(child), list(inside(child, "tr", "table"))))
        elif name(child) == "tr":
            if not groups or groups[-1][0]:
                groups.append(("", []))
            groups[-1][1].append(child)
    kinds = [kind for kind, _ in groups]
    order = {"thead": -1, "tfoot": len(groups)}
    places = [order[kind] if kind in order and kinds.index(kind) == at else at for at, kind in enumerate(kinds)]
    return [[row for row in groups[at][1] if name(row) == "tr"] for at in sorted(range(len(groups)), key=places.__getitem__)]


# ------------------------------------------------------------ layout


def is_layout(table: Element, cells: Sequence[GridCell]) -> bool:
    """Whether a table only arranges a page: it holds another one that has as many filled cells as itself."""
    filled = _filled([cell.element for cell in cells])
    return any(_filled(_own_cells(nested)) >= filled for nested in nested_tables(table))


def nested_tables(table: Element) -> Iterator[Element]:
    """The tables inside the cells of a table, at any depth."""
    waiting = [inside(table, "table")]
    while waiting:
        nested = next(waiting[-1], None)
        if nested is None:
            waiting.pop()
        else:
            yield nested
            waiting.append(inside(nested, "table"))


def _own_cells(table: Element) -> list[Element]:
    return [cell for cell in inside(table, "td", "th", "table") if name(cell) != "table"]


def _filled(cells: Sequence[Element]) -> int:
    return sum(any(text.strip() for text in own_texts(cell)) for cell in cells)


def own_texts(element: Element) -> Iterator[str]:
    """The shown texts of an element, without those of tables inside it."""
    steps = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in steps:
        if event == "start":
            if inner is not element and (name(inner) == "table" or not is_shown(inner)):
                steps.skip_subtree()
            else:
                yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""
