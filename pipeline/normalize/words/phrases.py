"""Finding the phrases of the vocabulary in a text: the one way in which words are looked up.

Words are compared by lemma, so case and number do not matter. Prepositions and conjunctions do not count where whole
phrases are compared or spotted with gaps; they do in a `Lexicon`, which reads word after word («в», «по», «до» mean much there).
"""

import functools
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from pipeline.morphology import lemma
from pipeline.text import fold, words

Meaning = TypeVar("Meaning")
Lemmas = tuple[str, ...]

_EMPTY = frozenset(
    [
        "в",
        "во",
        "на",
        "по",
        "и",
        "с",
        "со",
        "о",
        "об",
        "для",
        "к",
        "из",
        "или",
        "при",
        "их",
        "а",
        "от",
        "до",
        "за",
        "у",
        "не",
        "ли",
        "же",
        "его",
        "ее",
    ]
)
ACTORS = frozenset({"наставник", "наставляемый"})
"""Whom a phrase is about decides between «база наставляемых» and «база из числа педагогов»."""
_MAX_GAP = 3
"""So many other words may stand between two neighbouring words of a phrase («формирование [банка данных] наставников»)."""


@functools.lru_cache(maxsize=20_000)
def lemmas(text: str) -> Lemmas:
    """The lemmas of all words of a text, in order."""
    return tuple(lemma(word) for word in words(text))


def content_lemmas(text: str) -> Lemmas:
    """The lemmas of the words that carry meaning; those of «в», «на» … where there are no others."""
    found = lemmas(text)
    return tuple(word for word in found if word not in _EMPTY) or found


def content_words(text: str) -> list[str]:
    """The folded words that carry meaning, as written."""
    return [word for word in words(text) if word not in _EMPTY]


def squeeze(text: str) -> str:
    """The folded text without spaces and marks: «№ п / п» and «№п/п» are one."""
    return "".join(character for character in fold(text) if character.isalnum() or character == "№")


class Lexicon(Generic[Meaning]):
    """Phrases with meanings, found at a place in a row of words: the longest wins. `row_of` makes the row of a text."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], row_of: Callable[[str], Lemmas] = lemmas) -> None:
        self._row_of = row_of
        self._by_first: dict[str, list[tuple[Lemmas, Meaning]]] = {}
        for phrase, meaning in entries:
            found = row_of(phrase)
            if found:
                self._by_first.setdefault(found[0], []).append((found, meaning))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: -len(entry[0]))

    def longest(self, row: Lemmas, at: int) -> tuple[int, Meaning] | None:
        """How many words from `at` on are a phrase, and what it means; None where none begins there."""
        for phrase, meaning in self._by_first.get(row[at], ()):
            if row[at : at + len(phrase)] == phrase:
                return len(phrase), meaning
        return None

    def meaning(self, text: str) -> Meaning | None:
        """What the whole text means, if it is a phrase."""
        row = self._row_of(text)
        found = self.longest(row, 0) if row else None
        return found[1] if found and found[0] == len(row) else None


class Spot(NamedTuple):
    """A phrase found inside a text, with gaps: its code, the places of its words, and whether they stand together."""

    code: str
    places: tuple[int, ...]
    together: bool


class Spotter:
    """Phrases of codes, found anywhere inside a text, other words between theirs."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._phrases = sorted({(content_lemmas(phrase), code) for phrase, code in entries}, key=lambda entry: (-len(entry[0]), entry))

    def spots(self, text: str) -> list[Spot]:
        """The phrases in the text, none overlapping another: those that name mentor or mentee first, then those of more words."""
        row = content_lemmas(text)
        found = [spot for phrase, code in self._phrases if (spot := _spot(phrase, code, row))]
        found.sort(
            key=lambda spot: (not ACTORS & {row[at] for at in spot.places}, -len(spot.places), not spot.together, spot.places, spot.code)
        )
        actors = {at for at, word in enumerate(row) if word in ACTORS}
        kept: list[Spot] = []
        for spot in found:
            if not any(_overlap(spot, other, actors) for other in kept):
                kept.append(spot)
        return sorted(kept, key=lambda spot: spot.places)


def _overlap(one: Spot, other: Spot, actors: set[int]) -> bool:
    """Whether two phrases share words. «Базы наставников и наставляемых» are two, which share all but whom they are about."""
    mine, theirs = set(one.places), set(other.places)
    differ_in_actor = mine - actors == theirs - actors and bool(mine & actors and theirs & actors) and not mine & theirs & actors
    return bool(mine & theirs) and not differ_in_actor


def _spot(phrase: Lemmas, code: str, row: Lemmas) -> Spot | None:
    """The first place where the words of the phrase follow one another in the row with gaps of at most _MAX_GAP words."""
    for start, word in enumerate(row):
        if word == phrase[0] and (places := _follow(phrase, row, start)):
            return Spot(code, places, places[-1] - places[0] == len(phrase) - 1)
    return None


def _follow(phrase: Lemmas, row: Lemmas, start: int) -> tuple[int, ...] | None:
    places = [start]
    for word in phrase[1:]:
        window = row[places[-1] + 1 : places[-1] + 2 + _MAX_GAP]
        if word not in window:
            return None
        places.append(places[-1] + 1 + window.index(word))
    return tuple(places)
