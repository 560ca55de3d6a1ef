"""What the plan's period gives to a deadline: a school year, a calendar year, several years, or nothing."""

import datetime as dt

import pytest

from pipeline.model import Period
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.vocabulary.shapes import Vocabulary
from tests.normalize.deadline_corpus import notation

SCHOOL_YEAR = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31), kind="academic_year")
YEAR = Period(start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31), kind="calendar_year")
YEARS = Period(start=dt.date(2024, 1, 1), end=dt.date(2026, 12, 31), kind="years")
UNKNOWN = Period()
PERIODS = (SCHOOL_YEAR, YEAR, YEARS, UNKNOWN)

NO_YEAR = "-..-"
# phrase: in the school year 2025-2026 · in 2025 · in 2024-2026 · in a plan of no known time
TABLE = {
    "сентябрь": (
        "interval 2025-09-01..2025-09-30 2025-09",
        "interval 2025-09-01..2025-09-30 2025-09",
        f"interval {NO_YEAR} XXXX-09",
        f"interval {NO_YEAR} XXXX-09",
    ),
    "март": (
        "interval 2026-03-01..2026-03-31 2026-03",
        "interval 2025-03-01..2025-03-31 2025-03",
        f"interval {NO_YEAR} XXXX-03",
        f"interval {NO_YEAR} XXXX-03",
    ),
    "август": (
        "interval 2025-08-01..2025-08-31 2025-08",
        "interval 2025-08-01..2025-08-31 2025-08",
        f"interval {NO_YEAR} XXXX-08",
        f"interval {NO_YEAR} XXXX-08",
    ),
    "сентябрь-май": (
        "interval 2025-09-01..2026-05-31 2025-09/2026-05",
        f"interval {NO_YEAR} XXXX-09/XXXX-05",
        f"interval {NO_YEAR} XXXX-09/XXXX-05",
        f"interval {NO_YEAR} XXXX-09/XXXX-05",
    ),
    "март 2023": ("interval 2023-03-01..2023-03-31 2023-03",) * 4,
    "до 1 октября": ("due -..2025-10-01 ../2025-10-01",) * 2 + (f"due {NO_YEAR} ../XXXX-10-01",) * 2,
    "Ежегодно, до 1 октября": ("due -..2025-10-01 ../2025-10-01 YEARLY",) * 2 + (f"due {NO_YEAR} ../XXXX-10-01 YEARLY",) * 2,
    "до 25 числа каждого месяца": (f"due {NO_YEAR} ../XXXX-XX-25 MONTHLY",) * 4,
    "до 2024 г.": ("due -..2024-12-31 ../2024-12-31",) * 4,
    "с 1 по 15 октября": ("interval 2025-10-01..2025-10-15 2025-10-01/2025-10-15",) * 2
    + (f"interval {NO_YEAR} XXXX-10-01/XXXX-10-15",) * 2,
    "с сентября": ("from 2025-09-01..- 2025-09/..",) * 2 + (f"from {NO_YEAR} XXXX-09/..",) * 2,
    "IV квартал": ("interval 2025-10-01..2025-12-31 2025-10/2025-12",) * 2 + (f"interval {NO_YEAR} XXXX-10/XXXX-12",) * 2,
    "2026 год": ("interval 2026-01-01..2026-12-31 2026",) * 4,
    "в течение 2025 года": ("throughout 2025-01-01..2025-12-31 2025",) * 4,
    "в течение года": (
        "throughout 2025-09-01..2026-08-31 2025-09-01/2026-08-31",
        "throughout 2025-01-01..2025-12-31 2025",
        "throughout 2024-01-01..2026-12-31 2024/2026",
        f"throughout {NO_YEAR} -",
    ),
    "ежегодно": (
        "throughout 2025-09-01..2026-08-31 2025-09-01/2026-08-31 YEARLY",
        "throughout 2025-01-01..2025-12-31 2025 YEARLY",
        "throughout 2024-01-01..2026-12-31 2024/2026 YEARLY",
        f"throughout {NO_YEAR} - YEARLY",
    ),
    "постоянно": (
        "ongoing 2025-09-01..2026-08-31 2025-09-01/2026-08-31",
        "ongoing 2025-01-01..2025-12-31 2025",
        "ongoing 2024-01-01..2026-12-31 2024/2026",
        f"ongoing {NO_YEAR} -",
    ),
    "в течение учебного года": (
        "throughout 2025-09-01..2026-05-31 2025-09-01/2026-05-31",
        f"throughout {NO_YEAR} XXXX-09/XXXX-05",
        f"throughout {NO_YEAR} XXXX-09/XXXX-05",
        f"throughout {NO_YEAR} XXXX-09/XXXX-05",
    ),
    "I полугодие": (
        "interval 2025-09-01..2025-12-31 2025-09-01/2025-12-31",
        "interval 2025-01-01..2025-06-30 2025-01-01/2025-06-30",
        f"interval {NO_YEAR} XXXX-09-01/XXXX-12-31",
        f"interval {NO_YEAR} XXXX-09-01/XXXX-12-31",
    ),
    "осень": ("interval 2025-09-01..2025-11-30 2025-09/2025-11",) * 2 + (f"interval {NO_YEAR} XXXX-09/XXXX-11",) * 2,
    "до конца года": ("due -..2026-05-31 ../2026-05-31", "due -..2025-12-31 ../2025-12-31", f"unclear {NO_YEAR} -", f"unclear {NO_YEAR} -"),
    "начало года": (
        "interval 2025-09-01..2025-09-30 2025-09-01/2025-09-30",
        "interval 2025-01-01..2025-01-31 2025-01-01/2025-01-31",
        f"unclear {NO_YEAR} -",
        f"unclear {NO_YEAR} -",
    ),
    "до конца I полугодия": (
        "due -..2025-12-31 ../2025-12-31",
        "due -..2025-06-30 ../2025-06-30",
        f"due {NO_YEAR} ../XXXX-12-31",
        f"due {NO_YEAR} ../XXXX-12-31",
    ),
    "по мере необходимости": (f"on_demand {NO_YEAR} - on_demand",) * 4,
    "по графику": (f"unclear {NO_YEAR} - per_schedule",) * 4,
}


@pytest.mark.parametrize("phrase", TABLE)
def test_in_each_period(phrase: str, vocabulary: Vocabulary) -> None:
    readings = [read_deadlines(phrase, period, vocabulary.calendar).deadlines for period in PERIODS]
    assert [[notation(deadline) for deadline in found] for found in readings] == [[expected] for expected in TABLE[phrase]]


def test_two_school_years_are_several_years(vocabulary: Vocabulary) -> None:
    period = Period(start=dt.date(2022, 9, 1), end=dt.date(2024, 5, 31), kind="years")
    found = read_deadlines("в течение всего периода", period, vocabulary.calendar).deadlines
    assert [notation(deadline) for deadline in found] == ["throughout 2022-09-01..2024-05-31 2022-09-01/2024-05-31"]
