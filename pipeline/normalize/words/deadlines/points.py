"""Days and months: what most times are. Each reader takes tokens from a place on, and gives what it read and the place after it."""

import calendar

from pipeline.normalize.words.deadlines.dates import AUGUST, Point, Span, moved
from pipeline.normalize.words.deadlines.expressions import Evidence, Time, TimeTaken
from pipeline.normalize.words.deadlines.tokens import Row, is_and, kind_at, skip
from pipeline.vocabulary.calendar import MonthPart

DECEMBER = 12
_LAST = 0
"""The number of «последний»."""


def read_year(row: Row, at: int) -> tuple[int | None, int]:
    """A year, with «г.», «уч.» after it."""
    if kind_at(row, at) == "year":
        return row[at].value, skip(row, at + 1, "academic", "fillers")
    return None, at


def read_point(row: Row, at: int) -> TimeTaken | None:
    """A day, a part of a month, a month, or several of one year by numbers. None for a day that no calendar has."""
    kind, following = kind_at(row, at), kind_at(row, at + 1)
    if kind == "date":
        return _date(row, at)
    if kind in {"month_year", "short_month", "months_year"}:
        *months, year = row[at].value
        evidence: Evidence = "short_year" if kind == "short_month" else "whole"
        span = Span(Point(year, months[0]), Point(year, months[-1]))
        return Time(span, evidence=evidence), skip(row, at + 1, "fillers")
    if kind == "number" and following == "month" and not _is_decade(row, at):
        return _day_of(row, row[at].value, at + 1)
    if kind == "number" and following == "dash" and kind_at(row, at + 2) == "month":  # «1-сен», as spreadsheets write
        return _day_of(row, row[at].value, at + 2)
    return _month(row, at) if kind == "month" else _part_of_month(row, at)


def _date(row: Row, at: int) -> TimeTaken | None:
    day, month, *written = row[at].value
    if written:
        return _on(day, month, _full(written[0]), skip(row, at + 1, "fillers"), "whole")
    year, after, evidence = _year_of(row, at + 1, month)
    return _on(day, month, year, after, evidence)


def _day_of(row: Row, day: int, at: int) -> TimeTaken | None:
    month: int = row[at].value
    year, after, evidence = _year_of(row, at + 1, month)
    return _on(day, month, year, after, evidence)


def _on(day: int, month: int, year: int | None, after: int, evidence: Evidence) -> TimeTaken | None:
    point = Point(year, month, day)
    return (Time(Span(point, point), evidence=evidence), after) if 1 <= day <= days_of(month, year) else None


def _month(row: Row, at: int) -> TimeTaken:
    """«сентябрь», and «сентябрь (1 неделя)», «октябрь, начало», where the part is named behind it."""
    month: int = row[at].value
    year, after, evidence = _year_of(row, at + 1, month)
    days, behind = _days(row, skip(row, after, "comma", "fillers"))
    behind = skip(row, behind, "fillers")
    if days and kind_at(row, behind) in {"", "comma", "slash", "recurrence", "condition"}:
        return _days_of_month(days, month, year, "implied"), behind
    point = Point(year, month)
    return Time(Span(point, point), evidence=evidence), after


def _year_of(row: Row, at: int, month: int) -> tuple[int | None, int, Evidence]:
    """The year behind a month: «2025 г.», «, 2025», «-2025», the «.25» of «сен.25», the «25» of «сен 25», or that of «2025-2026 уч. года»
    which the month falls in."""
    sign = row[at].text if kind_at(row, at) in {"comma", "dash"} else ";"
    if sign != ";" and kind_at(row, at + 1) in {"year", "short_year"} and kind_at(row, at + 2) not in {"comma", "mark"}:
        at += 1
    if kind_at(row, at) == "short_year":
        return row[at].value, skip(row, at + 1, "fillers"), "whole"
    if kind_at(row, at) == "number" and _is_two_digit_year(row, at):
        is_said = kind_at(row, at + 1) == "fillers" and row[at + 1].value in {"г", "год", "года"}
        return 2000 + row[at].value, skip(row, at + 1, "fillers"), "whole" if is_said else "short_year"
    after = skip(row, at + 1, "academic", "school_year")
    if kind_at(row, at) == "years":
        year, evidence = _year_of_two(row[at].value, month, is_said=after > at + 1)
        return year, skip(row, after, "fillers"), evidence
    return *read_year(row, at), "whole"


