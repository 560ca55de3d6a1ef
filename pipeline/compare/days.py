"""Days of a school year, so that plans of different and of unknown years compare: counted from 1 August, day 0."""

import datetime as dt
import re

YEAR_DAYS = 365
_CYCLE_MONTH = 8
_UNKNOWN_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")

Span = tuple[int | None, int | None]


def span_days(start: dt.date | None, end: dt.date | None, edtf: str | None) -> Span:
    """The first and last day of a deadline in the cycle of a school year; None where it has none.

    Of a deadline without a year the EDTF (`XXXX-09/XXXX-10`) tells the days. A span keeps its length: one that goes on past the
    next 1 August ends beyond day 365.

    >>> span_days(dt.date(2023, 8, 15), dt.date(2023, 9, 30), "2023-08-15/2023-09-30")
    (14, 60)
    >>> span_days(None, None, "XXXX-09/XXXX-05"), span_days(None, None, "../XXXX-10-01"), span_days(None, None, None)
    ((31, 303), (None, 61), (None, None))
    >>> span_days(dt.date(2024, 5, 1), dt.date(2024, 8, 31), None) == span_days(dt.date(2025, 5, 1), dt.date(2025, 8, 31), None)
    True
    """
    if start is None and end is None and edtf:
        start, end = _unknown_year(edtf)
    first = _day(start) if start else None
    if end is None:
        return first, None
    if start is None or first is None:
        return None, _day(end)
    return first, _day(end) + YEAR_DAYS * (_cycle(end) - _cycle(start))


def _day(date: dt.date) -> int:
    """Days from 1 August in a year without 29 February, so that «1 мая» is the same day in any year."""
    return (_date(2001 + (date.month < _CYCLE_MONTH), date.month, date.day) - dt.date(2001, _CYCLE_MONTH, 1)).days


def _cycle(date: dt.date) -> int:
    """The year in which the cycle of the date begins."""
    return date.year - (date.month < _CYCLE_MONTH)


def _unknown_year(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    """The ends of `XXXX-09/XXXX-05` in a school year that stands for any (2001/02)."""
    first, _, second = edtf.partition("/")
    start, end = _point(first, last=False), _point(second or first, last=True)
    if start and end and end < start:
        end = _date(end.year + 1, end.month, end.day)
    return start, end


def _point(text: str, last: bool) -> dt.date | None:
    found = _UNKNOWN_YEAR.match(text)
    if not found:
        return None
    month = int(found[1])
    year = 2001 + (month < _CYCLE_MONTH)
    if found[2]:
        return _date(year, month, int(found[2]))
    return _date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1) if last else _date(year, month, 1)


def _date(year: int, month: int, day: int) -> dt.date:
    """The day; 29 February of a year that has none is the 28th."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, month, 28)


def distance(day: int | None, expected: int | None) -> int | None:
    """Days from the expected day to the day, the nearest way round the year: over 0 is later, up to 182.

    >>> distance(153, 0), distance(31, 61), distance(360, 5)
    (153, -30, -10)
    """
    if day is None or expected is None:
        return None
    half = YEAR_DAYS // 2
    return (day - expected + half) % YEAR_DAYS - half


_NAMES = ("авг", "сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг")
_OF_MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря")
_FIRST = dt.date(2001, _CYCLE_MONTH, 1)
MONTHS: tuple[tuple[int, str], ...] = tuple(
    ((dt.date(2001 + (n > 4), (_CYCLE_MONTH + n - 1) % 12 + 1, 1) - _FIRST).days, name) for n, name in enumerate(_NAMES)
)
"""The first day of each month from August to the next August, and a short name of it."""


def day_words(day: int) -> str:
    """A day of the cycle in words.

    >>> day_words(0), day_words(31), day_words(303), day_words(395)
    ('1 августа', '1 сентября', '31 мая', '31 августа')
    """
    date = _FIRST + dt.timedelta(days=day)
    return f"{date.day} {_OF_MONTHS[date.month - 1]}"
