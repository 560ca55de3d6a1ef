"""The commands `compare` and `report`: what they write, what they say, and what of bad input."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pipeline.cli import comparison as commands
from pipeline.cli import desktop, main
from pipeline.compare import DEFAULT_REFERENCE, GROUPS, compare, load
from pipeline.compare.frames import DTYPES
from pipeline.compare.tables import TABLES
from pipeline.compare.write import write
from pipeline.errors import NoDatasetError, OutputError, ReferenceFileError

Capture = pytest.CaptureFixture[str]
FILES = {"comparison.xlsx", "datapackage.json", "report.docx", "report.html"}
REFERENCE = """code: our
name: Наш
scheme: minpros-2021
stages:
- code: preparation
  name: Подготовка
  from: Y-08-15
  to: Y-09-20
"""


@pytest.fixture
def own(dataset: Path, tmp_path: Path) -> Path:
    """A dataset of the test's own."""
    return shutil.copytree(dataset, tmp_path / "Результат")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def package(folder: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return loaded


def change_package(folder: Path, **changes: object) -> None:
    (folder / "datapackage.json").write_text(json.dumps({**package(folder), **changes}), "utf-8")


# ------------------------------------------------------------ what is written


def test_what_the_command_names_again_is_that_of_the_library() -> None:
    assert (commands.GROUPS, commands.REFERENCE) == (GROUPS, DEFAULT_REFERENCE)


def test_compare_writes_every_file_and_says_the_findings(dataset: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "Сравнение"
    assert main(["compare", str(dataset), "--out", str(out), "--by", "region, KIND"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Прочитано планов: 3, ")
    assert f"Результат в папке {out}:" in shown.out
    assert shown.err == ""
    tables = {f"{kind}/{table.name}.{kind}" for table in TABLES for kind in ("csv", "parquet")}
    assert set(files(out)) == FILES | tables


def test_the_data_package_describes_every_file_and_column(dataset: Path, tmp_path: Path) -> None:
    write(compare([dataset]), tmp_path)
    resources: list[dict[str, object]] = package(tmp_path)["resources"]  # type: ignore[assignment]
    assert {str(resource["path"]) for resource in resources} | {"datapackage.json"} == set(files(tmp_path))
    described = {str(one["name"]): [field["name"] for field in one["schema"]["fields"]] for one in resources if "schema" in one}  # type: ignore[index]
    assert described == {table.name: [column.name for column in table.columns] for table in TABLES}
    for table in TABLES:
        assert list(pd.read_parquet(tmp_path / "parquet" / f"{table.name}.parquet").columns) == described[table.name]


def test_same_data_same_bytes(dataset: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(compare([dataset]), tmp_path / name)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_files_of_a_former_comparison_go_and_others_stay(dataset: Path, tmp_path: Path) -> None:
    write(compare([dataset]), tmp_path)
    (tmp_path / "письмо.docx").write_bytes(b"mine")
    (tmp_path / "csv" / "former.csv").write_bytes(b"old")
    resources = [*package(tmp_path)["resources"], {"name": "former", "path": "csv/former.csv"}, {"name": "mine", "path": "письмо.docx"}]  # type: ignore[misc]
    change_package(tmp_path, resources=resources)
    write(compare([dataset]), tmp_path)
    assert not (tmp_path / "csv" / "former.csv").exists()
    assert (tmp_path / "письмо.docx").read_bytes() == b"mine"


def test_report_stands_beside_the_data_and_is_no_plan(own: Path, tmp_path: Path, capsys: Capture) -> None:
    before = files(own)
    assert main(["report", str(own), "--no-open"]) == 0
    assert (own / "comparison" / "report.html").is_file()
    assert {name: content for name, content in files(own).items() if not name.startswith("comparison/")} == before
    capsys.readouterr()
    assert main(["convert", str(own), "--out", str(tmp_path / "другой")]) != 0
    assert "comparison" not in capsys.readouterr().err


# ------------------------------------------------------------ opening


def test_nothing_is_opened_without_a_desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CI"):
        monkeypatch.delenv(name, raising=False)
    assert not desktop.open_page(tmp_path / "report.html")


@pytest.mark.parametrize("failure", [OSError("no such program"), subprocess.TimeoutExpired("open", 5), None])
def test_opening_never_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failure: Exception | None) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        if failure:
            raise failure
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(desktop, "_has_desktop", lambda: True)
    monkeypatch.setattr(subprocess, "run", run)
    assert desktop.open_page(tmp_path / "report.html") == isinstance(failure, subprocess.TimeoutExpired)


# ------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "город"], "Нет признака «город». Есть: region, kind, district, year"),
        (["--by", ""], "Признаки не указаны"),
        (["--by"], "После параметра --by нужно значение"),
    ],
)
def test_unknown_groups(dataset: Path, tmp_path: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(["compare", str(dataset), "--out", str(tmp_path), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_one_dataset_twice(dataset: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["compare", str(dataset), f"{dataset}/.", "--out", str(tmp_path)]) == 2
    assert "названа дважды" in capsys.readouterr().err
    assert load([dataset, dataset]).names == ("Результат",)


def test_folder_that_is_none(tmp_path: Path, capsys: Capture) -> None:
    assert main(["compare", str(tmp_path / "нет"), "--out", str(tmp_path / "out")]) == 3
    assert main(["compare", str(tmp_path), "--out", str(tmp_path / "out")]) == NoDatasetError.exit_code
    assert "нет файла datapackage.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "mentoring-roadmaps-comparison"}, "описывает другие данные"),
        ({"version": "99"}, "данные версии 99, а программа понимает версию 1"),
        ({"version": None}, "данные версии без номера"),
    ],
)
def test_data_of_another_kind_or_version(own: Path, tmp_path: Path, capsys: Capture, changes: dict[str, object], said: str) -> None:
    change_package(own, **changes)
    assert main(["compare", str(own), "--out", str(tmp_path / "out")]) == NoDatasetError.exit_code
    assert said in capsys.readouterr().err


def test_broken_data_package(own: Path, tmp_path: Path, capsys: Capture) -> None:
    (own / "datapackage.json").write_text("{", "utf-8")
    assert main(["compare", str(own), "--out", str(tmp_path / "out")]) == NoDatasetError.exit_code
    assert "datapackage.json не читается" in capsys.readouterr().err


def test_missing_and_broken_tables(own: Path, tmp_path: Path, capsys: Capture) -> None:
    table = own / "parquet" / "deadlines.parquet"
    table.write_bytes(b"zzz")
    assert main(["compare", str(own), "--out", str(tmp_path / "out")]) == NoDatasetError.exit_code
    table.unlink()
    assert main(["compare", str(own), "--out", str(tmp_path / "out")]) == NoDatasetError.exit_code
    shown = capsys.readouterr().err
    assert "таблица parquet/deadlines.parquet не читается" in shown
    assert "нет таблицы parquet/deadlines.parquet" in shown


def test_no_plan_at_all(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "пустой.txt").write_bytes(b"")
    main(["convert", str(tmp_path / "plans"), "--out", str(tmp_path / "empty")])
    capsys.readouterr()
    assert main(["compare", str(tmp_path / "empty"), "--out", str(tmp_path / "out")]) == NoDatasetError.exit_code
    assert "нет ни одного плана" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (REFERENCE.replace("Y-09-20", "Y-09-31"), "строка 8: «Y-09-31» — не день учебного года"),
        (REFERENCE.replace("Y-09-20", "2024-09-20"), "строка 8: «2024-09-20» — не день учебного года"),
        (REFERENCE.replace("Y-08-15", "N-08-15"), "строка 8: окно кончается (Y-09-20) раньше, чем начинается (N-08-15)"),
        (REFERENCE.replace("code: preparation", "code: preparatoin"), "строка 5: кода «preparatoin» нет - может быть, «preparation»?"),
        (REFERENCE + "  activities: [zzzz]\n", "строка 9: кода «zzzz» нет"),
        (REFERENCE.replace("minpros-2021", "minpros-2012"), "строка 3: кода «minpros-2012» нет - может быть, «minpros-2021»?"),
        (REFERENCE + REFERENCE.split("stages:\n")[1], "строка 9: этап «preparation» назван дважды"),
        (REFERENCE.split("- code", maxsplit=1)[0].replace("stages:", "stages: []"), "строка 4: в образце нет ни одного этапа"),
        (REFERENCE.replace("  to:", "  till:"), "неизвестный ключ «till»"),
        (REFERENCE.replace("scheme: minpros-2021\n", ""), "не хватает ключа «scheme»"),
        ("stages: [", "не читается как YAML"),
        ("", "не хватает ключа «code»"),
    ],
)
def test_faulty_reference(dataset: Path, tmp_path: Path, capsys: Capture, text: str, said: str) -> None:
    (tmp_path / "наш.yaml").write_text(text, "utf-8")
    arguments = ["compare", str(dataset), "--out", str(tmp_path / "out"), "--reference", str(tmp_path / "наш.yaml")]
    assert main(arguments) == ReferenceFileError.exit_code
    assert said in capsys.readouterr().err


def test_unknown_reference(dataset: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["compare", str(dataset), "--out", str(tmp_path / "out"), "--reference", "minpros"]) == ReferenceFileError.exit_code
    assert "такого файла нет, а встроенные образцы: minpros-2021, r145-2019" in capsys.readouterr().err


def test_own_reference(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "наш.yaml").write_text(REFERENCE, "utf-8")
    assert set(compare([dataset], str(tmp_path / "наш.yaml")).frames["timing"]["stage_code"]) <= {"preparation"}


def test_a_dataset_is_never_written_over(own: Path, capsys: Capture) -> None:
    before = files(own)
    assert main(["compare", str(own), "--out", str(own)]) == OutputError.exit_code
    assert files(own) == before
    assert "лежат другие данные" in capsys.readouterr().err


def test_folder_that_cannot_be_written(dataset: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "файл").write_bytes(b"")
    assert main(["compare", str(dataset), "--out", str(tmp_path / "файл")]) == OutputError.exit_code
    assert "не удаётся записать результат" in capsys.readouterr().err


# ------------------------------------------------------------ defined behaviour


def test_a_plan_of_both_datasets_counts_in_the_last(dataset: Path, own: Path) -> None:
    found = load([dataset, own])
    assert set(found.documents["dataset"]) == {found.names[-1]}
    assert len(found.documents) == 3


def test_frames_have_the_types_that_the_tables_declare(dataset: Path) -> None:
    frames = compare([dataset]).frames
    for table in TABLES:
        for column in table.columns:
            if column.name in frames[table.name]:
                assert frames[table.name][column.name].dtype == DTYPES[column.type], (table.name, column.name)
