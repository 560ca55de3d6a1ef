"""Words of time that were typed wrong, run together, broken or cut short: each made whole, and marked.

Only words that the dictionary does not know are touched, and only the vocabulary's own words of time come of it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.morphology import lemma
from pipeline.normalize.words.deadlines.expressions import Evidence
from pipeline.normalize.words.deadlines.forms import Shape
from pipeline.normalize.words.deadlines.lexicon import Words
from pipeline.normalize.words.spelling import Mended
from pipeline.text import fold

_LEAST_CUT = 4
"""A month cut short has so many letters at least («сентяб.»)."""


class Word(NamedTuple):
    """A form with the lemma of its word (empty where it is none), and how sure it is that this word was meant."""

    kind: str
    value: Any
    start: int
    end: int
    lemma: str
    evidence: Evidence = "whole"


def mend(row: Sequence[Shape], words: Words) -> list[Word]:
    """The forms of a text with their words, in order.

    >>> from pipeline.normalize.words.deadlines.forms import shapes
    >>> from pipeline.normalize.words.deadlines.lexicon import words_of
    >>> from pipeline.vocabulary import load
    >>> words = words_of(load().calendar)
    >>> texts = ("втечение", "сентябрьоктябрь", "мартовский", "сентбре", "ежемесечно", "октяб", "июнль", "сертификация")
    >>> [" ".join(word.lemma or word.kind for word in mend(shapes(text), words)) for text in texts]
    ['в течение', 'сентябрь dash октябрь', 'мартовский', 'сентябрь', 'ежемесячно', 'октябрь', 'июнль', 'сертификация']
    """
    written = [fold(shape.value) if shape.kind == "word" else "" for shape in row]
    found: list[Word] = []
    for mended in words.speller.mend(written):
        shape = row[mended.at]
        if shape.kind != "word":
            found.append(Word(*shape, ""))
            continue
        word = _completed(mended, words)
        evidence: Evidence = "whole" if word.how == "whole" else "mended"
        end = row[mended.at + mended.length - 1].end
        value = shape.value if word.how == "whole" else word.word
        found.append(Word("word", value, shape.start, end, lemma(word.word), evidence))
    return list(_with_lost_marks(found, words))


def _completed(mended: Mended, words: Words) -> Mended:
    """«октяб.» is a month, cut short."""
    if mended.how != "whole" or words.speller.is_right(mended.word):
        return mended
    month = words.months.completed(mended.word, least=_LEAST_CUT)
    return mended._replace(word=month, how="mended") if month else mended


def _with_lost_marks(row: Sequence[Word], words: Words) -> Iterator[Word]:
    """Between two months that stood run together a sign was lost: most often the hyphen at a line's end."""
    months = [_is_month(word, words) for word in row]
    for at, word in enumerate(row):
        beside = [place for place in range(len(row)) if row[place].start == word.start]
        if at and beside == [at - 1, at] and months[at - 1] and months[at]:
            yield Word("dash", "", word.start, word.end, "", "glued")
        yield word


def _is_month(word: Word, words: Words) -> bool:
    meaning = words.phrases.meaning(word.lemma) if word.lemma else None
    return meaning is not None and meaning[0] == "month"
