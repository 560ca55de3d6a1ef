"""The words of a column's heading, mended: broken by a narrow column, run together, shortened, or with one letter amiss."""

import functools
import re
from collections.abc import Mapping

from pipeline.morphology import forms, is_known, lemma
from pipeline.normalize.words.spelling import Speller
from pipeline.text import fold, words
from pipeline.vocabulary.shapes import Columns

_WORD = re.compile(r"(?P<stem>[^\W\d_]+)(?:-(?P<ending>[а-яё]{1,3}))?(?P<dot>\.?)(?![^\W_])")
_LEAST_MENDED, _LEAST_STEM, _MOST_PIECES = 5, 3, 4


@functools.cache
def _spellings(columns: Columns) -> Mapping[str, str]:
    """All forms of all words of the phrases, with their lemmas."""
    spelled = {word for column in columns.columns for phrase in column.phrases for word in words(phrase) if word.isalpha()}
    return {form: lemma(word) for word in sorted(spelled) for form in sorted({word, *forms(word)})}


@functools.cache
def _speller(columns: Columns) -> Speller:
    return Speller(_spellings(columns), _spellings(columns), least=_LEAST_MENDED)


@functools.lru_cache(maxsize=5_000)
def mend_heading(text: str, columns: Columns) -> tuple[str, ...]:
    """The folded words of a heading, each that is no word made the lemma of one of the vocabulary's, where only one is meant.

    >>> from pipeline.vocabulary import load
    >>> [" ".join(mend_heading(text, load().columns)) for text in ("Ожи даемый рез-т", "Срокиреализации", "Ф.И.О. педагога")]
    ['ожидать результат', 'срок реализация', 'ф и о педагога']
    """
    found = [(fold(match["stem"]), match["ending"], bool(match["dot"])) for match in _WORD.finditer(text)]
    mended: list[str] = []
    at = 0
    while at < len(found):
        length, whole = _joined([stem for stem, _, _ in found[at : at + _MOST_PIECES]], columns)
        mended += [whole] if whole else _mended(*found[at], columns)
        at += length
    return tuple(mended)


def _joined(pieces: list[str], columns: Columns) -> tuple[int, str | None]:
    """How many of the pieces are one word that was broken, and the word."""
    speller = _speller(columns)
    for length in range(len(pieces), 1, -1):
        whole = speller.broken(pieces[:length])
        if whole:
            return length, whole
    return 1, None


def _mended(stem: str, ending: str | None, is_short: bool, columns: Columns) -> list[str]:
    if ending or (is_short and not is_known(stem)):
        return [_completed(stem, ending or "", columns) or stem]
    if stem in _spellings(columns):
        return [stem]
    parts = _speller(columns).split(stem)
    if parts:
        return [part.key for part in parts]
    return [_speller(columns).nearest(stem) or stem]


def _completed(stem: str, ending: str, columns: Columns) -> str | None:
    """The word that begins and ends so: «рез-т», «ожид.»; None where several do."""
    if len(stem) < _LEAST_STEM:
        return None
    spelled, least = _spellings(columns), len(stem) + len(ending)
    keys = {spelled[form] for form in spelled if len(form) > least and form.startswith(stem) and form.endswith(ending)}
    return keys.pop() if len(keys) == 1 else None
