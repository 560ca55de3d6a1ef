"""Responsibles: a line of a cell to the roles and persons in it.

A small language: segments between commas; in each the roles of the vocabulary, what a deputy answers for («по УВР»), names
before or after the role. What nobody knows is «other», with its text: never a guess.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Responsible
from pipeline.morphology import can_be_genitive, can_be_nominative, is_instrumental, lemma
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lemmas, Lexicon
from pipeline.text import WORD, fold, squash, tidy
from pipeline.vocabulary.shapes import Roles

OTHER, HEAD = "other", "head"
_SEPARATOR = re.compile(r"[,;]|(?<=\w\w)\s*/\s*(?=\w\w)")  # not in «мастер п/о»
_SPACED_HYPHEN = re.compile(r"(?<=о)\s+-\s+(?=[а-яё])")  # «учебно - воспитательной»
_LAST_AND = re.compile(r"\s+и$")
_TRIM = " ,;/-–—:"


class _Element(NamedTuple):
    """What a piece of text names; `lists`: a colon follows the role, and names. All None: words that nobody knows."""

    start: int
    role: str | None = None
    person: str | None = None
    areas: tuple[str, ...] = ()
    lists: bool = False


@functools.cache
def _roles(roles: Roles) -> Lexicon[str]:
    return Lexicon((phrase, entry.code) for entry in roles.roles for phrase in entry.phrases)


@functools.cache
def _areas(roles: Roles) -> Lexicon[str]:
    """Also without the hyphen that a broken line may have lost: «учебнометодической»."""
    phrases = [(phrase, entry.code) for entry in roles.areas for phrase in entry.phrases]
    return Lexicon([*phrases, *((phrase.replace("-", ""), code) for phrase, code in phrases if "-" in phrase)])


def read_responsibles(text: str, roles: Roles) -> tuple[Responsible, ...]:
    """The roles and persons of a line, in order; one role with several areas is said once for each.

    A text without words (a dash) says nothing.

    >>> from pipeline.vocabulary import load
    >>> [(one.role, one.area) for one in read_responsibles("Зам. директора по УВР, руководители ШМО", load().roles)]
    [('deputy_head', 'academic'), ('subject_lead', None)]
    >>> [(one.role, one.person) for one in read_responsibles("Котова И.О., заведующий; совет наставников", load().roles)]
    [('head', 'Котова И.О.'), ('other', None)]
    """
    text = _SPACED_HYPHEN.sub("-", tidy(text))
    segments = [_segment(text, start, end, roles) for start, end in _segments(text)]
    elements = _with_persons(_with_areas(element for segment in segments for element in segment))
    if not elements and WORD.search(text):
        elements = [_Element(0)]
    bounds = [0, *(element.start for element in elements[1:]), len(text)]
    found: list[Responsible] = []
    for element, (start, end) in zip(elements, pairwise(bounds), strict=False):
        written = _LAST_AND.sub("", squash(text[start:end]).strip(_TRIM))
        areas = element.areas or (roles.deputy_abbreviations.get(written.split()[0]) if written else None,)
        found += [Responsible(text=written, role=element.role or OTHER, area=area, person=element.person) for area in areas]
    return tuple(found)


def reads_wholly(text: str, roles: Roles) -> bool:
    """Whether a line is a role or a name by itself, and every word of it is of a role, an area or a name."""
    words = _words(tidy(text), 0, len(tidy(text)))
    row = _row(words)
    at = 0
    names_somebody = any(word.person for word in words)
    while at < len(row):
        role = _roles(roles).longest(row, at)
        names_somebody = names_somebody or role is not None
        phrase = role or (_areas(roles).longest(row, at) if at else None)
        depends = at > 0 and words[at].text.islower() and can_be_genitive(words[at].text)  # «учитель информатики»
        if not phrase and not depends and row[at] not in {"и", "по", ""}:
            return False
        at += phrase[0] if phrase else 1
    return names_somebody


def names_role(text: str, roles: Roles) -> bool:
    """Whether a phrase of the vocabulary stands in the text, be it one of the roles that are «other»."""
    row = _row(_words(tidy(text), 0, len(tidy(text))))
    return any(_roles(roles).longest(row, at) for at in range(len(row)))


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The pieces between separators that hold a word."""
    bounds = [0, *(found.end() for found in _SEPARATOR.finditer(text)), len(text)]
    return ((start, end) for start, end in pairwise(bounds) if WORD.search(text[start:end]))


