"""Scans: what recognition makes of pages that are pictures, and of what scanning did to them."""

from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline import vocabulary
from pipeline.document import Document, Paragraph, Table
from pipeline.errors import NoTextError, TooLargeError
from pipeline.extract import read, read_bytes
from pipeline.extract.language_data import LANGUAGES, language_data
from pipeline.extract.tools import OCR, is_ready
from pipeline.normalize import normalize

if not is_ready(OCR):
    pytest.skip(f"scans cannot be recognised here: {OCR.install}", allow_module_level=True)

from tests import scan_hazards  # its libraries come with the extra

SAMPLE = Path(__file__).parents[2] / "samples" / "08_no_stages_landscape.pdf"
# Share of the words of the sample's first page that each hazard must leave, in per cent. Floors: they only go up.
FLOORS = {
    "grey_noise": 95,
    "shadow": 95,
    "skew_left": 95,
    "turned_90": 95,
    "turned_180": 95,
    "blurred": 92,
    "perspective": 95,
    "stamp": 94,
    "broken_lines": 90,
    "dark_borders": 95,
}


@cache
def _sample() -> Document:
    return read(SAMPLE)


@cache
def _scan(*names: str, dpi: int = 200) -> Document:
    """The sample's pages as a scan, a hazard for each."""
    pages = scan_hazards.pages(SAMPLE.read_bytes(), dpi)
    hazarded = [scan_hazards.with_hazard(page, name) for page, name in zip(pages, names, strict=False)]
    return read_bytes(scan_hazards.scanned(hazarded, dpi), "скан.pdf")


def _words(document: Document, page: int) -> list[str]:
    return [word for paragraph in _paragraphs(document) if paragraph.origin.page == page for word in paragraph.text.split()]


def _paragraphs(document: Document) -> list[Paragraph]:
    cells = [paragraph for table in document.tables for cell in table.cells for paragraph in cell.paragraphs]
    return [*document.paragraphs, *cells]


def _places(table: Table) -> set[tuple[int, int, int, int]]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}


@pytest.mark.parametrize("name", FLOORS)
def test_hazard(name: str) -> None:
    expected, found = Counter(_words(_sample(), 1)), Counter(_words(_scan(name), 1))
    assert 100 * (expected & found).total() / expected.total() >= FLOORS[name]
    if name != "broken_lines":  # some of its walls are lost for good
        assert _places(_scan(name).tables[0]) == _places(_sample().tables[0])


@pytest.mark.parametrize("dpi", [150, 300])
def test_resolution(dpi: int) -> None:
    assert _places(_scan("clean", dpi=dpi).tables[0]) == _places(_sample().tables[0])


def test_table_goes_on_over_pages() -> None:
    expected, found = (
        [activity.text for stage in normalize(document, vocabulary.load()).stages for activity in stage.activities]
        for document in (_sample(), _scan("skew_right", "grey_noise"))
    )
    assert len(found) == len(expected)
    assert len(set(expected) & set(found)) >= 0.9 * len(expected)


def test_same_bytes_same_document() -> None:
    data = scan_hazards.encoded(scan_hazards.pages(SAMPLE.read_bytes(), 150)[0], "PNG")
    read_bytes(SAMPLE.read_bytes(), "план.pdf")
    assert read_bytes(data, "план.png") == read_bytes(data, "план.png")


def test_every_paragraph_says_how_sure_it_is() -> None:
    assert all(paragraph.confidence is not None for paragraph in _paragraphs(_scan("clean")))


def test_stamp_is_told() -> None:
    assert any("печать" in remark.text for remark in _scan("stamp").remarks)


def _picture(canvas: Canvas, name: str = "clean") -> None:
    page = scan_hazards.with_hazard(scan_hazards.pages(SAMPLE.read_bytes(), 150)[0], name)
    stream = BytesIO(scan_hazards.encoded(page, "PNG"))
    canvas.drawImage(ImageReader(stream), 0, 0, 842, 595)


