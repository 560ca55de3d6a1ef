"""XLSX: one workbook with a sheet for each table, and a first sheet that says what is in them."""

import datetime as dt
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from pipeline.export import about
from pipeline.export.columns import Row, Table
from pipeline.export.dataset import Words
from pipeline.export.excel import SHEET_ROWS
from pipeline.export.files import output_errors
from pipeline.export.manifest import IN_BOOK, MANIFEST
from pipeline.export.sinks import Add, opened
from pipeline.export.stale import WORKBOOK
from pipeline.export.tables import TABLES
from pipeline.export.xlsx_rows import RowSheet
from pipeline.export.xlsx_sheets import Formats, Sheet, cut_notes, formats_of

SHEETS: tuple[Table[Any], ...] = (*TABLES, IN_BOOK)

# One date for every workbook: the same data give the same bytes.
CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_CODE_WIDTH = 40
_SECONDS = len(IN_BOOK.columns)


@contextmanager
def workbook(
    out: Path, codes: Sequence[tuple[str, str, str]] = (), words: Words | None = None, sheet_rows: int = SHEET_ROWS
) -> Iterator[Add]:
    """`roadmaps.xlsx` below `out`, to whose sheets rows are appended. OutputError where it cannot be written.

    Where a sheet is full (sheet_rows, its heading among them) the table goes on on a further one. Texts of over 32,767 characters
    are cut. Both is told on the first sheet. The rows wait on the disk, beside the file, until the workbook is put together.
    """
    path = out / WORKBOOK
    with _waiting(out) as folder, opened(path, lambda: _Target(path, "wb")) as target, _book(path, target, folder) as book:
        with output_errors(path):
            content = _Content(book, sheet_rows)

        def add(name: str, rows: Sequence[Row]) -> None:
            with output_errors(path):
                content.add(name, rows)

        yield add
        with output_errors(path):
            content.finish(codes, words)


@contextmanager
def _waiting(out: Path) -> Iterator[str]:
    """A folder for rows that wait, removed at the end. A plain one: `TemporaryDirectory` goes round for ever on a disk that refuses."""
    folder = out / ".xlsx"
    with output_errors(out / WORKBOOK):
        folder.mkdir(parents=True)
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Target(io.FileIO):
    """The file of a workbook. Once it is given up it takes everything and keeps nothing: xlsxwriter leaves a ZIP behind that it could
    not finish, which would try to write its directory, and complain, when it is thrown away.
    """

    given_up = False

    def write(self, content: Any) -> int:
        return len(content) if self.given_up else super().write(content)

    def seek(self, place: int, whence: int = 0) -> int:
        return 0 if self.given_up else super().seek(place, whence)

    def tell(self) -> int:
        return 0 if self.given_up else super().tell()

    def flush(self) -> None:
        if not self.given_up:
            super().flush()


@contextmanager
def _book(path: Path, target: _Target, folder: str) -> Iterator[Workbook]:
    """A workbook that is put together at the end. What xlsxwriter has open is closed, however it ends."""
    book = Workbook(target, {"constant_memory": True, "tmpdir": folder})
    try:
        yield book
        with output_errors(path):
            _close(book)
    finally:
        target.given_up = True
        for stream in (stream for sheet in book.worksheets() for stream in (sheet.row_data_fh, sheet.fh)):
            with suppress(OSError):
                stream.close()


def _close(book: Workbook) -> None:
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


class _Content:
    """The sheets of a workbook while they are written."""

    def __init__(self, book: Workbook, sheet_rows: int) -> None:
        book.use_zip64()
        book.set_properties({"title": "Дорожные карты наставничества", "created": CREATED})
        self._book, self._formats = book, formats_of(book)
        self._first = book.add_worksheet(about.TITLE)
        self._tables = {table.name: _Sheets(book, table, self._formats, sheet_rows) for table in SHEETS}

    def add(self, name: str, rows: Sequence[Row]) -> None:
        cells = [row[:_SECONDS] for row in rows] if name == MANIFEST.name else rows
        self._tables[name].add(cells)

    def finish(self, codes: Sequence[tuple[str, str, str]], words: Words | None) -> None:
        notes = [note for sheets in self._tables.values() for note in sheets.finish()]
        _about_sheet(self._first, about.about(notes, words), self._formats)
        last = [_codes_sheet(self._book.add_worksheet(about.CODES), codes, self._formats)] if codes else []
        _arrange(self._book, [self._first, *(sheet for sheets in self._tables.values() for sheet in sheets.pages), *last])


class _Sheets:
    """A table on as many worksheets as it takes."""

    def __init__(self, book: Workbook, table: Table[Any], formats: Formats, sheet_rows: int) -> None:
        self._book, self._table, self._formats, self._most = book, table, formats, sheet_rows - 1
        self.pages: list[Worksheet] = []
        self._sheets: list[Sheet] = []
        self._turn()

    def add(self, rows: Sequence[Row]) -> None:
        while rows:
            room = self._most - self._sheets[-1].rows
            if not room:
                self._turn()
                continue
            self._sheets[-1].add(rows[:room])
            rows = rows[room:]

    def finish(self) -> list[str]:
        """Ends the sheets; returns what did not fit, in Russian."""
        for sheet in self._sheets:
            sheet.finish()
        names = [page.get_name() for page in self.pages]
        told = (
            [f"Лист «{names[0]}»: больше {self._most} строк он не вмещает; остальные — дальше: {_listed(names[1:])}."] if names[1:] else []
        )
        return told + [note for name, sheet in zip(names, self._sheets, strict=True) for note in cut_notes(name, sheet.cut)]

    def _turn(self) -> None:
        number = f" ({len(self.pages) + 1})" if self.pages else ""
        self.pages.append(self._book.add_worksheet(f"{self._table.title}{number}", RowSheet))
        self._sheets.append(Sheet(self.pages[-1], self._table, self._formats))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


def _arrange(book: Workbook, sheets: Sequence[Worksheet]) -> None:
    """Puts the sheets in this order: a further one is made when the former is full, and stands next to it."""
    book.worksheets_objs.sort(key=sheets.index)
    for n, sheet in enumerate(book.worksheets_objs):
        sheet.index = n


def _about_sheet(sheet: Worksheet, lines: Sequence[about.Line], formats: Formats) -> None:
    for n, width in enumerate(about.WIDTHS):
        sheet.set_column(n, n, width)
    for n, line in enumerate(lines):
        for column, text in enumerate(line):
            # A line of one text runs over the columns to its right.
            sheet.write_string(n, column, text, formats.text if len(line) > 2 else None)


def _codes_sheet(sheet: Worksheet, codes: Sequence[tuple[str, str, str]], formats: Formats) -> Worksheet:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(codes), 2)
    sheet.set_column(0, 2, _CODE_WIDTH)
    for n, line in enumerate([about.CODE_HEADINGS, *codes]):
        for column, text in enumerate(line):
            sheet.write_string(n, column, text, formats.text if n else formats.heading)
    return sheet
