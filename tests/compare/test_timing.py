"""Timing, worked out by hand. Days: 1 August 0, 1 September 31, 1 October 61, 1 January 153, 1 May 273, 31 May 303."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import vocabulary
from pipeline.compare.datasets import load
from pipeline.compare.references import Reference
from pipeline.compare.timing import COLUMNS, timing
from pipeline.model import Period, Roadmap
from tests.compare.plans import CALENDAR_YEAR, SCHOOL_YEAR, YEARS, act, plan, stage, write

REFERENCE = Reference.model_validate({"code": "x", "name": "x", "scheme": "minpros-2021", "stages": [
    {"code": "preparation", "name": "p", "from": "Y-08-01", "to": "Y-10-01", "activities": ["approve_roadmap"]},
    {"code": "implementation", "name": "i", "from": "Y-09-01", "to": "N-05-31"},
    {"code": "completion", "name": "c", "from": "N-04-01", "to": "N-06-30"},
    {"code": "information_support", "name": "s", "from": "Y-08-01", "to": "N-08-31", "parallel": True},
]})  # fmt: skip


def frame(folder: Path, *roadmaps: Roadmap, by: tuple[str, ...] = ()) -> pd.DataFrame:
    return timing(load([write(folder, *roadmaps)]), REFERENCE, vocabulary.load(), by)


def rows(folder: Path, *roadmaps: Roadmap) -> dict[Any, dict[Any, Any]]:
    found = frame(folder, *roadmaps).astype(object)
    found = found.where(found.notna(), None)
    return {(row["stage_code"], row["activity_code"]): row for row in found.to_dict("records")}


def one(folder: Path, whens: str, period: Period = SCHOOL_YEAR, code: str = "implementation") -> dict[Any, Any]:
    """The stage's row of a plan with these deadlines, parted by «;»."""
    acts = [act(f"Дело {n}", when=when.strip()) for n, when in enumerate(whens.split(";"))]
    return rows(folder, plan("a.txt", stage(code, *acts), period=period))[code, None]


def test_every_column(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        plan(
            "a.txt",
            stage("preparation", act("Карта", "approve_roadmap", "август"), act("Ещё", when="до 15 октября")),
            stage("implementation", act("Встречи", when="сентябрь - 15 июня 2024")),
            stage("information_support", act("Сайт", "publicity", "постоянно")),
        ),
    )
    assert tuple(found["preparation", None]) == COLUMNS
    preparation = dict(found["preparation", None])
    assert preparation.pop("document_id")
    assert preparation == {
        "stage_code": "preparation", "activity_code": None, "first_start": dt.date(2023, 8, 1), "last_end": dt.date(2023, 10, 15), "start_day": 0,
        "end_day": 75, "throughout": False, "start_from_reference": 0, "end_from_reference": 14, "start_from_median": None, "end_from_median": None,
        "group_plans": 1, "in_window": False, "in_period": True, "order_kept": None, "overlaps": ("implementation",),
    }  # fmt: skip
    roadmap = found["preparation", "approve_roadmap"]
    assert (roadmap["start_day"], roadmap["end_day"], roadmap["in_window"], roadmap["overlaps"]) == (0, 30, True, ())
    work = found["implementation", None]
    assert (work["start_day"], work["end_day"], work["end_from_reference"]) == (31, 318, 15)
    assert (work["order_kept"], work["overlaps"], work["in_window"]) == (True, ("preparation",), False)
    site = found["information_support", "publicity"]
    assert (site["throughout"], site["start_from_reference"], site["in_window"], site["group_plans"]) == (True, None, None, 0)
    assert (site["start_day"], site["end_day"]) == (31, 395)


def test_the_last_of_may_of_a_leap_year_is_in_the_window(tmp_path: Path) -> None:
    found = one(tmp_path, "до 31 мая 2024")
    assert (found["end_day"], found["end_from_reference"], found["in_window"]) == (303, 0, True)


