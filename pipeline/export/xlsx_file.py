"""XLSX: one workbook with a sheet for each table, and a first sheet that says what is in them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.export import about
from pipeline.export.cells import harmless, joined
from pipeline.export.columns import Row, Table, Value
from pipeline.export.dataset import Dataset
from pipeline.export.excel import FIRST_YEAR, SHEET_ROWS, cut, storable
from pipeline.export.files import replacing
from pipeline.export.tables import TABLES

FILE = "roadmaps.xlsx"

# One date for every workbook: the same data give the same bytes.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_NARROWEST, _WIDEST = 12, 60
_SAMPLE = 500
_CODE_WIDTH = 40


class _Formats(NamedTuple):
    heading: Format
    text: Format
    date: Format


def write_xlsx(dataset: Dataset, out: Path) -> list[Path]:
    """Writes `roadmaps.xlsx`; returns its path. OutputError where it cannot be written.

    What a sheet cannot hold is cut, and told on the first sheet: texts of over 32,767 characters, rows beyond 1,048,576.
    """
    path = out / FILE
    with replacing(path) as temporary:
        try:
            # Constant memory: rows go to disk as they come, which is what lets a large batch through.
            with Workbook(str(temporary), {"constant_memory": True}) as book:
                _fill(book, dataset)
        except FileCreateError as error:
            raise OSError(str(error)) from error
    return [path]


def _fill(book: Workbook, dataset: Dataset) -> None:
    book.use_zip64()
    book.set_properties({"title": "Дорожные карты наставничества", "created": _CREATED})
    formats = _formats(book)
    first = book.add_worksheet(about.TITLE)
    notes = [note for table in TABLES for note in _sheet(book.add_worksheet(table.title), table, dataset.tables[table.name], formats)]
    _about_sheet(first, about.about(notes, dataset.words), formats)
    if dataset.codes:
        _codes_sheet(book.add_worksheet(about.CODES), dataset.codes, formats)


def _formats(book: Workbook) -> _Formats:
    cell = {"text_wrap": True, "valign": "top"}
    return _Formats(
        heading=book.add_format({**cell, "bold": True, "bg_color": "#DDE6EE"}),
        text=book.add_format(cell),
        date=book.add_format({**cell, "num_format": "dd.mm.yyyy"}),
    )


def _sheet(sheet: Worksheet, table: Table[Any], rows: Sequence[Row], formats: _Formats) -> list[str]:
    """Writes one table; returns what did not fit, in Russian."""
    held = min(len(rows), SHEET_ROWS - 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, held, len(table.columns) - 1)
    for n, column in enumerate(table.columns):
        # Keys are for programs: the columns are there, folded away.
        options = {"hidden": True, "level": 1} if column.refers or column.name == table.key else {}
        sheet.set_column(n, n, _width([row[n] for row in rows[:_SAMPLE]]), None, options)
        sheet.write_string(0, n, column.title, formats.heading)
    notes = [_rows_note(table.title, held, len(rows))] if held < len(rows) else []
    return notes + [_cut_note(table.title, place) for place in _write_rows(sheet, islice(rows, held), formats)]


def _write_rows(sheet: Worksheet, rows: Iterator[Row], formats: _Formats) -> Iterator[str]:
    """Writes the rows below the heading; yields the places of texts that were cut."""
    for n, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value not in (None, ()) and not _put(sheet, n, column, value, formats):
                yield xl_rowcol_to_cell(n, column)


def _put(sheet: Worksheet, row: int, column: int, value: Value, formats: _Formats) -> bool:
    """Writes one value; False where its text had to be cut."""
    match value:
        case bool():
            sheet.write_boolean(row, column, value, formats.text)
        case int() | float():
            sheet.write_number(row, column, value, formats.text)
        case dt.date() if value.year >= FIRST_YEAR:
            sheet.write_datetime(row, column, value, formats.date)
        case _:
            text = storable(_text(value))
            shown = cut(text)
            sheet.write_string(row, column, shown, formats.text)
            return shown == text
    return True


def _text(value: Value) -> str:
    return joined(value) if isinstance(value, tuple) else harmless(str(value))


def _width(values: Sequence[Value]) -> int:
    longest = max((len(_text(value)) for value in values if isinstance(value, str | tuple)), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _about_sheet(sheet: Worksheet, lines: Sequence[about.Line], formats: _Formats) -> None:
    for n, width in enumerate(about.WIDTHS):
        sheet.set_column(n, n, width)
    for n, line in enumerate(lines):
        for column, text in enumerate(line):
            # A line of one text runs over the columns to its right.
            sheet.write_string(n, column, text, formats.text if len(line) > 2 else None)


def _codes_sheet(sheet: Worksheet, codes: Sequence[tuple[str, str, str]], formats: _Formats) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(codes), 2)
    sheet.set_column(0, 2, _CODE_WIDTH)
    for n, line in enumerate([about.CODE_HEADINGS, *codes]):
        for column, text in enumerate(line):
            sheet.write_string(n, column, text, formats.text if n else formats.heading)


def _rows_note(title: str, held: int, rows: int) -> str:
    return f"Лист «{title}»: показаны первые {held} строк из {rows}, больше лист Excel не вмещает. Все строки — в CSV и Parquet."


def _cut_note(title: str, place: str) -> str:
    return f"Лист «{title}», ячейка {place}: текст длиннее, чем вмещает ячейка Excel, и сокращён. Полный текст — в CSV, Parquet и JSON."
