"""The words of the built-in vocabulary that stand beside names and are none: roles, organs, acts, months.

A region's additions are not asked: which words name nobody must be the same for every reader of a line.
"""

import functools
from collections.abc import Iterator

from pipeline.morphology import is_adjective, lemma
from pipeline.text import fold, words
from pipeline.vocabulary import load

_SHORTEST = 3
"""A word of two letters may be a surname, or initials («Ли», «МО»)."""


def names_nobody(word: str) -> bool:
    """Whether the vocabulary has the word, as a noun, for something else than a name.

    >>> [names_nobody(word) for word in ("Директору", "ТЬЮТОР", "Приказ", "Января", "России", "Педагогический", "Ли", "Котова")]
    [True, True, True, True, True, False, False, False]
    """
    return lemma(fold(word)) in _nouns() or is_abbreviation_of_role(word)


def is_of_role(word: str) -> bool:
    """Whether the vocabulary has the word as an adjective of a role: «Социальный», «Педагогических»."""
    return lemma(fold(word)) in _adjectives()


def is_work(word: str) -> bool:
    """Whether what is named is an author's: «по методике», «книгу»; not «методисту», «ученику»."""
    return lemma(fold(word)) in _works()


def is_abbreviation_of_role(word: str) -> bool:
    """«Зам», «СТ»: no surname, and no initials."""
    return fold(word) in load().roles.abbreviations


@functools.cache
def _nouns() -> frozenset[str]:
    rows = [words(phrase) for phrase in _phrases()]
    found = {word for row in rows for word in row if len(row) == 1 or not is_adjective(word)}  # «заведующий» is one by itself
    parts = {part for word in found for part in (word, *word.split("-"))}
    return frozenset(lemma(part) for part in parts if len(part) >= _SHORTEST)


@functools.cache
def _adjectives() -> frozenset[str]:
    phrases = [phrase for role in load().roles.roles for phrase in role.phrases]
    return frozenset(lemma(part) for phrase in phrases for word in words(phrase) for part in word.split("-") if is_adjective(part))


@functools.cache
def _works() -> frozenset[str]:
    return frozenset(lemma(word) for phrase in load().documents.works for word in words(phrase))


def _phrases() -> Iterator[str]:
    vocabulary = load()
    roles, documents = vocabulary.roles, vocabulary.documents
    yield from (phrase for role in roles.roles for phrase in role.phrases)
    yield from (phrase for month in vocabulary.calendar.months for phrase in month.phrases)
    yield from (phrase for act in documents.acts for phrase in act.phrases)
    for phrases in (
        *(roles.members, roles.own),
        *(documents.positions, documents.records, documents.councils, documents.authorities, documents.approvals),
        *(documents.other_blocks, documents.annexes, documents.federal, documents.beside_names),
    ):
        yield from phrases