@pytest.mark.parametrize(("whens", "first", "last", "days"), [
    ("сентябрь; в течение года", "2023-09-01", "2023-09-30", (31, 60)),
    ("в течение учебного года; ежемесячно", "2023-09-01", "2024-08-31", (31, 395)),
    ("октябрь; до 15 сентября", None, "2023-10-31", (None, 91)),
    ("октябрь; до 15 ноября", "2023-10-01", "2023-11-15", (61, 106)),
    ("сентябрь; с 15 октября", "2023-09-01", None, (31, None)),
    ("по мере необходимости; май", "2024-05-01", "2024-05-31", (273, 303)),
    ("август 2024", "2024-08-01", "2024-08-31", (365, 395)),
])  # fmt: skip
def test_first_and_last(tmp_path: Path, whens: str, first: str | None, last: str | None, days: tuple[int | None, int | None]) -> None:
    found = one(tmp_path, whens)
    assert tuple(date and str(date) for date in (found["first_start"], found["last_end"])) == (first, last)
    assert (found["start_day"], found["end_day"]) == days


@pytest.mark.parametrize(("whens", "period", "days", "judged"), [
    ("февраль; ноябрь", CALENDAR_YEAR, (184, 486), (False, True)),
    ("октябрь; ноябрь", CALENDAR_YEAR, (61, 121), (True, True)),
    ("сентябрь; май", YEARS, (31, 303), (True, None)),
    ("октябрь 2022; май 2024", YEARS, (61, 303), (True, True)),
    ("Ежегодно, до 1 октября", YEARS, (None, 61), (True, None)),
    ("сентябрь", Period(), (31, 60), (True, None)),
    ("сентябрь 2023", Period(), (31, 60), (True, None)),
    ("август 2023", SCHOOL_YEAR, (0, 30), (False, True)),
    ("июль 2023", SCHOOL_YEAR, (334, 364), (False, False)),
    ("декабрь 2024", CALENDAR_YEAR, (122, 152), (True, False)),
])  # fmt: skip
def test_plans_of_any_period(
    tmp_path: Path, whens: str, period: Period, days: tuple[int | None, int], judged: tuple[bool, bool | None]
) -> None:
    """judged: whether in the window, and in the plan's own period."""
    found = one(tmp_path, whens, period)
    assert (found["start_day"], found["end_day"]) == days
    assert (found["in_window"], found["in_period"]) == judged


@pytest.mark.parametrize(("first", "then", "period", "kept"), [
    ("сентябрь", "октябрь", SCHOOL_YEAR, True),
    ("октябрь", "сентябрь", SCHOOL_YEAR, False),
    ("до 1 октября", "сентябрь", SCHOOL_YEAR, None),
    ("октябрь", "до 20 сентября", SCHOOL_YEAR, False),
    ("сентябрь", "до 1 октября", SCHOOL_YEAR, True),
    ("в течение года", "сентябрь", SCHOOL_YEAR, None),
    ("сентябрь", "в течение года", SCHOOL_YEAR, None),
    ("февраль", "октябрь", CALENDAR_YEAR, True),
    ("март 2023", "октябрь 2023", YEARS, True),
    ("октябрь", "сентябрь", YEARS, None),
    ("октябрь", "сентябрь", Period(), False),
])  # fmt: skip
def test_order(tmp_path: Path, first: str, then: str, period: Period, kept: bool | None) -> None:
    found = rows(
        tmp_path, plan("a.txt", stage("preparation", act("а", when=first)), stage("implementation", act("б", when=then)), period=period)
    )
    assert found["implementation", None]["order_kept"] is kept


def test_medians_need_three_plans_of_one_dataset_and_group(tmp_path: Path) -> None:
    whens = {"a": "сентябрь", "b": "октябрь", "c": "ноябрь", "d": "в течение года"}
    roadmaps = [plan(name, stage("implementation", act(name, when=when))) for name, when in whens.items()]
    found = frame(tmp_path / "x", *roadmaps).set_index("first_start")
    assert found["group_plans"].tolist() == [3, 3, 3, 3]
    known = found.loc[~found["throughout"].astype(bool)].sort_index()
    assert known["start_from_median"].tolist() == [-30, 0, 31] and known["end_from_median"].tolist() == [-31, 0, 30]
    assert found.loc[found["throughout"].astype(bool), "start_from_median"].isna().all()
    two = timing(load([write(tmp_path / "y", *roadmaps[:2]), write(tmp_path / "z", *roadmaps[2:])]), REFERENCE, vocabulary.load())
    assert two["start_from_median"].isna().all() and two["group_plans"].tolist() == [2, 2, 1, 1]
