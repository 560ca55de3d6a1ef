"""Reads the workbook as Excel or LibreOffice saved it: the cells of each row by their headings."""

import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from pipeline.corrections.answers import Row
from pipeline.corrections.book import ANSWERS, COLUMNS, CONFIRM, KEY, SHEET
from pipeline.errors import CorrectionsError, DamagedFileError, MissingPathError, UnreadableFileError
from pipeline.export.excel import SHEET_ROWS
from pipeline.text import squash

_NEEDED = (CONFIRM, *ANSWERS, KEY)
_MOST_LINES_ABOVE = 20
_MOST_COLUMNS = 4 * len(COLUMNS)
"""A person may add columns of their own; a sheet that claims thousands is not read to its end."""


def read_review(path: Path) -> list[tuple[int, Row]]:
    """The rows below the heading, each with its number in the sheet; blank ones are left out.

    MissingPathError, UnreadableFileError, DamagedFileError; CorrectionsError where it is another workbook.
    """
    if not path.is_file():
        raise MissingPathError(str(path))
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            # The library warns of what it does not keep when it saves, and nothing is saved here.
            warnings.simplefilter("ignore")
            return list(_rows(load_workbook(file, data_only=True, read_only=True), path))
    except CorrectionsError:
        raise
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or "") from error
    except Exception as error:  # the library lets through whatever a broken part of the file makes of it
        raise DamagedFileError(str(path)) from error


def _rows(book: Any, path: Path) -> Iterator[tuple[int, Row]]:
    if SHEET not in book.sheetnames:
        raise CorrectionsError(str(path), f"в книге нет листа «{SHEET}»: её создала не команда review, или лист переименован")
    sheet = book[SHEET]
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(values_only=True, max_row=SHEET_ROWS, max_col=_MOST_COLUMNS), 1)
    headings = _headings(rows, path)
    for number, cells in rows:
        if any(cell is not None for cell in cells):
            yield number, dict(zip(headings, cells, strict=False))


def _headings(rows: Iterator[tuple[int, tuple[Any, ...]]], path: Path) -> list[str]:
    """The first row that holds the columns which are needed; a person may have put something above it."""
    missing = list(_NEEDED)
    for _, cells in islice(rows, _MOST_LINES_ABOVE):
        headings = ["" if cell is None else squash(str(cell)) for cell in cells]
        missing = min(missing, [column for column in _NEEDED if column not in headings], key=len)
        if not missing:
            return headings
    raise CorrectionsError(str(path), f"на листе «{SHEET}» нет граф: {', '.join(missing)}")
