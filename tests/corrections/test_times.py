"""What a person typed of a deadline, to a whole one that is valid EDTF."""

import datetime as dt

import pytest
from edtf import parse_edtf

from pipeline.corrections.model import Value
from pipeline.corrections.times import TimeError, completed
from pipeline.model import Period

YEAR = Period(start=dt.date(2023, 9, 1), end=dt.date(2024, 8, 31), kind="academic_year")
YEARS = Period(start=dt.date(2021, 1, 1), end=dt.date(2024, 12, 31), kind="years")
CALENDAR = Period(start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31), kind="calendar_year")
UNCLEAR: Value = {"kind": "unclear", "start": None, "end": None, "edtf": None, "recurrence": None, "conditions": []}
SEPTEMBER: Value = {**UNCLEAR, "kind": "interval", "start": "2023-09-01", "end": "2023-09-30", "edtf": "2023-09"}


@pytest.mark.parametrize(
    ("typed", "proposed", "period", "expected"),
    [
        ({"start": "2023-09-01", "end": "2023-09-30"}, UNCLEAR, YEAR, ("interval", "2023-09-01", "2023-09-30", "2023-09-01/2023-09-30")),
        ({"start": "2023-09-01", "end": "2023-09-01"}, UNCLEAR, YEAR, ("interval", "2023-09-01", "2023-09-01", "2023-09-01")),
        ({"end": "2023-10-01"}, UNCLEAR, YEAR, ("due", None, "2023-10-01", "../2023-10-01")),
        ({"start": "2023-10-01"}, UNCLEAR, YEAR, ("from", "2023-10-01", None, "2023-10-01/..")),
        ({"end": "2023-10-31"}, SEPTEMBER, YEAR, ("interval", "2023-09-01", "2023-10-31", "2023-09-01/2023-10-31")),
        ({"start": None}, SEPTEMBER, YEAR, ("due", None, "2023-09-30", "../2023-09-30")),
        ({"kind": "due"}, SEPTEMBER, YEAR, ("due", None, "2023-09-30", "../2023-09-30")),
        ({"kind": "from"}, SEPTEMBER, YEAR, ("from", "2023-09-01", None, "2023-09-01/..")),
        ({"kind": "interval"}, SEPTEMBER, YEAR, ("interval", "2023-09-01", "2023-09-30", "2023-09")),
        ({"recurrence": "YEARLY"}, SEPTEMBER, YEAR, ("interval", "2023-09-01", "2023-09-30", "2023-09")),
        ({"kind": "throughout"}, UNCLEAR, YEAR, ("throughout", "2023-09-01", "2024-08-31", "2023-09-01/2024-08-31")),
        ({"kind": "throughout"}, SEPTEMBER, YEARS, ("throughout", "2021-01-01", "2024-12-31", "2021/2024")),
        ({"kind": "ongoing"}, UNCLEAR, CALENDAR, ("ongoing", "2024-01-01", "2024-12-31", "2024")),
        ({"kind": "ongoing"}, SEPTEMBER, Period(), ("ongoing", None, None, None)),
        ({"kind": "on_demand"}, SEPTEMBER, YEAR, ("on_demand", None, None, None)),
        ({"edtf": "XXXX-09"}, UNCLEAR, YEAR, ("interval", None, None, "XXXX-09")),
        ({"edtf": "../XXXX-10-01"}, UNCLEAR, YEAR, ("due", None, None, "../XXXX-10-01")),
        ({"edtf": "2024-02"}, UNCLEAR, YEAR, ("interval", "2024-02-01", "2024-02-29", "2024-02")),
        ({"edtf": "2024-02/.."}, SEPTEMBER, YEAR, ("from", "2024-02-01", None, "2024-02/..")),
        ({"edtf": "XXXX-09/XXXX-05", "kind": "throughout"}, UNCLEAR, YEAR, ("throughout", None, None, "XXXX-09/XXXX-05")),
    ],
)
def test_deadline_is_completed(typed: Value, proposed: Value, period: Period, expected: tuple[str | None, ...]) -> None:
    value = completed(typed, proposed, period)
    assert (value["kind"], value["start"], value["end"], value["edtf"]) == expected
    if isinstance(value["edtf"], str) and "/XXXX" not in value["edtf"]:
        parse_edtf(value["edtf"])


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "interval"},
        {"kind": "due"},
        {"kind": "from", "end": "2024-01-01"},
        {"kind": "unclear", "end": "2024-01-01"},
        {"start": "2024-01-02", "end": "2024-01-01"},
        *({"edtf": text} for text in ("../..", "2024-13", "2024-02-30", "9", "с сентября", "2024-09/", "2024/2025/2026")),
    ],
)
def test_what_is_no_time(typed: Value) -> None:
    with pytest.raises(TimeError):
        completed(typed, UNCLEAR, YEAR)
