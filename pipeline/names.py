"""What the codes of a roadmap are called in Russian: by the vocabulary, or here where a code is of the model itself."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from pipeline.vocabulary.shapes import Vocabulary

PERIODS: dict[str, str] = {
    "academic_year": "учебный год",
    "calendar_year": "календарный год",
    "years": "несколько лет",
    "unknown": "не распознан",
}
DEADLINES = {
    "interval": "промежуток",
    "due": "не позднее",
    "from": "начиная с",
    "throughout": "весь период",
    "ongoing": "постоянно",
    "on_demand": "по мере необходимости",
    "unclear": "не распознан",
}
RECURRENCES = {
    "YEARLY": "ежегодно",
    "HALF_YEARLY": "раз в полгода",
    "QUARTERLY": "раз в квартал или четверть",
    "MONTHLY": "ежемесячно",
    "WEEKLY": "еженедельно",
    "DAILY": "ежедневно",
}
CONDITIONS = {"on_demand": "по мере необходимости", "separate_plan": "по отдельному плану", "per_schedule": "по графику"}


class _Named(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


class Names:
    """The names of the codes that the vocabulary lists."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.stages = _names(vocabulary.stages.stages)
        self.activities = _names(vocabulary.activities.activities)
        self.roles = _names(vocabulary.roles.roles)
        self.areas = _names(vocabulary.roles.areas)
        self.organisations = _names(vocabulary.organisations.kinds)
        self.schemes = _names(vocabulary.schemes.schemes)


class CodeName(NamedTuple):
    """What kind of code it is, the code, and its name, for the key that the workbook carries."""

    kind: str
    code: str
    name: str


def code_names(vocabulary: Vocabulary) -> tuple[CodeName, ...]:
    """Every code that stands in the tables, with its name, kind after kind."""
    names = Names(vocabulary)
    kinds: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("Этап", names.stages),
        ("Вид мероприятия", names.activities),
        ("Роль", names.roles),
        ("За что отвечает", names.areas),
        ("Вид организации", names.organisations),
        ("Образец плана", names.schemes),
        ("Вид периода", PERIODS),
        ("Вид срока", DEADLINES),
        ("Повторяемость", RECURRENCES),
        ("Условие срока", CONDITIONS),
    )
    return tuple(CodeName(kind, code, name) for kind, entries in kinds for code, name in entries.items())


def called(names: Mapping[str, str], code: str) -> str:
    """The name with its code: «Куратор (curator)»; the code alone where it has no name."""
    return f"{names[code]} ({code})" if code in names else code


def _names(entries: Iterable[_Named]) -> dict[str, str]:
    return {entry.code: entry.name for entry in entries}
