"""Small roadmaps of invented schools, made by hand."""

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document import Origin, Source
from pipeline.errors import EmptyFileError
from pipeline.model import Activity, Approval, Deadline, Match, Organisation, Period, Responsible, Result, Roadmap, Stage
from pipeline.problems import Failure, failure, problem
from tests.datasets import write_dataset

FORMULA = "=HYPERLINK(1)"

MakeRoadmap = Callable[..., Roadmap]


def _source(file: str, content: str) -> Source:
    return Source(file=file, sha256=hashlib.sha256(content.encode()).hexdigest(), format="docx", pages=None, characters=120)


def _training() -> Activity:
    return Activity(
        number="1",
        lead="Работа с наставниками",
        text=FORMULA,
        codes=("training", "meeting"),
        match=Match(method="lemma", score=0.9),
        deadlines=(
            Deadline(
                text="сентябрь 2023",
                kind="interval",
                start=dt.date(2023, 9, 1),
                end=dt.date(2023, 9, 30),
                edtf="2023-09",
                recurrence="YEARLY",
            ),
            Deadline(text="до 20.01.2024", kind="due", end=dt.date(2024, 1, 20), edtf="../2024-01-20", conditions=("on_demand",)),
        ),
        responsibles=(
            Responsible(text="Директор", role="head"),
            Responsible(text="Куратор Я.Я. Примерова", role="curator", person="Я.Я. Примерова"),
            Responsible(text="Директор школы", role="head"),
        ),
        results=(Result(text='Приказ "О наставничестве",\nсписок', scope="row"),),
        origin=Origin(page=2, table=1, row=3, column=2),
    )


def _roadmap(file: str = "b/план.docx", content: str = "первый") -> Roadmap:
    unclear = Activity(text="- подготовка приказа", deadlines=(Deadline(text="скоро", kind="unclear", match=Match(review=True)),))
    return Roadmap(
        source=_source(file, content),
        title="План наставничества",
        organisation=Organisation(text="МБОУ  СОШ\n«Ромашка»", kind="school", name="СОШ «Ромашка»", region="Примерская область"),
        approval=Approval(act="приказ", date=dt.date(2023, 8, 30)),
        period=Period(start=dt.date(2023, 9, 1), end=dt.date(2024, 8, 31), kind="academic_year", text="2023-2024 учебный год"),
        stages=(
            Stage(
                number="1", name="Подготовка", code="preparation", match=Match(method="exact", score=1), activities=(_training(), unclear)
            ),
            Stage(number="2", name="", code="other", match=Match(review=True), activities=(Activity(text="Беседа"),)),
            Stage(name="Итоги", code="completion"),
        ),
        problems=(problem("unclear_deadline", "скоро", Origin(row=4)), problem("empty_stage", "Итоги")),
    )


@pytest.fixture
def make_roadmap() -> MakeRoadmap:
    """Makes a roadmap from `file` and `content`; equal contents have equal document ids."""
    return _roadmap


@pytest.fixture
def roadmap() -> Roadmap:
    """A roadmap with everything in it."""
    return _roadmap()


@pytest.fixture
def failed() -> Failure:
    """A file that was empty."""
    return failure("a/пусто.docx", EmptyFileError("a/пусто.docx"))


@pytest.fixture
def written(roadmap: Roadmap, failed: Failure, tmp_path: Path) -> Path:
    """A folder with the dataset of `roadmap` and `failed` in all formats."""
    out = tmp_path / "dataset"
    write_dataset([roadmap], [failed], out)
    return out
