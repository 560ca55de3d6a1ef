"""Words as people write them to words of the vocabulary: run together, broken by a space, one letter amiss.

A word that the dictionary knows is never mended. Of two words of the vocabulary that are equally near, none is taken.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.morphology import is_known

_LEAST_GLUED, _LEAST_PART, _TELLING_PART = 5, 3, 5
"""So many letters a word has at least that is parted, and a part of it; one part must tell something."""


class Part(NamedTuple):
    """A word inside one that was run together: its key, and where it stands in it."""

    key: str
    start: int
    end: int


class Speller:
    """The forms of some words, each with the key that it is looked up by.

    telling: the forms that a word is mended to. small: words that others are run together with («директорапо»). least: so many
    letters a word has at least that is mended.
    """

    def __init__(self, forms: Mapping[str, str], telling: Collection[str], small: Collection[str] = (), least: int = 6) -> None:
        self._forms, self._small, self._least = forms, small, least
        self._telling = [form for form in telling if len(form) >= least - 1]

    def split(self, word: str) -> list[Part] | None:
        """The fewest words that make a folded word together; None where no two do, or the dictionary knows it."""
        if len(word) < _LEAST_GLUED or is_known(word):
            return None
        best: dict[int, list[Part]] = {0: []}
        for end in range(1, len(word) + 1):
            for start, before in list(best.items()):
                part = word[start:end]
                is_word = part in self._small or (len(part) >= _LEAST_PART and part in self._forms)
                if is_word and (end not in best or len(best[end]) > len(before) + 1):
                    best[end] = [*before, Part(self._forms.get(part, part), start, end)]
        found = best.get(len(word), [])
        is_telling = (
            word[: found[0].end] in self._small or any(part.end - part.start >= _TELLING_PART for part in found) if found else False
        )
        return found if is_telling else None

    def nearest(self, word: str) -> str | None:
        """The key of the forms that differ by one letter (another, one more, one less, two changed about); None where keys differ."""
        if len(word) < self._least or is_known(word):
            return None
        found = process.extract(word, self._telling, scorer=OSA.distance, score_cutoff=1, limit=None)
        keys = {self._forms[form] for form, _, _ in found}
        return keys.pop() if len(keys) == 1 else None

    def broken(self, words: Sequence[str]) -> str | None:
        """The key of a word that spaces broke («ответст венный»), if it is one of these, and some piece no word at all."""
        whole = "".join(words)
        is_broken = len(whole) >= self._least and not all(is_known(word) or word in self._forms for word in words)
        return self._forms.get(whole) if is_broken else None
