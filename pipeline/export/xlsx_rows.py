"""Rows of a worksheet as XML (ECMA-376, part 1, 18.3.1.73 and 18.3.1.4), appended to those that xlsxwriter keeps on the disk.

xlsxwriter takes a sheet cell by cell, and through some twenty calls each: with the tens of millions of cells of a large batch that is most
of the time of a run. Whole rows take a fourth of it. Everything else of the workbook stays xlsxwriter's.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SPECIAL = re.compile(r"[&<>]|_x[0-9a-fA-F]{4}_|\A\s|\s\Z")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_DAY_ZERO = dt.date(1899, 12, 31).toordinal()
_LEAP_DAY = 59
"""The day before the 29th of February 1900, which Excel takes for a day."""


class RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a workbook in constant memory that also takes whole rows, below all that was written cell by cell."""

    def append(self, row: int, cells: str, columns: int) -> None:
        """Appends a row (from 0) with its cells as XML; columns: how many the sheet has. OSError."""
        if row > self.previous_row:
            self._write_single_row(row)
        self.row_data_fh.write(f'<row r="{row + 1}">{cells}</row>')
        self.dim_rowmax: int = row
        self.dim_colmax: int = columns - 1


def style(form: Format) -> int:
    """The number by which cells name a format."""
    return int(form._get_xf_index())


def text_cell(place: str, style: int, text: str) -> str:
    """A cell with a text that XML can hold."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_inline(text)}</is></c>'


def number_cell(place: str, style: int, number: float) -> str:
    """A cell with a number."""
    return f'<c r="{place}" s="{style}"><v>{number:.16G}</v></c>'


def boolean_cell(place: str, style: int, value: bool) -> str:
    """A cell with true or false."""
    return f'<c r="{place}" s="{style}" t="b"><v>{value:d}</v></c>'


def date_cell(place: str, style: int, day: dt.date) -> str:
    """A cell with a day since 1900, as Excel counts them."""
    count = day.toordinal() - _DAY_ZERO
    return f'<c r="{place}" s="{style}"><v>{count + (count > _LEAP_DAY)}</v></c>'


def letters(columns: Sequence[object]) -> list[str]:
    """The names of so many columns: A, B …"""
    return [xl_col_to_name(n) for n in range(len(columns))]


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    if not _SPECIAL.search(text):
        return f"<t>{text}</t>"
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<t{space}>{_LOOKS_ESCAPED.sub('_x005F_', text).translate(_MARKUP)}</t>"
