"""XLS (Excel 97-2003, and older) → Content. xlrd reads the records; unlike faster readers it gives the number format of each cell."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import xlrd

from pipeline.errors import LockedFileError
from pipeline.extract.common.compound import check
from pipeline.extract.content import Content
from pipeline.extract.sheets.page_setup import shown
from pipeline.extract.sheets.records import Extras, read_extras
from pipeline.extract.sheets.shown import BUILT_IN, GENERAL, shown_number
from pipeline.extract.sheets.workbook import Box, Merge, Noticed, Sheet, Spot, content

_FIRST_WITH_UNICODE = 80
"""Files before BIFF8 have a code page; where they do not say which, it is that of a Russian Windows."""


def read_xls(data: bytes) -> Content:
    """The sheets of an XLS file. What the library raises at a damaged file comes through; LockedFileError for a protected one."""
    check(data)
    book = _open(data)
    if book.biff_version < _FIRST_WITH_UNICODE and book.codepage is None:
        book = _open(data, encoding_override="cp1251")
    extras = read_extras(data)
    return content([_sheet(sheet, book, extras.get(number, Extras([], [], []))) for number, sheet in enumerate(book.sheets())])


def _open(data: bytes, **options: str) -> Any:
    """The library's book; what it has to say of an odd file goes nowhere. Rows end where they end: one wide row would widen all."""
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO(), **options)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise LockedFileError("", "книга Excel с паролем") from error
        raise


def _sheet(sheet: Any, book: Any, extras: Extras) -> Sheet:
    return Sheet(
        name=sheet.name,
        texts=dict(_texts(sheet, book)),
        merges=[Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
        is_hidden=sheet.visibility != 0,
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden),
        noticed=[Noticed("comment", note.text, (row + 1, column + 1)) for (row, column), note in sorted(sheet.cell_note_map.items())],
        boxes=[Box(1, text) for text in extras.boxes],
        headers=[shown(text) for text in extras.headers],
        footers=[shown(text) for text in extras.footers],
    )


def _texts(sheet: Any, book: Any) -> Iterator[tuple[Spot, str]]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _text(sheet.cell(row, column), book)
            if text:
                yield (row + 1, column + 1), text


def _text(cell: Any, book: Any) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return shown_number(cell.value, _format(cell, book), book.datemode == 1)
        case xlrd.XL_CELL_BOOLEAN:
            return "ИСТИНА" if cell.value else "ЛОЖЬ"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#?"))
    return ""


def _format(cell: Any, book: Any) -> str:
    key = book.xf_list[cell.xf_index].format_key
    return BUILT_IN.get(key) or str(book.format_map[key].format_str) or GENERAL
