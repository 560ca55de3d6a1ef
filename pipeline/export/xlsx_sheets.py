"""A table as a sheet of a workbook: headings, filters, widths, and cells that cannot become formulas."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.export.cells import harmless, joined
from pipeline.export.columns import Row, Table, Value
from pipeline.export.excel import FIRST_YEAR, SHEET_ROWS, cut, storable
from pipeline.export.xlsx_rows import RowSheet, date_cell, letters, number_cell, style, text_cell

YES, NO = "да", "нет"
_NARROWEST, _WIDEST = 12, 60
_SAMPLE = 500
_TOLD = 50
"""So many cut texts of a sheet are told one by one."""
_EVERYWHERE = f"A1:XFD{SHEET_ROWS}"


class Formats(NamedTuple):
    """How cells look."""

    heading: Format
    text: Format
    date: Format


class _Styles(NamedTuple):
    """The numbers of formats."""

    text: int
    date: int


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

    def __init__(self, sheet: RowSheet, table: Table[Any], formats: Formats, hidden: Collection[str] | None = None) -> None:
        """hidden: names of columns to fold away, the keys by default."""
        self._sheet, self._table = sheet, table
        self._styles = _Styles(style(formats.text), style(formats.date))
        self._letters = letters(table.columns)
        self._hidden = {column.name for column in table.columns if column.refers or column.name == table.key} if hidden is None else hidden
        self._longest = [0] * len(table.columns)
        self.rows = 0
        """How many there are, the heading apart."""
        self.cut: list[str] = []
        """Places of texts that were cut."""
        sheet.freeze_panes(1, 0)
        # A number of a paragraph («1.1») is meant as text: no green corner of Excel in each cell.
        sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        for n, column in enumerate(table.columns):
            sheet.write_string(0, n, column.title, formats.heading)

    def add(self, rows: Iterable[Row]) -> None:
        """Writes rows below the former ones."""
        for row in rows:
            self.rows += 1
            if self.rows <= _SAMPLE:
                self._longest = [max(longest, _length(value)) for longest, value in zip(self._longest, row, strict=True)]
            number = self.rows + 1
            cells = [
                self._cell(f"{letters}{number}", value)
                for letters, value in zip(self._letters, row, strict=True)
                if value is not None and value != ()
            ]
            self._sheet.append(self.rows, "".join(cells), len(row))

    def _cell(self, place: str, value: Value) -> str:
        match value:
            case str() | tuple():
                return self._text_cell(place, _text(value))
            case bool():
                # In words: LibreOffice makes a formula of a boolean, «=TRUE()».
                return self._text_cell(place, YES if value else NO)
            case int() | float():
                return number_cell(place, self._styles.text, value)
            case dt.date() if value.year >= FIRST_YEAR:
                return date_cell(place, self._styles.date, value)
            case _:
                return self._text_cell(place, str(value))

    def _text_cell(self, place: str, text: str) -> str:
        text = storable(text)
        shown = cut(text)
        if shown != text:
            self.cut.append(place)
        return text_cell(place, self._styles.text, shown)

    def finish(self) -> None:
        """Sets what depends on the rows: filters and widths."""
        self._sheet.autofilter(0, 0, self.rows, len(self._table.columns) - 1)
        for n, column in enumerate(self._table.columns):
            # Keys are for programs: the columns are there, folded away.
            options = {"hidden": True, "level": 1} if column.name in self._hidden else {}
            self._sheet.set_column(n, n, min(max(self._longest[n] + 2, _NARROWEST), _WIDEST), None, options)


def write_sheet(
    sheet: RowSheet, table: Table[Any], rows: Sequence[Row], formats: Formats, hidden: Collection[str] | None = None
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


def _text(value: Value) -> str:
    return joined(value) if isinstance(value, tuple) else harmless(str(value))


def _length(value: Value) -> int:
    return len(_text(value)) if isinstance(value, str | tuple) else 0


def _rows_note(title: str, held: int, rows: int) -> str:
    return f"Лист «{title}»: показаны первые {held} строк из {rows}, больше лист Excel не вмещает. Все строки — в CSV и Parquet."


def _cut_note(title: str, place: str) -> str:
    return f"Лист «{title}», ячейка {place}: текст длиннее, чем вмещает ячейка Excel, и сокращён. Полный текст — в CSV, Parquet и JSON."
