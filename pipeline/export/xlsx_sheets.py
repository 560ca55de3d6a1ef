"""A table as a sheet of a workbook: headings, filters, widths, and cells that cannot become formulas."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.export.cells import harmless, joined
from pipeline.export.columns import Row, Table, Value
from pipeline.export.excel import FIRST_YEAR, SHEET_ROWS, cut, storable

_NARROWEST, _WIDEST = 12, 60
_SAMPLE = 500
_TOLD = 50
"""So many cut texts of a sheet are told one by one."""


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


class Sheet:
    """One table on one worksheet, row after row."""

    def __init__(self, sheet: Worksheet, table: Table[Any], formats: Formats, hidden: Collection[str] | None = None) -> None:
        """hidden: names of columns to fold away, the keys by default."""
        self._sheet, self._table, self._formats = sheet, table, formats
        self._hidden = {column.name for column in table.columns if column.refers or column.name == table.key} if hidden is None else hidden
        self._longest = [0] * len(table.columns)
        self.rows = 0
        """How many there are, the heading apart."""
        self.cut: list[str] = []
        """Places of texts that were cut."""
        sheet.freeze_panes(1, 0)
        for n, column in enumerate(table.columns):
            sheet.write_string(0, n, column.title, formats.heading)

    def add(self, rows: Iterable[Row]) -> None:
        """Writes rows below the former ones."""
        for row in rows:
            self.rows += 1
            if self.rows <= _SAMPLE:
                self._longest = [max(longest, _length(value)) for longest, value in zip(self._longest, row, strict=True)]
            for column, value in enumerate(row):
                if value not in (None, ()) and not _put(self._sheet, self.rows, column, value, self._formats):
                    self.cut.append(xl_rowcol_to_cell(self.rows, column))

    def finish(self) -> None:
        """Sets what depends on the rows: filters and widths."""
        self._sheet.autofilter(0, 0, self.rows, len(self._table.columns) - 1)
        for n, column in enumerate(self._table.columns):
            # Keys are for programs: the columns are there, folded away.
            options = {"hidden": True, "level": 1} if column.name in self._hidden else {}
            self._sheet.set_column(n, n, min(max(self._longest[n] + 2, _NARROWEST), _WIDEST), None, options)


def write_sheet(
    sheet: Worksheet, table: Table[Any], rows: Sequence[Row], formats: Formats, hidden: Collection[str] | None = None
) -> list[str]:
    """Writes one table to one worksheet; returns what did not fit, in Russian. hidden: as of `Sheet`."""
    held = min(len(rows), SHEET_ROWS - 1)
    written = Sheet(sheet, table, formats, hidden)
    written.add(islice(rows, held))
    written.finish()
    notes = [_rows_note(table.title, held, len(rows))] if held < len(rows) else []
    return notes + cut_notes(table.title, written.cut)


def cut_notes(title: str, places: Sequence[str]) -> list[str]:
    """What to say of texts that were cut on a sheet: each of the first places, and how many there are more."""
    more = [f"Лист «{title}»: сокращены и другие длинные тексты, ещё {len(places) - _TOLD}."] if len(places) > _TOLD else []
    return [_cut_note(title, place) for place in places[:_TOLD]] + more


def _put(sheet: Worksheet, row: int, column: int, value: Value, formats: Formats) -> bool:
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


def _length(value: Value) -> int:
    return len(_text(value)) if isinstance(value, str | tuple) else 0


def _rows_note(title: str, held: int, rows: int) -> str:
    return f"Лист «{title}»: показаны первые {held} строк из {rows}, больше лист Excel не вмещает. Все строки — в CSV и Parquet."


def _cut_note(title: str, place: str) -> str:
    return f"Лист «{title}», ячейка {place}: текст длиннее, чем вмещает ячейка Excel, и сокращён. Полный текст — в CSV, Parquet и JSON."
