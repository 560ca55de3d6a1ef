"""Rules for conditions and for times that hang on an event: «по запросу», «по графику школы», «через неделю после начала»."""

from pipeline.morphology import is_adjective
from pipeline.normalize.words.deadlines.expressions import Expression, Taken
from pipeline.normalize.words.deadlines.tokens import Row, kind_at, skip

_MOST_ADJECTIVES = 3
_DATES = {"date", "year", "years", "month", "month_year"}
"""What the date of an act is made of."""


def read_condition(row: Row, at: int) -> Taken | None:
    """«по мере необходимости», «по плану работы ВШК», «согласно утверждённому графику», «по индивидуальным планам»."""
    found = _by_schedule(row, at) or ((row[at].value, at + 1) if kind_at(row, at) == "condition" else None)
    if found is None:
        return None
    code, after = found
    return Expression("on_demand" if code == "on_demand" else "unclear", conditions=(code,)), _past_name(row, after)


def _past_name(row: Row, at: int) -> int:
    """Past whose plan it is, and for what year («… работы ВШК на 2023-2024 учебный год»)."""
    at = skip(row, at, "unknown")
    names_year = kind_at(row, at) == "fillers" and row[at].value == "на" and kind_at(row, at + 1) in {"year", "years"}
    return skip(row, at, "fillers", "year", "years", "academic", "school_year") if names_year else at


def _by_schedule(row: Row, at: int) -> tuple[str, int] | None:
    """Which condition the plan or schedule is, by its adjectives, and the place after it."""
    if kind_at(row, at) not in {"according", "through"}:
        return None
    place, is_separate = at + 1, False
    while place - at <= _MOST_ADJECTIVES and (kind_at(row, place) in {"separate", "academic"} or _is_adjective(row, place)):
        is_separate |= kind_at(row, place) == "separate"
        place += 1
    if kind_at(row, place) != "schedules":
        return None
    return "separate_plan" if is_separate else "per_schedule", skip(row, place, "schedules", "dash")


def _is_adjective(row: Row, at: int) -> bool:
    return kind_at(row, at) == "unknown" and is_adjective(row[at].text)


def past_act(row: Row, at: int) -> int:
    """The place past an act with its date («приказ Минпросвещения от 01.09.2022 № 415»), which is no time to do anything by; `at` where
    none begins there, or a time of its own follows («приказ до 1 октября»)."""
    if kind_at(row, at) != "acts":
        return at
    dated = skip(row, at + 1, "unknown", "other", "number", "acts", "academic", "comma", "dash", "slash", "schedules")
    is_dated = dated > at + 1 and row[dated - 1].text.casefold() == "от"
    if not is_dated and row[dated : dated + 1] and kind_at(row, dated) in _DATES:
        is_dated = any(token.text.casefold() == "от" for token in row[at + 1 : dated])  # «от 1 сентября», «от «01» 09 2022»
    return skip(row, dated, *_DATES, "number", "dash", "slash", "unknown", "other", "fillers") if is_dated else at


def read_offset(row: Row, at: int) -> Taken | None:
    """«за 2 недели до начала года», «через месяц после …», «в течение 3 дней с …»: no time by itself; all of it up to a comma."""
    if kind_at(row, at) not in {"ahead", "during", "until"}:
        return None
    place = skip(row, at + 1, "fillers") if kind_at(row, at) == "during" else skip(row, at + 1, "ahead")
    place += kind_at(row, place) == "number"
    unit = place < len(row) and bool(row[place].unit)
    if not unit or kind_at(row, place + 1) not in {"until", "after", "since"}:
        return None
    end = next((after for after in range(place, len(row)) if kind_at(row, after) == "comma"), len(row))
    return Expression("unclear", evidence="unclear"), end
