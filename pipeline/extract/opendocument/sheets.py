"""ODS → Content: sheets as `pipeline.extract.sheets` has them, their rows and columns numbered as the file numbers them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.document import Remark
from pipeline.extract.common.flow import Spot as Place
from pipeline.extract.common.flow import as_lines
from pipeline.extract.common.layout import Layout
from pipeline.extract.common.room import Room
from pipeline.extract.common.xml import Element
from pipeline.extract.content import Content
from pipeline.extract.opendocument.nodes import NodeReader
from pipeline.extract.opendocument.package import read_roots
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.tables import CELLS, TABLE, columns_of, rows_of
from pipeline.extract.opendocument.text import PageParts, body_styles
from pipeline.extract.opendocument.xml import count, q
from pipeline.extract.sheets.workbook import MOST_COLUMNS, MOST_ROWS, Box, Merge, Noticed, Sheet, Spot, content

# Filled rows or cells that are told once and repeated more often fill a sheet; they are read so many times.
_MOST_REPEATS = 1000
_ROWS_REPEATED, _COLUMNS_REPEATED = "table:number-rows-repeated", "table:number-columns-repeated"
_VALUES = tuple(q(f"office:{name}") for name in ("string-value", "date-value", "time-value", "boolean-value", "value"))
_HIDDEN = ("collapse", "filter")


def read_ods(data: bytes) -> Content:
    """The sheets of an OpenDocument spreadsheet.

    Raises LockedFileError for a password, TooLargeError, NoTextError where it holds nothing but pictures; what the libraries raise comes through.
    """
    roots = read_roots(data)
    body, styles = roots.body("spreadsheet"), body_styles(roots)
    room = Room()
    sheets = [_SheetReader(table, styles, room).read() for table in body.iterfind(TABLE)]
    found = content(sheets, next(body.iter(q("draw:image")), None) is not None)
    pages = PageParts(roots, Layout())
    blocks = (*pages.paragraphs("page_header"), *found.blocks, *pages.paragraphs("page_footer"))
    return found._replace(blocks=blocks, remarks=(*roots.remarks, *found.remarks))


class _Run(NamedTuple):
    """A cell that is not blank, where it stands first, and how often it is repeated to the right."""

    cell: Element
    column: int
    repeats: int


class _SheetReader:
    def __init__(self, table: Element, styles: Styles, room: Room) -> None:
        self._table = table
        self._room = room
        self._styles = styles
        self._nodes = NodeReader(styles)
        self._layout = Layout()
        self._texts: dict[Spot, str] = {}
        self._merges: list[Merge] = []
        self._noticed: list[Noticed] = []

    def read(self) -> Sheet:
        """The sheet with the texts of its cells, and of the shapes that lie on it."""
        self._read_rows()
        shapes = self._table.find(q("table:shapes"))
        box = "" if shapes is None else self._text(shapes, None)
        last_row = max((row for row, _ in self._texts), default=0)
        return Sheet(
            name=self._table.get(q("table:name"), ""),
            texts=self._texts,
            merges=self._merges,
            is_hidden=not self._styles.shows_table(self._table),
            hidden_rows=frozenset(_hidden(rows_of(self._table), _ROWS_REPEATED, last_row)),
            hidden_columns=frozenset(_hidden(columns_of(self._table), _COLUMNS_REPEATED, MOST_COLUMNS)),
            boxes=[Box(1, box)] if box else [],
            noticed=self._noticed,
        )

    def _read_rows(self) -> None:
        row = 1
        for element in rows_of(self._table):
            repeated = count(element, _ROWS_REPEATED)
            runs = list(_runs(element))
            if runs and row + min(repeated, _MOST_REPEATS) > MOST_ROWS + 1:
                self._noticed.append(Noticed("unreadable_part", f"строка {row}: на листе не бывает больше {MOST_ROWS} строк"))
                return
            for run in runs:
                self._put(run, row, min(repeated, _MOST_REPEATS))
            if runs and repeated > _MOST_REPEATS:
                text = f"строка {row} повторяется {repeated} раз, прочитано {_MOST_REPEATS}"
                self._noticed.append(Noticed("unreadable_part", text))
            row += repeated

    def _put(self, run: _Run, row: int, repeats: int) -> None:
        """Puts a cell to all places where it stands."""
        text = self._text(run.cell, (row, run.column)) or _value(run.cell)
        height, width = count(run.cell, "table:number-rows-spanned"), count(run.cell, "table:number-columns-spanned")
        self._room.take(repeats * run.repeats, len(text))
        for spot in ((row + down, run.column + right) for down in range(repeats) for right in range(run.repeats)):
            if text:
                self._texts[spot] = text
            if height * width > 1:
                self._merges.append(Merge(*spot, spot[0] + height - 1, spot[1] + width - 1))

    def _text(self, holder: Element, spot: Spot | None) -> str:
        """What a cell or a group of shapes shows. What else is noticed in it stands at `spot`."""
        text = as_lines(self._layout.paragraphs(self._nodes.nodes(holder), Place()))
        self._noticed += _noticed([*self._layout.remarks, *self._nodes.remarks], spot)
        self._layout.remarks.clear()
        self._nodes.remarks.clear()
        return text


def _noticed(remarks: Iterable[Remark], spot: Spot | None) -> Iterator[Noticed]:
    return (Noticed(remark.code, remark.text, spot) for remark in remarks)


def _runs(row: Element) -> Iterator[_Run]:
    column = 1
    for cell in row:
        if cell.tag in CELLS:
            repeated = count(cell, _COLUMNS_REPEATED)
            if not _is_blank(cell) and column <= MOST_COLUMNS:
                yield _Run(cell, column, min(repeated, _MOST_REPEATS, MOST_COLUMNS + 1 - column))
            column += repeated


def _is_blank(cell: Element) -> bool:
    """Whether nothing stands in a cell, and nothing is merged with it."""
    has_text = any(text.strip() for text in cell.itertext()) or bool(_value(cell))
    return not has_text and not len(cell) and count(cell, "table:number-rows-spanned") * count(cell, "table:number-columns-spanned") == 1


def _value(cell: Element) -> str:
    """A program that writes no more than the value leaves it to be shown."""
    return next((value for name in _VALUES if (value := cell.get(name))), "")


def _hidden(elements: Iterable[Element], repeated: str, last: int) -> Iterator[int]:
    """The numbers of the hidden rows or columns up to the last."""
    place = 1
    for element in elements:
        after = place + count(element, repeated)
        if element.get(q("table:visibility")) in _HIDDEN:
            yield from range(place, min(after, last + 1))
        place = after
