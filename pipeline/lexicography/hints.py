"""Where a phrase that was not understood may belong: the likest entry of the vocabulary. A hint for a person, never a decision."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.lexicography.missing import Kind, Phrase
from pipeline.names import CONDITIONS, RECURRENCES, Names
from pipeline.normalize.words.alike import Comparer
from pipeline.text import fold
from pipeline.vocabulary.entries import Entry
from pipeline.vocabulary.shapes import Vocabulary

_LIKE = 45
"""Less alike (0-100) is no hint."""


class Target(NamedTuple):
    """A place in a file of words: the list, the entry's code where the list has codes, and what it is called in Russian."""

    group: str
    code: str | None
    name: str


class Suggestion(NamedTuple):
    """A phrase, and where it may belong; None where nothing is like it."""

    phrase: Phrase
    target: Target | None


class _Shelf(NamedTuple):
    """The targets of one file, and the comparer that finds the likest: it knows each by its number."""

    targets: Sequence[Target]
    comparer: Comparer
    known: frozenset[str]


def suggest(phrases: Iterable[Phrase], words: Vocabulary) -> list[Suggestion]:
    """A suggestion for each phrase that is not in the vocabulary by now, in the same order."""
    shelves = {kind: _shelf(entries) for kind, entries in _entries(words).items()}
    return [
        Suggestion(phrase, _likest(phrase.text, shelves[phrase.kind]))
        for phrase in phrases
        if fold(phrase.text) not in shelves[phrase.kind].known
    ]


def _likest(text: str, shelf: _Shelf) -> Target | None:
    best = shelf.comparer.best(text)
    return shelf.targets[int(best.code)] if best and best.score >= _LIKE else None


def _shelf(entries: Sequence[tuple[Target, Sequence[str]]]) -> _Shelf:
    phrases = [(phrase, str(at)) for at, (_, own) in enumerate(entries) for phrase in own]
    return _Shelf([target for target, _ in entries], Comparer(phrases), frozenset(fold(phrase) for phrase, _ in phrases))


def _entries(words: Vocabulary) -> Mapping[Kind, list[tuple[Target, Sequence[str]]]]:
    names, calendar = Names(words), words.calendar
    return {
        "stages": _coded("stages", words.stages.stages, names.stages),
        "activities": _coded("activities", words.activities.activities, names.activities),
        "columns": _coded("columns", words.columns.columns, {column.code: column.meaning for column in words.columns.columns}),
        "roles": _coded("roles", words.roles.roles, names.roles),
        "calendar": [
            *_coded("conditions", calendar.conditions, CONDITIONS),
            *((Target("recurrences", one.code, RECURRENCES[one.code]), one.phrases) for one in calendar.recurrences),
            (Target("throughout", None, "весь период плана"), calendar.throughout),
            (Target("ongoing", None, "постоянно"), calendar.ongoing),
        ],
    }


def _coded(group: str, entries: Iterable[Entry], names: Mapping[str, str]) -> list[tuple[Target, Sequence[str]]]:
    return [(Target(group, entry.code, names.get(entry.code, entry.code)), entry.phrases) for entry in entries]
