"""The words of a line of responsibles as keys of the vocabulary, mended where they are run together, broken or misspelt."""

import functools
import re
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.normalize.words.responsibles.lexicons import key, named_words, spellings
from pipeline.normalize.words.spelling import Speller
from pipeline.text import fold
from pipeline.vocabulary.shapes import Roles

How = Literal["whole", "glued", "mended"]

_BORDERS = re.compile(r"(?<=[а-яё])(?=[А-ЯЁ])|(?<=[А-ЯЁ]{2})(?=[а-яё]{3})")
_SMALL = ("по", "и", "за", "с")


class Spelled(NamedTuple):
    """A word of a text: its key, where it stands in the word as written, and how it was understood."""

    key: str
    start: int
    end: int
    how: How = "whole"


@functools.cache
def _speller(roles: Roles) -> Speller:
    named = named_words(roles)
    return Speller(spellings(roles), [form for form, found in spellings(roles).items() if found in named], _SMALL)


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
    known = spellings(roles).get(folded) or key(folded, roles)
    if folded in spellings(roles) or known in named_words(roles):
        return [Spelled(known, 0, len(word))]
    glued = _speller(roles).split(folded)
    if glued:
        return [Spelled(part.key, part.start, part.end, "glued") for part in glued]
    mended = _speller(roles).nearest(folded)
    return [Spelled(mended, 0, len(word), "mended") if mended else Spelled(known, 0, len(word))]


@functools.lru_cache(maxsize=10_000)
def broken(words: tuple[str, ...], roles: Roles) -> str | None:
    """The key of a word that spaces broke («ответст венный»)."""
    return _speller(roles).broken([fold(word) for word in words])
