"""When: the deadlines of activities as dates and days, and what several of them come to together.

Decisions, each of which would mislead a reader if taken the other way:
- «В течение года», «постоянно» (kinds throughout and ongoing) tell no time of their own, and count only where nothing else does.
- A start that is told counts as the first only if no deadline without a start is due before it; so, too, the last end.
- Deadlines count alike whether they stand at the activity itself or in a merged or carried cell above it.
- In a plan of several years a deadline without a year comes again each year: it has days, and no place in an order.
"""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from pipeline.compare.datasets import Datasets
from pipeline.compare.days import YEAR_DAYS, Span, cycle_year, day_from, span_days

_BLANKET = ("throughout", "ongoing")
_NO_SPAN: Span = (None, None)
_LAST_DAY = 396
"""The school year's own cycle ends with the next August, day 395."""


class _Plan(NamedTuple):
    """The period of a plan. anchor: the year of the 1 August from which days are counted; None where no year is known."""

    anchor: int | None
    is_long: bool
    opens: int

    @property
    def is_one_year(self) -> bool:
        """Whether all its days are of one known year."""
        return self.anchor is not None and not self.is_long


class Told(NamedTuple):
    """A deadline of a plan. `at`: days from 1 August in which the plan's year begins; `days`: those in the cycle of any year."""

    start: dt.date | None
    end: dt.date | None
    at: Span
    days: Span
    is_blanket: bool
    plan: _Plan


class Time(NamedTuple):
    """What the deadlines of some activities come to.

    dates: the first and last date that any of them names. begins_by: on the plan's own axis, the day by which it has certainly begun.
    """

    start: dt.date | None
    end: dt.date | None
    at: Span
    days: Span
    dates: tuple[dt.date | None, dt.date | None]
    begins_by: int | None
    is_blanket: bool


def deadlines(data: Datasets) -> Iterator[tuple[str, str, Told]]:
    """Document, activity and time of each deadline that tells one."""
    plans = _plans(data)
    columns = ("document_id", "activity_id", "kind", "start", "end", "edtf")
    for document, activity, kind, start, end, edtf in zip(*(data.deadlines[name] for name in columns), strict=True):
        told = _told(start, end, edtf, kind in _BLANKET, plans[document])
        if told.days != _NO_SPAN:
            yield document, activity, told


def _plans(data: Datasets) -> dict[str, _Plan]:
    columns = ("document_id", "period_start", "period_end", "period_kind")
    return {key: _plan(start, end, kind) for key, start, end, kind in zip(*(data.documents[name] for name in columns), strict=True)}


def _plan(start: dt.date | None, end: dt.date | None, kind: str) -> _Plan:
    if start is None:
        return _Plan(None, kind == "years", 0)
    anchor = cycle_year(start)
    is_long = kind == "years" or (end is not None and (end - start).days > YEAR_DAYS)
    return _Plan(anchor, is_long, 0 if kind == "academic_year" else day_from(anchor, start) or 0)


@functools.lru_cache(100_000)
def _told(start: dt.date | None, end: dt.date | None, edtf: str | None, is_blanket: bool, plan: _Plan) -> Told:
    days = span_days(start, end, edtf)
    is_dated = start is not None or end is not None
    if plan.anchor is None:
        at = days
    elif is_dated:
        at = (day_from(plan.anchor, start), day_from(plan.anchor, end))
    else:
        at = _NO_SPAN if plan.is_long else _moved(days, plan.opens)
    return Told(start, end, at, days, is_blanket, plan)


def _moved(days: Span, opens: int) -> Span:
    """The days in the year that begins on day `opens`."""
    first = days[0] if days[0] is not None else days[1]
    return _shifted(days, YEAR_DAYS if first is not None and first < opens else 0)


def _in_cycle(at: Span, plan: _Plan) -> Span:
    """Days of a plan's own axis as days of the cycle; the August that ends a school year stays at its end."""
    first = at[0] if at[0] is not None else at[1]
    if first is None or 0 <= first < (YEAR_DAYS if plan.opens else _LAST_DAY):
        return at
    return _shifted(at, -(first // YEAR_DAYS) * YEAR_DAYS)


def _shifted(span: Span, by: int) -> Span:
    start, end = span
    return (None if start is None else start + by, None if end is None else end + by)


# ------------------------------------------------------------ several together


def together(times: Sequence[Told]) -> Time:
    """What deadlines come to: those that tell a time of their own, or else the blanket ones."""
    own = [time for time in times if not time.is_blanket] or list(times)
    plan = own[0].plan
    at = _ends(time.at for time in own)
    dates = [date for time in own for date in (time.start, time.end) if date is not None]
    start, end = _ends((time.start, time.end) for time in own)
    return Time(
        start, end, at, _in_cycle(at, plan) if plan.is_one_year else _ends(time.days for time in own), (min(dates, default=None), max(dates, default=None)),
        min((first for first in map(_begins, own) if first is not None), default=None), own[0].is_blanket,
    )  # fmt: skip


def _begins(time: Told) -> int | None:
    return time.at[0] if time.at[0] is not None else time.at[1]


D = TypeVar("D", int, dt.date)


def _ends(spans: Iterable[tuple[D | None, D | None]]) -> tuple[D | None, D | None]:
    """The first start and last end, each None where an open span goes beyond it.

    >>> _ends([(31, 60), (None, 45)]), _ends([(61, 70), (None, 45)]), _ends([(31, 60), (50, None)]), _ends([(31, 60), (90, None)])
    ((31, 60), (None, 70), (31, 60), (31, None))
    """
    found = list(spans)
    first = min((start for start, _ in found if start is not None), default=None)
    last = max((end for _, end in found if end is not None), default=None)
    if first is not None and any(start is None and end is not None and end < first for start, end in found):
        first = None
    if last is not None and any(end is None and start is not None and start > last for start, end in found):
        last = None
    return first, last
