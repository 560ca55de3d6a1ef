"""The files as programs of tables open them: no cell is a formula or a link, and every text comes back from a real CSV and a real XLSX."""

import csv
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from pipeline import vocabulary
from pipeline.compare import compare
from pipeline.compare.write import write as write_comparison
from pipeline.corrections import review
from pipeline.export.cells import as_written, members
from pipeline.export.columns import Column, Row, Table
from pipeline.export.csv_files import CSV
from pipeline.export.excel import as_stored
from pipeline.export.xlsx_rows import RowSheet
from pipeline.export.xlsx_sheets import formats_of, write_sheet
from pipeline.problems import Failure, problem
from tests.datasets import write_dataset
from tests.hostile_texts import hostile_roadmap

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
HOSTILE = (
    "=1+1", "=HYPERLINK(\"https://example.org\";\"да\")", "=cmd|'/c calc'!A0", "@SUM(1)", "+1+1", "-1+1", "＝1+1", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "\u200b=1+1", "\ufeff=1+1", "{=1+1}", "<r><t>=1+1</t></r>", '"=1+1"', "приказ;=1+1;", "приказ\n=1+1;", 'приказ;"=1+1;', "приказ;\u200b=1+1;",
    "https://example.org", "http://example.org/?a=1", "mailto:a@example.org", "internal:'Коды'!A1", "external:a.xlsx", "file:///etc/passwd",
    "\\\\server\\share", "- провести", "+7 (495)", "=", "00123", "1-2", "1.1", "'", "", "_x003D_1+1", "a\x00b",
)  # fmt: skip

# What reads a CSV: the separators that stand for a comma (Excel, LibreOffice), «;» (Excel in Russian settings), and all that LibreOffice proposes.
SEPARATORS = ("44", "59", "44/59/9")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the program writes of hostile texts: a dataset, a review and a comparison."""
    out = tmp_path_factory.mktemp("hostile")
    write_dataset(
        [hostile_roadmap(text) for text in HOSTILE], [Failure(text, problem("footnote", text)) for text in HOSTILE], out / "results"
    )
    review.ask(out / "results", vocabulary.load())
    write_comparison(compare([out / "results"]), out / "comparison")
    return out


Opened = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Gives files as LibreOffice opens them with some options: flat XML by their names."""
    if SOFFICE is None:
        pytest.skip("not on this machine: soffice (apt-get install libreoffice-calc)")
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"

    def work(paths: Sequence[Path], *options: str) -> dict[str, str]:
        out = tmp_path_factory.mktemp("opened")
        command = [str(SOFFICE), profile, "--headless", *options, "--convert-to", "fods", "--outdir", str(out), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return {path.stem: (out / f"{path.stem}.fods").read_text("utf-8") for path in paths}

    return work


def csv_options(separators: str) -> str:
    """LibreOffice's filter options for CSV: UTF-8, special numbers known, formulas run: the worst that a person can choose."""
    return f"--infilter=CSV:{separators},34,76,1,,0,false,true,false,false,false,-1,true"


def run_or_linked(content: str) -> list[str]:
    return re.findall(r'table:formula="[^"]*"|<text:a [^>]*>|xlink:href="[^"]*"', content)


def test_what_is_hostile_would_be_run(opened: Opened, tmp_path: Path) -> None:
    """The test can fail: the same texts, put into a CSV by no rule, are formulas."""
    path = tmp_path / "raw.csv"
    path.write_text('1,=1+1\r\n2,"приказ\n=1+1;"\r\n', encoding="utf-8-sig", newline="")
    for separators in ("44", "59"):
        assert run_or_linked(opened([path], csv_options(separators))["raw"])


@pytest.mark.parametrize("separators", SEPARATORS)
def test_no_csv_holds_a_formula_or_a_link(separators: str, hostile: Path, opened: Opened) -> None:
    paths = sorted(hostile.rglob("*.csv"))
    assert {"activities", "problems", "coverage", "quality"} <= {path.stem for path in paths}
    for name, content in opened(paths, csv_options(separators)).items():
        assert "1+1" in content or name not in {"documents", "activities", "problems"}
        assert run_or_linked(content) == [], name


def test_no_workbook_holds_a_formula_or_a_link(hostile: Path, opened: Opened) -> None:
    paths = sorted(hostile.rglob("*.xlsx"))
    assert [path.name for path in paths] == ["comparison.xlsx", "review.xlsx", "roadmaps.xlsx"]
    for name, content in opened(paths).items():
        assert "1+1" in content
        assert run_or_linked(content) == [], name


def test_no_workbook_holds_them_for_other_programs(hostile: Path) -> None:
    for path in sorted(hostile.rglob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_every_text_comes_back_from_the_dataset(hostile: Path) -> None:
    with (hostile / "results/csv/problems.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {as_written(row["text"]) for row in csv.DictReader(stream)} == set(HOSTILE)
    heading, *rows = openpyxl.load_workbook(hostile / "results/roadmaps.xlsx")["Замечания"].iter_rows(values_only=True)
    at = heading.index("Текст")
    assert {as_written(as_stored(str(row[at]))) for row in rows} == set(HOSTILE)


TABLE: Table[Row] = Table(
    "t",
    "Т",
    "",
    (
        Column("id", "text", "Код", "", lambda row: row[0]),
        Column("text", "text", "Текст", "", lambda row: row[1]),
        Column("list", "list", "Список", "", lambda row: row[2]),
    ),
)
ANY = st.text("=+-@'\"; \t\r\n\x00\ufeff\ufffd＝ax0_1<r>/,.", max_size=12) | st.text(st.characters(codec="utf-8"), max_size=40)
ROWS = st.lists(st.tuples(st.just("к"), st.none() | ANY, st.lists(ANY, max_size=3).map(tuple)), max_size=8)
WRITES_FILES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@WRITES_FILES
@given(rows=ROWS)
def test_any_text_comes_back_from_a_csv_file(rows: list[Row], tmp_path: Path) -> None:
    (path,) = CSV.write([TABLE], {"t": rows}, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        _, *read = csv.reader(stream)
    assert [(key, as_written(text) if text else None, members(several)) for key, text, several in read] == rows


@WRITES_FILES
@given(rows=ROWS)
def test_any_text_comes_back_from_an_xlsx_file(rows: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with Workbook(str(path), {"constant_memory": True}) as book:
        assert write_sheet(book.add_worksheet(TABLE.title, RowSheet), TABLE, rows, formats_of(book)) == []
    _, *read = openpyxl.load_workbook(path)[TABLE.title].iter_rows(values_only=True)
    undone = [(row[0], as_written(as_stored(row[1])) if row[1] else None, members(as_stored(row[2] or ""))) for row in read]
    assert undone == rows
