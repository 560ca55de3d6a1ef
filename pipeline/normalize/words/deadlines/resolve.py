"""An expression to a deadline: its days in the period of the plan, and its EDTF."""

import datetime as dt

from pipeline.model import Deadline, Period
from pipeline.normalize.words.deadlines.dates import Point, Span, with_years
from pipeline.normalize.words.deadlines.expressions import PLAN, Expression, weakest


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
    span = expression.calendar if expression.calendar and period.kind == "calendar_year" else expression.span
    if expression.kind == "throughout" and period.kind == "calendar_year" and span.start and span.start.relative and not span.start.year:
        return Span(Point(None, span.start.month), Point(None, span.end.month if span.end else None))
    found = with_years(span, period)
    if expression.kind in {"throughout", "ongoing"} and found.start and found.end and not found.start.year:
        return Span(found.start._replace(day=None), found.end._replace(day=None))
    return found


def settle(expression: Expression, period: Period) -> Expression:
    """The expression as sure as the period makes it: «конец года» is plain in a plan of a calendar year, two things in one of a
    school year, and nothing that one can tell in a plan of no known time."""
    if period.kind == "academic_year" and expression.kind == "interval" and _lies_in_both_years(expression, period):
        return expression._replace(evidence=weakest((expression.evidence, "ambiguous")))
    if expression.evidence != "ambiguous" or expression.calendar is None:
        return expression
    if period.kind == "calendar_year":
        return expression._replace(evidence="whole")
    return expression if period.kind == "academic_year" else Expression("unclear", evidence="unclear")


def _lies_in_both_years(expression: Expression, period: Period) -> bool:
    """«III квартал» begins in the summer that ends a school year, and ends in the autumn that opens one: nobody knows which is meant."""
    start = _span_of(expression, period).start
    return bool(start and start.month and not start.year)


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
