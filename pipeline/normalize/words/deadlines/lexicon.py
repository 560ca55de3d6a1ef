"""What the words of time mean: the phrases of `vocab/calendar.yaml`, by the lemmas of their words."""

import functools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pipeline.model import Recurrence
from pipeline.morphology import forms
from pipeline.normalize.words.phrases import Lemmas, Lexicon, lemmas
from pipeline.normalize.words.spelling import Speller
from pipeline.vocabulary.calendar import Calendar

Meaning = tuple[str, Any]
"""The kind of a token, and its value."""

_PLAIN = (
    "academic", "times", "every", "during", "through", "since", "until", "after", "then", "ahead", "ongoing", "throughout", "carried_out",
    "decades", "weeks", "halves", "quarters", "weekdays", "according", "schedules", "separate", "acts",
)  # fmt: skip
"""Lists of phrases that are the kind of their tokens."""
_LEAST = 5
"""Shorter words of time are too near to others («июнь» and «июль», «март» and «карт») to mend a letter of them."""
_PREPOSITION = 2
"""Words of so few letters are run together with others only where they are phrases by themselves («втечение»)."""


class Words(NamedTuple):
    """Phrases of time, the units that recurrences count, the terms whose noun a list may say once; what mends words of time, and months."""

    phrases: Lexicon[Meaning]
    units: dict[Lemmas, Recurrence]
    terms: dict[str, list[tuple[Lemmas, Any]]]
    speller: Speller
    months: Speller


@functools.cache
def words_of(calendar: Calendar) -> Words:
    """The words of a calendar; built once."""
    entries = entries_of(calendar)
    units = {lemmas(phrase): unit.code for unit in calendar.units for phrase in unit.phrases}
    terms: dict[str, list[tuple[Lemmas, Any]]] = {}
    for term in calendar.terms:
        for phrase in term.phrases:
            first, *rest = lemmas(phrase)
            if rest:
                terms.setdefault(first, []).append((tuple(rest), term))
    phrases = Lexicon(entries)
    known = {word for phrase, _ in entries for word in lemmas(phrase)} | {word for unit in units for word in unit}
    small = [word for word in known if len(word) <= _PREPOSITION and phrases.meaning(word)]
    months = [word for phrase, (kind, _) in entries if kind == "month" for word in lemmas(phrase)]
    return Words(phrases, units, terms, Speller(_spellings(known), _LEAST, small=small), Speller(_spellings(months), _LEAST))


def _spellings(found: Iterable[str]) -> frozenset[str]:
    """All forms of words of time."""
    return frozenset(form for word in found for form in forms(word))


@functools.cache
def entries_of(calendar: Calendar) -> tuple[tuple[str, Meaning], ...]:
    """All phrases with what they mean."""
    return (*_plain(calendar), *_valued(calendar), *((phrase, ("fillers", phrase)) for phrase in calendar.fillers))


def _plain(calendar: Calendar) -> list[tuple[str, Meaning]]:
    return [(phrase, (kind, phrase)) for kind in _PLAIN for phrase in getattr(calendar, kind)]


def _valued(calendar: Calendar) -> list[tuple[str, Meaning]]:
    lists: list[tuple[str, Sequence[Any], str]] = [
        ("month", calendar.months, "number"),
        ("number", calendar.ordinals, "number"),
        ("number", calendar.cardinals, "number"),
        ("recurrence", calendar.recurrences, "code"),
        ("condition", calendar.conditions, "code"),
    ]
    found = [(phrase, (kind, getattr(entry, name))) for kind, entries, name in lists for entry in entries for phrase in entry.phrases]
    for kind, whole in (
        ("school_year", [calendar.school_year]),
        ("term", calendar.terms),
        ("season", calendar.seasons),
        ("numbered_term", calendar.numbered_terms),
        ("month_part", calendar.month_parts),
    ):
        found += [(phrase, (kind, entry)) for entry in whole for phrase in entry.phrases]
    return found
