"""Many files: which are read, what they are called, and what becomes of those that fail."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline import vocabulary
from pipeline.batch import convert, exit_code, jobs
from pipeline.batch.events import AllRead, Event, FileDone, Finished, Started
from pipeline.batch.jobs import Job, work
from pipeline.document import Document
from pipeline.errors import EmptyFileError, MissingPathError, OutputError, SeveralCausesError
from pipeline.isolation import Limits
from tests.batches import Batch, gathered, run

SAMPLES = Path(__file__).parent.parent / "samples"
PLAN = SAMPLES / "02_tsv_broken_cell.txt"
LETTER = "Уважаемые коллеги!\n\nПросим прислать отчёт до 1 октября.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two plans, one in a folder of its own."""
    place = tmp_path / "Планы"
    (place / "Школа 5").mkdir(parents=True)
    shutil.copy(PLAN, place / "план.txt")
    shutil.copy(SAMPLES / "01_tabs.txt", place / "Школа 5" / "план.txt")
    return place


def names(*paths: Path, out: Path = Path("нет")) -> list[str]:
    return [one.name for one in gathered(*paths, out=out).files]


def files_of(batch: Batch) -> list[str]:
    return batch.names


# ------------------------------------------------------------ which files


def test_folder_is_walked(folder: Path) -> None:
    assert names(folder) == ["Школа 5/план.txt", "план.txt"]


def test_file_is_called_by_its_name(folder: Path) -> None:
    assert names(folder / "Школа 5" / "план.txt") == ["план.txt"]


@pytest.mark.parametrize("name", [".DS_Store", "~$план.docx", "Thumbs.db", "desktop.ini", "план.docx.json", ".git/config"])
def test_what_is_no_document_is_passed_over_and_counted(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"1")
    found = gathered(folder)
    assert [one.name for one in found.files] == ["Школа 5/план.txt", "план.txt"]
    assert found.passed_over == 1


@pytest.mark.parametrize("parts", ["страница_files", "страница.files"])
def test_parts_of_a_saved_page_are_passed_over_and_counted(parts: str, folder: Path) -> None:
    (folder / "страница.html").write_text("<p>План", "utf-8")
    for name in ("лого.png", "код.js", "вид.css", "tag", "sheet001.htm"):
        (folder / parts).mkdir(exist_ok=True)
        (folder / parts / name).write_bytes(b"1")
    found = gathered(folder)
    assert {one.name for one in found.files} == {"Школа 5/план.txt", "план.txt", "страница.html", f"{parts}/sheet001.htm"}
    assert found.passed_over == 4


def test_folder_like_that_of_a_page_without_the_page_is_read(folder: Path) -> None:
    (folder / "сканы_files").mkdir()
    (folder / "сканы_files" / "план.png").write_bytes(b"1")
    assert names(folder) == ["Школа 5/план.txt", "план.txt", "сканы_files/план.png"]


def test_file_that_is_named_is_always_tried(folder: Path) -> None:
    hidden = folder / ".план.json"
    hidden.write_bytes(b"1")
    assert names(hidden) == [".план.json"]


def test_one_file_named_twice_is_read_once(folder: Path) -> None:
    assert names(folder, folder / "план.txt", folder / "Школа 5" / ".." / "план.txt") == ["Школа 5/план.txt", "план.txt"]


def test_same_names_get_their_folders(tmp_path: Path) -> None:
    for school in ("Школа 1", "Школа 2"):
        (tmp_path / school).mkdir()
        (tmp_path / school / "план.txt").write_text("а", "utf-8")
    (tmp_path / "другой.txt").write_text("б", "utf-8")
    assert names(tmp_path / "Школа 1", tmp_path / "Школа 2") == ["Школа 1/план.txt", "Школа 2/план.txt"]
    assert names(tmp_path / "Школа 1", tmp_path / "другой.txt") == ["план.txt", "другой.txt"]


def test_same_names_in_folders_of_the_same_name(tmp_path: Path) -> None:
    paths = [tmp_path / year / "Школа" for year in ("2023", "2024")]
    for path in paths:
        path.mkdir(parents=True)
        (path / "план.txt").write_text("а", "utf-8")
    assert names(*paths) == ["2023/Школа/план.txt", "2024/Школа/план.txt"]
    assert names(*(path / "план.txt" for path in paths)) == ["2023/Школа/план.txt", "2024/Школа/план.txt"]


def test_link_in_a_circle_ends(folder: Path) -> None:
    (folder / "Школа 5" / "назад").symlink_to(folder)
    assert names(folder) == ["Школа 5/план.txt", "план.txt"]


def test_broken_link_is_told(folder: Path) -> None:
    (folder / "ссылка.docx").symlink_to(folder / "нет.docx")
    assert [(failed.file, failed.problem.code) for failed in run([folder], folder / "out").failures] == [("ссылка.docx", "missing_path")]


@pytest.mark.parametrize("named", [True, False])
def test_broken_link_is_called_a_link(tmp_path: Path, named: bool) -> None:
    link = tmp_path / "Планы" / "ссылка.docx"
    link.parent.mkdir()
    link.symlink_to(link.parent / "нет.docx")
    (failed,) = run([link if named else link.parent], tmp_path / "out", formats=["csv"]).failures
    assert failed.problem.message.startswith("ссылка.docx: это ссылка на файл, которого больше нет. Что делать: ")


def test_what_is_no_file_is_no_missing_path(tmp_path: Path) -> None:
    pipe = tmp_path / "труба.docx"
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes in folders")
    os.mkfifo(pipe)
    (failed,) = gathered(pipe).failures
    assert failed.problem.code == "unsupported_format"
    assert "канал или устройство" in failed.problem.message


