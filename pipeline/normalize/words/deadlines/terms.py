"""Rules for the terms of the school calendar and for quarters: «II четверть», «осенние каникулы», «IV квартал 2023 г.»."""

from collections.abc import Sequence

from pipeline.normalize.words.deadlines.dates import Point, Span, point_of
from pipeline.normalize.words.deadlines.expressions import Expression, Taken
from pipeline.normalize.words.deadlines.points import Row, kind_at, read_year, skip
from pipeline.vocabulary.calendar import NumberedTerm, Part, Term


def read_quarter(row: Row, at: int) -> Taken | None:
    """«IV квартал 2023 г.», «I-II квартал»."""
    last = at + 2 if kind_at(row, at + 1) == "dash" else at
    if kind_at(row, at) != "number" or kind_at(row, last) != "number" or kind_at(row, last + 1) != "quarters":
        return None
    year, after = read_year(row, skip(row, last + 2, "fillers"))
    first, end = 3 * row[at].value - 2, 3 * row[last].value
    return (Expression("interval", Span(Point(year, first), Point(year, end))), after) if 1 <= first <= end <= 12 else None


def read_term(row: Row, at: int) -> Taken | None:
    """«осенние каникулы», «конец учебного года», «II четверть», «1 полугодие»."""
    if kind_at(row, at) == "term":
        term: Term = row[at].value
        year, after = read_year(row, skip(row, at + 1, "fillers"))
        return Expression("interval", _of_year(Span(point_of(term.from_), point_of(term.to)), year)), after if year else at + 1
    last = at + 2 if kind_at(row, at + 1) == "dash" else at
    if kind_at(row, at) != "number" or kind_at(row, last) != "number" or kind_at(row, last + 1) != "numbered_term":
        return None
    numbered: NumberedTerm = row[last + 1].value
    places = (row[at].value - 1, row[last].value - 1)
    if not _are_in(numbered.parts, places):
        return None
    years, after = _school_years(row, last + 2)
    if years:
        return _numbered(numbered.parts, places, years), after
    year, after = read_year(row, last + 2)
    if year:
        parts = numbered.calendar or numbered.parts  # «1 полугодие 2026 года» is of the calendar year
        return Expression("interval", _of_year(_numbered(parts, places).span, year)), after
    return _numbered(numbered.parts, places)._replace(numbered=(numbered, places)), last + 2


def _of_year(span: Span, year: int | None) -> Span:
    """A span of the school calendar that begins in a year which is written beside it."""
    if year is None or span.start is None or span.end is None:
        return span
    wraps = (span.start.month or 0) > (span.end.month or 0)
    return Span(span.start._replace(year=year), span.end._replace(year=year + wraps))


def _school_years(row: Row, at: int) -> tuple[int | None, int]:
    """The first year of «2025/26 уч. года» behind a term."""
    if kind_at(row, at) != "years":
        return None, at
    return row[at].value[0], skip(row, at + 1, "academic", "fillers", "school_year")


def _are_in(parts: Sequence[Part], places: tuple[int, int]) -> bool:
    return 0 <= places[0] <= places[1] < len(parts)


def _numbered(parts: Sequence[Part], places: tuple[int, int], year: int | None = None) -> Expression:
    start, end = point_of(parts[places[0]].from_), point_of(parts[places[1]].to)
    if year:
        start, end = (point._replace(year=year + (point.relative == "N")) for point in (start, end))
    return Expression("interval", Span(start, end))


def in_calendar_year(expression: Expression) -> Expression:
    """A counted term as a plan of a calendar year means it («1 полугодие»: January to June); any other as it is."""
    if expression.numbered is None or not expression.numbered[0].calendar:
        return expression
    return expression._replace(span=_numbered(expression.numbered[0].calendar, expression.numbered[1]).span)
