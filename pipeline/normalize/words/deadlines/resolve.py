"""An expression to a deadline: its days in the period of the plan, and its EDTF."""

import datetime as dt

from pipeline.model import Deadline, Period
from pipeline.normalize.words.deadlines.dates import Point, Span, with_years
from pipeline.normalize.words.deadlines.expressions import PLAN, Expression
from pipeline.normalize.words.deadlines.terms import in_calendar_year


def resolve(expression: Expression, text: str, period: Period) -> Deadline:
    """The deadline that an expression is in a plan of the period; `text` as written."""
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
