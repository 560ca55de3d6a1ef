"""Deadlines: a cell's text to the expressions of time in it.

A small language: `tokens` (what each word means), `grammar` (what expressions they make), `dates` (the days of the plan's
period). What no rule takes is `unclear`, with its text.
"""

import datetime as dt
import re
from typing import NamedTuple

from pipeline.model import Deadline, Period
from pipeline.normalize.words.deadlines.dates import Point, Span, with_years
from pipeline.normalize.words.deadlines.expressions import PLAN, Expression, Found
from pipeline.normalize.words.deadlines.grammar import parse
from pipeline.normalize.words.deadlines.terms import in_calendar_year
from pipeline.normalize.words.deadlines.tokens import Token, tokens
from pipeline.text import DASHES, squash, tidy
from pipeline.vocabulary.calendar import Calendar

_SILENT = {"fillers", "comma", "dash", "during", "academic"}
"""Words that may be left over without anything being lost. A «до» or «с» that no rule took is never one."""


_OF_A_LIST = {"YEARLY", "HALF_YEARLY"}
"""Recurrences that count the members of a list."""


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
    joined = [_is_joined(text, row, start) for _, start, _ in groups]
    expressions = _with_shared_year(_with_shared_words([expression for expression, _, _ in groups], joined))
    taken = {at for _, start, end in groups for at in range(start, end)}
    whole = all(at in taken or token.kind in _SILENT for at, token in enumerate(row))
    deadlines = [_deadline(expression, found, period) for expression, found in zip(expressions, texts, strict=True)]
    return Reading(_entries(deadlines, joined), whole)


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


def _grouped(row: list[Token], found: list[Found]) -> list[Found]:
    """Each span of time with the recurrences and conditions beside it; those alone are expressions of their own."""
    groups: list[Found] = []
    for expression, start, end in found:
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


def _with_shared_words(expressions: list[Expression], joined: list[bool]) -> list[Expression]:
    """What is said once of a list: «не позднее 20.12 и 20.05» (both due), «декабрь, май ежегодно» (both yearly)."""
    found = list(expressions)
    for at in range(1, len(found)):
        if joined[at] and found[at - 1].kind == "due" and found[at].kind == "interval" and found[at].span.start == found[at].span.end:
            found[at] = found[at]._replace(kind="due", span=Span(None, found[at].span.end))
    pairs = [(at - 1, at) for at in range(1, len(found)) if joined[at]]
    for one, other in [*pairs, *((after, before) for before, after in reversed(pairs))]:
        if found[one].recurrence in _OF_A_LIST and not found[other].recurrence and found[one].kind == found[other].kind:
            found[other] = found[other]._replace(recurrence=found[one].recurrence)
    return found


def _with_shared_year(expressions: list[Expression]) -> list[Expression]:
    """«сентябрь, октябрь 2023»: a month of a list takes the year that closes the list."""
    found = list(expressions)
    for at in range(len(found) - 2, -1, -1):
        here, following = found[at].span, found[at + 1].span
        year = following.start.year if following.start and following.start.month else None
        if not (year and following.start and here.start and here.end and _lacks_year(here.start) and _lacks_year(here.end)):
            continue
        own = year - ((here.end.month or 0) > (following.start.month or 0))  # «декабрь, январь 2026»
        end = here.end._replace(year=own)
        found[at] = found[at]._replace(span=Span(end if here.start == here.end else here.start, end))
    return found


def _lacks_year(point: Point) -> bool:
    return bool(point.month) and not point.year and not point.relative


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
    if expression.span == PLAN or _is_years_of(expression.span, period):
        return _plan_span(period)
    span = (in_calendar_year(expression) if period.kind == "calendar_year" else expression).span
    if expression.kind == "throughout" and period.kind == "calendar_year" and span.start and span.start.relative and not span.start.year:
        return Span(Point(None, span.start.month), Point(None, span.end.month if span.end else None))
    found = with_years(span, period)
    if expression.kind == "throughout" and found.start and found.end and not found.start.year:
        return Span(found.start._replace(day=None), found.end._replace(day=None))
    return found


def _is_years_of(span: Span, period: Period) -> bool:
    """«2025/2026» in a plan of that school year means the plan's days."""
    if period.kind != "academic_year" or not (period.start and period.end):
        return False
    return span == Span(Point(period.start.year), Point(period.end.year))


def _plan_span(period: Period) -> Span:
    """The plan's period: days of a school year, the year or years themselves."""
    if period.start is None or period.end is None:
        return PLAN
    if period.kind == "academic_year" or (period.start.month, period.end.month) != (1, 12):
        return Span(_day(period.start), _day(period.end))
    return Span(Point(period.start.year), Point(period.end.year))


def _day(day: dt.date) -> Point:
    return Point(day.year, day.month, day.day)
