"""Terms of the school calendar, quarters and seasons: «II четверть», «осенние каникулы», «IV квартал 2023 г.», «осень»."""

from collections.abc import Sequence

from pipeline.normalize.words.deadlines.dates import Point, Span, moved, point_of
from pipeline.normalize.words.deadlines.expressions import Time, TimeTaken
from pipeline.normalize.words.deadlines.points import days_of, read_year
from pipeline.normalize.words.deadlines.tokens import Row, kind_at, skip
from pipeline.vocabulary.calendar import MonthPart, NumberedTerm, Part, Season, Term

Taken = TimeTaken | None


def read_quarter(row: Row, at: int) -> Taken:
    """«IV квартал 2023 г.», «I-II квартал»: always of the calendar."""
    last = at + 2 if kind_at(row, at + 1) == "dash" else at
    if kind_at(row, at) != "number" or kind_at(row, last) != "number" or kind_at(row, last + 1) != "quarters":
        return None
    year, after = read_year(row, skip(row, last + 2, "fillers"))
    first, end = 3 * row[at].value - 2, 3 * row[last].value
    return (Time(Span(Point(year, first), Point(year, end))), after) if 1 <= first <= end <= 12 else None


def read_season(row: Row, at: int) -> Taken:
    """«осень», «весной 2024 г.». Of a winter one year does not tell which."""
    if kind_at(row, at) != "season":
        return None
    season: Season = row[at].value
    behind = skip(row, at + 1, "fillers")
    year, after = read_year(row, behind)
    wraps = season.from_ > season.to
    if kind_at(row, behind) == "years" and wraps:
        first, last = row[behind].value
        return Time(Span(Point(first, season.from_), Point(last, season.to))), skip(row, behind + 1, "academic", "fillers")
    if year and wraps:
        return None
    return Time(Span(Point(year, season.from_), Point(year, season.to))), after if year else at + 1


def read_term(row: Row, at: int) -> Taken:
    """«осенние каникулы», «конец учебного года»."""
    if kind_at(row, at) != "term":
        return None
    term: Term = row[at].value
    calendar = _span(term.calendar[0]) if term.calendar else None
    time = Time(_span(term), calendar, point_of(term.due) if term.due else None, "ambiguous" if calendar else "whole")
    years, after = _school_years(row, skip(row, at + 1, "fillers"))
    if years:
        return _in_school_year(time, years), after
    year, after = read_year(row, skip(row, at + 1, "fillers"))
    return (_in_year(time, year), after) if year else (time, at + 1)


def _span(part: Part | Term) -> Span:
    return Span(point_of(part.from_), point_of(part.to))


def read_numbered(row: Row, at: int) -> Taken:
    """«II четверть», «1-2 полугодие», «I семестр 2025/26 уч. года»."""
    last = at + 2 if kind_at(row, at + 1) == "dash" else at
    if kind_at(row, at) != "number" or kind_at(row, last) != "number" or kind_at(row, last + 1) != "numbered_term":
        return None
    numbered: NumberedTerm = row[last + 1].value
    first, end = (_place(row[place].value, numbered.parts) for place in (at, last))
    if not 0 <= first <= end < len(numbered.parts):
        return None
    calendar = _parts(numbered.calendar, first, end) if numbered.calendar else None
    time = Time(_parts(numbered.parts, first, end), calendar)
    years, after = _school_years(row, last + 2)
    if years:
        return _in_school_year(time, years), after
    year, after = read_year(row, last + 2)
    return (_in_year(time, year), after) if year else (time, _past_of_year(row, last + 2))


def _past_of_year(row: Row, at: int) -> int:
    """Past the «учебного года» of «2 полугодие учебного года»; not past a comma, or «в течение»."""
    is_plain = kind_at(row, at) == "school_year" and not row[at].text.casefold().startswith(("в", "н"))
    return at + is_plain


def _place(number: int, parts: Sequence[Part]) -> int:
    """The place of a numbered part from 0; «последняя» (0) is the last."""
    return (number or len(parts)) - 1


def _parts(parts: Sequence[Part], first: int, end: int) -> Span:
    return Span(point_of(parts[first].from_), point_of(parts[end].to))


def read_part(row: Row, at: int) -> Taken:
    """«начало II четверти», «конец I полугодия»: the first or last days of a term, as many as of a month."""
    after = skip(row, at + 1, "fillers")
    found = read_quarter(row, after) or read_numbered(row, after) if kind_at(row, at) == "month_part" else None
    if found is None:
        return None
    part: MonthPart = row[at].value
    time = found[0]
    start, end = time.span
    if start is None or end is None or (part.from_ > 1 and part.to < 31):
        return None
    is_start = part.from_ == 1
    span = _opening(start, part) if is_start else _closing(end, part)
    calendar = (_opening(time.calendar.start, part) if is_start else _closing(time.calendar.end, part)) if time.calendar else None  # type: ignore[arg-type]
    first = start._replace(day=start.day or 1)
    return Time(span, calendar, moved(first, -1) if is_start else end, "implied"), found[1]


def _opening(start: Point, part: MonthPart) -> Span:
    first = start._replace(day=start.day or 1)
    return Span(first, moved(first, part.to - part.from_))


def _closing(end: Point, part: MonthPart) -> Span:
    last = end._replace(day=end.day or days_of(end.month or 12, end.year))
    return Span(moved(last, part.from_ - part.to), last)


def _school_years(row: Row, at: int) -> tuple[int | None, int]:
    """The first year of «2025/26 уч. года» behind a term."""
    if kind_at(row, at) != "years":
        return None, at
    return row[at].value[0], skip(row, at + 1, "academic", "fillers", "school_year")


def _in_school_year(time: Time, first: int) -> Time:
    """A term of the school year that begins in a year."""
    start, end, before = (_dated(point, first) for point in (*time.span, time.before))
    return Time(Span(start, end), before=before)


def _dated(point: Point | None, first: int) -> Point | None:
    return point._replace(year=first + (point.relative == "N")) if point else None


def _in_year(time: Time, year: int) -> Time:
    """A term that begins in a year which is written beside it («1 полугодие 2026 года» is of the calendar year)."""
    start, end = time.calendar or time.span
    if start is None or end is None:
        return time
    wraps = (start.month or 0) > (end.month or 0)
    before = time.before._replace(year=year) if time.before and not time.calendar else None
    return Time(Span(start._replace(year=year), end._replace(year=year + wraps)), before=before)
