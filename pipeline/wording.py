"""The values of a roadmap in Russian words: as they stand in the document, and what they were taken for."""

import datetime as dt

from pipeline.document import Origin
from pipeline.model import Approval, Deadline, Match, Organisation, Period, Responsible, Result
from pipeline.names import CONDITIONS, DEADLINES, PERIODS, RECURRENCES, Names, called
from pipeline.text import join_nonempty

_METHODS = {
    "exact": "дословно",
    "lemma": "по словам",
    "fuzzy": "похоже",
    "context": "по соседям",
    "correction": "исправлено человеком",
    "none": "не распознано",
}
_SCOPES = {"own": "", "row": "на всю строку", "merged": "из объединённой ячейки", "carried": "из строки выше"}


def organisation(found: Organisation, names: Names) -> str | None:
    """Whose plan it is, as written and as understood; None where it is not said."""
    parts = (found.legal_form, found.name, found.locality, found.district, found.region)
    normal = ", ".join(filter(None, parts))
    return (
        f"{found.text} → {normal}{_bracketed(found.kind and called(names.organisations, found.kind))}{look(found.match)}"
        if found.text
        else None
    )


def approval(found: Approval) -> str | None:
    """The act of approval; None where it is not said."""
    number = f"№ {found.number}" if found.number else None
    date = f"от {found.date:%d.%m.%Y}" if found.date else None
    return join_nonempty((found.act, number, date, found.position, found.person, "ПРОВЕРИТЬ" if found.match.review else None), ", ")


def period(found: Period) -> str | None:
    """The time of the plan, as written and as understood; None where it is not said."""
    return f"{found.text} → {_span(found.start, found.end)} [{PERIODS[found.kind]}]{look(found.match)}" if found.text else None


def match(match: Match) -> str:
    """How a code was found and how sure that is."""
    score = f", {match.score:.2f}" if match.method != "none" else ""
    return _METHODS[match.method] + score + look(match)


def look(match: Match) -> str:
    """That a person should look, where one should."""
    return ", ПРОВЕРИТЬ" if match.review else ""


def deadline(found: Deadline) -> str:
    """A deadline as written, and what it means."""
    dates = _span(found.start, found.end) if found.start or found.end else None
    edtf = found.edtf and f"EDTF {found.edtf}"
    recurrence = found.recurrence and RECURRENCES[found.recurrence]
    conditions = (CONDITIONS.get(code, code) for code in found.conditions if code != found.kind)
    meaning = ", ".join(filter(None, (DEADLINES[found.kind], dates, edtf, recurrence, *conditions)))
    return f"{found.text} → {meaning}{look(found.match)}{_bracketed(_SCOPES[found.scope])}"


def responsible(found: Responsible, names: Names) -> str:
    """Who answers, as written, and what it means."""
    area = found.area and called(names.areas, found.area)
    meaning = ", ".join(filter(None, (called(names.roles, found.role), area, found.person)))
    return f"{found.text} → {meaning}{look(found.match)}{_bracketed(_SCOPES[found.scope])}"


def result(found: Result) -> str:
    """An expected result."""
    return f"{found.text}{_bracketed(_SCOPES[found.scope])}"


def place(origin: Origin | None, before: str = "") -> str:
    """Where a text stands, after the words `before`; nothing where that is not known."""
    if origin is None:
        return ""
    names = (
        ("стр.", origin.page),
        ("табл.", origin.table),
        ("строка", origin.row),
        ("графа", origin.column),
        ("строка файла", origin.line),
    )
    found = ", ".join(f"{name} {number}" for name, number in names if number)
    return before + found if found else ""


def _span(start: dt.date | None, end: dt.date | None) -> str:
    return " — ".join(f"{day:%d.%m.%Y}" if day else "…" for day in (start, end))


def _bracketed(text: str | None) -> str:
    return f" [{text}]" if text else ""
