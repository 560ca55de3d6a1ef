"""A dataset of an invented school, and the workbook of it, filled in as a person would."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline import vocabulary
from pipeline.corrections import review
from pipeline.corrections.book import FILE, SHEET, TEXT, WHAT
from pipeline.model import Activity, Roadmap
from pipeline.vocabulary.shapes import Vocabulary
from tests.batches import run

PLAN = """План мероприятий (дорожная карта) по наставничеству МБОУ СОШ № 5 г. Асино на 2023/2024 учебный год

№\tЭтап\tМероприятие\tСроки\tОтветственный
1\tПодготовка условий\tРазработка положения о наставничестве\tпо мере созревания\tТьюторша
\t\tИздание приказа о назначении куратора\tСентябрь\tДиректор
2\tПраздничный этап\tЧаепитие у самовара\tпо мере созревания\tТьюторша
\t\tФормирование банка наставников\tпосле дождичка\tДиректор
"""

Row = dict[str, Any]
Fill = Callable[..., Path]


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    return vocabulary.load()


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with one plan."""
    folder = tmp_path / "Планы"
    folder.mkdir()
    (folder / "план.txt").write_text(PLAN, "utf-8")
    return folder


@pytest.fixture
def dataset(plans: Path, tmp_path: Path) -> Path:
    """Its results, with the workbook."""
    folder = tmp_path / "Результат"
    convert(plans, folder)
    review.ask(folder, vocabulary.load())
    return folder


@pytest.fixture
def fill(dataset: Path) -> Fill:
    """Writes answers into the row of a text: fill("Тьюторша", Правильно="curator"). Returns the workbook."""

    def work(text: str, **answers: Any) -> Path:
        return write(dataset / FILE, text, **answers)

    return work


def write(path: Path, about: str, **answers: Any) -> Path:
    """Writes answers into the row of a text, or of what is to be checked; «_» stands for a space in a heading."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    headings = [cell.value for cell in sheet[1]]
    (row,) = [n for n, row in enumerate(rows_of(path), 2) if about in (row[TEXT], row[WHAT].split("\n")[0])]
    for heading, value in answers.items():
        sheet.cell(row, headings.index(heading.replace("_", " ")) + 1).value = value
    book.save(path)
    return path


def rows_of(path: Path) -> list[Row]:
    """The rows of the sheet that asks, by their headings."""
    heading, *rows = openpyxl.load_workbook(path)[SHEET].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def convert(plans: Path, out: Path, **options: Any) -> Roadmap:
    """The one roadmap of a folder, converted with the corrections there are."""
    (roadmap,) = run([plans], out, ["json"], **options).roadmaps
    return roadmap


def activities(roadmap: Roadmap) -> Iterator[Activity]:
    return (activity for stage in roadmap.stages for activity in stage.activities)


def moved(plans: Path, tmp_path: Path) -> Path:
    """The plan in another folder under another name."""
    folder = tmp_path / "Архив" / "2024"
    folder.mkdir(parents=True)
    shutil.move(plans / "план.txt", folder / "Школа 5.txt")
    return folder
