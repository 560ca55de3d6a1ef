"""The grammar of deadlines: tokens in, expressions of time out, one after another.

An expression is a span of time with its kind; a recurrence or a condition beside it belongs to it. Each rule takes tokens
from a place on, and gives the expression and the place after it, or None where it does not apply.
"""

from collections.abc import Callable, Iterator

from pipeline.model import Recurrence
from pipeline.normalize.words.deadlines.dates import Point, Span, point_of
from pipeline.normalize.words.deadlines.expressions import Expression, Found, Taken
from pipeline.normalize.words.deadlines.points import Row, kind_at, read_point, read_year, skip
from pipeline.normalize.words.deadlines.terms import read_quarter, read_term
from pipeline.vocabulary.calendar import Term

_TIMES_A_YEAR: dict[int, Recurrence] = {1: "YEARLY", 2: "HALF_YEARLY", 4: "QUARTERLY"}
"""Other counts have no code, and stay unread."""


def parse(row: Row) -> Iterator[Found]:
    """What stands in the tokens, in order; tokens that no rule takes are left out."""
    at = 0
    while at < len(row):
        for rule in _RULES:
            taken = rule(row, at)
            if taken:
                yield taken[0], at, taken[1]
                at = taken[1]
                break
        else:
            at += 1


def _recurrence(row: Row, at: int) -> Taken | None:
    """«ежегодно», «1 раз в месяц», «2 раза в год»; «ежегодно с 2023» says from when it comes again, which the model does not hold."""
    times = row[at].value if kind_at(row, at) == "number" else 1
    after = at + (kind_at(row, at) == "number")
    if kind_at(row, after) != "recurrence":
        return None
    code: Recurrence = row[after].value
    if code == "YEARLY" and times not in _TIMES_A_YEAR:
        return None
    after += 1
    if code == "YEARLY" and kind_at(row, after) == "since" and kind_at(row, after + 1) == "year":
        _, after = read_year(row, after + 1)
    return Expression("throughout", recurrence=_TIMES_A_YEAR[times] if code == "YEARLY" else code), after


def _condition(row: Row, at: int) -> Taken | None:
    if kind_at(row, at) != "condition":
        return None
    after = skip(row, at + 1, "unknown")  # whose plan it is: «по плану работы ВШК»
    return Expression("on_demand" if row[at].value == "on_demand" else "unclear", conditions=(row[at].value,)), after


def _whole(row: Row, at: int) -> Taken | None:
    """«в течение года», «постоянно», «в течение учебного года»."""
    kind = kind_at(row, at)
    if kind == "throughout":
        return Expression("throughout"), at + 1
    if kind == "ongoing":
        return Expression("ongoing"), at + 1
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
    school = kind_at(row, after) == "school_year"
    if kind == "years" and (school or "academic" in {token.kind for token in row[at:after]}):
        term = row[after].value if school else None
        return _school_year(term, row[at].value[0], after + 1) if term else (_school_days(row[at].value), after)
    first, last = row[at].value if kind == "years" else (row[at].value, row[at].value)
    return Expression("throughout" if during or school else "interval", Span(Point(first), Point(last))), after + school


def _school_days(years: tuple[int, int]) -> Expression:
    return Expression("throughout", Span(Point(years[0], 9, 1), Point(years[1], 5, 31)))


def _until(row: Row, at: int) -> Taken | None:
    """«до 1 октября», «не позднее 15.10», «до конца учебного года», «до 2024 г.», «до 25 числа каждого месяца»."""
    if kind_at(row, at) != "until":
        return None
    at = skip(row, at, "until", "fillers")
    found = read_point(row, at)
    if found:
        return Expression("due", Span(None, found[0].end)), found[1]
    if kind_at(row, at) in {"term", "school_year"}:
        term: Term = row[at].value
        return Expression("due", Span(None, point_of(term.due or term.to))), at + 1
    year, after = read_year(row, at)
    if year:
        return Expression("due", Span(None, Point(year, 12, 31))), after
    return _until_day(row, at)


def _until_day(row: Row, at: int) -> Taken | None:
    """A day of each month: «до 25 числа каждого месяца», «ежемесячно, до 5 числа»."""
    after = skip(row, at + 1, "fillers")
    if kind_at(row, at) != "number" or after == at + 1:
        return None
    recurrence = row[after].value if kind_at(row, after) == "recurrence" else None
    return Expression("due", Span(None, Point(None, None, row[at].value)), recurrence=recurrence), after + bool(recurrence)


def _since(row: Row, at: int) -> Taken | None:
    """«с 1 по 20 сентября», «с 05.12.2022 по 09.12.2022», «с сентября по май», «начиная с октября»."""
    if kind_at(row, at) != "since":
        return None
    at = skip(row, at + 1, "fillers")
    if kind_at(row, at) == "number" and kind_at(row, at + 1) in {"through", "until", "dash"}:
        return _days(row, at)
    first = read_point(row, at)
    if first is None:
        year, after = read_year(row, at)
        return (Expression("from", Span(Point(year), None)), after) if year else None
    middle = skip(row, first[1], "fillers")
    if kind_at(row, middle) in {"through", "until", "dash"}:
        second = read_point(row, skip(row, middle + 1, "fillers"))
        if second:
            return Expression("interval", Span(first[0].start, second[0].end)), second[1]
    return Expression("from", Span(first[0].start, None)), first[1]


def _days(row: Row, at: int) -> Taken | None:
    """«10-13 октября», «1 по 20 сентября»: a first day, a sign, and a last day with its month."""
    found = read_point(row, at + 2)
    if found is None or found[0].start is None:
        return None
    return Expression("interval", Span(found[0].start._replace(day=row[at].value), found[0].end)), found[1]


def _day_of_list(row: Row, at: int) -> Taken | None:
    """The «5» of «5, 12 и 19 сентября»: a day of the month that closes the list."""
    end = at
    while kind_at(row, end) == "number" and (kind_at(row, end + 1) == "comma" or _is_and(row, end + 1)):
        end += 2
    is_day = kind_at(row, end) == "number" and kind_at(row, end + 1) == "month"
    last = read_point(row, end) if end > at and is_day else None
    if last is None or last[0].start is None:
        return None
    point = last[0].start._replace(day=row[at].value)
    return Expression("interval", Span(point, point)), at + 1


def _is_and(row: Row, at: int) -> bool:
    return kind_at(row, at) == "fillers" and row[at].value == "и"


def _span(row: Row, at: int) -> Taken | None:
    """«сентябрь», «август-сентябрь», «10-13 октября», «в течение сентября», «сентябрь 2022 - май 2023»."""
    at = skip(row, at, "during", "fillers") if kind_at(row, at) == "during" else at
    is_range = kind_at(row, at) == "number" and kind_at(row, at + 1) == "dash" and kind_at(row, at + 2) in {"number", "date"}
    if is_range and kind_at(row, at + 3) not in {"weeks", "decades"}:
        return _days(row, at)
    first = read_point(row, at)
    if first is None:
        return None
    if kind_at(row, first[1]) in {"dash", "through"}:
        second = read_point(row, first[1] + 1)
        if second:
            return Expression("interval", Span(first[0].start, second[0].end)), second[1]
    return Expression("interval", first[0]), first[1]


_RULES: tuple[Callable[[Row, int], Taken | None], ...] = (
    _recurrence,
    _condition,
    _until,
    _since,
    read_quarter,
    read_term,
    _years,
    _day_of_list,
    _span,
    _whole,
)
