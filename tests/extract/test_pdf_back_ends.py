"""Two libraries read a PDF, pdfium and pdfplumber: what they find must be the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Paragraph, Table
from pipeline.extract.pdf import pdfium, plumber
from pipeline.extract.pdf.drawing import Drawing
from pipeline.extract.pdf.grid import find_cells
from pipeline.extract.pdf.page import read_page
from pipeline.extract.pdf.reader import page_content, read_pdf
from pipeline.extract.pdf.ruling import Edge, Ruling, joined
from tests.extract.drawn import Draw, document

ROOT = Path(__file__).resolve().parents[2]
NATIVE = ROOT.parent / "shared" / "native"
Read = Callable[[bytes], Iterator[Drawing]]

XS, YS = (50, 150, 350, 550), (700, 660, 600, 400)


def _files() -> list[Path]:
    native = [path for folder in ("pdf", "pdf_landscape", "pdf_borderless") for path in sorted((NATIVE / folder).glob("*.pdf"))]
    return [path for path in sorted((ROOT / "samples").glob("*.pdf")) if "scan" not in path.name] + native


def _found(read: Read, data: bytes) -> object:
    return page_content([read_page(drawing) for drawing in read(data)])


def _assert_same(data: bytes) -> None:
    assert _found(pdfium.read_drawings, data) == _found(plumber.read_drawings, data)


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_files(path: Path) -> None:
    _assert_same(path.read_bytes())


# Generated documents


def _texts(canvas: Canvas) -> None:
    for row, (top, _) in enumerate(pairwise(YS), 1):
        for column, (left, _) in enumerate(pairwise(XS), 1):
            canvas.drawString(left + 5, top - 15, f"cell {row} {column}")
            canvas.drawString(left + 5, top - 27, "second line")


def _strokes(canvas: Canvas) -> None:
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)


def _plain(canvas: Canvas) -> None:
    _strokes(canvas)
    _texts(canvas)
    canvas.drawString(60, 760, "Title of the plan")


def _merged(canvas: Canvas) -> None:
    for x, top in zip(XS, (700, 660, 660, 700), strict=True):
        canvas.line(x, top, x, 400)
    for y, left in zip(YS, (50, 50, 150, 50), strict=True):
        canvas.line(left, y, 550, y)
    _texts(canvas)


def _thin_rectangles(canvas: Canvas) -> None:
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            for x, y, width, height in (
                (left, top, right - left, 0.5),
                (left, bottom, 0.5, top - bottom),
                (right, bottom, 0.5, top - bottom),
            ):
                canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.rect(XS[0], YS[-1], 500, 0.5, stroke=0, fill=1)
    _texts(canvas)


def _rectangles(canvas: Canvas) -> None:
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            canvas.rect(left, bottom, right - left, top - bottom)
    _texts(canvas)


def _shaded(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    canvas.rect(50, 660, 500, 40, stroke=0, fill=1)
    canvas.setFillGray(0)
    _plain(canvas)


def _dashed(canvas: Canvas) -> None:
    canvas.setDash(3, 2)
    _plain(canvas)


def _dots(canvas: Canvas) -> None:
    """Lines made of short strokes, as some programs draw dotted borders."""
    for y in YS:
        for x in range(XS[0], XS[-1], 3):
            canvas.line(x, y, x + 1, y)
    for x in XS:
        for y in range(YS[-1], YS[0], 3):
            canvas.line(x, y, x, y + 1)
    _texts(canvas)


def _curves(canvas: Canvas) -> None:
    canvas.circle(300, 300, 60)
    canvas.roundRect(60, 200, 200, 60, 10)
    canvas.bezier(100, 100, 200, 150, 300, 50, 400, 100)
    canvas.line(80, 60, 300, 180)
    _plain(canvas)


def _bold_by_doubling(canvas: Canvas) -> None:
    _strokes(canvas)
    for row, (top, _) in enumerate(pairwise(YS), 1):
        for shift in (0, 0.3):
            canvas.drawString(55 + shift, top - 15, f"bold {row} illicit")
    for index, letter in enumerate("well"):
        for shift in (0, 0.3):
            canvas.drawString(155 + 8 * index + shift, 685, letter)


def _form(canvas: Canvas) -> None:
    canvas.beginForm("table")
    _plain(canvas)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(20, -30)
    canvas.scale(0.9, 0.9)
    canvas.doForm("table")
    canvas.restoreState()


def _turned_text(canvas: Canvas) -> None:
    _strokes(canvas)
    for angle, x, y in ((90, 70, 420), (270, 200, 590), (180, 500, 500), (30, 300, 300)):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "turned text here")
        canvas.restoreState()


def _spaced(canvas: Canvas) -> None:
    _strokes(canvas)
    canvas.drawString(55, 685, "S p a c e d", charSpace=2)
    canvas.drawString(155, 685, "a wide gap", wordSpace=6)
    for index, word in enumerate(("no", "space", "signs")):
        canvas.drawString(355 + 40 * index, 685, word)
    text = canvas.beginText(155, 640)
    text.textOut("x")
    text.setRise(4)
    text.setFont("Helvetica", 6)
    text.textOut("2")
    canvas.drawText(text)
    canvas.drawString(355, 640, "line-")
    canvas.drawString(355, 628, "end hyphen")


DRAWN: Sequence[Draw] = (
    *(_plain, _merged, _thin_rectangles, _rectangles, _shaded, _dashed, _dots),
    *(_curves, _bold_by_doubling, _form, _turned_text, _spaced),
)


def _changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The document with something changed on each page."""
    stream = BytesIO()
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            change(page)
        pdf.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_drawings(draw: Draw) -> None:
    _assert_same(document(draw))


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("rotation", [0, 90])
def test_no_letter_is_lost_and_none_added(draw: Draw, rotation: int) -> None:
    data = _changed(document(draw), lambda page: page.set_rotation(rotation))
    drawn = _letters(glyph.text for drawing in pdfium.read_drawings(data) for glyph in drawing.glyphs)
    content = read_pdf(data)
    cells = [cell.text for block in content.blocks if isinstance(block, Table) for cell in block.cells]
    paragraphs = [block.text for block in content.blocks if isinstance(block, Paragraph)]
    assert _letters([*cells, *paragraphs, *(remark.text for remark in content.remarks)]) == drawn


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("media", "crop"),
    [
        ((0, 0, 600, 800), (0, 0, 600, 800)),
        ((0, 0, 600, 800), (40, 20, 580, 740)),
        ((-100, -50, 650, 850), (-100, -50, 650, 850)),
        ((-100, -50, 650, 850), (10, 30, 560, 790)),
    ],
)
def test_rotated_and_cropped_pages(rotation: int, media: tuple[float, ...], crop: tuple[float, ...]) -> None:
    def change(page: Any) -> None:
        page.set_mediabox(*media)
        page.set_cropbox(*crop)
        page.set_rotation(rotation)

    data = _changed(document(_plain, _merged, _turned_text), change)
    _assert_same(data)
    first, *_ = (read_page(drawing) for drawing in pdfium.read_drawings(data))
    (table,) = first.tables
    assert (table.table.rows, table.table.columns) == (3, 3)


