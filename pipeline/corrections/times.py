"""What a person typed of a deadline, to a whole one: its kind by its dates, its dates by its kind, and its EDTF by both."""

import calendar
import datetime as dt
import re

from pipeline.corrections.model import Value
from pipeline.model import Period

_POINT = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?")
_OPEN = ".."
_ANY_YEAR = 2000
"""A leap year, to judge days of no known year by."""


class TimeError(ValueError):
    """What is wrong with a time, in Russian, with what to do."""


def completed(typed: Value, proposed: Value, period: Period) -> Value:
    """The deadline that a person means: `typed` over `proposed`. Only what was typed is in `typed`. TimeError where it is no time.

    A kind is taken from the dates where only these were typed, and the dates from the proposed ones, or the plan's period,
    where only a kind was.
    """
    value = {**proposed, **typed}
    if not typed.keys() & {"kind", "start", "end", "edtf"}:
        return value
    if typed.get("edtf"):
        value.update(_of_edtf(str(typed["edtf"])), **{name: typed[name] for name in ("kind", "start", "end") if name in typed})
    elif "kind" not in typed:
        value["kind"] = _kind_of(value["start"], value["end"])
    _fit_dates(value, typed, period)
    if "edtf" not in typed:
        value["edtf"] = _edtf(value, proposed, period)
    return value


def point(text: str) -> bool:
    """Whether a text is one point of time in EDTF.

    >>> point("2024-09"), point("XXXX-09-01"), point("2024-13"), point("XXXX-02-30"), point("сентябрь")
    (True, True, False, False, False)
    """
    return _days(text) is not None


def _of_edtf(text: str) -> Value:
    """Kind and dates of a time in EDTF; dates of no known year are None.

    >>> _of_edtf("2024-02"), _of_edtf("../XXXX-10-01")
    ({'kind': 'interval', 'start': '2024-02-01', 'end': '2024-02-29'}, {'kind': 'due', 'start': None, 'end': None})
    """
    first, slash, second = text.partition("/")
    points = (first, second if slash else first)
    if any(one != _OPEN and not point(one) for one in points) or set(points) == {_OPEN}:
        raise TimeError(f"«{text}» — не запись EDTF. Напишите, например, 2024-09, XXXX-09/XXXX-10 или ../2024-10-01")
    start, end = (None if one == _OPEN else _days(one) for one in points)
    kind = "due" if first == _OPEN else "from" if second == _OPEN else "interval"
    return {"kind": kind, "start": start[0] if start else None, "end": end[1] if end else None}


def _days(text: str) -> tuple[str | None, str | None] | None:
    """First and last day of a point, None where its year or month is not known; None for what is no point."""
    found = _POINT.fullmatch(text)
    if not found:
        return None
    year, month, day = (None if part in (None, "XX", "XXXX") else int(part) for part in found.groups())
    try:
        first = dt.date(year or _ANY_YEAR, month or 1, day or 1)
    except ValueError:
        return None
    if year is None or "XX" in found.groups()[1:]:
        return None, None
    last = first if day else dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return first.isoformat(), last.isoformat()


def _kind_of(start: object, end: object) -> str:
    return "interval" if start and end else "due" if end else "from" if start else "unclear"


def _fit_dates(value: Value, typed: Value, period: Period) -> None:
    """The dates that the kind has; the plan's for kinds that take its period."""
    match value["kind"]:
        case "throughout" | "ongoing":
            if not typed.keys() & {"start", "end", "edtf"}:
                value["start"], value["end"] = _iso(period.start), _iso(period.end)
        case "interval":
            _require(value, "start", "end")
            if value["start"] and value["end"] and str(value["start"]) > str(value["end"]):
                raise TimeError("начало позже окончания. Поменяйте даты местами или исправьте год")
        case "due":
            _require(value, "end")
            _refuse(value, typed, "start", "«не позднее»", "«По дату»")
        case "from":
            _require(value, "start")
            _refuse(value, typed, "end", "«начиная с»", "«С даты»")
        case _:
            _refuse(value, typed, "start", "этого вида", "другие графы")
            _refuse(value, typed, "end", "этого вида", "другие графы")


def _require(value: Value, *names: str) -> None:
    """The dates must be there, unless the time is told in EDTF."""
    if not value.get("edtf") and not all(value[name] for name in names):
        asked = " и ".join({"start": "«С даты»", "end": "«По дату»"}[name] for name in names)
        raise TimeError(f"для такого вида срока заполните {asked}, а если год неизвестен — «EDTF», например XXXX-09")


def _refuse(value: Value, typed: Value, name: str, kind: str, other: str) -> None:
    if typed.get(name):
        raise TimeError(f"у срока {kind} такой даты нет. Сотрите её, заполните {other} или измените вид срока")
    value[name] = None


def _edtf(value: Value, proposed: Value, period: Period) -> str | None:
    """In days; as it was where kind and dates are; the plan's years for a plan of years."""
    same = ("kind", "start", "end")
    if all(value[name] == proposed[name] for name in same):
        edtf = proposed["edtf"]
        return edtf if isinstance(edtf, str) else None
    start, end = value["start"], value["end"]
    match value["kind"]:
        case "interval" if start and end:
            return str(start) if start == end else f"{start}/{end}"
        case "due" if end:
            return f"../{end}"
        case "from" if start:
            return f"{start}/.."
        case "throughout" | "ongoing" if start and end:
            return _period_edtf(period) if (start, end) == (_iso(period.start), _iso(period.end)) else f"{start}/{end}"
    return None


def _period_edtf(period: Period) -> str | None:
    if not period.start or not period.end:
        return None
    years = f"{period.start.year}/{period.end.year}" if period.start.year != period.end.year else str(period.start.year)
    is_years = (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)
    return years if is_years else f"{period.start}/{period.end}"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
