"""ODS → Content: each filled sheet is a table, its rows and columns numbered as the sheet numbers them."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.document import Origin, Paragraph, Remark, Table
from pipeline.extract.content import Content
from pipeline.extract.flow import Spot
from pipeline.extract.grid import Grid, GridCell
from pipeline.extract.layout import Layout, Line, Nodes
from pipeline.extract.opendocument.nodes import NodeReader
from pipeline.extract.opendocument.package import read_roots
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.tables import CELLS, TABLE, columns_of, rows_of
from pipeline.extract.opendocument.text import PageParts, body_styles
from pipeline.extract.opendocument.xml import count, q
from pipeline.extract.xml import Element

# Filled rows or cells that are told once and repeated more often fill a sheet; they are read so many times.
_MOST_REPEATS = 1000
_MOST_COLUMNS = 16384
_VALUES = tuple(q(f"office:{name}") for name in ("string-value", "date-value", "time-value", "boolean-value", "value"))
_HIDDEN = ("collapse", "filter")


def read_ods(data: bytes) -> Content:
    """The blocks of an OpenDocument spreadsheet: of each filled sheet its name, where there are several, and its table.

    Raises DamagedFileError for a password; what the libraries raise comes through.
    """
    roots = read_roots(data)
    reader = _SheetReader(body_styles(roots))
    sheets = [reader.read(table) for table in roots.body("spreadsheet").iterfind(TABLE)]
    filled = [sheet for sheet in sheets if sheet.blocks]
    named = [(Paragraph(text=sheet.name),) if len(filled) > 1 and sheet.name.strip() else () for sheet in filled]
    blocks = [block for name, sheet in zip(named, filled, strict=True) for block in (*name, *sheet.blocks)]
    pages = PageParts(roots, Layout())
    headers, footers = pages.paragraphs("page_header"), pages.paragraphs("page_footer")
    return Content((*headers, *blocks, *footers), None, tuple(reader.remarks))


class _Sheet(NamedTuple):
    name: str
    blocks: tuple[Paragraph | Table, ...]


class _Place(NamedTuple):
    """A cell where it stands; 1-based."""

    element: Element
    row: int
    column: int


class _SheetReader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._nodes = NodeReader(styles)
        self._layout = Layout()
        self._remarks: list[Remark] = []

    @property
    def remarks(self) -> list[Remark]:
        """What is to be said of all sheets that were read."""
        return [*self._remarks, *self._layout.remarks, *self._nodes.remarks]

    def read(self, table: Element) -> _Sheet:
        """A sheet: its table, and the texts of shapes that lie on it."""
        name = table.get(q("table:name"), "")
        cells = _merged([(place, self._content(place.element)) for place in self._places(table)])
        shapes = table.find(q("table:shapes"))
        boxes = [] if shapes is None else self._layout.paragraphs(self._nodes.nodes(shapes), Spot())
        if not cells:
            return _Sheet(name, tuple(boxes))
        rows = max(cell.row + cell.row_span - 1 for cell in cells)
        columns = max(cell.column + cell.column_span - 1 for cell in cells)
        found = self._layout.table(Grid(rows, columns, tuple(cells)))
        self._remark_hidden(table, name, found)
        return _Sheet(name, (found, *boxes))

    def _content(self, cell: Element) -> Nodes:
        """What a cell shows; a program that writes no more than the value leaves it to be shown."""
        nodes = self._nodes.nodes(cell)
        value = next((cell.get(name) for name in _VALUES if cell.get(name)), None)
        return (Line(value),) if value and not nodes else nodes

    def _places(self, table: Element) -> Iterator[_Place]:
        """The cells that are not blank, row by row."""
        row = 1
        for element in rows_of(table):
            repeated = count(element, "table:number-rows-repeated")
            filled = list(self._filled(element))
            for repeat in range(min(repeated, _MOST_REPEATS) if filled else 0):
                yield from (_Place(cell, row + repeat, column) for cell, column in filled)
            if filled and repeated > _MOST_REPEATS:
                text = f"строка {row} повторяется {repeated} раз, прочитано {_MOST_REPEATS}"
                self._remarks.append(Remark(code="unreadable_part", text=text))
            row += repeated

    def _filled(self, row: Element) -> Iterator[tuple[Element, int]]:
        column = 1
        for cell in row:
            if cell.tag not in CELLS:
                continue
            repeated = count(cell, "table:number-columns-repeated")
            if not _is_blank(cell) and column <= _MOST_COLUMNS:
                yield from ((cell, column + repeat) for repeat in range(min(repeated, _MOST_REPEATS)))
            column += repeated

    def _remark_hidden(self, table: Element, name: str, found: Table) -> None:
        """What is hidden is read all the same, and told."""
        hidden = [] if self._styles.shows_table(table) else [f"лист «{name}» скрыт"]
        if _has_hidden(list(rows_of(table)), "table:number-rows-repeated", found.rows):
            hidden.append(f"на листе «{name}» есть скрытые строки")
        if _has_hidden(list(columns_of(table)), "table:number-columns-repeated", found.columns):
            hidden.append(f"на листе «{name}» есть скрытые столбцы")
        for text in hidden:
            self._remarks.append(Remark(code="hidden_part", text=text, origin=Origin(table=found.origin.table)))


def _is_blank(cell: Element) -> bool:
    """Whether nothing stands in a cell, and nothing is merged with it."""
    has_text = any(text.strip() for text in cell.itertext()) or any(cell.get(name) for name in _VALUES)
    return not has_text and not len(cell) and count(cell, "table:number-rows-spanned") * count(cell, "table:number-columns-spanned") == 1


def _merged(cells: list[tuple[_Place, Nodes]]) -> list[GridCell[Nodes]]:
    """The cells with what they span; what a merge covers goes to its cell. A merge ends with the last filled row at the latest."""
    last_row = max((place.row for place, nodes in cells if nodes), default=0)
    found: list[GridCell[Nodes]] = []
    spanning: list[int] = []
    for place, nodes in cells:
        spanning = [index for index in spanning if found[index].row + found[index].row_span > place.row]
        owner = next((index for index in spanning if _covers(found[index], place)), None)
        if owner is not None:
            found[owner] = found[owner]._replace(covered=(*found[owner].covered, nodes))
            continue
        rows = min(count(place.element, "table:number-rows-spanned"), max(1, last_row - place.row + 1))
        columns = min(count(place.element, "table:number-columns-spanned"), _MOST_COLUMNS)
        if nodes or rows * columns > 1:
            spanning += [len(found)] if rows * columns > 1 else []
            found.append(GridCell(nodes, place.row, place.column, rows, columns))
    return found if any(cell.content for cell in found) else []


def _covers(cell: GridCell[Nodes], place: _Place) -> bool:
    return cell.column <= place.column < cell.column + cell.column_span


def _has_hidden(elements: list[Element], repeated: str, last: int) -> bool:
    """Whether one of the rows or columns up to the last is hidden."""
    place = 1
    for element in elements:
        if place <= last and element.get(q("table:visibility")) in _HIDDEN:
            return True
        place += count(element, repeated)
    return False
