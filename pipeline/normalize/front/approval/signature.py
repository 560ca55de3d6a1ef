"""Who approved: the position that an approval begins with, and the name beside the blank for the signature."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.morphology import can_be_nominative, is_known
from pipeline.normalize.front.openings import find_act
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lemmas, Lexicon, lemmas
from pipeline.text import WORD, fold, word_places
from pipeline.vocabulary.shapes import Vocabulary

_SURNAME = re.compile(r"(?:_{2,}\s*|/\s?)(?P<name>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?)\s*(?:/|$)")
_BLANK = re.compile(r"_{2,}|/")
_LEADS = ("начальник", "председатель", "руководитель", "министр")
"""Whose position says of what: «Начальник отдела образования»."""


class Signature(NamedTuple):
    """The person and the position, as written; whether the person is a surname alone, or one of several names."""

    person: str | None = None
    position: str | None = None
    is_guess: bool = False


def read_signature(lines: Sequence[str], vocabulary: Vocabulary) -> Signature:
    """Who approved, out of the lines of a block.

    >>> from pipeline.vocabulary import load
    >>> read_signature(["УТВЕРЖДАЮ", "Зам. директора по УМР", "______ М.Д. Лисовенко"], load())
    Signature(person='М.Д. Лисовенко', position='Зам. директора по УМР', is_guess=False)
    >>> read_signature(["Утверждено приказом директора"], load())
    Signature(person=None, position=None, is_guess=False)
    """
    person, is_guess = _person(lines, vocabulary)
    return Signature(person, _position(lines, vocabulary), is_guess)


def _person(lines: Sequence[str], vocabulary: Vocabulary) -> tuple[str | None, bool]:
    """The name beside a blank, else the only one; whether it is a guess."""
    texts = (*lines, " ".join(lines))
    found = [(line, start, end) for line in texts for start, end in find_persons(_without_titles(line, vocabulary))]
    found = [name for name in found if name[0] in lines] or found
    if not found:
        alone = next((match["name"] for line in lines if (match := _SURNAME.search(line))), None)
        return alone, alone is not None
    signed = [name for name in found if _BLANK.search(name[0][: name[1]]) or _BLANK.search(name[0][name[2] :])]
    line, start, end = next(iter(signed or found))
    names = {fold(text[first:last]) for text, first, last in signed or found}
    return line[start:end], len(names) > 1


def _without_titles(line: str, vocabulary: Vocabulary) -> str:
    """The line, as long as before, without blanks, and small letters where a word is no name: «директор А.А. Зимина».

    An initial is no title, though the dictionary makes of «Д» the «далее» of abbreviations.
    """
    titles = _titles(vocabulary)
    return WORD.sub(lambda word: word[0].lower() if len(word[0]) > 1 and lemmas(word[0])[:1] in titles else word[0], line.replace("_", " "))


@functools.cache
def _titles(vocabulary: Vocabulary) -> frozenset[Lemmas]:
    documents = vocabulary.documents
    heads = [phrase for role in vocabulary.roles.roles if role.code in {"head", "deputy_head"} for phrase in role.phrases]
    acts = [phrase for act in documents.acts for phrase in act.phrases]
    phrases = [*heads, *acts, *documents.positions, *documents.acting, *documents.approvals, *documents.other_blocks]
    return frozenset((word,) for phrase in phrases for word in lemmas(phrase) if len(word) > 1)


# ------------------------------------------------------------ the position


def _position(lines: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The first position in the nominative that no act stands before: «Директор МБОУ …», not «приказом директора»."""
    for line in lines:
        places = word_places(line)
        row = lemmas(line)
        for at, (start, end) in enumerate(places):
            count = _length(row, at, vocabulary)
            if count and can_be_nominative(line[start:end]) and not _is_of_act(line[:start], vocabulary):
                return _as_written(line, row, places, (at, at + count))
    return None


def _is_of_act(before: str, vocabulary: Vocabulary) -> bool:
    """Whether the words right before are those of an act, or a preposition: «приказом», «с»."""
    last = next(iter(reversed(WORD.findall(before))), "")
    return bool(last) and (find_act(last, vocabulary.documents) is not None or fold(last) in {"с", "к", "от", "по", "и", "имени"})


def _length(row: Lemmas, at: int, vocabulary: Vocabulary) -> int:
    """How many words from a place on name a position, those of an acting head and a deputy included; 0 where none does."""
    acting = _acting(vocabulary).longest(row, at)
    start = at + (acting[0] if acting else 0)
    role = _roles(vocabulary).longest(row, start) if start < len(row) else None
    return (acting[0] if acting else 0) + role[0] if role else 0


def _as_written(line: str, row: Lemmas, places: Sequence[tuple[int, int]], words: tuple[int, int]) -> str:
    """The position with what its holder answers for, without the organisation: «Зам. директора по УМР МБОУ …» up to «УМР»."""
    first, end = words
    if row[end : end + 1] == ("по",) and _joins(line, places, end):
        end = _end_of_area(line, places, end + 1)
    elif row[first] in _LEADS:
        while (
            end < len(row) and _joins(line, places, end) and row[end] != "администрация" and _is_common(line, places[end], end == first + 1)
        ):
            end += 1
    return line[places[first][0] : places[end - 1][1]] + (_closing(line, places[end - 1][1]) if end - first == 1 else "")


def _end_of_area(line: str, places: Sequence[tuple[int, int]], at: int) -> int:
    """Past the words after «по»: one in capitals («УМР»), or all small ones that follow one another."""
    end = at + 1 if at < len(places) else at
    if at < len(places) and not line[places[at][0] : places[at][1]].isupper():
        while end < len(places) and _joins(line, places, end) and _is_common(line, places[end]):
            end += 1
    return end


def _joins(line: str, places: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether nothing but blanks or a full stop of an abbreviation stands between a word and the one before."""
    return re.fullmatch(r"\.?\s*|,\s?", line[places[at - 1][1] : places[at][0]]) is not None


def _is_common(line: str, place: tuple[int, int], is_first: bool = False) -> bool:
    """Whether a word is no name; the first of an office may have a capital: «Председатель Комитета»."""
    word = line[place[0] : place[1]]
    return (word.islower() or (is_first and word.istitle())) and is_known(word)


def _closing(line: str, end: int) -> str:
    """The full stop of a position that is one abbreviation: «зав.»."""
    return "." if line[end : end + 1] == "." and not is_known(line[:end].rsplit(maxsplit=1)[-1]) else ""


@functools.cache
def _acting(vocabulary: Vocabulary) -> Lexicon[bool]:
    return Lexicon((phrase, True) for phrase in vocabulary.documents.acting)


@functools.cache
def _roles(vocabulary: Vocabulary) -> Lexicon[bool]:
    heads = [phrase for role in vocabulary.roles.roles if role.code in {"head", "deputy_head"} for phrase in role.phrases]
    kinds = {lemmas(phrase)[-1] for kind in vocabulary.organisations.kinds for phrase in kind.phrases if lemmas(phrase)}
    bare = [phrase for phrase in heads if lemmas(phrase)[-1] not in kinds]  # without «детским садом»: that is the organisation
    deputies = [f"{deputy} {head}" for deputy in ("заместитель", "зам.", "первый заместитель") for head in vocabulary.documents.positions]
    return Lexicon((phrase, True) for phrase in (*bare, *vocabulary.documents.positions, *deputies))
