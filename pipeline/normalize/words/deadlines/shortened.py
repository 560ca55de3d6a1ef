"""Shortened words of time made whole, as parts of the phrases that they belong to: «в теч. уч. г.», «III четв-ть», «Ежекв.».

What letters are left does not always tell the word («осен.»: «осень», «осенние»); the words beside it mostly do. So a place in the text is
compared with the phrases of the vocabulary, and words are completed only where the longest that fit mean one thing.
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.morphology import forms, lemma
from pipeline.normalize.words.deadlines.forms import Shape
from pipeline.normalize.words.deadlines.lexicon import Meaning, entries_of
from pipeline.text import fold, words
from pipeline.vocabulary.calendar import Calendar

_NEVER_SHORT = {"since", "until", "after", "through", "then", "ahead", "fillers", "times", "according", "schedules", "separate", "acts"}
"""Kinds of words that nobody shortens, or that are too near to others."""
_CODED = {"recurrence", "condition"}
"""Kinds whose words have one of several codes."""
_LEAST, _LEAST_WITH_ENDING = 3, 2
"""So many letters are left of a word that stands alone: «нач.», «кв-л»."""
_PREPOSITION = 2


class _Short(NamedTuple):
    """A word of a text: its letters, the letters behind a hyphen, and whether it ends so that it may be shortened."""

    stem: str
    ending: str
    is_short: bool


class _Phrase(NamedTuple):
    """The words of a phrase, what it means, and whether it is shortened itself («кварт.»): then no more is taken from it."""

    row: tuple[str, ...]
    meaning: Meaning
    is_short: bool


def complete(row: Sequence[Shape], text: str, calendar: Calendar) -> tuple[list[Shape], set[int]]:
    """The forms of a text with the shortened words whole, and where those begin (characters).

    >>> from pipeline.normalize.words.deadlines.forms import shapes
    >>> from pipeline.vocabulary import load
    >>> def completed(text):
    ...     return " ".join(str(shape.value) for shape in complete(shapes(text), text, load().calendar)[0])
    >>> completed("в теч. уч. г."), completed("2 кв-л"), completed("осен. кан."), completed("Ежекв.")
    ('в течение учебного года', '2 квартал', 'осенние каникулы', 'ежеквартально')
    >>> completed("пол. класса"), completed("и т. п."), completed("нач. отдела")
    ('пол класса', 'и т п', 'начало отдела')
    """
    shorts = [_short(shape, text) for shape in row]
    found, places, at = list(row), set[int](), 0
    while at < len(row):
        phrase = _meant(shorts, at, calendar)
        for index, word in enumerate(phrase):
            if not _is_word(shorts[at + index], word):
                found[at + index] = found[at + index]._replace(value=word)
                places.add(found[at + index].start)
        at += max(len(phrase), 1)
    return found, places


def _short(shape: Shape, text: str) -> _Short | None:
    if shape.kind != "word":
        return None
    stem, _, ending = fold(shape.value).partition("-")
    return _Short(stem, ending, bool(ending) or text[shape.end : shape.end + 1] == ".")


def _meant(row: Sequence[_Short | None], at: int, calendar: Calendar) -> tuple[str, ...]:
    """The words of the longest phrases that fit at a place, where those mean one thing; none where no word of them is shortened."""
    short = row[at]
    if short is None:
        return ()
    fitting = [phrase for phrase in _phrases(calendar).get(short.stem[:1], ()) if _fits(row, at, phrase)]
    longest = [phrase for phrase in fitting if len(phrase.row) == max(len(other.row) for other in fitting)]
    exact = [phrase for phrase in longest if all(map(_is_word, row[at:], phrase.row))]
    means_one = len({_key(phrase.meaning) for phrase in longest}) == 1 or len({tuple(map(lemma, phrase.row)) for phrase in longest}) == 1
    return next((phrase.row for phrase in exact or longest[:1] if exact or means_one), ())


def _key(meaning: Meaning) -> tuple[str, str]:
    """What tells one meaning from another: of a list of phrases its kind alone, and so of entries, which are equal by their phrases."""
    kind, value = meaning
    return kind, "" if isinstance(value, str) and kind not in _CODED else str(value)


def _fits(row: Sequence[_Short | None], at: int, phrase: _Phrase) -> bool:
    taken = row[at : at + len(phrase.row)]
    if len(taken) < len(phrase.row) or not all(short and _can_be(short, word) for short, word in zip(taken, phrase.row, strict=True)):
        return False
    least = [_LEAST_WITH_ENDING if short.ending else _LEAST for short in taken if short] if len(taken) == 1 else [_PREPOSITION]
    if phrase.is_short:
        return all(map(_is_word, taken, phrase.row))
    told = [short for short, word in zip(taken, phrase.row, strict=True) if short and len(word) > _PREPOSITION]
    return any(_is_word(short, word) or len(short.stem) >= least[0] for short, word in zip(taken, phrase.row, strict=True) if short in told)


def _is_word(short: _Short | None, word: str) -> bool:
    return short is not None and not short.ending and lemma(short.stem) == lemma(word)


def _can_be(short: _Short, word: str) -> bool:
    """Whether it is the word, or what is left of it: its first letters, and its last behind a hyphen."""
    if _is_word(short, word):
        return True
    least = len(short.stem) + len(short.ending)
    begins = short.is_short and len(word) > least and word.startswith(short.stem)
    return begins and any(len(form) > least and form.endswith(short.ending) for form in _forms(word))


@functools.cache
def _forms(word: str) -> frozenset[str]:
    return forms(word)


@functools.cache
def _phrases(calendar: Calendar) -> dict[str, list[_Phrase]]:
    """The phrases by the first letter of theirs."""
    found: dict[str, list[_Phrase]] = {}
    units = ((phrase, ("units", unit.code)) for unit in calendar.units for phrase in unit.phrases)
    for phrase, meaning in (*entries_of(calendar), *units):
        if meaning[0] not in _NEVER_SHORT and (row := tuple(words(phrase))):
            found.setdefault(row[0][0], []).append(_Phrase(row, meaning, phrase.endswith(".")))
    return found
