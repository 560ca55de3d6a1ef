"""What one end of a span of time can be: a year, a day, a month, a part of a month.

Each reader takes tokens from a place on, and gives what it read and the place after it.
"""

from collections.abc import Sequence

from pipeline.normalize.deadlines.dates import Point, Span
from pipeline.normalize.deadlines.tokens import Token
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
    """A day, a part of a month, a month, or a date with dots: its first and last point."""
    kind = kind_at(row, at)
    if kind == "date":
        day, month, *year = row[at].value
        point = Point(_full_year(year[0]) if year else None, month, day)
        return Span(point, point), skip(row, at + 1, "fillers")
    if kind == "month_year":
        point = Point(row[at].value[1], row[at].value[0])
        return Span(point, point), skip(row, at + 1, "fillers")
    if kind == "number" and kind_at(row, at + 1) == "month":
        year_found, after = read_year(row, at + 2)
        point = Point(year_found, row[at + 1].value, row[at].value)
        return Span(point, point), after
    if kind == "month":
        year_found, after = read_year(row, at + 1)
        point = Point(year_found, row[at].value)
        return Span(point, point), after
    return _month_part(row, at)


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
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    first, end = (last - 6, last) if days == (0, 0) else (days[0], min(days[1], last))
    return Span(Point(year, month, first), Point(year, month, end)), after


def _days(row: Row, at: int) -> tuple[tuple[int, int] | None, int]:
    if kind_at(row, at) == "month_part":
        part: MonthPart = row[at].value
        return (part.from_, part.to), at + 1
    number = row[at].value if kind_at(row, at) == "number" else None
    if number is not None and kind_at(row, at + 1) == "weeks":
        return ((0, 0) if number == 0 else (7 * number - 6, 7 * number)), at + 2
    if number is not None and kind_at(row, at + 1) == "decades":
        return ((10 * number - 9, 10 * number if number < 3 else 31)), at + 2
    return None, at