# ------------------------------------------------------------ results are no input


def test_second_run_gives_the_same(folder: Path, tmp_path: Path) -> None:
    first = run([folder], tmp_path / "out")
    content = {path: path.read_bytes() for path in first.written}
    second = run([folder], tmp_path / "out")
    assert (second.roadmaps, second.written, second.report.unchanged) == (first.roadmaps, first.written, True)
    assert {path: path.read_bytes() for path in second.written} == content


@pytest.mark.parametrize("where", ["out", "Школа 5/out", "."])
def test_results_among_the_inputs_are_not_read(folder: Path, where: str) -> None:
    first = run([folder], folder / where)
    second = run([folder], folder / where)
    assert files_of(first) == files_of(second) == ["Школа 5/план.txt", "план.txt"]
    assert (first.failures, second.failures) == ((), ())


def test_results_of_another_run_are_not_read(folder: Path, tmp_path: Path) -> None:
    run([folder], folder / "прежний")
    assert files_of(run([folder], tmp_path / "out")) == ["Школа 5/план.txt", "план.txt"]


# ------------------------------------------------------------ what fails


def test_others_still_convert(folder: Path, tmp_path: Path) -> None:
    (folder / "пустой.docx").write_bytes(b"")
    (folder / "письмо.txt").write_text(LETTER, "utf-8")
    report = run([folder, tmp_path / "нет"], tmp_path / "out")
    assert files_of(report) == ["Школа 5/план.txt", "план.txt"]
    assert {failed.file: failed.problem.code for failed in report.failures} == {
        str(tmp_path / "нет"): "missing_path",
        "письмо.txt": "no_plan",
        "пустой.docx": "empty_file",
    }
    assert report.exit_code == SeveralCausesError.exit_code
    assert (report.files, len(report.roadmaps)) == (5, 2)


def test_failures_are_written_when_nothing_was_read(tmp_path: Path) -> None:
    (tmp_path / "пустой.docx").write_bytes(b"")
    report = run([tmp_path / "пустой.docx"], tmp_path / "out", formats=["csv"])
    assert report.exit_code == EmptyFileError.exit_code
    assert "пустой.docx" in (tmp_path / "out" / "csv" / "problems.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("make", [False, True])
def test_nothing_is_written_where_there_was_nothing_to_read(tmp_path: Path, make: bool) -> None:
    place = tmp_path / "Планы"
    if make:
        place.mkdir()
    report = run([place], tmp_path / "out")
    assert (report.exit_code, report.written) == (MissingPathError.exit_code, ())
    assert not (tmp_path / "out").exists()


def test_unforeseen_error_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(content: bytes, name: str) -> Document:
        raise ZeroDivisionError("деление")

    monkeypatch.setattr(jobs, "read_bytes", breaks)
    job = Job("", PLAN, PLAN.name, hashlib.sha256(PLAN.read_bytes()).hexdigest(), tmp_path, Limits())
    assert (found := work(job, vocabulary.load())).verdict[:2] == ("refused", "internal_error")
    assert found.cause is not None
    assert "ZeroDivisionError, test_batch.py:" in found.cause.message
    assert "деление" in found.cause.message


def test_name_that_is_no_text_is_a_file_like_others(folder: Path, tmp_path: Path) -> None:
    try:
        shutil.copy(PLAN, folder / "план\udcff.txt")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    report = run([folder], tmp_path / "out")
    assert (len(report.roadmaps), report.report.duplicates) == (2, 1)


def test_output_is_tried_before_the_work(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "занято").write_text("файл", "utf-8")
    told: list[Event] = []
    with pytest.raises(OutputError):
        convert([folder], tmp_path / "занято" / "out", watch=told.append)
    assert told == [Finished()]


def test_workbook_that_cannot_be_replaced_is_told_before_the_work(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "roadmaps.xlsx").mkdir(parents=True)  # cannot be opened for writing, like one that Excel holds
    told: list[Event] = []
    with pytest.raises(OutputError, match=r"roadmaps\.xlsx"):
        convert([folder], tmp_path / "out", watch=told.append)
    assert told == [Finished()]


def test_unknown_format_is_refused_before_the_work(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="zip"):
        run([folder], tmp_path / "out", formats=["csv", "zip"])
    assert not (tmp_path / "out").exists()


def test_exit_codes() -> None:
    assert exit_code([]) == 0
    assert exit_code(["empty_file", "empty_file"]) == EmptyFileError.exit_code
    assert exit_code(["empty_file", "no_plan"]) == SeveralCausesError.exit_code


# ------------------------------------------------------------ the rest


def test_progress_is_told(folder: Path, tmp_path: Path) -> None:
    first, *files, all_read, last = run([folder], tmp_path / "out").events
    assert (first, all_read, last) == (Started(2), AllRead(), Finished())
    assert sorted(event.line.file for event in files if isinstance(event, FileDone)) == ["Школа 5/план.txt", "план.txt"]


def test_json_is_named_after_its_source(folder: Path, tmp_path: Path) -> None:
    report = run([folder], tmp_path / "out", formats=["json"])
    assert [path.relative_to(tmp_path / "out").as_posix() for path in report.written] == [
        "csv/manifest.csv",
        "datapackage.json",
        "json/Школа 5/план.txt.json",
        "json/план.txt.json",
    ]
    content = json.loads((tmp_path / "out" / "json" / "план.txt.json").read_text("utf-8"))
    assert content["source"]["file"] == "план.txt"
