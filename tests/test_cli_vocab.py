"""The commands `roadmaps vocab …`, and `--vocab` of the others: what they say, and their exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import NoDatasetError, VocabularyError

PLAN = Path(__file__).parent.parent / "samples" / "01_tabs.txt"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan in which a role has another name, and words that know it."""
    (tmp_path / "Планы").mkdir()
    (tmp_path / "Планы" / "план.txt").write_text(PLAN.read_text("utf-8").replace("Куратор", "Тьютор"), encoding="utf-8")
    (tmp_path / "Слова").mkdir()
    (tmp_path / "Слова" / "roles.yaml").write_text("roles:\n- code: curator\n  phrases: [тьютор]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_loop_of_a_methodologist(place: Path, capsys: Capture) -> None:
    assert main(["convert", "Планы", "--out", "Результат"]) == 0
    assert main(["vocab", "suggest", "Результат", "--out", "заготовки.yaml"]) == 0
    shown = capsys.readouterr().out
    assert "Роли ответственных (roles.yaml): 1" in shown
    assert "× «Тьютор» — документов: 1" in shown
    assert "  план.txt, табл. 1, строка 5" in shown
    assert "Тьютор" in (place / "заготовки.yaml").read_text("utf-8")

    assert main(["vocab", "check", "Слова", "--samples", "Планы"]) == 0
    shown = capsys.readouterr().out
    assert "Ошибок нет." in shown
    assert "Сравнено планов: 1." in shown
    assert "было  Тьютор → other, ПРОВЕРИТЬ" in shown or "было  Тьютор → Другое (other), ПРОВЕРИТЬ" in shown
    assert "стало Тьютор → Куратор наставничества (curator)" in shown

    assert main(["convert", "Планы", "--out", "Результат", "--vocab", "Слова"]) == 0
    assert main(["vocab", "suggest", "Результат"]) == 0
    assert "Тьютор" not in capsys.readouterr().out
    assert json.loads((place / "Результат" / "datapackage.json").read_text("utf-8"))["vocabulary"]["additions"] == ["roles.yaml"]


def test_inspect_with_words_of_ones_own(place: Path, capsys: Capture) -> None:
    assert main(["inspect", "Планы/план.txt", "--vocab", "Слова"]) == 0
    assert "Тьютор → Куратор наставничества (curator)" in capsys.readouterr().out


def test_faults_fail_the_check_and_refuse_the_work(place: Path, capsys: Capture) -> None:
    (place / "Слова" / "roles.yaml").write_text("roles:\n- code: curtor\n- code: mentr\n", encoding="utf-8")
    assert main(["vocab", "check", "Слова"]) == VocabularyError.exit_code
    shown = capsys.readouterr().out
    assert "Ошибки: 2. С ними словарь не работает." in shown
    assert "roles.yaml, строка 2: «curtor»" in shown
    assert "roles.yaml, строка 3: «mentr»" in shown
    assert main(["convert", "Планы", "--out", "Результат", "--vocab", "Слова"]) == VocabularyError.exit_code
    assert not (place / "Результат").exists()


def test_built_in_words(capsys: Capture) -> None:
    assert main(["vocab", "check"]) == 0
    assert capsys.readouterr().out.startswith("Проверен встроенный словарь.\nОшибок нет.\n")


def test_what_moves_is_told(place: Path, capsys: Capture) -> None:
    (place / "Слова" / "roles.yaml").write_text("roles:\n- code: curator\n  phrases: [завуч]\n", encoding="utf-8")
    assert main(["vocab", "check", "Слова", "--samples", "Планы"]) == 0
    assert "«завуч» — было «deputy_head», стало «curator»" in capsys.readouterr().out


def test_folder_that_is_no_dataset(place: Path, capsys: Capture) -> None:
    assert main(["vocab", "suggest", "Планы"]) == NoDatasetError.exit_code
    assert "запустите «roadmaps convert»" in capsys.readouterr().err


def test_nothing_to_suggest(place: Path, capsys: Capture) -> None:
    shutil.rmtree("Планы")
    Path("план.txt").write_text(
        "Этап\tМероприятие\tСроки\tОтветственный\nПодготовка условий\tОбучение наставников\tсентябрь\tДиректор\n", encoding="utf-8"
    )
    main(["convert", "план.txt", "--out", "Результат", "--formats", "json"])
    capsys.readouterr()
    assert main(["vocab", "suggest", "Результат"]) == 0
    assert capsys.readouterr().out == "Непонятых фраз нет: добавлять нечего.\n"
