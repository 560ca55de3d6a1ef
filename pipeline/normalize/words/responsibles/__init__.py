"""Responsibles: a line of a cell to the roles and persons in it.

A small language: `spelling` (words run together, broken, misspelt), `tokens` (what each word means), `segment`
and `grammar` (whom they name).
What nobody knows is «other», with its text: never a guess.
"""

import re
from itertools import pairwise
from typing import Literal

from pipeline.model import Responsible
from pipeline.morphology import can_be_genitive
from pipeline.normalize.words.responsibles.elements import OTHER, Element
from pipeline.normalize.words.responsibles.grammar import parse
from pipeline.normalize.words.responsibles.tokens import Token, tokens
from pipeline.text import DASHES, WORD, squash, tidy
from pipeline.vocabulary.shapes import Roles

__all__ = ["OTHER", "names_role", "read_judged", "read_responsibles", "reads_wholly"]

Evidence = Literal["whole", "glued", "mended", "ambiguous", "left_over", "unknown"]
"""What a decision rests on, from sure to unsure."""

_WORST_FIRST: tuple[Evidence, ...] = ("unknown", "left_over", "ambiguous", "mended", "glued")
_OUTER_AND = re.compile(r"\s+и$|^и\s+")
_TRIM = " ,;/\\:+" + DASHES
_LONG = 10


def read_responsibles(text: str, roles: Roles) -> tuple[Responsible, ...]:
    """The roles and persons of a line, in order; one role with several areas is said once for each.

    A text without words (a dash) says nothing.

    >>> from pipeline.vocabulary import load
    >>> [(one.role, one.area) for one in read_responsibles("Зам. директора по УВР, руководители ШМО", load().roles)]
    [('deputy_head', 'academic'), ('subject_lead', None)]
    >>> [(one.role, one.person) for one in read_responsibles("Котова И.О., заведующий; совет наставников", load().roles)]
    [('head', 'Котова И.О.'), ('other', None)]
    """
    return tuple(responsible for responsible, _ in read_judged(text, roles))


def read_judged(text: str, roles: Roles) -> tuple[tuple[Responsible, Evidence], ...]:
    """The same, each with the evidence that it rests on.

    >>> from pipeline.vocabulary import load
    >>> [evidence for text in ("куратор", "куратар", "куратор музея", "звездочёт") for _, evidence in read_judged(text, load().roles)]
    ['whole', 'mended', 'left_over', 'unknown']
    """
    text = tidy(text)
    if not WORD.search(text):
        return ()
    row = tokens(text, roles)
    elements = parse(row, roles) or [Element(0, doubts=frozenset({"unknown"}))]
    if len(row) > _LONG and not any(element.role or element.person for element in elements):
        elements = elements[:1]  # a sentence, not a list of those whom nobody knows
    bounds = [0, *(element.start for element in elements[1:]), len(text)]
    return tuple(
        judged
        for element, (start, end) in zip(elements, pairwise(bounds), strict=True)
        for judged in _judged(element, _trim(text[start:end]), roles)
    )


def _judged(element: Element, written: str, roles: Roles) -> list[tuple[Responsible, Evidence]]:
    areas = element.areas or (roles.deputy_abbreviations.get(written.split(maxsplit=1)[0].strip(_TRIM + ".")) if written else None,)
    evidence: Evidence = next((doubt for doubt in _WORST_FIRST if doubt in element.doubts), "whole")
    return [(Responsible(text=written, role=element.role or OTHER, area=area, person=element.person), evidence) for area in areas]


def _trim(text: str) -> str:
    """Without separators and «и» at its ends, and without a bracket that has no other."""
    text = _OUTER_AND.sub("", squash(text).strip(_TRIM))
    if text.count("(") > text.count(")"):
        text = text.removesuffix("(") if text.endswith("(") else text.removeprefix("(")
    return (text.removesuffix(")") if text.count(")") > text.count("(") else text).strip(_TRIM)


def reads_wholly(text: str, roles: Roles) -> bool:
    """Whether a line is a role or a name by itself, and every word of it is of a role, an area or a name."""
    row = tokens(tidy(text), roles)
    return any(token.kind in {"role", "person"} for token in row) and all(_is_understood(token, at) for at, token in enumerate(row))


def _is_understood(token: Token, at: int) -> bool:
    depends = at > 0 and token.text.islower() and can_be_genitive(token.first)  # «учитель информатики»
    return (token.kind != "word" and not (token.kind == "area" and at == 0)) or depends


def names_role(text: str, roles: Roles) -> bool:
    """Whether a phrase of the vocabulary stands in the text, be it one of the roles that are «other»."""
    return any(token.kind == "role" for token in tokens(tidy(text), roles))