def _year_of_two(years: tuple[int, int], month: int, is_said: bool) -> tuple[int | None, Evidence]:
    """The year of a school year that a month falls in; without «учебный год» that is only likely, and of more years nothing is told."""
    if not is_said and years[1] != years[0] + 1:
        return None, "ambiguous"
    return years[month < AUGUST], "whole" if is_said else "implied"


def _is_two_digit_year(row: Row, at: int) -> bool:
    """Whether the 23 of «сен 23» can only be a year: nothing but a mark, or a sign and a month, comes behind it."""
    after = skip(row, at + 1, "fillers")
    closes = kind_at(row, after) in {"", "comma"} or (kind_at(row, after) == "dash" and kind_at(row, after + 1) == "month")
    return row[at].text.isdigit() and 20 <= row[at].value <= 49 and closes


def days_of(month: int, year: int | None) -> int:
    """Days of a month; of February of an unknown year 29."""
    return calendar.monthrange(year or 2000, month)[1]


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year


def _is_decade(row: Row, at: int) -> bool:
    """Whether the «дек.» of «3 дек. октября» is no December."""
    return row[at + 1].value == DECEMBER and row[at + 1].text.casefold() == "дек" and kind_at(row, at + 2) == "month"


def _part_of_month(row: Row, at: int) -> TimeTaken | None:
    """«начало сентября», «первая неделя октября», «II декада мая», «второй вторник ноября»: days of a month."""
    days, after = _days(row, at)
    after = skip(row, after, "fillers")
    if days is None or kind_at(row, after) != "month":
        return None
    month: int = row[after].value
    year, after = read_year(row, after + 1)
    return _days_of_month(days, month, year, "implied" if kind_at(row, at + 1) == "weekdays" else "whole"), after


Days = tuple[int, int, int | None]
"""The first and last day of a part of a month (-7 and 31: the last week); and the day that «до …» means, 0 for the eve, None for the month."""

_LAST_WEEK: Days = (-7, 31, None)


def _days_of_month(days: Days, month: int, year: int | None, evidence: Evidence) -> Time:
    last = days_of(month, year or 2001)
    first, end = last + 1 + days[0] if days[0] < 0 else days[0], min(days[1], last)
    span = Span(Point(year, month, first), Point(year, month, end))
    before = Point(year, month, days[2]) if days[2] else moved(Point(year, month, 1), -1) if days[2] == 0 else None
    return Time(span, before=before or (Point(year, month) if end == last else None), evidence=evidence)


def _days(row: Row, at: int) -> tuple[Days | None, int]:
    if kind_at(row, at) == "month_part":
        part: MonthPart = row[at].value
        return (part.from_, part.to, part.due), at + 1
    if kind_at(row, at) != "number":
        return None, at
    first = last = row[at].value
    unit = at + 1
    if (kind_at(row, unit) in {"dash", "comma"} or is_and(row, unit)) and kind_at(row, at + 2) == "number":
        last, unit = row[at + 2].value, at + 3  # «3-4 неделя», «1 и 2 неделя»
    if last < first or (last > first + 1 and kind_at(row, at + 1) != "dash"):
        return None, at
    return _counted(row, first, last, unit)


def _counted(row: Row, first: int, last: int, unit: int) -> tuple[Days | None, int]:
    """The days of the first to the last of the weeks, decades, halves of a month."""
    kind = "decades" if kind_at(row, unit) == "month" else kind_at(row, unit)  # «дек.»
    if kind not in _LENGTHS or (kind == "decades" and kind_at(row, unit) == "month" and not _is_decade(row, unit - 1)):
        return None, unit
    length, most = _LENGTHS[kind]
    if not _LAST <= first <= last <= most:
        return None, unit
    if first == _LAST:
        return (_LAST_WEEK if length == 7 else None), unit + 1
    return (length * (first - 1) + 1, 31 if last == most else length * last, None), unit + 1


_LENGTHS = {"weeks": (7, 5), "weekdays": (7, 5), "decades": (10, 3), "halves": (15, 2)}
"""Days of each part of a month, and how many parts there are; the last one goes to the month's end."""
