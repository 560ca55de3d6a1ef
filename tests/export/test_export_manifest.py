"""The manifest: in every format, names that nobody can misread, and a checker that is not taken in."""

import ast
import csv
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch import convert
from pipeline.errors import RoadmapError
from pipeline.export import write
from pipeline.export.manifest import MANIFEST, escaped, unescaped
from pipeline.export.reasons import page, refusals
from pipeline.problems import LOSING
from pipeline.verdicts import SKIPPED, Line, Verdict

CHECKER = Path(__file__).parent.parent.parent / "docs" / "check_manifest.py"

LINES = [
    Line("a.docx", b"a.docx", "whole", "", "", "ab" * 32, 3_000_000_000, 0.123456),
    Line("b?\n.docx", b"b\xff\n.docx", "refused", "damaged_file", "не читается"),
    Line("=c.zip/d", "=c.zip/\u202ed".encode(), "skipped", "no_document"),
]


def rows_of(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "csv/manifest.csv").read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("formats", [["csv"], ["json"], ["xlsx"], []])
def test_account_there_is_in_csv(formats: list[str], tmp_path: Path) -> None:
    write([], tmp_path, formats, words=None, manifest=iter(LINES))
    rows = rows_of(tmp_path)
    assert [row["name_bytes"] for row in rows] == [line.name.hex() for line in LINES]
    assert [row["verdict"] for row in rows] == ["whole", "refused", "skipped"]
    assert (rows[0]["size"], rows[0]["seconds"], rows[1]["reason"]) == ("3000000000", "0.123", "damaged_file")
    assert (rows[1]["name"], rows[1]["size"], rows[1]["sha256"]) == ("b\\xff\\u000a.docx", "", "")


def test_parquet_has_it_instead(tmp_path: Path) -> None:
    write([], tmp_path, ["parquet"], words=None, manifest=iter(LINES))
    assert not (tmp_path / "csv").exists()
    table = pq.read_table(tmp_path / "parquet/manifest.parquet")
    assert table["size"].to_pylist() == [3_000_000_000, None, None]
    assert table["name"].to_pylist() == [escaped(line.name) for line in LINES]


def test_workbook_has_all_but_the_time(tmp_path: Path) -> None:
    write([], tmp_path, ["xlsx"], words=None, manifest=iter(LINES))
    heading, *rows = openpyxl.load_workbook(tmp_path / "roadmaps.xlsx")["Файлы"].iter_rows(values_only=True)
    assert list(heading) == [column.title for column in MANIFEST.columns if column.name != "seconds"]
    assert [row[4] for row in rows] == [3_000_000_000, None, None]


# ------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("план.docx", "план.docx"),
        ("а б", "а б"),
        (" а ", "\\u0020а\\u0020"),
        ("  ", "\\u0020\\u0020"),
        ("\\u0020", "\\\\u0020"),
        ("a\tb\r\n", "a\\u0009b\\u000d\\u000a"),
        ("gpj.\u202exe", "gpj.\\u202exe"),
        ("a\u200bb\ufeff\u00ad\u00a0", "a\\u200bb\\ufeff\\u00ad\\u00a0"),
        ("\u3164\u2800\ufe0f\U000e0041", "\\u3164\\u2800\\ufe0f\\U000e0041"),
    ],
)
def test_nothing_in_a_name_is_invisible(name: str, shown: str) -> None:
    assert escaped(name.encode()) == shown
    assert unescaped(shown) == name.encode()


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_every_name_comes_back(name: bytes) -> None:
    shown = escaped(name)
    assert unescaped(shown) == name
    assert shown.isprintable() or not shown
    shown.encode()


# ------------------------------------------------------------ the page


def test_page_names_every_reason() -> None:
    told = page()
    assert all(f"| `{code}` |" in told for code in [*SKIPPED, *LOSING, *(error.code for error in refusals())])
    assert len({error.code for error in refusals()}) == len(refusals())
    assert RoadmapError in refusals()


# ------------------------------------------------------------ the checker


