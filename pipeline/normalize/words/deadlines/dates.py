"""Points and spans of time of which parts may be unknown: their days, and their EDTF (ISO 8601-2).

A month without a year takes its year from the plan's period; missing parts are never filled from today's date.
"""

import calendar
import datetime as dt
from typing import NamedTuple

from pipeline.model import Period

AUGUST, SEPTEMBER = 8, 9


class Point(NamedTuple):
    """A year, a month or a day, as far as it is told. `relative`: «Y» or «N», the first or second year of a school year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    relative: str | None = None

    def edtf(self) -> str:
        """«2023-09», «XXXX-09-01», «XXXX-XX-25», «2024»."""
        parts = [f"{self.year:04d}" if self.year else "XXXX"]
        if self.month or self.day:
            parts.append(f"{self.month:02d}" if self.month else "XX")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def first(self) -> dt.date | None:
        """Its first day; None where the year is unknown, or there is no such day."""
        return _date(self.year, self.month or 1, self.day or 1) if self.month or not self.day else None

    def last(self) -> dt.date | None:
        """Its last day; None where the year is unknown, or there is no such day."""
        if not self.year or (self.day and not self.month):
            return None
        month = self.month or 12
        return _date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


class Span(NamedTuple):
    """From a point to a point, both inclusive; None is open."""

    start: Point | None
    end: Point | None

    def edtf(self) -> str | None:
        """«2023-09», «2022-08/2022-09», «../2023-09-20», «2023-09-01/..»; None where both are open."""
        if self.start is None or self.end is None:
            open_start = f"../{self.end.edtf()}" if self.end else None
            return f"{self.start.edtf()}/.." if self.start else open_start
        start, end = self.start.edtf(), self.end.edtf()
        return start if start == end else f"{start}/{end}"


def point_of(day_of_year: str) -> Point:
    """«Y-09-01» of the vocabulary as a point."""
    relative, month, day = day_of_year.split("-")
    return Point(None, int(month), int(day), relative)


def moved(point: Point, days: int) -> Point:
    """A day, or a month's first, so many days later; its year goes with it, where it is told.

    >>> moved(Point(None, 10, 1), -1).edtf(), moved(Point(2024, 1, 1), -1).edtf(), moved(Point(2024, 2, 28), 2).edtf()
    ('XXXX-09-30', '2023-12-31', '2024-03-01')
    """
    base = dt.date(point.year or 2001, point.month or 1, min(point.day or 1, calendar.monthrange(point.year or 2001, point.month or 1)[1]))
    day = base + dt.timedelta(days=days)
    relative = point.relative and {-1: "Y", 0: point.relative, 1: "N"}[day.year - base.year]
    return Point(day.year if point.year else None, day.month, day.day, relative)


def with_years(span: Span, period: Period) -> Span:
    """The span with the years that are told by its other end or by the plan's period; unknown where neither tells."""
    start, end = _from_each_other(span.start, span.end)
    if period.kind == "academic_year" and period.start:
        start, end = _in_school_year(start, end, period.start.year)
    elif period.kind == "calendar_year" and period.start:
        start, end = _in_year(start, period.start.year), _in_year(end, period.start.year)
    found = Span(start, end)
    return span if _is_backward(found) else found


def _from_each_other(start: Point | None, end: Point | None) -> tuple[Point | None, Point | None]:
    if start and end and start.month and end.month:
        wraps = (start.month, start.day or 0) > (end.month, end.day or 31)
        if end.year and not start.year:
            return start._replace(year=end.year - wraps), end
        if start.year and not end.year:
            return start, end._replace(year=start.year + wraps)
    return start, end


def _in_school_year(start: Point | None, end: Point | None, first: int) -> tuple[Point | None, Point | None]:
    """September to December are of the first year, January to July of the second; August of the first unless it closes a span."""
    spans = start is not None and end is not None and start.month != end.month
    return _of_school_year(start, first, closes=False), _of_school_year(end, first, closes=spans)


def _of_school_year(point: Point | None, first: int, closes: bool) -> Point | None:
    if point is None or point.year or not point.month:
        return point
    if point.relative:
        return point._replace(year=first + (point.relative == "N"))
    begins = AUGUST + 1 if closes else AUGUST
    return point._replace(year=first + (point.month < begins))


def _in_year(point: Point | None, year: int) -> Point | None:
    return point._replace(year=year) if point and point.month and not point.year else point


def _is_backward(span: Span) -> bool:
    start = span.start.first() if span.start else None
    end = span.end.last() if span.end else None
    return bool(start and end and start > end)


def _date(year: int | None, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year else None
    except ValueError:
        return None
