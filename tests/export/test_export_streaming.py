"""Entries stream through: nothing is held, and nothing but the entries decides the bytes."""

import datetime as dt
import os
import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from xlsxwriter import Workbook

from benchmarks.writing import entries, lines
from pipeline.export import Entry, write
from pipeline.export.excel import FIRST_YEAR
from pipeline.export.json_files import JsonFiles
from pipeline.export.parquet_files import GROUP_BYTES, GROUP_ROWS
from pipeline.export.xlsx_rows import RowSheet, boolean_cell, date_cell, number_cell, style, text_cell
from pipeline.problems import Failure, problem
from tests.export.conftest import MakeRoadmap

WRITES = "from benchmarks.writing import *; from pathlib import Path; write(entries(8), Path({out!r}), words=None, manifest=lines(8))"


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_entries_are_taken_one_after_another(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def watched() -> Iterator[Entry]:
        for n, entry in enumerate(entries(6)):
            assert len(list(out.rglob("json/*/*/*.json"))) == n
            yield entry

    write(watched(), out, ["json", "csv"], words=None, manifest=iter([]))


def test_memory_does_not_grow_with_the_entries(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        write(entries(count), tmp_path / str(count), ["csv", "json"], words=None, manifest=lines(count))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(5)  # what is made once and kept
    assert peak(90) < 1.2 * peak(30)


def test_groups_of_parquet_have_a_fixed_number_of_rows(tmp_path: Path) -> None:
    failures = (Entry(f"{n:05}", Failure(f"{n:05}", problem("footnote"))) for n in range(GROUP_ROWS + 5))
    write(failures, tmp_path, ["parquet"], words=None, manifest=[])
    found = pq.ParquetFile(tmp_path / "parquet/problems.parquet").metadata
    assert [found.row_group(n).num_rows for n in range(found.num_row_groups)] == [GROUP_ROWS, 5]


def test_groups_of_parquet_with_long_texts_end_earlier(tmp_path: Path) -> None:
    said = problem("footnote", "т" * (GROUP_BYTES // 2000))
    write((Entry(f"{n:05}", Failure(f"{n:05}", said)) for n in range(1500)), tmp_path, ["parquet"], words=None, manifest=[])
    found = pq.ParquetFile(tmp_path / "parquet/problems.parquet").metadata
    assert [found.row_group(n).num_rows for n in range(found.num_row_groups)] == [1024, 476]


@pytest.mark.parametrize(
    "where",
    [
        {"TZ": "Asia/Kamchatka", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
    ],
)
def test_bytes_do_not_depend_on_the_machine(where: dict[str, str], tmp_path: Path) -> None:
    write(entries(8), tmp_path / "here", words=None, manifest=lines(8))
    there = tmp_path / "there"
    subprocess.run(
        [sys.executable, "-c", WRITES.format(out=str(there))], check=True, env={**os.environ, **where}, cwd=Path(__file__).parents[2]
    )
    assert contents(there) == contents(tmp_path / "here")


def test_same_files_are_told_and_have_no_json(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    write(
        [
            Entry("a.docx", make_roadmap("a.docx"), ("b.docx", "c.docx")),
            Entry("d.docx", Failure("d.docx", problem("footnote")), ("e.docx",)),
        ],
        tmp_path,
        ["csv", "json"],
        words=None,
        manifest=[],
    )
    told = (tmp_path / "csv/problems.csv").read_text("utf-8-sig").splitlines()
    found = [(line.split(",")[2], line.split(",")[3]) for line in told[1:]]
    assert found[2:] == [("b.docx", "duplicate_file"), ("c.docx", "duplicate_file"), ("d.docx", "footnote"), ("e.docx", "duplicate_file")]
    assert [path.name for path in (tmp_path / "json").iterdir()] == ["a.docx.json"]


# ------------------------------------------------------------ names of JSON


@pytest.mark.parametrize(
    "names",
    [
        ["a", "a.json/b"],
        ["a.json/b", "a"],
        ["a/b.json/c", "A/B"],
        ["й.docx", "и\u0306.docx"],
        ["/".join(["ж" * 100] * 40), "/".join(["ж" * 100] * 40) + "/б"],
    ],
)
def test_no_name_is_in_the_way_of_another(names: list[str], make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    files = JsonFiles(tmp_path)
    for n, name in enumerate(names):
        files.add(make_roadmap(name, str(n)))
    assert len({name.casefold() for name in files.names}) == len(list(tmp_path.rglob("*.json"))) - sum(
        path.is_dir() for path in tmp_path.rglob("*.json")
    )
    assert len(set(files.names)) == len(names)


# ------------------------------------------------------------ rows of a workbook


def test_rows_are_what_xlsxwriter_makes_of_cells(tmp_path: Path) -> None:
    texts = ["план", "a & b < c > d", ' "кавычки" ', "две\nстроки", "_x0041_", "x_x00e9_", "\t", "конец\n"]
    days = [dt.date(FIRST_YEAR, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(2024, 2, 29), dt.date(9999, 12, 31)]
    numbers = [0, 1, -7, 0.1, 1e20, 3_000_000_000, 1 / 3]
    with Workbook(tmp_path / "book.xlsx", {"constant_memory": True}) as book:
        form = book.add_format({"bold": True})
        cells, rows = book.add_worksheet("A"), book.add_worksheet("B", RowSheet)
        for sheet in (cells, rows):
            sheet.write_string(0, 0, "Графа", form)
        for n, text in enumerate(texts, 1):
            cells.write_string(n, 0, text, form)
            rows.append(n, text_cell(f"A{n + 1}", style(form), text), 1)
        for n, day in enumerate(days, 20):
            cells.write_datetime(n, 0, day, form)
            rows.append(n, date_cell(f"A{n + 1}", style(form), day), 1)
        for n, number in enumerate(numbers, 30):
            cells.write_number(n, 0, number, form)
            rows.append(n, number_cell(f"A{n + 1}", style(form), number), 1)
        for n, value in enumerate([True, False], 40):
            cells.write_boolean(n, 0, value, form)
            rows.append(n, boolean_cell(f"A{n + 1}", style(form), value), 1)
    with zipfile.ZipFile(tmp_path / "book.xlsx") as packed:
        of_cells, of_rows = (re.sub(' tabSelected="1"', "", packed.read(f"xl/worksheets/sheet{n}.xml").decode()) for n in (1, 2))
    assert of_rows == of_cells
    assert openpyxl.load_workbook(tmp_path / "book.xlsx")["B"].max_row == 42
