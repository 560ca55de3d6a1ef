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
from pipeline.morphology import lemma
from pipeline.normalize.persons import find_persons
from pipeline.normalize.phrases import Lexicon
from pipeline.text import fold, squash, tidy
from pipeline.vocabulary.shapes import Roles

OTHER = "other"
_SEPARATOR = re.compile(r"[,;/]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST_AND = re.compile(r"\s+и$")
_TRIM = " ,;/-–—:"


class _Element(NamedTuple):
    """What a piece of text names. All None: words that nobody knows."""

    start: int
    role: str | None = None
    person: str | None = None
    areas: tuple[str, ...] = ()


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
    """
    text = tidy(text)
    segments = [_segment(text, start, end, roles) for start, end in _segments(text)]
    elements = _with_persons(_with_areas(element for segment in segments for element in segment))
    bounds = [0, *(element.start for element in elements[1:]), len(text)]
    found: list[Responsible] = []
    for element, (start, end) in zip(elements, pairwise(bounds), strict=False):
        written = _LAST_AND.sub("", squash(text[start:end]).strip(_TRIM))
        areas = element.areas or (roles.deputy_abbreviations.get(written.split()[0]) if written else None,)
        found += [Responsible(text=written, role=element.role or OTHER, area=area, person=element.person) for area in areas]
    return tuple(found)


def reads_wholly(text: str, roles: Roles) -> bool:
    """Whether every word of a line is of a role, an area or a name, so that it can stand in no other column."""
    text = tidy(text)
    persons = find_persons(text)
    bare = "".join(" " if any(start <= at < end for start, end in persons) else character for at, character in enumerate(text))
    row = tuple(lemma(fold(found[0])) for found in _WORD.finditer(bare))
    at = 0
    while at < len(row):
        phrase = _roles(roles).longest(row, at) or (_areas(roles).longest(row, at) if at else None)
        if not phrase and row[at] not in {"и", "по"}:
            return False
        at += phrase[0] if phrase else 1
    return bool(row or persons)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The pieces between separators that hold a word."""
    bounds = [0, *(found.end() for found in _SEPARATOR.finditer(text)), len(text)]
    return ((start, end) for start, end in pairwise(bounds) if _WORD.search(text[start:end]))


def _segment(text: str, start: int, end: int, roles: Roles) -> list[_Element]:
    """The elements of one segment. Words before the first and between them belong to their neighbours («куратор школы»)."""
    persons = dict(find_persons(text[start:end]))
    places = [found.span() for found in _WORD.finditer(text[start:end]) if not _inside(found.start(), persons)]
    row = tuple("" if first in persons else lemma(fold(text[start + first : start + last])) for first, last in places)
    found: list[_Element] = []
    at = 0
    while at < len(row):
        first = start + places[at][0]
        role = _roles(roles).longest(row, at)
        area = _areas(roles).longest(row, at) if not found or found[-1].role else None
        if places[at][0] in persons:
            found.append(_Element(first, person=text[first : start + persons[places[at][0]]]))
        elif role:
            found.append(_Element(first, role=role[1]))
        elif area and not found and at == 0:
            found.append(_Element(first, areas=(area[1],)))
        elif area and found:
            found[-1] = found[-1]._replace(areas=(*found[-1].areas, area[1]))
        at += (role or area or (1,))[0]
    if not found and "№" in text[start:end]:
        return []  # the organisation's name behind a role: «заведующий, МБДОУ №18»
    return [found[0]._replace(start=start), *found[1:]] if found else [_Element(start)]


def _inside(place: int, persons: dict[int, int]) -> bool:
    return any(start < place < end for start, end in persons.items())


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
        elif last and element.role and last.person and not last.role:
            found[-1] = element._replace(start=last.start, person=last.person)
        else:
            found.append(element)
    return found
