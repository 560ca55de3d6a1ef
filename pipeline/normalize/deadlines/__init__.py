"""Deadlines: a cell's text to the expressions of time in it.

A small language: `tokens` (what each word means), `grammar` (what expressions they make), `dates` (the days of the plan's
period). What no rule takes is `unclear`, with its text.
"""

import datetime as dt
import re
from typing import NamedTuple

from pipeline.model import Deadline, Period
from pipeline.normalize.deadlines.dates import Point, Span, with_years
from pipeline.normalize.deadlines.grammar import PLAN, Expression, Found, in_calendar_year, parse
from pipeline.normalize.deadlines.tokens import Token, tokens
from pipeline.text import DASHES, squash, tidy
from pipeline.vocabulary.calendar import Calendar

_SILENT = {"fillers", "comma", "dash", "since", "through", "until", "during", "academic"}


class Reading(NamedTuple):
    """The deadlines of one text; where a comma or «и» joins two, they are of one entry; and whether every word was understood."""

    entries: tuple[tuple[Deadline, ...], ...]
    whole: bool

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All of them, in order."""
        return tuple(deadline for entry in self.entries for deadline in entry)


def read_deadlines(text: str, period: Period, calendar: Calendar) -> Reading:
    """The expressions of time in a text of one line, in order. A text without words (a dash) says nothing."""
    text = tidy(text)
    if not any(character.isalnum() for character in text):
        return Reading((), True)
    row = tokens(text, calendar)
    groups = _grouped(row, list(parse(row)))
    if not groups:
        return Reading(((Deadline(text=text, kind="unclear"),),), True)
    texts = _texts(text, row, groups)
    expressions = _with_shared_year([expression for expression, _, _ in groups])
    taken = {at for _, start, end in groups for at in range(start, end)}
    whole = all(at in taken or token.kind in _SILENT for at, token in enumerate(row))
    deadlines = [_deadline(expression, found, period) for expression, found in zip(expressions, texts, strict=True)]
    return Reading(_entries(deadlines, [_is_joined(text, row, start) for _, start, _ in groups]), whole)


def _is_joined(text: str, row: list[Token], start: int) -> bool:
    """Whether a comma or «и» joins the expression that begins at a token with the one before."""
    before = text[row[start - 1].start : row[start].start] if start else ""
    return bool(re.search(r",|(?<!\w)и(?!\w)", before))


def _entries(deadlines: list[Deadline], joined: list[bool]) -> tuple[tuple[Deadline, ...], ...]:
    entries: list[tuple[Deadline, ...]] = []
    for deadline, is_joined in zip(deadlines, joined, strict=True):
        if is_joined and entries:
            entries[-1] = (*entries[-1], deadline)
        else:
            entries.append((deadline,))
    return tuple(entries)


Group = tuple[Expression, int, int]


def _grouped(row: list[Token], found: list[Found]) -> list[Group]:
    """Each span of time with the recurrences and conditions beside it; those alone are expressions of their own."""
    groups: list[Group] = []
    for expression, start, end in ((f.expression, f.start, f.end) for f in found if f.expression):
        last = groups[-1] if groups else None
        if last and _is_modifier(expression) and not _refuses(last[0], expression):
            groups[-1] = (_merge(last[0], expression), last[1], end)
        elif last and _is_modifier(last[0]) and not _is_modifier(expression) and not _refuses(expression, last[0]):
            groups[-1] = (_merge(expression, last[0]), last[1], end)
        else:
            groups.append((expression, start, end))
    return groups


def _is_modifier(expression: Expression) -> bool:
    """Whether it has no time of its own: a recurrence or a condition."""
    return expression.span == PLAN and expression.kind not in {"ongoing"} and bool(expression.recurrence or expression.conditions)


def _refuses(host: Expression, modifier: Expression) -> bool:
    return bool(host.recurrence and modifier.recurrence)


def _merge(host: Expression, modifier: Expression) -> Expression:
    kind = host.kind
    if _is_modifier(host) and "throughout" in {host.kind, modifier.kind}:
        kind = "throughout"
    conditions = tuple(dict.fromkeys((*host.conditions, *modifier.conditions)))
    return host._replace(kind=kind, recurrence=host.recurrence or modifier.recurrence, conditions=conditions)


def _texts(text: str, row: list[Token], groups: list[Group]) -> list[str]:
    """The whole text, cut where each expression but the first begins (its leading «в», «до» with it)."""
    cuts = [0]
    for _, start, _ in groups[1:]:
        first = start
        while row[first - 1].kind in {"fillers", "during"} and row[first - 1].start > cuts[-1]:
            first -= 1
        cuts.append(row[first].start)
    return [squash(text[start:end]).strip(" ,;" + DASHES) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _with_shared_year(expressions: list[Expression]) -> list[Expression]:
    """«сентябрь, октябрь 2023»: a month of a list takes the year that closes the list."""
    found = list(expressions)
    for at in range(len(found) - 2, -1, -1):
        here, following = found[at].span, found[at + 1].span
        year = following.start.year if following.start and following.start.month else None
        if year and here.start and here.end and here.start.month and not here.start.year and not here.end.year and not here.start.relative:
            found[at] = found[at]._replace(span=Span(here.start._replace(year=year), here.end._replace(year=year)))
    return found


def _deadline(expression: Expression, text: str, period: Period) -> Deadline:
    span = _span_of(expression, period)
    dated = expression.kind not in {"on_demand", "unclear"}
    return Deadline(
        text=text,
        kind=expression.kind,
        start=span.start.first() if dated and span.start else None,
        end=span.end.last() if dated and span.end else None,
        edtf=span.edtf() if dated else None,
        recurrence=expression.recurrence,
        conditions=expression.conditions,
    )


def _span_of(expression: Expression, period: Period) -> Span:
    if expression.span == PLAN:
        return _plan_span(period)
    span = (in_calendar_year(expression) if period.kind == "calendar_year" else expression).span
    if expression.kind == "throughout" and period.kind == "calendar_year" and span.start and span.start.relative:
        return Span(Point(None, span.start.month), Point(None, span.end.month if span.end else None))
    found = with_years(span, period)
    if expression.kind == "throughout" and found.start and found.end and not found.start.year:
        return Span(found.start._replace(day=None), found.end._replace(day=None))
    return found


def _plan_span(period: Period) -> Span:
    """The plan's period: days of a school year, the year or years themselves."""
    if period.start is None or period.end is None:
        return PLAN
    if period.kind == "academic_year" or (period.start.month, period.end.month) != (1, 12):
        return Span(_day(period.start), _day(period.end))
    return Span(Point(period.start.year), Point(period.end.year))


def _day(day: dt.date) -> Point:
    return Point(day.year, day.month, day.day)
