"""Days of a school year: properties that hold for every date."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.days import day_from, distance, is_within, span_days

DATES = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
DAYS = st.integers(-1000, 2000)


@given(DATES)
def test_a_day_is_the_same_in_every_year(date: dt.date) -> None:
    """29 February apart, which is the 28th."""
    shown = date.replace(day=28) if (date.month, date.day) == (2, 29) else date
    assert span_days(date, None, None) == span_days(shown.replace(year=2019), None, None)
    assert 0 <= (span_days(date, None, None)[0] or 0) < 365


@given(DATES, DATES)
def test_a_span_keeps_its_length_but_for_leap_days(one: dt.date, other: dt.date) -> None:
    start, end = sorted((one, other))
    first, last = span_days(start, end, None)
    assert first is not None and last is not None
    leap_days = sum(dt.date(year, 2, 28) < dt.date(year, 3, 1) - dt.timedelta(1) for year in range(start.year, end.year + 1))
    assert 0 <= (end - start).days - (last - first) <= leap_days


@given(DATES, st.integers(2015, 2035))
def test_years_of_a_plan_move_a_day_by_365(date: dt.date, anchor: int) -> None:
    one, other = day_from(anchor, date), day_from(anchor + 1, date)
    assert one is not None and other is not None and one - other == 365


@given(DAYS, DAYS)
def test_distance_is_the_nearest_way_round_the_year(day: int, expected: int) -> None:
    found = distance(day, expected)
    assert found is not None and -182 <= found <= 182 and (day - expected - found) % 365 == 0
    assert distance(expected, day) == -found


@given(st.integers(0, 364), st.integers(0, 364), st.integers(0, 395), st.integers(0, 200), st.integers(-3, 3))
def test_within_a_window_means_no_day_outside(start: int, length: int, first: int, width: int, year: int) -> None:
    last = first + width
    inside = any(first <= start + 365 * k and start + length + 365 * k <= last for k in range(-5, 6))
    assert is_within((start + 365 * year, start + length + 365 * year), (first, last)) == inside


def test_unknown_years() -> None:
    assert span_days(None, None, "XXXX-09") == (31, 60)
    assert span_days(None, None, "XXXX-11/XXXX-02") == (92, 211)
    assert span_days(None, None, "XXXX-09-15/..") == (45, None)
    assert span_days(None, None, "../XXXX-XX-25") == (None, None)
    assert span_days(None, None, "XXXX-02-29") == (211, 211)