def _segment(text: str, start: int, end: int, roles: Roles) -> list[_Element]:
    """The elements of one segment. Words before the first and between them belong to their neighbours («куратор школы»)."""
    words = _words(text, start, end)
    row = _row(words)
    found: list[_Element] = []
    at = 0
    while at < len(row):
        role = _roles(roles).longest(row, at)
        area = _areas(roles).longest(row, at) if not found or found[-1].role else None
        if words[at].person:
            found.append(_Element(words[at].start, person=words[at].text))
        elif role and _begins_role(words, at, bool(found)):
            last = words[at + role[0] - 1]
            lists = text[last.start + len(last.text) :].lstrip().startswith(":")
            found.append(_Element(words[at].start, OTHER if _leads_something(words, at + role[0], role[1]) else role[1], lists=lists))
        elif area and not found and row[:at] in {(), ("по",)}:
            found.append(_Element(words[at].start, areas=(area[1],)))
        elif area and found and (row[at - 1] == "по" or found[-1].areas):
            found[-1] = found[-1]._replace(areas=(*found[-1].areas, area[1]))
        at += (role or area or (1,))[0]
    if not found and "№" in text[start:end]:
        return []  # the organisation's name behind a role: «заведующий, МБДОУ №18»
    return [found[0]._replace(start=start), *found[1:]] if found else [_Element(start)]


class _Word(NamedTuple):
    """A word of a segment, or a name taken as one."""

    text: str
    start: int
    person: bool = False


def _words(text: str, start: int, end: int) -> list[_Word]:
    """The words between two places, in order; what stands in quotes is the name of something, and names nobody."""
    persons = {start + first: start + last for first, last in find_persons(text[start:end])}
    quoted = [found.span() for found in re.finditer(r"«[^»]*»?", text)]
    words = [_Word(text[first:last], first, person=True) for first, last in persons.items()]
    for found in WORD.finditer(text, start, end):
        taken = [*persons.items(), *quoted]
        if not any(first <= found.start() < last for first, last in taken):
            words.append(_Word(found[0], found.start()))
    return sorted(words, key=lambda word: word.start)


@functools.lru_cache(maxsize=1_000)
def _lemma(word: str) -> str:
    return lemma(fold(word))


def _row(words: list[_Word]) -> Lemmas:
    return tuple("" if word.person else _lemma(word.text) for word in words)


def _begins_role(words: list[_Word], at: int, is_later: bool) -> bool:
    """Whether a role begins here, and not a word that depends on the one before («совет наставников», «куратор ШМО»)."""
    if at == 0 or (is_later and _lemma(words[at - 1].text) == "и"):
        return True
    word = words[at].text
    is_abbreviation = word.isupper() and len(word) > 1
    return not is_abbreviation and (word[0].isupper() or can_be_nominative(word))


def _leads_something(words: list[_Word], after: int, role: str) -> bool:
    """«зав. отделением», «заведующий библиотекой»: the head of a part, not of the organisation."""
    return role == HEAD and after < len(words) and not words[after].person and is_instrumental(words[after].text)


def _with_areas(elements: Iterable[_Element]) -> list[_Element]:
    """«зам. директора по учебной, воспитательной работе»: a segment that is an area belongs to the role before it."""
    found: list[_Element] = []
    for element in elements:
        if found and found[-1].areas and element.areas and not element.role:
            found[-1] = found[-1]._replace(areas=(*found[-1].areas, *element.areas))
        else:
            found.append(element)
    return found


def _with_persons(elements: list[_Element]) -> list[_Element]:
    """A name belongs to the role right before it, or else to the one right after («Котова И.О., заведующий»)."""
    found: list[_Element] = []
    for element in elements:
        last = found[-1] if found else None
        if last and element.person and not element.role and last.role and not last.person:
            found[-1] = last._replace(person=element.person)
        elif last and element.person and not element.role and last.lists:
            found.append(element._replace(role=last.role, areas=last.areas, lists=True))
        elif last and element.role and last.person and not last.role:
            found[-1] = element._replace(start=last.start, person=last.person)
        else:
            found.append(element)
    return found
