"""What the words and phrases of `vocab/roles.yaml` mean, and all the forms that they are written in."""

import functools
import re
from collections.abc import Iterator, Mapping

from pipeline.morphology import forms, lemma
from pipeline.normalize.words.phrases import Lemmas, Lexicon
from pipeline.text import words
from pipeline.vocabulary.shapes import Roles

Meaning = tuple[str, str]
"""Kind of a token, and its value: the code of a role or an area, or the phrase itself."""

PLAIN_KINDS = ("acting", "members", "joiners", "answering", "territories", "own", "topic", "fillers")
"""Lists of the vocabulary whose phrases are what their list is called."""


@functools.cache
def lexicon(roles: Roles) -> Lexicon[Meaning]:
    """All phrases. Where one phrase stands in two lists, the role comes before the area, and that before the rest."""
    return Lexicon(_phrases(roles), functools.partial(row_of, roles=roles))


@functools.cache
def duties(roles: Roles) -> tuple[tuple[str, Lexicon[str]], ...]:
    """For each role that is named by what somebody answers for («за сайт»): the words for it."""
    split = functools.partial(row_of, roles=roles)
    return tuple((entry.code, Lexicon(((phrase, entry.code) for phrase in entry.phrases), split)) for entry in roles.duties)


@functools.cache
def ambiguous(roles: Roles) -> frozenset[Lemmas]:
    """The phrases that have two meanings, by the keys of their words."""
    return frozenset(row_of(phrase, roles) for phrase in roles.ambiguous)


def row_of(text: str, roles: Roles) -> Lemmas:
    """The keys of the words of a phrase; a hyphen parts two words, so that «педагог-психолог» and «педагог психолог» are one."""
    return tuple(key(part, roles) for word in words(text) for part in parts(word, roles))


def parts(word: str, roles: Roles) -> list[str]:
    """The words that hyphens join; an abbreviation («рук-ль») is one word."""
    return [word] if word.casefold() in roles.abbreviations else re.findall(r"[^-]+", word)


@functools.lru_cache(maxsize=20_000)
def key(word: str, roles: Roles) -> str:
    """What a folded word is looked up by: the lemma, of the full word where it is an abbreviation."""
    return lemma(roles.abbreviations.get(word, word))


@functools.cache
def spellings(roles: Roles) -> Mapping[str, str]:
    """All forms of all words of the phrases, with their keys; what two words share is left out."""
    found: dict[str, set[str]] = {}
    for phrase in (*_all_phrases(roles), *roles.abbreviations.values()):
        for word in words(phrase):
            for part in parts(word, roles):
                for form in {part, *forms(part)}:
                    found.setdefault(form, set()).add(key(form, roles))
    return {form: next(iter(keys)) for form, keys in sorted(found.items()) if len(keys) == 1}


@functools.cache
def named_words(roles: Roles) -> frozenset[str]:
    """The keys of all words that roles, areas and duties are named by."""
    entries = (*roles.roles, *roles.areas, *roles.duties)
    return frozenset(found for entry in entries for phrase in entry.phrases for found in row_of(phrase, roles))


def _phrases(roles: Roles) -> Iterator[tuple[str, Meaning]]:
    yield from ((phrase, ("role", entry.code)) for entry in roles.roles for phrase in entry.phrases)
    for entry in roles.areas:
        for phrase in entry.phrases:
            yield from (
                (spelt, ("area", entry.code)) for spelt in {phrase, phrase.replace("-", "")}
            )  # «учебновоспитательной» is a word, too
    for kind in PLAIN_KINDS:
        yield from ((phrase, (kind, phrase)) for phrase in getattr(roles, kind))


def _all_phrases(roles: Roles) -> Iterator[str]:
    yield from (phrase for phrase, _ in _phrases(roles))
    yield from (phrase for entry in roles.duties for phrase in entry.phrases)
