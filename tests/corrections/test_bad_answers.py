"""What cannot be taken from a workbook: each cell is told with its row, its column and what to do; sound rows are kept."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.cli import main
from pipeline.corrections import review, store
from pipeline.corrections.book import FILE, SHEET
from pipeline.errors import CorrectionsError, RoadmapError
from pipeline.vocabulary.shapes import Vocabulary
from tests.corrections.conftest import Fill, convert

CODE = CorrectionsError.exit_code
Capture = pytest.CaptureFixture[str]

DEADLINE, ROLE, STAGE, ACTIVITY = "после дождичка", "Тьюторша", "Праздничный этап", "Чаепитие у самовара"


@pytest.mark.parametrize(
    ("text", "answers", "said"),
    [
        (STAGE, {"Правильно": "Завершёние"}, "графа «Правильно»: «Завершёние» в списке нет. Может быть, «Завершение"),
        (STAGE, {"Правильно": "zzz"}, "«zzz» в списке нет. Выберите значение из списка"),
        (STAGE, {"Правильно": "-"}, "здесь пусто быть не может"),
        (STAGE, {"С даты": "01.09.2024"}, "графа «С даты»: для этой строки графа не заполняется"),
        (STAGE, {"Верно": "наверное"}, "графа «Верно»: «наверное» — не ответ"),
        (STAGE, {"Верно": "нет"}, "сказано, что неверно, но не сказано, как правильно"),
        (STAGE, {"Верно": "да", "Правильно": "matching"}, "написано «да», и вписано другое значение"),
        (STAGE, {"Правильно": "#N/A"}, "в ячейке ошибка формулы «#N/A»"),
        (ACTIVITY, {"Правильно": "Обучение наставников; веселье"}, "«веселье» в списке нет"),
        (ROLE, {"За что отвечает": "самовар"}, "графа «За что отвечает»: «самовар» в списке нет"),
        (DEADLINE, {"С даты": "31.02.2024"}, "графа «С даты»: даты «31.02.2024» не бывает"),
        (DEADLINE, {"С даты": "осенью"}, "«осенью» — не дата. Напишите её так: 30.09.2024"),
        (STAGE, {"Правильно": 45536}, "«45536» в списке нет"),
        (DEADLINE, {"С даты": 45536}, "«45536» — не дата"),
        (DEADLINE, {"EDTF": dt.date(2024, 9, 1)}, "превратила написанное в дату"),
        (ROLE, {"Имя": dt.date(2024, 9, 1)}, "превратила написанное в дату"),
        (DEADLINE, {"С даты": "01.09.24"}, "«01.09.24» — не дата"),
        (DEADLINE, {"С даты": dt.date(1900, 1, 1)}, "год вне пределов"),
        (DEADLINE, {"С даты": "01.09.2024", "По дату": "01.09.2023"}, "начало позже окончания"),
        (DEADLINE, {"Правильно": "промежуток"}, "заполните «С даты» и «По дату»"),
        (DEADLINE, {"Правильно": "не позднее", "С даты": "01.09.2024"}, "заполните «По дату»"),
        (DEADLINE, {"Правильно": "не позднее", "С даты": "01.09.2024", "По дату": "02.09.2024"}, "такой даты нет"),
        (DEADLINE, {"Правильно": "по мере необходимости", "С даты": "01.09.2024"}, "такой даты нет"),
        (DEADLINE, {"EDTF": "сентябрь"}, "«сентябрь» — не запись EDTF. Напишите, например, 2024-09"),
    ],
)
def test_bad_cell_is_told_and_others_are_kept(text: str, answers: dict[str, Any], said: str, fill: Fill, capsys: Capture) -> None:
    fill("по мере созревания", Верно="да")
    book = fill(text, **{heading.replace(" ", "_"): value for heading, value in answers.items()})
    assert main(["apply", str(book)]) == CODE
    shown = capsys.readouterr()
    (line,) = shown.err.splitlines()
    assert line.startswith(f"Лист «{SHEET}», строка ")
    assert said in line
    assert "Принято исправлений: 1, из них подтверждений: 1." in shown.out
    assert "Ошибок: 1" in shown.out
    assert [one.key.text for one in store.read(book.parent / store.FILE)] == ["по мере созревания"]


def test_two_answers_to_one_question(dataset: Path, fill: Fill, words: Vocabulary) -> None:
    path = fill(STAGE, Правильно="matching")
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    row = next(list(row) for row in sheet.values if STAGE in row)
    sheet.append(["completion" if value == "matching" else value for value in row])
    book.save(path)
    kept = review.apply(path, words)
    assert [fault.message for fault in kept.faults] == [
        f"Лист «{SHEET}», строка 7, графа «Правильно»: о том же в строке 4 сказано иначе. Оставьте один ответ."
    ]
    assert kept.answers.corrections == ()


@pytest.mark.parametrize("key", [None, "{}", "моя запись", '{"key": 1, "proposed": 2, "field": null, "period": {}}'])
def test_row_without_its_key(key: str | None, fill: Fill, words: Vocabulary) -> None:
    kept = review.apply(fill(STAGE, Правильно="matching", Служебное=key), words)
    assert "нет записи о том, что исправлено" in kept.faults[0].message
    assert kept.total == 0


def test_blank_workbook_changes_nothing(dataset: Path, capsys: Capture) -> None:
    assert main(["apply", str(dataset / FILE)]) == 0
    assert capsys.readouterr().out == "В книге ничего не заполнено: исправлений нет.\n"
    assert not (dataset / store.FILE).exists()


def another_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Файл", "Мероприятие"])
    book.save(path)


def without_a_column(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book[SHEET].delete_cols(10)
    book.save(path)


def empty_sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = SHEET
    book.save(path)


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def old_format(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def a_text(path: Path) -> None:
    path.write_text("Файл;Верно\n", "utf-8")


def removed(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "cause", "said"),
    [
        (another_workbook, "corrections", "в книге нет листа «Проверить»"),
        (without_a_column, "corrections", "нет граф: Правильно"),
        (empty_sheet, "corrections", "нет граф: Верно"),
        (damaged, "damaged_file", "файл повреждён или защищён паролем"),
        (old_format, "damaged_file", "файл повреждён или защищён паролем"),
        (a_text, "damaged_file", "файл повреждён"),
        (removed, "missing_path", "такого файла или папки нет"),
        (a_folder, "missing_path", "такого файла или папки нет"),
    ],
)
def test_bad_workbook(spoil: Any, cause: str, said: str, dataset: Path, capsys: Capture) -> None:
    spoil(dataset / FILE)
    code = next(error.exit_code for error in RoadmapError.__subclasses__() if error.code == cause)
    assert main(["apply", str(dataset / FILE)]) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Что делать: " in shown.err
    assert shown.out == ""
    assert not (dataset / store.FILE).exists()


def test_workbook_of_other_data(dataset: Path, plans: Path, fill: Fill, tmp_path: Path, capsys: Capture) -> None:
    book = fill(STAGE, Правильно="matching")
    (plans / "план.txt").write_text((plans / "план.txt").read_text("utf-8") + "\nПримечание", "utf-8")
    convert(plans, tmp_path / "другие")
    assert main(["apply", str(book), "--dataset", str(tmp_path / "другие")]) == CODE
    assert "книга сделана по другим данным" in capsys.readouterr().err


def test_workbook_that_lies_elsewhere(dataset: Path, fill: Fill, tmp_path: Path, capsys: Capture) -> None:
    book = Path(shutil.move(fill(STAGE, Правильно="matching"), tmp_path / "проверено.xlsx"))
    assert main(["apply", str(book)]) == CODE
    assert "здесь нет результатов convert с файлами json" in capsys.readouterr().err
    assert main(["apply", str(book), "--dataset", str(dataset)]) == 0
    assert "Теперь запустите снова: roadmaps convert" in capsys.readouterr().out


def test_review_of_no_dataset(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["review", str(plans)]) == CODE
    assert "здесь нет результатов convert с файлами json" in capsys.readouterr().err
    assert main(["review", str(tmp_path / "нет")]) == 3


def test_review_of_a_changed_result(dataset: Path, capsys: Capture) -> None:
    (dataset / "json" / "план.txt.json").write_text("{}", "utf-8")
    assert main(["review", str(dataset)]) == CODE
    assert "файл результата изменён" in capsys.readouterr().err


def test_review_does_not_write_over_another_file(dataset: Path, plans: Path, capsys: Capture) -> None:
    before = (plans / "план.txt").read_bytes()
    assert main(["review", str(dataset), "--out", str(plans / "план.txt")]) == CODE
    assert "на этом месте другой файл" in capsys.readouterr().err
    assert (plans / "план.txt").read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        "не JSON",
        "{}",
        '{"key": {"document": "1", "kind": "stage", "text": ""}, "value": {"code": "x"}}',
        '{"key": {"document": "%s", "kind": "stage", "text": ""}, "value": {}}',
        '{"key": {"document": "%s", "kind": "stage", "text": ""}, "value": {"name": "x"}}',
        '{"key": {"document": "%s", "kind": "deadline", "text": ""}, "value": {"kind": "whenever"}}',
        '{"key": {"document": "%s", "kind": "deadline", "text": ""}, "value": {"start": "31.02"}}',
    ],
)
def test_bad_line_of_the_kept_file(line: str, dataset: Path, plans: Path, capsys: Capture) -> None:
    (dataset / store.FILE).write_text("\n" + line.replace("%s", "0" * 64) + "\n", "utf-8")
    assert main(["convert", str(plans), "--out", str(dataset)]) == CODE
    assert f"{store.FILE}, строка 2: " in capsys.readouterr().err


def test_kept_file_that_is_missing(plans: Path, tmp_path: Path) -> None:
    assert main(["convert", str(plans), "--out", str(tmp_path / "o"), "--corrections", str(tmp_path / "нет.jsonl")]) == 12
