"""XLSX: one workbook with a sheet for each table, and a first sheet that says what is in them."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from pipeline.export import about
from pipeline.export.dataset import Dataset
from pipeline.export.files import replacing
from pipeline.export.tables import TABLES
from pipeline.export.xlsx_sheets import Formats, formats_of, write_sheet

FILE = "roadmaps.xlsx"

# One date for every workbook: the same data give the same bytes.
CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_CODE_WIDTH = 40


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
    book.set_properties({"title": "Дорожные карты наставничества", "created": CREATED})
    formats = formats_of(book)
    first = book.add_worksheet(about.TITLE)
    notes = [note for table in TABLES for note in write_sheet(book.add_worksheet(table.title), table, dataset.tables[table.name], formats)]
    _about_sheet(first, about.about(notes, dataset.words), formats)
    if dataset.codes:
        _codes_sheet(book.add_worksheet(about.CODES), dataset.codes, formats)


def _about_sheet(sheet: Worksheet, lines: Sequence[about.Line], formats: Formats) -> None:
    for n, width in enumerate(about.WIDTHS):
        sheet.set_column(n, n, width)
    for n, line in enumerate(lines):
        for column, text in enumerate(line):
            # A line of one text runs over the columns to its right.
            sheet.write_string(n, column, text, formats.text if len(line) > 2 else None)


def _codes_sheet(sheet: Worksheet, codes: Sequence[tuple[str, str, str]], formats: Formats) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(codes), 2)
    sheet.set_column(0, 2, _CODE_WIDTH)
    for n, line in enumerate([about.CODE_HEADINGS, *codes]):
        for column, text in enumerate(line):
            sheet.write_string(n, column, text, formats.text if n else formats.heading)
