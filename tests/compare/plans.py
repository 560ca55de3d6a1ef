"""Small plans made by hand, written as `convert` writes them."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline import vocabulary
from pipeline.document import Source
from pipeline.model import Activity, Approval, Deadline, Match, Organisation, Period, Responsible, Roadmap, Stage
from pipeline.normalize.words.deadlines import read_deadlines
from tests.datasets import write_dataset

SURE = Match(method="exact", score=1.0)
ASKS = Match(method="fuzzy", score=0.5, review=True)
SCHOOL_YEAR = Period(start=dt.date(2023, 9, 1), end=dt.date(2024, 8, 31), kind="academic_year")
CALENDAR_YEAR = Period(start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31), kind="calendar_year")
YEARS = Period(start=dt.date(2022, 1, 1), end=dt.date(2024, 12, 31), kind="years")


def act(text: str, codes: str = "", when: str = "", who: str = "", match: Match = SURE) -> dict[str, Any]:
    """An activity. codes and who: with spaces between; when: as a school writes it."""
    return {"text": text, "codes": tuple(codes.split()), "when": when, "who": who.split(), "match": match}


def stage(
    code: str, *activities: dict[str, Any], name: str | None = None, match: Match = SURE
) -> tuple[str, str, Match, Sequence[dict[str, Any]]]:
    return code, code if name is None else name, match, activities


def plan(
    file: str,
    *stages: Any,
    scheme: str = "minpros-2021",
    period: Period = SCHOOL_YEAR,
    organisation: Organisation | None = None,
    **more: Any,
) -> Roadmap:
    return Roadmap(
        source=Source(file=file, sha256=hashlib.sha256(file.encode()).hexdigest(), format="txt", characters=100),
        organisation=organisation or Organisation(text=file, name=file, kind="school", locality="Елец", region="Липецкая область"),
        period=period, scheme=scheme, stages=tuple(_stage(period, *one) for one in stages), **more,
    )  # fmt: skip


def school(name: str | None = "СОШ № 2", number: str | None = "2", **place: str | None) -> Organisation:
    return Organisation(text=name, name=name, number=number, kind="school" if name else None, **place)


def approved(day: dt.date) -> Approval:
    return Approval(act="приказ", date=day)


def _stage(period: Period, code: str, name: str, match: Match, activities: Sequence[dict[str, Any]]) -> Stage:
    return Stage(name=name, code=code, match=match, activities=tuple(_activity(period, **one) for one in activities))


def _activity(period: Period, *, text: str, codes: tuple[str, ...], when: str, who: list[str], match: Match) -> Activity:
    deadlines: tuple[Deadline, ...] = read_deadlines(when, period, vocabulary.load().calendar).deadlines if when else ()
    return Activity(
        text=text,
        codes=codes,
        match=match,
        deadlines=deadlines,
        responsibles=tuple(Responsible(text=role, role=role, match=SURE) for role in who),
    )


def write(folder: Path, *roadmaps: Roadmap) -> Path:
    write_dataset(roadmaps, [], folder, ["parquet", "csv"])
    return folder
