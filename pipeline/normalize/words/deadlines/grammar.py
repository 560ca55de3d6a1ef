"""The grammar of deadlines: tokens in, expressions of time out, one after another.

An expression is a span of time with its kind; a recurrence or a condition beside it belongs to it. Each rule takes tokens
from a place on, and gives the expression and the place after it, or None where it does not apply.
"""

from collections.abc import Callable, Iterator

from pipeline.normalize.words.deadlines.conditions import past_act, read_condition, read_offset
from pipeline.normalize.words.deadlines.dates import Point, Span, moved, point_of
from pipeline.normalize.words.deadlines.expressions import Expression, Found, Taken, Time, due, interval, since, weakest
from pipeline.normalize.words.deadlines.points import days_of, read_point, read_year
from pipeline.normalize.words.deadlines.recurrences import read_day_of_each, read_recurrence
from pipeline.normalize.words.deadlines.times import read_member, read_time, read_time_or_year
from pipeline.normalize.words.deadlines.tokens import Row, kind_at, skip
from pipeline.vocabulary.calendar import Term

_TO = {"dash", "through", "until"}


def parse(row: Row) -> Iterator[Found]:
    """What stands in the tokens, in order; tokens that no rule takes are left out."""
    at = 0
    while at < len(row):
        at = past_act(row, at)
        taken = next((found for rule in _RULES if (found := rule(row, at))), None) if at < len(row) else None
        if taken:
            expression, after = taken
            words = (token.evidence for token in row[at:after])
            yield expression._replace(evidence=weakest((expression.evidence, *words))), at, after
            at = after
        else:
            at += 1


def _whole(row: Row, at: int) -> Taken | None:
    """«в течение года», «постоянно», «в течение учебного года», «в период реализации программы»."""
    kind = kind_at(row, at)
    if kind in {"throughout", "ongoing"}:
        return Expression("throughout" if kind == "throughout" else "ongoing"), at + 1
    if kind == "carried_out":
        return Expression("throughout"), skip(row, at + 1, "unknown")
    if kind == "school_year":
        return _school_year(row[at].value, None, at + 1)
    return None


def _school_year(term: Term, first: int | None, after: int) -> Taken:
    start, end = point_of(term.from_), point_of(term.to)
    if first:
        start, end = start._replace(year=first), end._replace(year=first + 1)
    return Expression("throughout", Span(start, end)), after


def _years(row: Row, at: int) -> Taken | None:
    """«в течение 2024 г.», «2023-2024 учебный год», «в 2016 году», «в 2023-2024 годах»."""
    during = kind_at(row, at) == "during"
    at = skip(row, at + during, "fillers")
    kind = kind_at(row, at)
    if kind not in {"year", "years"}:
        return None
    after = skip(row, at + 1, "academic", "fillers")
    if kind_at(row, after) == "mark":
        return None  # «2024 г.: март, май» heads a list
    school = kind_at(row, after) == "school_year"
    if kind == "years" and (school or "academic" in {token.kind for token in row[at:after]}):
        term = row[after].value if school else None
        return _school_year(term, row[at].value[0], after + 1) if term else (_school_days(row[at].value), after)
    first, last = row[at].value if kind == "years" else (row[at].value, row[at].value)
    if kind == "year" and kind_at(row, after) in {"dash", "through"} and (longer := _up_to(row, Time(Span(Point(first), None)), after)):
        return longer
    return Expression("throughout" if during or school else "interval", Span(Point(first), Point(last))), after + school


def _school_days(years: tuple[int, int]) -> Expression:
    return Expression("throughout", Span(Point(years[0], 9, 1), Point(years[1], 5, 31)))


def _until(row: Row, at: int) -> Taken | None:
    """«до 1 октября», «не позднее 15.10», «до конца учебного года», «до 2024 г.», «до конца 2024 г.», «до 25 числа каждого месяца»."""
    if kind_at(row, at) != "until":
        return None
    at = skip(row, at, "until", "fillers")
    found = read_time(row, at)
    longer = _span(row, at)
    if longer and longer[0].kind == "interval" and longer[1] > (found[1] if found else at):  # «до 10-15 сентября»: at the latest by its end
        return Expression("due", Span(None, longer[0].span.end), evidence="implied"), longer[1]
    if found:
        return due(found[0]), found[1]
    if kind_at(row, at) == "school_year":
        return Expression("due", Span(None, point_of(row[at].value.to))), at + 1
    closing = kind_at(row, at) == "month_part" and row[at].value.to == days_of(1, None)
    year, after = read_year(row, skip(row, at + closing, "fillers"))
    if year:
        return Expression("due", Span(None, Point(year, 12, 31))), after
    each = read_day_of_each(row, at)
    return (Expression("due", Span(None, Point(None, None, each[0])), recurrence=each[1]), each[2]) if each else None


