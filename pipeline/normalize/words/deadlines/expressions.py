"""What the grammar of deadlines makes of tokens: times, expressions, and what each reading rests on."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from pipeline.model import DeadlineKind, Recurrence
from pipeline.normalize.words.deadlines.dates import Point, Span

PLAN = Span(None, None)
"""The plan's own period."""

Evidence = Literal[
    "whole", "shortened", "mended", "glued", "short_year", "implied", "uncounted", "ambiguous", "after", "left_over", "unclear"
]
"""What a reading rests on, the surest first; `vocab/review.yaml` says what each is and how sure."""

_ORDER: tuple[Evidence, ...] = (
    "whole", "shortened", "mended", "glued", "short_year", "implied", "uncounted", "ambiguous", "after", "left_over", "unclear",
)  # fmt: skip


def weakest(found: Iterable[Evidence]) -> Evidence:
    """The least sure of several; «whole» of none."""
    return max(found, key=_ORDER.index, default="whole")


class Time(NamedTuple):
    """A day, a month, a term: what one end of an interval can be. `calendar`: its days in a plan of a calendar year, where
    they are others; `before`: the point that «до …» means, where it is not the last."""

    span: Span
    calendar: Span | None = None
    before: Point | None = None
    evidence: Evidence = "whole"


TimeTaken = tuple[Time, int]
"""A time, and the place after it."""


class Expression(NamedTuple):
    """One expression of time. `span` PLAN: the plan's period; `calendar`: the span in a plan of a calendar year, where it is another."""

    kind: DeadlineKind
    span: Span = PLAN
    recurrence: Recurrence | None = None
    conditions: tuple[str, ...] = ()
    calendar: Span | None = None
    evidence: Evidence = "whole"


Taken = tuple[Expression, int]
"""What a rule read, and the place after it."""

Found = tuple[Expression, int, int]
"""An expression, and its tokens: the first, and one past the last."""


def interval(first: Time, last: Time) -> Expression:
    """From the first day of one time to the last day of another."""
    calendar = Span((first.calendar or first.span).start, (last.calendar or last.span).end) if first.calendar or last.calendar else None
    return Expression(
        "interval", Span(first.span.start, last.span.end), calendar=calendar, evidence=weakest((first.evidence, last.evidence))
    )


def due(time: Time) -> Expression:
    """Up to a time."""
    calendar = Span(None, time.calendar.end) if time.calendar else None
    is_told = time.before is not None and time.evidence == "implied"  # «до конца I четверти» tells its day, «в конце …» does not
    return Expression("due", Span(None, time.before or time.span.end), calendar=calendar, evidence="whole" if is_told else time.evidence)


def since(time: Time) -> Expression:
    """From a time on."""
    calendar = Span(time.calendar.start, None) if time.calendar else None
    return Expression("from", Span(time.span.start, None), calendar=calendar, evidence=time.evidence)
