"""Words as people write them to the words of the vocabulary: run together, broken in two, one letter amiss.

A word that the dictionary knows is never mended. Of two words of the vocabulary that are equally near, none is taken.
"""

import functools
import re
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.morphology import is_known
from pipeline.normalize.words.responsibles.lexicons import key, named_words, spellings, telling
from pipeline.text import fold
from pipeline.vocabulary.shapes import Roles

How = Literal["whole", "glued", "mended"]

_BORDERS = re.compile(r"(?<=[а-яё])(?=[А-ЯЁ])|(?<=[А-ЯЁ]{2})(?=[а-яё]{3})")
_SMALL = ("по", "и", "за", "с")
_LEAST_GLUED, _LEAST_MENDED, _LEAST_PART, _TELLING_PART = 5, 6, 3, 5
"""So many letters a word has at least that is parted or mended, and a part of it; one part must tell something."""


class Spelled(NamedTuple):
    """A word of a text: its key, where it stands in the word as written, and how it was understood."""

    key: str
    start: int
    end: int
    how: How = "whole"


@functools.lru_cache(maxsize=10_000)
def spell(word: str, roles: Roles) -> tuple[Spelled, ...]:
    """The words that a written word is: one, or those that were run together.

    >>> from pipeline.vocabulary import load
    >>> [[part.key for part in spell(word, load().roles)] for word in ("директорапо", "поУВР", "куратар", "наставленник")]
    [['директор', 'по'], ['по', 'увр'], ['куратор'], ['наставленник']]
    """
    bounds = [0, *(found.start() for found in _BORDERS.finditer(word)), len(word)]
    found = [
        part._replace(start=part.start + start, end=part.end + start)
        for start, end in pairwise(bounds)
        for part in _spell(word[start:end], roles)
    ]
    return tuple(found) if len(bounds) == 2 else tuple(part._replace(how="glued") if part.how == "whole" else part for part in found)


def _spell(word: str, roles: Roles) -> list[Spelled]:
    folded = fold(word)
    if folded in spellings(roles) or key(folded, roles) in named_words(roles) or len(folded) < _LEAST_GLUED or is_known(folded):
        return [Spelled(spellings(roles).get(folded) or key(folded, roles), 0, len(word))]
    glued = _split(folded, roles)
    if glued:
        return glued
    mended = _nearest(folded, roles) if len(folded) >= _LEAST_MENDED else None
    return [Spelled(mended, 0, len(word), "mended") if mended else Spelled(key(folded, roles), 0, len(word))]


def _split(word: str, roles: Roles) -> list[Spelled] | None:
    """The fewest words of the vocabulary that make the word together; None where no two do."""
    best: dict[int, list[Spelled]] = {0: []}
    for end in range(1, len(word) + 1):
        for start, before in list(best.items()):
            part = word[start:end]
            is_word = part in _SMALL or (len(part) >= _LEAST_PART and part in spellings(roles))
            if is_word and (end not in best or len(best[end]) > len(before) + 1):
                best[end] = [*before, Spelled(key(part, roles), start, end, "glued")]
    found = best.get(len(word))
    is_telling = found and (found[0].key == "по" or any(part.end - part.start >= _TELLING_PART for part in found))
    return found if is_telling else None


def _nearest(word: str, roles: Roles) -> str | None:
    """The key of the forms that differ by one letter (another, one more, one less, two changed about); None where keys differ."""
    found = process.extract(word, telling(roles), scorer=OSA.distance, score_cutoff=1, limit=None)
    keys = {spellings(roles)[form] for form, _, _ in found}
    return keys.pop() if len(keys) == 1 else None


@functools.lru_cache(maxsize=10_000)
def broken(words: tuple[str, ...], roles: Roles) -> str | None:
    """The key of a word that spaces broke («ответст венный»), if it is one of the vocabulary, and some piece no word at all."""
    whole = "".join(map(fold, words))
    is_broken = len(whole) >= _LEAST_MENDED and not all(is_known(word) or fold(word) in spellings(roles) for word in words)
    return spellings(roles).get(whole) if is_broken else None