def _pdf(*, typed: bool, words: str = "", hidden: bool = False) -> bytes:
    """A scanned page, with words over it, after a page that was typed."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595))
    if typed:
        canvas.drawString(50, 500, "A page that has been typed by somebody")
        canvas.showPage()
    _picture(canvas)
    text = canvas.beginText(50, 20)
    text.setTextRenderMode(3 if hidden else 0)
    text.textLine(words)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_only_scanned_pages_are_recognised() -> None:
    document = read_bytes(_pdf(typed=True), "план.pdf")
    assert [paragraph.confidence for paragraph in _paragraphs(document) if paragraph.origin.page == 1] == [None]
    assert _places(document.tables[0]) == _places(_sample().tables[0])


@pytest.mark.parametrize("hidden", [False, True])
def test_text_over_a_scan_is_not_all_of_it(hidden: bool) -> None:
    """The stamp of an electronic signature, or what a scanner once recognised and nobody sees."""
    document = read_bytes(_pdf(typed=False, words="Signed electronically, certificate 00A1B2C3", hidden=hidden), "план.pdf")
    assert _places(document.tables[0]) == _places(_sample().tables[0])


def test_mixed_file_without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.pdf.scans.OCR", OCR._replace(is_here=lambda: False))
    (remark,) = read_bytes(_pdf(typed=True), "план.pdf").remarks
    assert (remark.code, remark.origin and remark.origin.page) == ("unreadable_part", 2)
    assert "tesseract-ocr-rus" in remark.text


def test_no_more_pages_than_can_be_borne(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.pdf.scans.MOST_PAGES", 0)
    remarks = read_bytes(_pdf(typed=True), "план.pdf").remarks
    assert any("больше" in remark.text for remark in remarks)


@pytest.mark.parametrize(("name", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("TIFF", "tif"), ("BMP", "bmp"), ("WEBP", "webp")])
def test_image_file(name: str, suffix: str) -> None:
    page = scan_hazards.pages(SAMPLE.read_bytes(), 150)[0]
    document = read_bytes(scan_hazards.encoded(page[: page.shape[0] // 2], name), f"план.{suffix}")
    assert (document.source.format, document.source.pages, document.remarks) == ("image", 1, ())
    assert document.tables[0].columns == 5


def test_pages_of_a_tiff() -> None:
    pages = [page[: page.shape[0] // 2] for page in scan_hazards.pages(SAMPLE.read_bytes(), 150)]
    document = read_bytes(scan_hazards.encoded(pages[0], "TIFF", *pages[1:]), "план.tif")
    assert document.source.pages == 2


def test_image_without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("pipeline.extract.pdf.scans.OCR", "pipeline.extract.ocr.reader.OCR"):
        monkeypatch.setattr(place, OCR._replace(is_here=lambda: False))
    with pytest.raises(NoTextError, match="tesseract-ocr-rus"):
        read_bytes(scan_hazards.encoded(scan_hazards.blob(), "PNG"), "план.png")


def test_image_of_nothing() -> None:
    with pytest.raises(NoTextError):
        read_bytes(scan_hazards.encoded(scan_hazards.blob(), "PNG"), "кот.png")


def test_giant_image_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.ocr.picture.MOST_PIXELS", 1000)
    with pytest.raises(TooLargeError, match="млн точек"):
        read_bytes(scan_hazards.encoded(scan_hazards.blob(), "PNG"), "план.png")


def test_page_with_a_giant_box() -> None:
    """A pixel to the point, as some programs of telephones set it."""
    page = scan_hazards.pages(SAMPLE.read_bytes(), 200)[0]
    document = read_bytes(scan_hazards.scanned([page], dpi=72), "план.pdf")
    assert _places(document.tables[0]) == _places(_sample().tables[0])


def test_language_data_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for language in LANGUAGES:
        (tmp_path / f"{language}.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert language_data() == tmp_path
