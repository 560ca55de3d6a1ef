"""The words of a column's heading, mended: broken by a narrow column, run together, shortened, or with one letter amiss."""

import functools
import re

from pipeline.morphology import forms, is_known, lemma
from pipeline.normalize.words.spelling import Speller
from pipeline.text import fold, words
from pipeline.vocabulary.shapes import Columns

_WORD = re.compile(r"(?P<stem>[^\W\d_]+)(?:-(?P<ending>[а-яё]{1,3}))?(?P<dot>\.?)(?![^\W_])")
_LEAST = 5
"""A heading is short and of few words: «срокы» can be nothing else."""


@functools.cache
def _speller(columns: Columns) -> Speller:
    spelled = {word for column in columns.columns for phrase in column.phrases for word in words(phrase) if word.isalpha()}
    return Speller((form for word in spelled for form in forms(word) if lemma(form) == lemma(word)), _LEAST)


@functools.lru_cache(maxsize=5_000)
def mend_heading(text: str, columns: Columns) -> tuple[str, ...]:
    """The folded words of a heading, each that is no word made one of the vocabulary's, where only one is meant; none where all are words.

    >>> from pipeline.vocabulary import load
    >>> [" ".join(mend_heading(text, load().columns)) for text in ("Ожи даемый рез-т", "Срокиреализации", "Ф.И.О. педагога")]
    ['ожидаемый результат', 'сроки реализации', '']
    """
    speller, written = _speller(columns), list(_WORD.finditer(text))
    mended = tuple(found.word for found in speller.mend([_completed(found, speller) for found in written]))
    return mended if mended != tuple(fold(found[0]) for found in written) else ()


def _completed(found: re.Match[str], speller: Speller) -> str:
    stem, ending = fold(found["stem"]), found["ending"] or ""
    is_short = bool(ending) or (bool(found["dot"]) and not is_known(stem))
    return (speller.completed(stem, ending) if is_short else None) or stem
