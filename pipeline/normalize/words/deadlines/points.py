"""What one end of a span of time can be: a year, a day, a month, a part of a month.

Each reader takes tokens from a place on, and gives what it read and the place after it.
"""

import calendar
from collections.abc import Sequence

from pipeline.normalize.words.deadlines.dates import AUGUST, Point, Span
from pipeline.normalize.words.deadlines.tokens import Token
from pipeline.vocabulary.calendar import MonthPart

Row = Sequence[Token]


def kind_at(row: Row, at: int) -> str:
    """The kind of the token at a place; «» past the end."""
    return row[at].kind if at < len(row) else ""


def skip(row: Row, at: int, *kinds: str) -> int:
    """The first place from `at` on whose token is of none of the kinds."""
    while kind_at(row, at) in kinds:
        at += 1
    return at


def read_year(row: Row, at: int) -> tuple[int | None, int]:
    """A year, with «г.», «уч.» after it."""
    if kind_at(row, at) == "year":
        return row[at].value, skip(row, at + 1, "academic", "fillers")
    return None, at


def read_point(row: Row, at: int) -> tuple[Span, int] | None:
    """A day, a part of a month, a month, or a date with dots: its first and last point. None for a day that no calendar has."""
    kind = kind_at(row, at)
    if kind == "date":
        day, month, *written = row[at].value
        year, after = (_full_year(written[0]), skip(row, at + 1, "fillers")) if written else _year_of(row, at + 1, month)
    elif kind == "month_year":
        (month, year), day, after = row[at].value, None, skip(row, at + 1, "fillers")
    elif kind == "number" and kind_at(row, at + 1) == "month":
        day, month = row[at].value, row[at + 1].value
        year, after = _year_of(row, at + 2, month)
    elif kind == "number" and kind_at(row, at + 1) == "dash" and kind_at(row, at + 2) == "month":  # «1-сен», as spreadsheets write
        day, month = row[at].value, row[at + 2].value
        year, after = _year_of(row, at + 3, month)
    elif kind == "month":
        day, month = None, row[at].value
        year, after = _year_of(row, at + 1, month)
    else:
        return _month_part(row, at)
    point = Point(year, month, day)
    return (Span(point, point), after) if day is None or 1 <= day <= days_of(month, year) else None


def _year_of(row: Row, at: int, month: int) -> tuple[int | None, int]:
    """The year behind a month: «2025 г.», «, 2025», «-2025», the «.25» of «сен.25», or that of «2025-2026 уч. года» which the month falls in."""
    if kind_at(row, at) in {"comma", "dash"} and kind_at(row, at + 1) in {"year", "short_year"}:
        at += 1
    if kind_at(row, at) == "short_year":
        return row[at].value, skip(row, at + 1, "fillers")
    after = skip(row, at + 1, "academic", "school_year")
    if kind_at(row, at) == "years" and after > at + 1:
        return row[at].value[month < AUGUST], skip(row, after, "fillers")
    return read_year(row, at)


def days_of(month: int, year: int | None) -> int:
    """Days of a month; of February of an unknown year 29."""
    return calendar.monthrange(year or 2000, month)[1]


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year


def _month_part(row: Row, at: int) -> tuple[Span, int] | None:
    """«начало сентября», «первая неделя октября», «II декада мая»: days of a month."""
    days, after = _days(row, at)
    after = skip(row, after, "fillers")
    if days is None or kind_at(row, after) != "month":
        return None
    month = row[after].value
    year, after = read_year(row, after + 1)
    last = days_of(month, year or 2001)
    first, end = (last - 6, last) if days == (0, 0) else (days[0], min(days[1], last))
    return Span(Point(year, month, first), Point(year, month, end)), after


def _days(row: Row, at: int) -> tuple[tuple[int, int] | None, int]:
    if kind_at(row, at) == "month_part":
        part: MonthPart = row[at].value
        return (part.from_, part.to), at + 1
    if kind_at(row, at) != "number":
        return None, at
    first = last = row[at].value
    unit = at + 1
    if kind_at(row, at + 1) in {"dash", "comma", "fillers"} and kind_at(row, at + 2) == "number":
        last, unit = row[at + 2].value, at + 3  # «3-4 неделя», «1 и 2 неделя»
    if kind_at(row, unit) not in {"weeks", "decades"} or (last != first and last != first + 1 and kind_at(row, at + 1) != "dash"):
        return None, at
    if kind_at(row, unit) == "weeks":
        return ((0, 0) if first == 0 else (7 * first - 6, 7 * last)), unit + 1
    return (10 * first - 9, 10 * last if last < 3 else 31), unit + 1
