"""The workbook as a person gets it: lists to choose from, cells to fill in, and no text that a spreadsheet would run."""

from pathlib import Path

import openpyxl
import pytest

from pipeline import vocabulary
from pipeline.cli import main
from pipeline.corrections import review
from pipeline.corrections.answers import answers
from pipeline.corrections.book import ANSWERS, COLUMNS, FIELDS, FILE, KEY, LISTS, SHEET
from pipeline.corrections.correct import correct
from pipeline.corrections.lists import lists_of
from pipeline.corrections.model import FIELDS as VALUES
from pipeline.corrections.questions import questions
from pipeline.corrections.reader import read_review
from pipeline.corrections.workbook import write_review
from pipeline.document import Source
from pipeline.model import Activity, Deadline, Match, Roadmap, Stage
from pipeline.vocabulary.shapes import Vocabulary
from tests.corrections.conftest import Fill, rows_of, write

UNSURE = Match(review=True)


def nasty(text: str) -> Roadmap:
    deadline = Deadline(text=text, kind="unclear", match=UNSURE)
    stage = Stage(name=text, code="other", match=UNSURE, activities=(Activity(text=text, match=UNSURE, deadlines=(deadline,)),))
    return Roadmap(source=Source(file=f"{text}.txt", sha256="a" * 64, format="text", characters=1), title=text, stages=(stage,))


def test_every_field_of_a_decision_has_its_column() -> None:
    assert {kind: tuple(sorted(field.name for field in fields)) for kind, fields in FIELDS.items()} == {
        kind: tuple(sorted(names)) for kind, names in VALUES.items()
    }
    assert {field.column for fields in FIELDS.values() for field in fields} == set(ANSWERS) <= set(COLUMNS)


def test_cells_have_their_lists(dataset: Path) -> None:
    book = openpyxl.load_workbook(dataset / FILE)
    sheet = book[SHEET]
    headings = [cell.value for cell in sheet[1]]
    (row,) = [n for n, row in enumerate(rows_of(dataset / FILE), 2) if row["Текст в документе"] == "Тьюторша"]
    cell = sheet.cell(row, headings.index("Правильно") + 1).coordinate
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    column = rule.formula1.split("!")[1].replace("$", "")
    entries = [one.value for (one,) in book[LISTS][column]]
    assert "Куратор наставничества (curator)" in entries
    assert len(entries) == len(lists_of(vocabulary.load())["roles"])
    assert sheet[cell].number_format == "@"
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    assert sheet.column_dimensions[sheet.cell(1, headings.index(KEY) + 1).column_letter].hidden


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+7", "@SUM(1)", "-1", "<r>жирно</r>", "\x01\ufffe\x0b", "\ud83d", "а\nб", "Длинно " * 9000, "_x0041_", "''"]
)
def test_any_text_can_be_asked_and_answered(text: str, words: Vocabulary, tmp_path: Path) -> None:
    roadmap = nasty(text)
    path = tmp_path / FILE
    asked = questions([roadmap], lists_of(words))
    assert write_review(path, asked, lists_of(words)) == 3
    book = openpyxl.load_workbook(path)
    assert [cell.coordinate for row in book[SHEET] for cell in row if cell.data_type == "f"] == []
    sheet = book[SHEET]
    for row in (2, 3, 4):
        sheet.cell(row, list(COLUMNS).index("Верно") + 1).value = "да"
    book.save(path)
    found = answers(read_review(path), lists_of(words))
    assert found.faults == ()
    assert correct(roadmap, found.corrections).lost == ()


def test_no_question_at_all(words: Vocabulary, tmp_path: Path) -> None:
    assert write_review(tmp_path / FILE, [], lists_of(words)) == 0
    assert read_review(tmp_path / FILE) == []


def test_workbook_that_another_program_holds(dataset: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    assert main(["apply", str(dataset / FILE)]) == 12
    assert "закройте его в других программах" in capsys.readouterr().err


def test_title_above_the_table_and_own_columns_are_no_hindrance(dataset: Path, fill: Fill, words: Vocabulary) -> None:
    path = fill("Праздничный этап", Правильно="matching")
    book = openpyxl.load_workbook(path)
    book[SHEET].insert_rows(1, 2)
    book[SHEET]["A1"] = "Проверяет отдел образования"
    book[SHEET].cell(3, len(COLUMNS) + 1).value = "Кто смотрел"
    book.save(path)
    assert [one.value for one in review.apply(path, words).answers.corrections] == [{"code": "matching"}]


def test_answer_in_the_words_of_the_list_with_spaces(dataset: Path, words: Vocabulary) -> None:
    write(dataset / FILE, "Тьюторша", Правильно="  куратор   наставничества ", За_что_отвечает="UPBRINGING")
    (correction,) = review.apply(dataset / FILE, words).answers.corrections
    assert correction.value == {"role": "curator", "area": "upbringing", "person": None}
