"""How alike two wordings are, when no phrase of the vocabulary fits: a fuzzy score over lemmas.

Plain similarity brings «банк наставников» and «банк наставляемых» to 82 of 100, so the actor is a veto: a text that names
only the one never fits a phrase that names only the other. Rare words weigh more than those in every phrase (inverse
document frequency), since «наставничество» says nothing here.
"""

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.normalize.words.phrases import ACTORS, Lemmas


class Likeness(NamedTuple):
    """The best code for a text: score 0-100, and by how much it is ahead of the next code."""

    code: str
    score: float
    margin: float


class Comparer:
    """Phrases of codes, to compare a text with as a whole."""

    def __init__(self, entries: Iterable[tuple[Lemmas, str]]) -> None:
        self._phrases = sorted(set(entries))
        self._by_word: dict[str, list[tuple[Lemmas, str]]] = {}
        for phrase, code in self._phrases:
            for word in set(phrase):
                self._by_word.setdefault(word, []).append((phrase, code))
        counts = Counter(word for phrase, _ in self._phrases for word in set(phrase))
        self._weights = {word: math.log(1 + len(self._phrases) / count) for word, count in counts.items()}
        self._heaviest = max(self._weights.values(), default=0.0)

    def best(self, row: Lemmas) -> Likeness | None:
        """The likest code to the words of a text; None where no phrase shares a word with it."""
        scores: dict[str, float] = {}
        for phrase, code in sorted({entry for word in row for entry in self._by_word.get(word, ())}):
            scores[code] = max(scores.get(code, 0.0), self._score(row, phrase))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        following = ranked[1][1] if len(ranked) > 1 else 0.0
        return Likeness(ranked[0][0], ranked[0][1], ranked[0][1] - following)

    def _score(self, row: Lemmas, phrase: Lemmas) -> float:
        if _opposed(row, phrase):
            return 0.0
        alike = fuzz.token_sort_ratio(" ".join(row), " ".join(phrase))
        return (alike + 100 * self._shared_weight(set(row), set(phrase))) / 2

    def _shared_weight(self, row: set[str], phrase: set[str]) -> float:
        shared = sum(self._weights[word] for word in row & phrase)
        return shared / sum(self._weights.get(word, self._heaviest) for word in row | phrase)


def _opposed(row: Lemmas, phrase: Lemmas) -> bool:
    one, other = ACTORS & set(row), ACTORS & set(phrase)
    return one != other and len(one) == 1 and len(other) == 1


def band(score: float) -> str:
    """The evidence that a likeness is: its score, rounded down to tens, from 60 to 90.

    >>> [band(score) for score in (61.5, 89.9, 100)]
    ['fuzzy_60', 'fuzzy_80', 'fuzzy_90']
    """
    return f"fuzzy_{max(60, min(90, int(score) // 10 * 10))}"
