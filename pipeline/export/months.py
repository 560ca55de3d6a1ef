"""Which months an activity takes, also where its year is not known: so that plans of any year compare.

A month is counted either from year 0 (all years known) or within a school year that opens in August (some year
unknown), since plans of no known year are read in the order of a school year.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_POINT = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}|XX)(?:-(?:\d{2}|XX))?)?")
_SCHOOL_YEAR_OPENS = 8


class _Month(NamedTuple):
    year: int | None
    month: int

    @property
    def absolute(self) -> int:
        return (self.year or 0) * 12 + self.month - 1

    @property
    def in_school_year(self) -> int:
        return (self.month - _SCHOOL_YEAR_OPENS) % 12


_Span = tuple[_Month | None, _Month | None]
_Ends = tuple[int | None, int | None]


@lru_cache(maxsize=4096)
def months(edtfs: tuple[str | None, ...]) -> tuple[int | None, int | None]:
    """The first month of the first start and the last month of the last end (1-12), of deadlines in EDTF.

    None where no start or no end has a known month: a mere due date has no first month. The second is the smaller where
    the time crosses New Year. A time of a year or longer ends in the month before the one it begins in: every month is in it.
    """
    spans = [_span(edtf) for edtf in edtfs if edtf]
    if all(month.year is not None for span in spans for month in span if month):
        return _outline([(start and start.absolute, end and end.absolute) for start, end in spans], opens=1)
    return _outline([_school_ends(span) for span in spans], opens=_SCHOOL_YEAR_OPENS)


def _outline(ends: list[_Ends], opens: int) -> tuple[int | None, int | None]:
    first = min((start for start, _ in ends if start is not None), default=None)
    last = max((end for _, end in ends if end is not None), default=None)
    if first is not None and last is not None:
        last = min(last, first + 11)
    return _calendar(first, opens), _calendar(last, opens)


def _calendar(count: int | None, opens: int) -> int | None:
    return None if count is None else (count + opens - 1) % 12 + 1


def _school_ends(span: _Span) -> _Ends:
    start, end = span
    if start and end:
        return start.in_school_year, start.in_school_year + _length(start, end)
    return start and start.in_school_year, end and end.in_school_year


def _length(start: _Month, end: _Month) -> int:
    if start.year is not None and end.year is not None:
        return end.absolute - start.absolute
    return (end.month - start.month) % 12


def _span(edtf: str) -> _Span:
    start, _, end = edtf.partition("/")
    return _point(start, whole_year=1), _point(end or start, whole_year=12)


def _point(text: str, whole_year: int) -> _Month | None:
    """A month of `2023-09`, `2023-09-01`, `XXXX-09`; `whole_year` of `2024`. None for `..`, a month XX, and what is no month."""
    match = _POINT.fullmatch(text)
    if not match or match[2] == "XX" or (match[1] == "XXXX" and not match[2]):
        return None
    month = int(match[2] or whole_year)
    return _Month(None if match[1] == "XXXX" else int(match[1]), month) if 1 <= month <= 12 else None
