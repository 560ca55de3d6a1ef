"""Archives among the files of a batch: what their plans are called, and that one bad archive costs itself alone."""

import json
import os
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import LockedFileError
from tests.batches import Batch, gathered, run
from tests.make_archives import LOCKED, Member, raw_zip, zip_of

SAMPLES = Path(__file__).parent.parent / "samples"
PLAN = (SAMPLES / "02_tsv_broken_cell.txt").read_bytes()
WORD_PLAN = (SAMPLES / "05_merged_tracked.docx").read_bytes()

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan, and an archive that no suffix tells with two others."""
    place = tmp_path / "Планы"
    place.mkdir()
    (place / "план.txt").write_bytes(PLAN + b"\n")
    (place / "школы.dat").write_bytes(zip_of({"Школа 1/план.txt": PLAN, "Школа 2/план.zip": WORD_PLAN, "__MACOSX/._план.txt": b"1"}))
    return place


def files_of(batch: Batch) -> list[str]:
    return batch.names


def causes(report: Batch) -> dict[str, str]:
    return {failed.file: failed.problem.code for failed in report.failures}


def test_archive_in_a_folder_is_walked(folder: Path, tmp_path: Path) -> None:
    report = run([folder], tmp_path / "out", formats=["json"])
    assert files_of(report) == ["план.txt", "школы.dat/Школа 1/план.txt", "школы.dat/Школа 2/план.zip"]
    assert (report.failures, report.files, report.passed_over) == ((), 3, 1)
    assert [path.relative_to(tmp_path / "out").as_posix() for path in report.written] == [
        "csv/manifest.csv",
        "datapackage.json",
        "json/план.txt.json",
        "json/школы.dat/Школа 1/план.txt.json",
        "json/школы.dat/Школа 2/план.zip.json",
    ]


def test_renamed_document_in_an_archive_is_told(folder: Path, tmp_path: Path) -> None:
    roadmap = run([folder], tmp_path / "out", formats=["json"]).roadmaps[-1]
    assert [(found.code, found.text) for found in roadmap.problems if found.code == "wrong_suffix"] == [("wrong_suffix", ".zip → docx")]


def test_archive_and_a_file_in_it_that_are_named(folder: Path, tmp_path: Path) -> None:
    archive = folder / "школы.dat"
    for path in (archive, archive / "Школа 1", archive / "Школа 1" / "план.txt"):
        assert files_of(run([path], tmp_path / "out", formats=["csv"]))[0] == "школы.dat/Школа 1/план.txt"
    assert causes(run([archive / "Школа 3"], tmp_path / "out")) == {str(archive / "Школа 3"): "missing_path"}


def test_one_file_named_twice_is_read_once(folder: Path) -> None:
    archive = folder / "школы.dat"
    assert len(gathered(folder, archive, archive / "Школа 1" / "план.txt").files) == 3


def test_same_archives_get_their_folders(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "а.zip").write_bytes(zip_of({"план.txt": year.encode()}))
    found = gathered(tmp_path / "2023" / "а.zip", tmp_path / "2024" / "а.zip")
    assert [one.name for one in found.files] == ["2023/а.zip/план.txt", "2024/а.zip/план.txt"]


def test_equal_files_are_told_wherever_they_lie(folder: Path, tmp_path: Path) -> None:
    (folder / "копия.txt").write_bytes(PLAN)
    report = run([folder], tmp_path / "out", formats=["csv"])
    problems = (tmp_path / "out" / "csv" / "problems.csv").read_text("utf-8-sig")
    assert len(report.roadmaps) == 3
    assert "школы.dat/Школа 1/план.txt,duplicate_file" in problems.replace('"', "")


def test_bad_members_cost_themselves_alone(folder: Path, tmp_path: Path) -> None:
    (folder / "плохой.zip").write_bytes(
        raw_zip(
            Member("закрыт.txt".encode("cp866"), PLAN, flags=LOCKED),
            Member("испорчен.txt".encode("cp866"), PLAN, crc=1),
            Member("пуст.txt".encode("cp866"), b""),
            Member("цел.txt".encode("cp866"), PLAN + b"\n\n"),
        )
    )
    (folder / "обрезан.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "пуст.zip").write_bytes(zip_of({}))
    report = run([folder], tmp_path / "out", formats=["csv"])
    assert "плохой.zip/цел.txt" in files_of(report)
    assert causes(report) == {
        "обрезан.zip": "damaged_file",
        "плохой.zip/закрыт.txt": "locked_file",
        "плохой.zip/испорчен.txt": "damaged_file",
        "плохой.zip/пуст.txt": "empty_file",
        "пуст.zip": "missing_path",
    }
    assert (report.files, len(report.roadmaps)) == (9, 4)
    assert all(failed.problem.message.startswith(f"{failed.file}: ") for failed in report.failures)


def test_failures_are_written_when_the_archive_was_all(tmp_path: Path) -> None:
    (tmp_path / "пуст.zip").write_bytes(zip_of({}))
    report = run([tmp_path / "пуст.zip"], tmp_path / "out", formats=["csv"])
    assert (report.files, causes(report)) == (1, {"пуст.zip": "missing_path"})
    assert "пуст.zip" in (tmp_path / "out" / "csv" / "problems.csv").read_text("utf-8-sig")


def test_names_that_lead_out_stay_in_the_results(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b" / "out"
    names = ["../../../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "\\\\host\\evil.txt", 'a"?*<>|.txt', "CON.txt", "x./y .txt"]
    archive = tmp_path / "архив.zip"
    archive.write_bytes(raw_zip(*(Member(name.encode(), PLAN + b"\n" * number) for number, name in enumerate(names))))
    before = {path for path in tmp_path.rglob("*") if out not in path.parents}
    report = run([archive], out)
    assert len(report.roadmaps) == len(names)
    assert len([path for path in report.written if "json" in path.parts]) == len(names)
    assert all(out in path.resolve().parents for path in report.written)
    assert {path for path in tmp_path.rglob("*") if out not in path.parents} - before <= {out, *out.parents}


def test_results_in_an_archive_are_not_read(folder: Path, tmp_path: Path) -> None:
    first = run([folder], tmp_path / "out")
    packed = {f"Итоги/{path.relative_to(tmp_path / 'out').as_posix()}": path.read_bytes() for path in first.written}
    (folder / "итоги.zip").write_bytes(zip_of({**packed, "план.txt": PLAN + b"\n\n\n"}))
    (folder / "только итоги.zip").write_bytes(zip_of(packed))
    second = run([folder], tmp_path / "other")
    assert (set(files_of(second)) - set(files_of(first)), second.failures) == ({"итоги.zip/план.txt"}, ())


@pytest.mark.parametrize("package", [b"[" * 100_000, b'{"name": "mentoring-roadmaps", "resources": ' + b"[" * 900 + b"]" * 900 + b"}"])
def test_list_of_results_that_is_nested_without_end(package: bytes, tmp_path: Path) -> None:
    (tmp_path / "а.zip").write_bytes(zip_of({"datapackage.json": package, "план.txt": PLAN}))
    assert files_of(run([tmp_path / "а.zip"], tmp_path / "out", formats=["csv"])) == ["а.zip/план.txt"]


def test_long_names_do_not_stop_the_results(tmp_path: Path) -> None:
    archive = tmp_path / "архив.zip"
    archive.write_bytes(zip_of({"/".join(["папка" * 40] * 60) + "/план.txt": PLAN, "п" * 3000 + ".txt": PLAN + b"\n"}))
    report = run([archive], tmp_path / "out")
    assert (len(report.roadmaps), report.failures) == (2, ())


def test_what_is_no_file_is_not_opened(folder: Path, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes in folders")
    os.mkfifo(folder / "труба.zip")
    assert len(run([folder], tmp_path / "out", formats=["csv"]).roadmaps) == 3
    assert causes(run([folder / "труба.zip"], tmp_path / "out")) == {str(folder / "труба.zip"): "unsupported_format"}


# ------------------------------------------------------------ inspect


def test_inspect_shows_the_only_file_of_an_archive(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "а.zip").write_bytes(zip_of({"план.txt": PLAN}))
    assert main(["inspect", str(tmp_path / "а.zip")]) == 0
    assert capsys.readouterr().out.startswith("а.zip/план.txt: txt, ")


def test_inspect_asks_which_file_of_an_archive(folder: Path, capsys: Capture) -> None:
    archive = folder / "школы.dat"
    assert main(["inspect", str(archive)]) == 2
    said = capsys.readouterr().err
    assert f"В архиве «{archive}» файлов: 2, а здесь нужен один." in said
    assert f'roadmaps inspect "{archive}/Школа 1/план.txt"' in said
    assert main(["inspect", f"{archive}/Школа 1/план.txt"]) == 0
    assert capsys.readouterr().out.startswith("школы.dat/Школа 1/план.txt: ")


def test_inspect_says_what_is_wrong_with_an_archive(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "а.zip").write_bytes(raw_zip(Member(b"plan.txt", PLAN, flags=LOCKED)))
    assert main(["inspect", str(tmp_path / "а.zip")]) == LockedFileError.exit_code
    assert capsys.readouterr().err.startswith("а.zip/plan.txt: архив или файл в нём закрыт паролем. Что делать: распакуйте")


def test_json_tells_where_the_plan_lies(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path / "out", formats=["json"])
    content = json.loads((tmp_path / "out" / "json" / "школы.dat" / "Школа 1" / "план.txt.json").read_text("utf-8"))
    assert content["source"]["file"] == "школы.dat/Школа 1/план.txt"