def line(name: bytes, content: bytes | None, verdict: Verdict = "whole", reason: str = "") -> Line:
    found = Line(name.decode(errors="replace"), name, verdict, reason)
    return found if content is None else found._replace(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, list[Line]]:
    """A folder of odd files, and its true account."""
    place = tmp_path / "Планы"
    (place / ".скрыто").mkdir(parents=True)
    (place / "Школа").mkdir()
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w") as tape:
        info = tarfile.TarInfo("в.txt")
        info.size = 3
        tape.addfile(info, io.BytesIO(b"123"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("п/а.txt", b"one")
        archive.writestr("п/", b"")
        archive.writestr("б.tar", inner.getvalue())
    contents = {"план.txt": b"1", "Школа/план\n.txt": b"22", ".скрыто/x": b"4", "все.zip": packed.getvalue()}
    for name, content in contents.items():
        (place / name).write_bytes(content)
    lines = [line(name.encode(), content) for name, content in contents.items() if not name.startswith(".")]
    lines += [line(".скрыто/x".encode(), None, "skipped", "no_document")]
    lines += [line("все.zip/п/а.txt".encode(), b"one"), line("все.zip/б.tar".encode(), inner.getvalue())]
    lines += [line("все.zip/б.tar/в.txt".encode(), b"123")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(place / "труба")
        (place / "ссылка").symlink_to("Школа")
        lines += [line("труба".encode(), None, "skipped", "special_file"), line("ссылка".encode(), None, "skipped", "folder_loop")]
    return place, lines


def checked(place: Path, lines: list[Line], out: Path) -> tuple[int, str]:
    out.mkdir(parents=True, exist_ok=True)
    write([], out, [], words=None, manifest=lines)
    done = subprocess.run(
        [sys.executable, "-I", CHECKER, place, "--out", out], check=False, capture_output=True, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert not done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode()


def test_true_account_is_accepted(case: tuple[Path, list[Line]], tmp_path: Path) -> None:
    code, told = checked(*case, tmp_path / "out")
    assert (code, told.splitlines()[-1]) == (0, "Всё сходится.")
    assert told.startswith(f"Строк: {len(case[1])} = whole 6 + partial 0 + refused 0 + skipped ")


def test_long_name_is_cut_without_the_folder_of_its_archive(tmp_path: Path) -> None:
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "in" / "b" / "a.txt").write_bytes(b"2")
    with zipfile.ZipFile(tmp_path / "in" / "b" / "a.zip", "w") as archive:
        archive.writestr("n" * 5000, b"1")
    convert([tmp_path / "in"], tmp_path / "out", ["csv"])
    done = subprocess.run([sys.executable, "-I", CHECKER, tmp_path / "in", "--out", tmp_path / "out"], check=False, capture_output=True)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[:500]


def test_results_among_the_files_are_no_files(case: tuple[Path, list[Line]]) -> None:
    place, lines = case
    assert checked(place, lines, place / "out")[0] == 0
    assert checked(place, lines, place)[0] == 1  # the results in out/ are now files of the folder that no line tells


def test_results_beside_the_files_are_no_files(case: tuple[Path, list[Line]]) -> None:
    place, lines = case
    assert checked(place, lines, place)[0] == 0


Change = Callable[[list[Line]], list[Line]]


def of(name: str, **changes: Any) -> Change:
    return lambda lines: [one._replace(**changes) if one.name == name.encode() else one for one in lines]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[1:],
        lambda lines: [*lines, lines[0]],
        lambda lines: [*lines, line(b"no.txt", b"1")],
        lambda lines: [*lines, line("все.zip/нет.txt".encode(), b"1")],
        lambda lines: [one for one in lines if not one.name.endswith("а.txt".encode())],
        lambda lines: [one for one in lines if not one.name.endswith("в.txt".encode())],
        lambda lines: [one for one in lines if not one.name.startswith("все.zip/".encode())],
        lambda lines: [one for one in lines if not one.name.startswith(b".")],
        of("план.txt", sha256="00" * 32),
        of("план.txt", size=2),
        of("план.txt", sha256=None),
        of("план.txt", verdict="fine"),
        of("все.zip/п/а.txt", sha256="00" * 32),
        of("все.zip/б.tar/в.txt", size=4),
    ],
)
def test_false_account_is_told(change: Change, case: tuple[Path, list[Line]], tmp_path: Path) -> None:
    place, lines = case
    code, told = checked(place, change(lines), tmp_path / "out")
    assert code == 1
    assert "НЕ СХОДИТСЯ" in told


def test_checker_shares_no_code() -> None:
    tree = ast.parse(CHECKER.read_text("utf-8"))
    names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
