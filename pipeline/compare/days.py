"""Days of a school year, so that plans of different and of unknown years compare: counted from 1 August, day 0.

A year has 365 days: 29 February is the 28th's day, so that 31 May is the same day in every year.
"""

import datetime as dt
import re

YEAR_DAYS = 365
CYCLE_MONTH = 8
"""Days are counted from 1 August: preparation begins before the school year does."""
_UNKNOWN_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")

Span = tuple[int | None, int | None]


def span_days(start: dt.date | None, end: dt.date | None, edtf: str | None) -> Span:
    """The first and last day of a deadline in the cycle of a school year; None where it has none.

    Of a deadline without a year the EDTF (`XXXX-09/XXXX-10`) tells the days. A span keeps its length: one that goes on past the
    next 1 August ends beyond day 364.

    >>> span_days(dt.date(2023, 8, 15), dt.date(2023, 9, 30), "2023-08-15/2023-09-30")
    (14, 60)
    >>> span_days(None, None, "XXXX-09/XXXX-05"), span_days(None, None, "../XXXX-10-01"), span_days(None, None, None)
    ((31, 303), (None, 61), (None, None))
    >>> span_days(dt.date(2024, 5, 1), dt.date(2024, 8, 31), None) == span_days(dt.date(2025, 5, 1), dt.date(2025, 8, 31), None)
    True
    """
    if start is None and end is None and edtf:
        start, end = _unknown_year(edtf)
    known = start or end
    anchor = cycle_year(known) if known else 0
    return day_from(anchor, start), day_from(anchor, end)


def day_from(anchor: int, date: dt.date | None) -> int | None:
    """The days of 365-day years from 1 August of the year `anchor` to a date; below 0 before it.

    >>> day_from(2023, dt.date(2023, 8, 1)), day_from(2023, dt.date(2024, 5, 31)), day_from(2023, dt.date(2024, 8, 1))
    (0, 303, 365)
    """
    if date is None:
        return None
    common = dt.date(2001 + (date.month < CYCLE_MONTH), date.month, 28 if (date.month, date.day) == (2, 29) else date.day)
    return (common - dt.date(2001, CYCLE_MONTH, 1)).days + YEAR_DAYS * (cycle_year(date) - anchor)


def cycle_year(date: dt.date) -> int:
    """The year in which the cycle of a date begins, on 1 August."""
    return date.year - (date.month < CYCLE_MONTH)


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
    year = 2001 + (month < CYCLE_MONTH)
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
_FIRST = dt.date(2001, CYCLE_MONTH, 1)
MONTHS: tuple[tuple[int, str], ...] = tuple(
    ((dt.date(2001 + (n > 4), (CYCLE_MONTH + n - 1) % 12 + 1, 1) - _FIRST).days, name) for n, name in enumerate(_NAMES)
)
"""The first day of each month from August to the next August, and a short name of it."""


def day_words(day: int) -> str:
    """A day of the cycle in words.

    >>> day_words(0), day_words(31), day_words(303), day_words(395)
    ('1 августа', '1 сентября', '31 мая', '31 августа')
    """
    date = _FIRST + dt.timedelta(days=day)
    return f"{date.day} {_OF_MONTHS[date.month - 1]}"


def is_within(span: Span, window: tuple[int, int]) -> bool | None:
    """Whether the ends of a span that are known lie in a window of the cycle, in whichever year; None where neither is known.

    >>> is_within((61, 300), (31, 303)), is_within((31 + 365, 303 + 365), (31, 303)), is_within((184, 486), (31, 303))
    (True, True, False)
    >>> is_within((None, 20), (31, 303)), is_within((None, None), (31, 303))
    (False, None)
    """
    start, end = span
    first, last = window
    known = start if start is not None else end
    if known is None:
        return None
    begins = first + (known - first) % YEAR_DAYS
    return max(begins, begins + (end if end is not None else known) - known) <= last
