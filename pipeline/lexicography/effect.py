"""What other words make of the same document: two roadmaps of it compared, value by value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline import wording
from pipeline.document import Origin
from pipeline.model import Activity, Roadmap, Stage
from pipeline.names import Names, called

NOTHING = "—"
_GONE = "нет такой строки"


class Change(NamedTuple):
    """One value that changes: file, place, the text that it is a value of, which value, before and after, in Russian."""

    file: str
    place: str
    text: str
    what: str
    before: str
    after: str


class _Row(NamedTuple):
    """A thing that has values: the plan itself, a stage or an activity, by its place and text; which of several that are alike."""

    place: str
    text: str
    nth: int


_Values = Mapping[str, tuple[str, ...]]
"""What is said of a thing, by the Russian name of the field."""


def changes(before: Roadmap, after: Roadmap, names: Names) -> list[Change]:
    """The values that differ between two roadmaps of one file, in document order. Scores do not count; a mark for review does."""
    old, new = _rows(before, names), _rows(after, names)
    return [
        Change(before.source.file, row.place, row.text, what, one, other)
        for row in dict.fromkeys([*old, *new])
        for what, one, other in _differences(old.get(row), new.get(row))
    ]


def _differences(old: _Values | None, new: _Values | None) -> Iterator[tuple[str, str, str]]:
    if old is None or new is None:
        yield ("строка плана", "есть", _GONE) if old is not None else ("строка плана", _GONE, "есть")
        return
    for what, values in old.items():
        if values != new[what]:
            yield what, _shown(values, new[what]), _shown(new[what], values)


def _shown(values: tuple[str, ...], others: tuple[str, ...]) -> str:
    """The values that the others have not; all of them where they only stand in another order."""
    return "; ".join([value for value in values if value not in others] or (values if set(values) == set(others) else ())) or NOTHING


def _rows(roadmap: Roadmap, names: Names) -> dict[_Row, _Values]:
    counts: Counter[tuple[str, str]] = Counter()

    def row(place: str, text: str) -> _Row:
        counts[place, text] += 1
        return _Row(place, text, counts[place, text])

    rows: dict[_Row, _Values] = {row("", roadmap.title or ""): _front(roadmap, names)}
    for stage in roadmap.stages:
        rows[row(_place_of(stage), stage.name)] = {"этап": (f"{called(names.stages, stage.code)}{wording.look(stage.match)}",)}
        for activity in stage.activities:
            rows[row(wording.place(activity.origin), activity.text)] = _values(activity, stage, names)
    return rows


def _front(roadmap: Roadmap, names: Names) -> _Values:
    return {
        "организация": _told(wording.organisation(roadmap.organisation, names)),
        "утверждение": _told(wording.approval(roadmap.approval)),
        "период": _told(wording.period(roadmap.period)),
        "образец": (called(names.schemes, roadmap.scheme),),
    }


def _values(activity: Activity, stage: Stage, names: Names) -> _Values:
    codes = "; ".join(called(names.activities, code) for code in activity.codes) or NOTHING
    return {
        "в этапе": _told(stage.name),
        "вводные слова": _told(activity.lead),
        "вид": (f"{codes}{wording.look(activity.match)}",),
        "срок": tuple(map(wording.deadline, activity.deadlines)),
        "ответственный": tuple(wording.responsible(found, names) for found in activity.responsibles),
        "результат": tuple(map(wording.result, activity.results)),
    }


def _told(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _place_of(stage: Stage) -> str:
    """Where its first activity stands: the model keeps no place for a stage itself."""
    return wording.place(stage.activities[0].origin if stage.activities else Origin())
