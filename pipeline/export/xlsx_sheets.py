"""A table as a sheet of a workbook: headings, filters, widths, and cells that cannot become formulas."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.export.cells import harmless, joined
from pipeline.export.columns import Row, Table, Value
from pipeline.export.excel import FIRST_YEAR, SHEET_ROWS, cut, storable

YES, NO = "да", "нет"
_NARROWEST, _WIDEST = 12, 60
_SAMPLE = 500
_EVERYWHERE = f"A1:XFD{SHEET_ROWS}"


class Formats(NamedTuple):
    """How cells look."""

    heading: Format
    text: Format
    date: Format


def formats_of(book: Workbook) -> Formats:
    """The formats of a workbook."""
    cell = {"text_wrap": True, "valign": "top"}
    return Formats(
        heading=book.add_format({**cell, "bold": True, "bg_color": "#DDE6EE"}),
        text=book.add_format(cell),
        date=book.add_format({**cell, "num_format": "dd.mm.yyyy"}),
    )


def write_sheet(
    sheet: Worksheet, table: Table[Any], rows: Sequence[Row], formats: Formats, hidden: Collection[str] | None = None
) -> list[str]:
    """Writes one table; returns what did not fit, in Russian. hidden: names of columns to fold away, the keys by default."""
    folded = {column.name for column in table.columns if column.refers or column.name == table.key} if hidden is None else hidden
    held = min(len(rows), SHEET_ROWS - 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, held, len(table.columns) - 1)
    for n, column in enumerate(table.columns):
        # Keys are for programs: the columns are there, folded away.
        options = {"hidden": True, "level": 1} if column.name in folded else {}
        sheet.set_column(n, n, _width([row[n] for row in rows[:_SAMPLE]]), None, options)
        sheet.write_string(0, n, column.title, formats.heading)
    # A number of a paragraph («1.1») is meant as text: no green corner of Excel in each cell.
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
    notes = [_rows_note(table.title, held, len(rows))] if held < len(rows) else []
    return notes + [_cut_note(table.title, place) for place in _write_rows(sheet, islice(rows, held), formats)]


def _write_rows(sheet: Worksheet, rows: Iterator[Row], formats: Formats) -> Iterator[str]:
    """Writes the rows below the heading; yields the places of texts that were cut."""
    for n, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value not in (None, ()) and not _put(sheet, n, column, value, formats):
                yield xl_rowcol_to_cell(n, column)


def _put(sheet: Worksheet, row: int, column: int, value: Value, formats: Formats) -> bool:
    """Writes one value; False where its text had to be cut."""
    match value:
        case bool():
            # In words: LibreOffice makes a formula of a boolean, «=TRUE()».
            sheet.write_string(row, column, YES if value else NO, formats.text)
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


def _rows_note(title: str, held: int, rows: int) -> str:
    return f"Лист «{title}»: показаны первые {held} строк из {rows}, больше лист Excel не вмещает. Все строки — в CSV и Parquet."


def _cut_note(title: str, place: str) -> str:
    return f"Лист «{title}», ячейка {place}: текст длиннее, чем вмещает ячейка Excel, и сокращён. Полный текст — в CSV, Parquet и JSON."
