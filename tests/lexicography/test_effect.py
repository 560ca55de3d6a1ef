"""What an edit of the words changes in documents."""

import shutil
from pathlib import Path

import pytest

from pipeline import vocabulary
from pipeline.lexicography.check import check_words
from pipeline.lexicography.effect import NOTHING
from pipeline.lexicography.trial import samples_folder, try_words
from tests.lexicography.conftest import MakeWords, Unwatched

PLAN = samples_folder() / "01_tabs.txt"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with one plan, and one file that is none."""
    folder = tmp_path / "Планы"
    folder.mkdir()
    shutil.copy(PLAN, folder / "план.txt")
    (folder / "пустой.txt").write_bytes(b"")
    return folder


def test_only_what_differs_is_told_with_its_place(plans: Path, make_words: MakeWords) -> None:
    words = make_words(
        roles="roles:\n- code: psychologist\n  phrases: [куратор]\n", stages="stages:\n- code: matching\n  phrases: [Отбор и обучение]\n"
    )
    trial = try_words(plans, vocabulary.load(), vocabulary.load(words), Unwatched())
    assert trial.documents == 1
    assert [failed.problem.code for failed in trial.failures] == ["empty_file"]
    assert {change.what for change in trial.changes} == {"этап", "ответственный"}
    (stage,) = (change for change in trial.changes if change.what == "этап")
    assert (stage.file, stage.place, stage.text) == ("план.txt", "табл. 1, строка 8, графа 3, строка файла 79", "Отбор и обучение")
    assert (stage.before, stage.after) == ("Отбор и обучение наставников (selection_training)", "Формирование пар и групп (matching)")
    first = next(change for change in trial.changes if change.what == "ответственный")
    assert first.before == "Куратор → Куратор наставничества (curator) [на всю строку]"
    assert first.after == "Куратор → Психолог (psychologist) [на всю строку]"


def test_word_that_no_document_uses_changes_nothing(plans: Path, make_words: MakeWords) -> None:
    words = make_words(roles="roles:\n- code: mentor\n  phrases: [ментор]\n")
    assert try_words(plans, vocabulary.load(), vocabulary.load(words), Unwatched()).changes == ()


def test_rows_that_come_and_go(plans: Path, make_words: MakeWords) -> None:
    """«Ожидаемый результат» taken for the content of the plan: other rows."""
    heading = "columns:\n- code: unused\n  phrases: [Сроки, Срок, Срок реализации, Сроки реализации]\n"
    trial = try_words(plans, vocabulary.load(), vocabulary.load(make_words(columns=heading)), Unwatched())
    assert {change.what for change in trial.changes} >= {"срок"}
    assert all(change.after == NOTHING for change in trial.changes if change.what == "срок")


def test_check_of_the_built_in_words_has_nothing_to_compare() -> None:
    found = check_words(None, None, Unwatched())
    assert (found.faults, found.moves, found.trial) == ([], [], None)
    assert not any("имя человека" in advice.text for advice in found.advice)


def test_check_stops_at_faults(plans: Path, make_words: MakeWords) -> None:
    found = check_words(make_words(roles="roles:\n- code: mentr\n  phrases: [ментор]\n"), plans, Unwatched())
    assert (len(found.faults), found.advice, found.trial) == (1, [], None)
