"""Five roadmaps of real schools, in the formats in which they came, against their true grids."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Document, Table
from pipeline.errors import NoTextError
from pipeline.extract import read
from pipeline.extract.tools import LIBREOFFICE, OCR, is_ready

NATIVE = Path(__file__).resolve().parents[2].parent / "shared" / "native"
OFFICE = (
    "docx",
    "odt",
    "rtf",
    pytest.param("doc", marks=pytest.mark.skipif(not LIBREOFFICE.is_here(), reason="LibreOffice is not here")),
)
NUMBERS = ("000", "001", "002", "003", "004")

pytestmark = pytest.mark.skipif(not NATIVE.is_dir(), reason="the shared samples are not here")


def _grid(number: str) -> dict[str, Any]:
    grid: dict[str, Any] = json.loads((NATIVE / "grids" / f"{number}.json").read_text(encoding="utf-8"))
    return grid


@cache
def _document(folder: str, number: str) -> Document:
    (path,) = (NATIVE / folder).glob(f"{number}_*")
    return read(path)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _filled(texts: list[str]) -> list[str]:
    return [folded for folded in map(_folded, texts) if folded]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("folder", OFFICE)
def test_office_document_has_the_true_grid(folder: str, number: str) -> None:
    grid = _grid(number)
    (table,) = _document(folder, number).tables
    expected = {(cell["row"] + 1, cell["col"] + 1, cell["rowspan"], cell["colspan"]): _filled(cell["paragraphs"]) for cell in grid["cells"]}
    found = {
        (cell.row, cell.column, cell.row_span, cell.column_span): _filled([paragraph.text for paragraph in cell.paragraphs])
        for cell in table.cells
    }
    assert found == expected
    assert (table.rows, table.columns) == (grid["n_rows"], grid["n_cols"])


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("folder", OFFICE)
def test_office_document_has_the_text_around_the_table(folder: str, number: str) -> None:
    grid = _grid(number)
    found = _filled([paragraph.text for paragraph in _document(folder, number).paragraphs])
    assert found == _filled(grid["before"] + grid["after"])


def _letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _header(table: Table) -> str:
    return "".join("".join(cell.text.split()) for cell in table.cells if cell.row == 1)


def _without_repeated_headers(tables: tuple[Table, ...]) -> list[str]:
    """Text of all cells; the header row, which the layout repeats on each page, from the first table only."""
    header = _header(tables[0])
    repeats = [index > 0 and _header(table) == header for index, table in enumerate(tables)]
    return [cell.text for table, repeat in zip(tables, repeats, strict=True) for cell in table.cells if not (repeat and cell.row == 1)]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("folder", ["pdf", "pdf_landscape"])
def test_ruled_pdf_has_all_text_of_the_cells(folder: str, number: str) -> None:
    expected = "".join(paragraph for cell in _grid(number)["cells"] for paragraph in cell["paragraphs"])
    found = _without_repeated_headers(_document(folder, number).tables)
    # A cell that is merged over a page break is shown again on the next page.
    assert _letters(expected) - _letters("".join(found)) == Counter()
    assert _letters("".join(found)) - _letters(expected) == Counter()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("folder", ["pdf", "pdf_landscape"])
def test_ruled_pdf_has_the_true_columns(folder: str, number: str) -> None:
    grid = _grid(number)
    columns: dict[int, str] = {}
    for cell in sorted(grid["cells"], key=lambda cell: int(cell["row"])):
        columns[cell["col"] + 1] = columns.get(cell["col"] + 1, "") + "".join("".join(cell["paragraphs"]).split())
    tables = _document(folder, number).tables
    assert {table.columns for table in tables} == {grid["n_cols"]}
    for column, expected in columns.items():
        found = "".join("".join(cell.text.split()) for table in tables for cell in table.cells if cell.column == column)
        assert not _letters(expected) - _letters(found)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("folder", ["pdf", "pdf_landscape"])
def test_ruled_pdf_ends_no_paragraph_at_a_wrap(folder: str, number: str) -> None:
    """Each paragraph of a cell begins where a true one begins, or at a tab, which leaves a line as early as its author does."""
    texts = [paragraph for cell in _grid(number)["cells"] for paragraph in cell["paragraphs"] if paragraph.strip()]
    starts = ["".join(part.split()) for text in texts for part in text.split("\t") if len(part) > 2]
    wrong = []
    for table in _document(folder, number).tables:
        for cell in table.cells:
            wrong += [paragraph.text for paragraph in cell.paragraphs[1:] if not _begins(paragraph.text, starts)]
    assert wrong == []


def _begins(text: str, starts: list[str]) -> bool:
    letters = "".join(text.split())
    return any(letters.startswith(start) or start.startswith(letters) for start in starts)


@pytest.mark.parametrize("number", NUMBERS)
def test_borderless_pdf_has_all_text_in_the_columns_of_its_tables(number: str) -> None:
    document = _document("pdf_borderless", number)
    grid = _grid(number)
    expected = "".join(paragraph for cell in grid["cells"] for paragraph in cell["paragraphs"])
    assert not _letters(expected) - _letters("".join(cell.text for table in document.tables for cell in table.cells))
    assert {table.columns for table in document.tables} == {grid["n_cols"]}


def test_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.pdf.scans.OCR", OCR._replace(is_here=lambda: False, parts=()))
    (path,) = (NATIVE / "scan").glob("004_*")
    with pytest.raises(NoTextError, match=r"tesserocr.*tesseract-ocr-rus"):
        read(path)


@pytest.mark.skipif(not is_ready(OCR), reason=f"scans cannot be recognised here: {OCR.install}")
@pytest.mark.parametrize("number", ["000", "004"])
def test_scan_has_the_cells_of_the_pdf(number: str) -> None:
    expected, found = _document("pdf", number), _document("scan", number)
    assert [_places(table) for table in found.tables] == [_places(table) for table in expected.tables]
    letters, seen = (_letters("".join(cell.text for table in document.tables for cell in table.cells)) for document in (expected, found))
    assert (letters & seen).total() >= 0.98 * letters.total()


def _places(table: Table) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]
