"""Deadlines: a cell's text to the expressions of time in it.

A small language: `forms` and `mending` (the words, as they were meant), `tokens` with `lexicon` (what each means), `grammar` with
`times`, `points`, `terms`, `recurrences`, `conditions` (what expressions they make), `groups` (which belong together), `resolve` with
`dates` (their days in the plan's period). What no rule takes is `unclear`, with its text.
"""

import re
from typing import NamedTuple

from pipeline.model import Deadline, Period
from pipeline.normalize.words.deadlines.expressions import Evidence, Expression, Found, weakest
from pipeline.normalize.words.deadlines.grammar import parse
from pipeline.normalize.words.deadlines.groups import group, share_months, share_words, share_year
from pipeline.normalize.words.deadlines.resolve import resolve, settle
from pipeline.normalize.words.deadlines.tokens import Token, tokens
from pipeline.text import DASHES, squash, tidy
from pipeline.vocabulary.calendar import Calendar

_SILENT = {"fillers", "comma", "slash", "dash", "mark", "clock", "during", "academic", "then"}
"""Words that may be left over without anything being lost. A «до» or «с» that no rule took is never one."""


_LONGEST = 2_000
"""Characters of a text in which times are looked for: a page of them on one line is none that a person wrote."""


class Reading(NamedTuple):
    """The deadlines of one text; where a comma or «и» joins two, they are of one entry. `evidences`: what each rests on, in order;
    `whole`: whether every word was understood."""

    entries: tuple[tuple[Deadline, ...], ...]
    whole: bool
    evidences: tuple[Evidence, ...] = ()

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All of them, in order."""
        return tuple(deadline for entry in self.entries for deadline in entry)


def read_deadlines(text: str, period: Period, calendar: Calendar) -> Reading:
    """The expressions of time in a text of one line, in order. A text without words (a dash) says nothing.

    >>> from pipeline.vocabulary import load
    >>> [(one.kind, one.edtf, one.recurrence) for one in read_deadlines("Ежегодно, до 1 октября", Period(), load().calendar).deadlines]
    [('due', '../XXXX-10-01', 'YEARLY')]
    >>> [(one.text, one.edtf) for one in read_deadlines("Сентябрь 2023 В течение учебного года", Period(), load().calendar).deadlines]
    [('Сентябрь 2023', '2023-09'), ('В течение учебного года', 'XXXX-09/XXXX-05')]
    >>> [one.kind for one in read_deadlines("9-11 класс", Period(), load().calendar).deadlines]
    ['unclear']
    """
    text = tidy(text)
    if not any(character.isalnum() for character in text):
        return Reading((), True)
    row = tokens(text, calendar) if len(text) <= _LONGEST else []
    groups = group(list(parse(row)), row)
    if not groups:
        return Reading(((Deadline(text=text, kind="unclear"),),), True, ("unclear",))
    texts = _texts(text, row, groups)
    joined = [_is_joined(text, row, start) for _, start, _ in groups]
    expressions = share_year(share_months(share_words([expression for expression, _, _ in groups], joined), joined))
    expressions = [settle(expression, period) for expression in expressions]
    taken = {at for _, start, end in groups for at in range(start, end)}
    whole = all(at in taken or token.kind in _SILENT for at, token in enumerate(row))
    deadlines = [resolve(expression, found, period) for expression, found in zip(expressions, texts, strict=True)]
    return Reading(_entries(deadlines, joined), whole, tuple(_evidence(expression, whole) for expression in expressions))


def _evidence(expression: Expression, whole: bool) -> Evidence:
    if expression.kind == "unclear" and not expression.conditions:
        return "unclear"
    return expression.evidence if whole else weakest((expression.evidence, "left_over"))


def _is_joined(text: str, row: list[Token], start: int) -> bool:
    """Whether a comma or «и» joins the expression that begins at a token with the one before."""
    first = start
    while first and row[first - 1].kind in _SILENT:
        first -= 1
    before = text[row[first - 1].end : row[start].start] if first else ""
    return bool(re.search(r"[,/+]|(?<!\w)и(?!\w)", before))


def _entries(deadlines: list[Deadline], joined: list[bool]) -> tuple[tuple[Deadline, ...], ...]:
    entries: list[tuple[Deadline, ...]] = []
    for deadline, is_joined in zip(deadlines, joined, strict=True):
        if is_joined and entries:
            entries[-1] = (*entries[-1], deadline)
        else:
            entries.append((deadline,))
    return tuple(entries)


def _texts(text: str, row: list[Token], groups: list[Found]) -> list[str]:
    """The whole text, cut where each expression but the first begins (its leading «в», «до» with it)."""
    cuts = [0]
    for _, start, _ in groups[1:]:
        first = start
        while row[first - 1].kind in {"fillers", "during"} and row[first - 1].start > cuts[-1]:
            first -= 1
        cuts.append(row[first].start)
    return [_trim(text[start:end]) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _trim(text: str) -> str:
    """Without separators at its ends, and without a bracket that has no other."""
    text = squash(text).strip(" ,;" + DASHES)
    return text if text.count("(") == text.count(")") else text.strip("() ")


def is_time(text: str, calendar: Calendar) -> bool:
    """Whether a text is a time by itself, and not only how often or on what condition («ежегодно», «по запросу»)."""
    deadlines = read_deadlines(text, Period(), calendar).deadlines
    return is_deadline(text, calendar) and all(deadline.edtf or not (deadline.recurrence or deadline.conditions) for deadline in deadlines)


def is_deadline(text: str, calendar: Calendar) -> bool:
    """Whether a text is nothing but a time or a condition, every word of it."""
    reading = read_deadlines(text, Period(), calendar)
    return (
        reading.whole
        and bool(reading.deadlines)
        and all(deadline.kind != "unclear" or deadline.conditions for deadline in reading.deadlines)
    )