def _through(row: Row, at: int) -> Taken | None:
    """«по 15 октября (включительно)»: «до», of days and months only; «по 2 полугодию» is about it."""
    found = read_point(row, skip(row, at + 1, "fillers")) if kind_at(row, at) == "through" else None
    return (due(found[0]), found[1]) if found else None


def _after(row: Row, at: int) -> Taken | None:
    """«после 1 сентября», «по окончании I четверти»: from the next day on, as far as one can say."""
    found = read_time(row, skip(row, at + 1, "fillers")) if kind_at(row, at) == "after" else None
    if found is None:
        return None
    spans = (found[0].span, found[0].calendar)
    after, calendar = (Span(_next(span.end), None) if span and span.end else None for span in spans)
    return (Expression("from", after, calendar=calendar, evidence="after"), found[1]) if after else None


def _next(point: Point) -> Point:
    return moved(point._replace(day=point.day or days_of(point.month or 12, point.year)), 1)


def _since(row: Row, at: int) -> Taken | None:
    """«с 1 по 20 сентября», «с 05.12.2022 по 09.12.2022», «с сентября по май», «начиная с октября», «с 2022 по 2024 год»."""
    if kind_at(row, at) != "since":
        return None
    at = skip(row, at + 1, "fillers")
    if kind_at(row, at) == "number" and kind_at(row, at + 1) in _TO:
        return _days(row, at) or _counted(row, at)
    first = read_time_or_year(row, at)
    if first is None:
        return None
    return _up_to(row, first[0], first[1]) or (since(first[0]), first[1])


def _up_to(row: Row, first: Time, at: int) -> Taken | None:
    """The interval from a time to the one behind a dash, «по», «до»."""
    middle = skip(row, at, "fillers")
    if kind_at(row, middle) not in _TO:
        return None
    second = read_time_or_year(row, skip(row, middle, *_TO, "fillers"))
    if second is None:
        return None
    last = second[0]._replace(span=Span(None, second[0].before)) if kind_at(row, middle) == "until" and second[0].before else second[0]
    return interval(first, last), second[1]


def _days(row: Row, at: int) -> Taken | None:
    """«10-13 октября», «1 по 20 сентября»: a first day, a sign, and a last day with its month."""
    found = read_point(row, skip(row, at + 2, "fillers"))
    if found is None or found[0].span.start is None or not found[0].span.start.day or found[0].span.start != found[0].span.end:
        return None
    start = found[0].span.start._replace(day=row[at].value)
    if not 1 <= row[at].value < (found[0].span.start.day or 0):
        return None
    return Expression("interval", Span(start, found[0].span.end), evidence=found[0].evidence), found[1]


def _counted(row: Row, at: int) -> Taken | None:
    """«I по III четверть», «1 по 3 неделю сентября»: what a dash would say."""
    dash = row[at + 1]._replace(kind="dash")
    found = read_time([*row[: at + 1], dash, *row[at + 2 :]], at)
    return (interval(found[0], found[0]), found[1]) if found and found[1] > at + 3 else None


def _member(row: Row, at: int) -> Taken | None:
    """The «5» of «5, 12 и 19 сентября», the «I» of «в I, III четверти»."""
    found = read_member(row, at)
    return (interval(found[0], found[0]), found[1]) if found else None


def _each(row: Row, at: int) -> Taken | None:
    """«25 числа каждого месяца»: a day that comes again. A day of no month that is named does not."""
    found = read_day_of_each(row, at)
    if found is None or found[1] is None:
        return None
    point = Point(None, None, found[0])
    return Expression("interval", Span(point, point), recurrence=found[1]), found[2]


def _span(row: Row, at: int) -> Taken | None:
    """«сентябрь», «август-сентябрь», «10-13 октября», «в течение сентября», «сентябрь 2022 - май 2023», «I четверть»."""
    at = skip(row, at, "during", "fillers") if kind_at(row, at) == "during" else at
    is_range = kind_at(row, at) == "number" and kind_at(row, at + 1) == "dash" and kind_at(row, at + 2) in {"number", "date"}
    days = _days(row, at) if is_range else None
    first = None if days else read_time(row, at)
    if first is None:
        return days
    found = interval(first[0], first[0]), first[1]
    while (longer := _up_to(row, first[0], found[1])) and kind_at(row, skip(row, found[1], "fillers")) != "until":
        found = longer
    return found


_RULES: tuple[Callable[[Row, int], Taken | None], ...] = (
    read_offset,
    read_recurrence,
    read_condition,
    _until,
    _through,
    _after,
    _since,
    _each,
    _member,
    _years,
    _span,
    _whole,
)
