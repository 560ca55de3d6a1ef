"""Rules for what comes again: «ежегодно», «2 раза в год», «каждые две недели», «по вторникам», «последняя пятница месяца»."""

from pipeline.model import Recurrence
from pipeline.normalize.words.deadlines.expressions import Evidence, Expression, Taken, interval
from pipeline.normalize.words.deadlines.points import read_year
from pipeline.normalize.words.deadlines.times import read_time
from pipeline.normalize.words.deadlines.tokens import Row, kind_at, skip

_TIMES_A_YEAR: dict[int, Recurrence] = {1: "YEARLY", 2: "HALF_YEARLY", 4: "QUARTERLY", 12: "MONTHLY"}
"""Other counts have no code."""
_MONTHS: dict[Recurrence, int] = {"YEARLY": 12, "HALF_YEARLY": 6, "QUARTERLY": 3, "MONTHLY": 1}
_BY_MONTHS = {months: code for code, months in _MONTHS.items()}
_PARTS = {"month_part", "weeks", "weekdays", "decades"}


def read_recurrence(row: Row, at: int) -> Taken | None:
    """The recurrence that begins at a place. One that has no code («3 раза в год») is throughout the plan, and «uncounted»."""
    return next((found for rule in _RULES if (found := rule(row, at))), None)


def _throughout(code: Recurrence | None, after: int, evidence: Evidence = "whole") -> Taken:
    return Expression("throughout", recurrence=code, evidence=evidence if code else "uncounted"), after


def _count(row: Row, at: int) -> tuple[int | None, int]:
    """How many times, and the place after it: «2», none of «1-2», 1 where nothing is said."""
    if kind_at(row, at) != "number":
        return 1, at
    if kind_at(row, at + 1) == "dash" and kind_at(row, at + 2) == "number":
        return None, at + 3
    return row[at].value, at + 1


def _said(row: Row, at: int) -> Taken | None:
    """«ежемесячно»; «ежегодно с 2023» says from when it comes again, which the model does not hold."""
    if kind_at(row, at) != "recurrence":
        return None
    code: Recurrence = row[at].value
    after = at + 1
    if code == "YEARLY" and kind_at(row, after) == "since" and kind_at(row, after + 1) == "year":
        _, after = read_year(row, after + 1)
    return _throughout(code, after)


def _times(row: Row, at: int) -> Taken | None:
    """«1 раз в месяц», «2 раза в год», «раз в 3 месяца», «2 р./нед.»."""
    times, place = _count(row, at)
    if kind_at(row, place) != "times":
        return None
    unit = _skip_in(row, place + 1)
    every, unit = (row[unit].value, unit + 1) if kind_at(row, unit) == "number" else (1, unit)
    return _per(row, unit, times, every)


def _skip_in(row: Row, at: int) -> int:
    """Past «в», «за», and «уч.»."""
    while kind_at(row, at) in {"academic", "slash"} or (kind_at(row, at) == "fillers" and row[at].unit is None):
        at += 1
    return at


def _per(row: Row, at: int, times: int | None, every: int) -> Taken | None:
    at = _skip_in(row, at)
    unit = row[at].unit if at < len(row) else None
    if unit is None:
        return None
    if every != 1:
        code = _BY_MONTHS.get(every * _MONTHS[unit]) if unit in _MONTHS else None
        return _throughout(code if times == 1 else None, at + 1)
    if unit == "YEARLY":
        return _throughout(_TIMES_A_YEAR.get(times or 0), at + 1)
    return _throughout(unit, at + 1)


def _every(row: Row, at: int) -> Taken | None:
    """«каждый месяц», «каждые две недели», «каждую среду», «каждый 2-й вторник месяца», «каждый сентябрь»."""
    if kind_at(row, at) != "every":
        return None
    number = kind_at(row, at + 1) == "number"
    place = at + 1 + number
    if number and (unit := _unit_of_each(row, place)):
        return _throughout(unit, place + 2)
    if kind_at(row, place) == "weekdays":
        return _throughout("WEEKLY", _weekdays_end(row, place)) if not number else _throughout(None, place + 1)
    if kind_at(row, at + 1) == "month":
        found = read_time(row, at + 1)
        return (interval(found[0], found[0])._replace(recurrence="YEARLY"), found[1]) if found else None
    return _per(row, place, 1, row[at + 1].value if number else 1)


def _unit_of_each(row: Row, at: int) -> Recurrence | None:
    """The month of «каждый 2-й вторник месяца», the quarter of «каждая последняя неделя четверти»: how often its part comes again."""
    if kind_at(row, at) not in _PARTS - {"month_part"} or at + 1 >= len(row) or row[at + 1].unit == "YEARLY":
        return None
    return row[at + 1].unit


def _weekdays_end(row: Row, at: int) -> int:
    while kind_at(row, at + 1) in {"comma", "slash", "dash", "fillers", "through"} and kind_at(row, at + 2) == "weekdays":
        at += 2
    return at + 1


def _on_weekdays(row: Row, at: int) -> Taken | None:
    """«по понедельникам», «по вторникам и четвергам», «по четвертям»: the plural, and only that, comes again."""
    if kind_at(row, at) != "through" or not row[at + 1 : at + 2] or not row[at + 1].text.casefold().endswith(("ам", "ям")):
        return None
    if kind_at(row, at + 1) == "weekdays":
        return _throughout("WEEKLY", _weekdays_end(row, at + 1))
    return _throughout(row[at + 1].unit, at + 2) if row[at + 1].unit else None


def _part_of_each(row: Row, at: int) -> Taken | None:
    """«последняя пятница каждого месяца», «1-й вторник месяца», «в конце каждой четверти»: once in each unit."""
    number = kind_at(row, at) == "number"
    place = at + number
    if kind_at(row, place) not in (_PARTS - {"month_part"} if number else {"month_part"}):
        return None
    place = skip(row, place + 1, "comma") if not number else place + 1
    each = kind_at(row, place) == "every" or (kind_at(row, place) == "recurrence" and row[place].text.casefold().startswith("кажд"))
    if kind_at(row, place) == "recurrence" and each:
        return _throughout(row[place].value, place + 1)
    unit = row[place + each].unit if place + each < len(row) else None
    if unit is None or unit == "YEARLY":
        return None
    return _throughout(unit, place + each + 1, "whole" if each else "implied")


_RULES = (_said, _times, _every, _on_weekdays, _part_of_each)


def read_day_of_each(row: Row, at: int) -> tuple[int, Recurrence | None, int] | None:
    """The day of «25 числа каждого месяца», «15 число ежемесячно», «5 числа»: day, recurrence, and the place after."""
    after = skip(row, at + 1, "fillers")
    if kind_at(row, at) != "number" or not 1 <= row[at].value <= 31 or not any(token.value in _DATES for token in row[at + 1 : after]):
        return None
    if kind_at(row, after) == "recurrence":
        return row[at].value, row[after].value, after + 1
    if kind_at(row, after) == "every" and after + 1 < len(row) and row[after + 1].unit:
        return row[at].value, row[after + 1].unit, after + 2
    return row[at].value, None, after


_DATES = {"число", "числа", "месяц", "месяца"}
