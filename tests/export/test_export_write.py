"""The whole of `write`: what is in the folder afterwards."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.export import FORMATS
from pipeline.export.manifest import WRITTEN
from pipeline.model import Roadmap
from pipeline.problems import Failure, problem
from tests.datasets import write_dataset

MakeRoadmap = Callable[..., Roadmap]


def files(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in files(out)}


def test_formats() -> None:
    assert FORMATS == ("csv", "parquet", "xlsx", "json")


def test_writes_what_it_says(roadmap: Roadmap, tmp_path: Path) -> None:
    paths = write_dataset([roadmap], [], tmp_path)
    names = [table.name for table in WRITTEN]
    expected = [f"csv/{name}.csv" for name in names] + [f"parquet/{name}.parquet" for name in names]
    expected += ["roadmaps.xlsx", "json/b/план.docx.json", "datapackage.json"]
    assert files(tmp_path) == sorted(expected)
    assert paths == sorted(tmp_path / name for name in expected)


def test_two_runs_give_equal_bytes_in_whatever_order(make_roadmap: MakeRoadmap, failed: Failure, tmp_path: Path) -> None:
    roadmaps = [make_roadmap("a.docx", "1"), make_roadmap("b.docx", "2"), make_roadmap("c.docx", "1")]
    failures = [failed, Failure("z.docx", problem("ragged_table"))]
    write_dataset(roadmaps, failures, tmp_path / "one")
    write_dataset(roadmaps[::-1], failures[::-1], tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_json_is_the_model(roadmap: Roadmap, written: Path) -> None:
    content = (written / "json/b/план.docx.json").read_text("utf-8")
    dump = roadmap.model_dump(mode="json")
    assert content == json.dumps(dump, ensure_ascii=False, indent=1) + "\n"
    assert Roadmap.model_validate_json(content) == roadmap


def test_json_of_equal_content_is_written_once(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    write_dataset([make_roadmap("a.docx"), make_roadmap("b.docx")], [], tmp_path, ["json"])
    assert files(tmp_path) == ["csv/manifest.csv", "datapackage.json", "json/a.docx.json"]


def test_files_of_one_name_do_not_replace_each_other(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    roadmaps = [make_roadmap("a.docx", "1"), make_roadmap("../a.docx", "2"), make_roadmap("A.docx", "3")]
    write_dataset(roadmaps, [], tmp_path, ["json"])
    found = [Roadmap.model_validate_json(path.read_bytes()) for path in (tmp_path / "json").iterdir()]
    assert sorted(found, key=lambda r: r.source.file) == sorted(roadmaps, key=lambda r: r.source.file)


@pytest.mark.parametrize("file", ["../out.docx", "/out.docx", "..\\out.docx", "a/../../../out.docx"])
def test_no_source_leads_out_of_the_folder(make_roadmap: MakeRoadmap, tmp_path: Path, file: str) -> None:
    out = tmp_path / "deep" / "dataset"
    write_dataset([make_roadmap(file)], [], out)
    assert all(name.startswith("deep/dataset/") for name in files(tmp_path))
    assert len(list((out / "json").rglob("out.docx.json"))) == 1


def test_a_removed_plan_and_an_unwanted_format_go_and_other_files_stay(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    write_dataset([make_roadmap("a.docx", "1"), make_roadmap("x/b.docx", "2")], [], tmp_path)
    (tmp_path / "json" / "mine.json").write_text("{}")
    (tmp_path / "csv" / "mine.csv").write_text("1")
    write_dataset([make_roadmap("a.docx", "1")], [], tmp_path, ["json"])
    assert files(tmp_path) == ["csv/manifest.csv", "csv/mine.csv", "datapackage.json", "json/a.docx.json", "json/mine.json"]


@pytest.mark.parametrize(
    "package",
    [
        {"name": "mentoring-roadmaps", "resources": [{"path": ["json/../../mine.json", "../mine.json", "json/mine.json/..", "mine.json"]}]},
        {"name": "mentoring-roadmaps", "resources": [{"path": "json/../mine.json"}, {"path": None}, 7, {}]},
        {"name": "mentoring-roadmaps", "resources": "mine.json"},
        {"name": "another-package", "resources": [{"path": "csv/mine.csv"}]},
        ["csv/mine.csv"],
    ],
)
def test_a_forged_package_removes_nothing_else(make_roadmap: MakeRoadmap, tmp_path: Path, package: object) -> None:
    out = tmp_path / "dataset"
    out.mkdir()
    (out / "csv").mkdir()
    (out / "json").mkdir()
    mine = [tmp_path / "mine.json", out / "mine.json", out / "csv" / "mine.csv"]
    for path in mine:
        path.write_text("mine")
    (out / "datapackage.json").write_text(json.dumps(package))
    write_dataset([make_roadmap()], [], out, ["json"])
    assert all(path.read_text() == "mine" for path in mine)


def test_a_package_that_cannot_be_read_is_no_record(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes(b"\xff{")
    write_dataset([make_roadmap()], [], tmp_path, ["json"])
    assert json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["name"] == "mentoring-roadmaps"


@pytest.mark.parametrize("formats", [FORMATS, ["csv"], ["parquet"], ["xlsx"], ["json"], []])
def test_a_folder_that_cannot_be_is_an_output_error(make_roadmap: MakeRoadmap, tmp_path: Path, formats: list[str]) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(OutputError):
        write_dataset([make_roadmap()], [], tmp_path / "file" / "dataset", formats)
    assert files(tmp_path) == ["file"]


@pytest.mark.parametrize(
    "target", ["csv/stages.csv", "parquet/stages.parquet", "roadmaps.xlsx", "json/b/план.docx.json", "datapackage.json"]
)
def test_a_file_that_cannot_be_written_is_named_and_no_temporary_stays(make_roadmap: MakeRoadmap, tmp_path: Path, target: str) -> None:
    (tmp_path / target / "in the way").mkdir(parents=True)
    with pytest.raises(OutputError, match=Path(target).name):
        write_dataset([make_roadmap()], [], tmp_path)
    assert not list(tmp_path.rglob("*.tmp"))


def test_an_unknown_format_is_refused_before_anything_is_written(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_dataset([make_roadmap()], [], tmp_path, ["csv", "ods"])
    assert files(tmp_path) == []


def test_a_name_that_is_no_unicode_does_not_stop_the_batch(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    write_dataset([make_roadmap("a\udcff.docx")], [Failure("b\udcff.docx", problem("footnote", "\ud800"))], tmp_path)
    assert "json/a_.docx.json" in files(tmp_path)
    assert "b?.docx" in (tmp_path / "csv/problems.csv").read_text("utf-8-sig")


def test_nothing_at_all_can_be_written_too(tmp_path: Path) -> None:
    write_dataset([], [], tmp_path)
    assert len(files(tmp_path)) == 2 * len(WRITTEN) + 2