def test_encrypted_with_an_empty_password() -> None:
    _assert_same(document(_plain, encrypt=StandardEncryption("", "owner", canCopy=0)))


# The grid


places = st.integers(0, 12).map(lambda number: number * 20.0)


@st.composite
def edges(draw: Callable[[Any], Any]) -> Edge:
    start, end = sorted(draw(st.tuples(places, places)))
    return Edge(draw(places), start, end + 1)


@given(st.lists(edges(), max_size=25), st.lists(edges(), max_size=25))
def test_cells_are_those_of_pdfplumber(across: list[Edge], down: list[Edge]) -> None:
    ruling = joined(Ruling(across, down))
    levels = [{"orientation": "h", "x0": e.start, "x1": e.end, "top": e.at, "bottom": e.at} for e in ruling.across]
    uprights = [{"orientation": "v", "x0": e.at, "x1": e.at, "top": e.start, "bottom": e.end} for e in ruling.down]
    expected = cells_to_tables(intersections_to_cells(edges_to_intersections([*levels, *uprights], 3, 3)))
    found = [sorted(cells) for cells in find_cells(ruling) if len(cells) > 1]
    assert sorted(found) == sorted(sorted(cells) for cells in expected)


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_tables_are_those_of_pdfplumber(path: Path) -> None:
    """Of a table that is closed all around; what is left open, pdfplumber does not see by itself."""
    with pdfplumber.open(path) as pdf:
        for page, drawing in zip(pdf.pages, pdfium.read_drawings(path.read_bytes()), strict=True):
            expected = [sorted(table.cells) for table in page.find_tables()]
            found = [sorted(cells) for cells in find_cells(joined(drawing.ruling)) if len(cells) > 1]
            assert len(found) == len(expected)
            for cells, others in zip(sorted(found), sorted(expected), strict=True):
                assert cells == [pytest.approx(other, abs=0.1) for other in others]
