"""Words of time that were typed wrong, run together, or broken: each made whole, and marked.

Only words that the dictionary does not know are touched, and only the vocabulary's own words of time come of it.
"""

import functools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.morphology import forms, is_known, lemma
from pipeline.normalize.words.deadlines.expressions import Evidence
from pipeline.normalize.words.deadlines.forms import Shape
from pipeline.normalize.words.deadlines.lexicon import Words
from pipeline.text import fold

_LONG = 6
"""Shorter words of time are too near to others («июнь» and «июль», «март» and «карт») to mend a letter of them."""
_PREPOSITION = 2
"""Words of so few letters are taken for glued ones only before another («втечение», not «течениии»)."""
_LEAST_CUT = 4
"""A month cut short has so many letters at least («сентяб.»)."""
_MOST_PIECES = 4
"""A narrow column breaks words into so many pieces at most."""


class Word(NamedTuple):
    """A form with the lemma of its word (empty where it is none), and how sure it is that this word was meant."""

    kind: str
    value: Any
    start: int
    end: int
    lemma: str
    evidence: Evidence = "whole"


def mend(row: Sequence[Shape], words: Words) -> list[Word]:
    """The forms of a text with their words, in order."""
    found: list[Word] = []
    at = 0
    while at < len(row):
        length, taken = _broken(row, at, words) or (1, _one(row[at], words))
        found += taken
        at += length
    return found


def _one(shape: Shape, words: Words) -> list[Word]:
    if shape.kind != "word":
        return [Word(*shape, "")]
    word = fold(shape.value)
    if not _is_strange(word, words):
        return [Word(*shape, lemma(word))]
    pieces = split_glued(word, words)
    if pieces:
        return _placed(pieces, shape.start, shape.end, words)
    meant = meant_by(word, words)
    return [Word(*shape, meant, "mended") if meant else Word(*shape, lemma(word))]


def _is_strange(word: str, words: Words) -> bool:
    return lemma(word) not in words.known and not is_known(word)


def _broken(row: Sequence[Shape], at: int, words: Words) -> tuple[int, list[Word]] | None:
    """«Сентябр ьдекабр ь»: pieces of words that line breaks parted; they are words of time only together."""
    for length in range(min(_MOST_PIECES, len(row) - at), 1, -1):
        taken = row[at : at + length]
        pieces = [fold(shape.value) if shape.kind == "word" else "" for shape in taken]
        if all(pieces) and any(_is_beyond_mending(piece, words) for piece in pieces):
            whole = "".join(pieces)
            found = [whole] if len(whole) >= _LONG and lemma(whole) in words.known and is_known(whole) else split_glued(whole, words)
            if found:
                return length, _placed(found, taken[0].start, taken[-1].end, words)
    return None


def _is_beyond_mending(word: str, words: Words) -> bool:
    return _is_strange(word, words) and not split_glued(word, words) and not meant_by(word, words)


def _placed(pieces: Sequence[str], start: int, end: int, words: Words) -> list[Word]:
    """The words of a run, all at its place. Between two months that stood glued a sign was lost: most often the hyphen at a line's end."""
    found = [Word("word", piece, start, end, lemma(piece), "mended") for piece in pieces]
    if len(found) == 2 and all(_is_month(word.lemma, words) for word in found):
        found.insert(1, Word("dash", "", start, end, "", "glued"))
    return found


def split_glued(word: str, words: Words) -> tuple[str, ...]:
    """The words of time that are glued together in one («втечение», «сентябрьоктябрь»), the fewest; none where it is not wholly such.

    >>> from pipeline.normalize.words.deadlines.lexicon import words_of
    >>> from pipeline.vocabulary import load
    >>> words = words_of(load().calendar)
    >>> split_glued("втечение", words), split_glued("сентябрьоктябрь", words), split_glued("мартовский", words)
    (('в', 'течение'), ('сентябрь', 'октябрь'), ())
    """
    found = [cut for cut in _cuts(word, words) if len(cut) > 1 and max(map(len, cut)) >= _LEAST_CUT and len(cut[-1]) > _PREPOSITION]
    return min(found, key=len, default=())


def _cuts(word: str, words: Words) -> Iterable[tuple[str, ...]]:
    if not word:
        yield ()
    for end in range(1, len(word) + 1):
        if _is_whole(word[:end], words):
            for rest in _cuts(word[end:], words):
                yield (word[:end], *rest)


def _is_whole(piece: str, words: Words) -> bool:
    """A word of time that the dictionary knows; of one or two letters only prepositions, which are their own phrases."""
    if lemma(piece) not in words.known or not is_known(piece):
        return False
    return len(piece) > _PREPOSITION or words.phrases.meaning(piece) is not None


def meant_by(word: str, words: Words) -> str | None:
    """The lemma of the one long word of time that is a letter away, or that was cut short; None where none or several are.

    >>> from pipeline.normalize.words.deadlines.lexicon import words_of
    >>> from pipeline.vocabulary import load
    >>> words = words_of(load().calendar)
    >>> [meant_by(word, words) for word in ("сентбре", "ежемесечно", "октяб", "июнль", "сертификация")]
    ['сентябрь', 'ежемесячно', 'октябрь', None, None]
    """
    near = _near(word, words.known)
    if len(word) >= _LEAST_CUT and not near:
        near = frozenset(whole for whole in words.known if whole.startswith(word) and len(whole) >= _LONG and _is_month(whole, words))
    return next(iter(near)) if len(near) == 1 else None


@functools.lru_cache(maxsize=20_000)
def _near(word: str, known: frozenset[str]) -> frozenset[str]:
    """The lemmas of the known long words of which some form is a letter away."""
    spelled = _spelled(known)
    return frozenset(spelled[form] for form, _, _ in process.extract(word, spelled.keys(), scorer=OSA.distance, score_cutoff=1, limit=None))


def _is_month(word: str, words: Words) -> bool:
    meaning = words.phrases.meaning(word)
    return meaning is not None and meaning[0] == "month"


@functools.cache
def _spelled(known: frozenset[str]) -> dict[str, str]:
    """The forms of the long words of time, and their lemmas."""
    words = [word for word in sorted(known) if is_known(word)]
    found = {form: word for word in words for form in sorted(forms(word)) if len(form) >= _LONG}
    return found | {word: word for word in words if len(word) >= _LONG}
