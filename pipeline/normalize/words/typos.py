"""Words that a file or a hand has spoilt, mended by the words of the vocabulary: broken, glued, mistyped.

A word that the dictionary knows is never touched, and one that could be two words of the vocabulary stays as it is.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from pipeline.morphology import forms, is_known, lemma

_MOST_PIECES = 4
_SHORTEST_PART, _SHORTEST_TYPO, _LONG = 3, 5, 9


class Mended(NamedTuple):
    """A word, at which of the given words it begins, how many of them it takes, and whether letters were changed."""

    word: str
    at: int
    length: int
    is_typo: bool


class Speller:
    """Mends words by the forms of known ones."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._nearest = functools.lru_cache(maxsize=5_000)(self._find_nearest)

    @functools.cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(form for word in self._vocabulary for form in forms(word))

    @functools.cached_property
    def _ordered(self) -> list[str]:
        return sorted(self._forms)

    def mend(self, row: list[str]) -> list[Mended]:
        """The folded words in order, mended.

        >>> speller = Speller(["база", "наставник", "формирование"])
        >>> [mended.word for mended in speller.mend(["фомирование", "баз", "ы", "наста", "вников"])]
        ['формирование', 'базы', 'наставников']
        >>> [mended.word for mended in speller.mend(["формированиебазы", "отдыха"])]
        ['формирование', 'базы', 'отдыха']
        >>> [mended.word for mended in Speller(["завершение", "завершить"]).mend(["завершени"])]
        ['завершение']
        """
        return list(self._mend(row))

    def _mend(self, row: list[str]) -> Iterator[Mended]:
        at = 0
        while at < len(row):
            length = self._pieces(row, at)
            word = "".join(row[at : at + length])
            if length > 1 or self._is_right(word):
                yield Mended(word, at, length, False)
            elif parts := self._parts(word):
                yield from (Mended(part, at, 1, False) for part in parts)
            else:
                nearest = self._nearest(word)
                yield Mended(nearest or word, at, 1, nearest is not None)
            at += length

    def _is_right(self, word: str) -> bool:
        return len(word) < _SHORTEST_TYPO or not word.isalpha() or is_known(word) or word in self._forms

    def _pieces(self, row: list[str], at: int) -> int:
        """How many words from here on are one word of the vocabulary, broken; 1 where this is a word by itself."""
        for length in range(_MOST_PIECES, 1, -1):
            pieces = row[at : at + length]
            if len(pieces) == length and not all(piece in self._forms for piece in pieces) and "".join(pieces) in self._forms:
                return length
        return 1

    def _parts(self, word: str) -> tuple[str, str] | None:
        """The two words of the vocabulary that a word is glued from."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        found = [(word[:cut], word[cut:]) for cut in cuts if word[:cut] in self._forms and word[cut:] in self._forms]
        return found[0] if len(found) == 1 else None

    def _find_nearest(self, word: str) -> str | None:
        """The form that a mistyped word was meant to be: one letter off, two in a long word; None where two words are as near.

        Of several, a word that only goes on is nearer: «завершени» is «завершение», and no «завершен».
        """
        most = 2 if len(word) >= _LONG else 1
        found = extract(word, self._ordered, scorer=OSA.distance, score_cutoff=most, limit=20)
        nearest = [form for form, distance, _ in found if distance == found[0][1]]
        nearest = [form for form in nearest if form.startswith(word)] or nearest
        return nearest[0] if len({lemma(form) for form in nearest}) == 1 else None
