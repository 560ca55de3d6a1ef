"""What a text is about: mentoring, something else, or nothing that can be told from its words."""

import functools
from collections.abc import Iterable
from typing import Literal

from pipeline.normalize.words.phrases import Lemmas, content_lemmas, holds
from pipeline.normalize.words.wording import Words, language
from pipeline.vocabulary.shapes import Vocabulary

Subject = Literal["own", "other", "open"]


@functools.cache
def _phrases(vocabulary: Vocabulary, name: Literal["own", "others"]) -> dict[str, list[Lemmas]]:
    """The phrases by their first word."""
    words = language(vocabulary)
    found: dict[str, list[Lemmas]] = {}
    for phrase in getattr(vocabulary.wording, name):
        row = words.lemmas(phrase)
        found.setdefault(row[0], []).append(row)
    return found


def subject_of(words: Words, vocabulary: Vocabulary) -> Subject:
    """What the words are about. A word of mentoring wins: «Обучение наставников по ФГОС» is of mentoring.

    >>> from pipeline.vocabulary import load
    >>> texts = ("Обучение наставников по ФГОС", "Обновление раздела «Организация питания»", "Размещение на сайте")
    >>> [subject_of(language(load()).read(text), load()) for text in texts]
    ['own', 'other', 'open']
    """
    row = tuple(word.lemma for word in words)
    if _holds_any(row, _phrases(vocabulary, "own")):
        return "own"
    return "other" if _holds_any(row, _phrases(vocabulary, "others")) else "open"


def subject_of_plan(title: str | None, texts: Iterable[str], vocabulary: Vocabulary) -> Subject:
    """What a plan is about: what its title says, or else whether its texts speak of mentoring more than once."""
    read = language(vocabulary).read
    by_title = subject_of(read(title or ""), vocabulary)
    if by_title != "open":
        return by_title
    speaking = [text for text in texts if subject_of(read(text), vocabulary) == "own"]
    return "own" if len(speaking) > 1 else "open"


def _holds_any(row: Lemmas, phrases: dict[str, list[Lemmas]]) -> bool:
    return any(holds(phrase, row[at:]) for at, word in enumerate(row) for phrase in phrases.get(word, ()))


@functools.cache
def neutral_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words that say nothing about a subject."""
    canonical = language(vocabulary).canonical
    return frozenset(canonical(word) for phrase in vocabulary.wording.neutral for word in content_lemmas(phrase))
