"""What people and programs do to PDF files, hazard by hazard."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Origin, Paragraph, Table
from pipeline.errors import DamagedFileError, LockedFileError, NoTextError
from pipeline.extract import read_bytes
from pipeline.extract.content import Content
from pipeline.extract.pdf import pdfium, scans
from pipeline.extract.pdf.drawing import DAMAGED_PAGE, MOST_STROKES, TOO_MANY_STROKES, Drawing
from pipeline.extract.pdf.preflight import CUT, check
from pipeline.extract.pdf.reader import read_pdf
from pipeline.extract.pdf.text_layer import is_broken
from pipeline.extract.tools import OCR, is_ready
from tests.extract.drawn import Draw, document

FONT = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")
XS, YS = (50, 150, 350, 550), (700, 660, 600, 400)


def _content(*pages: Draw) -> Content:
    return read_pdf(document(*pages))


def _table(canvas: Canvas) -> None:
    """Three rows of three cells with a line of text each."""
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for row, top in enumerate(YS[:-1], 1):
        for column, left in enumerate(XS[:-1], 1):
            canvas.drawString(left + 5, top - 15, f"cell {row} {column}")


CELLS = [f"cell {row} {column}" for row in (1, 2, 3) for column in (1, 2, 3)]


def _cells(content: Content) -> list[str]:
    (table,) = (block for block in content.blocks if isinstance(block, Table))
    assert (table.rows, table.columns) == (3, 3)
    return [cell.text for cell in table.cells]


def _paragraphs(content: Content) -> list[str]:
    return [line for block in content.blocks if isinstance(block, Paragraph) for line in block.text.splitlines()]


# What is not seen


def test_white_text_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.setFillGray(1)
        canvas.drawString(205, 685, "words for a search engine")

    content = _content(draw)
    assert _cells(content) == CELLS
    assert [(remark.code, remark.text) for remark in content.remarks] == [("unseen_text", "words for a search engine")]


def test_white_text_on_a_dark_ground_is_text() -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.rect(150, 660, 200, 40, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(205, 685, "heading")

    assert "heading" in _cells(_content(draw))[1]


def test_text_beyond_the_edge_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.drawString(60, 20, "mark of the printer")

    stream = BytesIO()
    with pypdfium2.PdfDocument(document(draw)) as pdf:
        pdf[0].set_cropbox(30, 100, 580, 780)
        pdf.save(stream)
    content = read_pdf(stream.getvalue())
    assert _cells(content) == CELLS
    assert [(remark.code, remark.text) for remark in content.remarks] == [("unseen_text", "mark of the printer")]


def test_recognised_text_under_a_picture_is_text() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textLine("A page that has been recognised")
        canvas.drawText(text)

    assert _paragraphs(_content(draw)) == ["A page that has been recognised"]


# What is laid on the page


@pytest.mark.parametrize("has_appearance", [True, False])
def test_values_of_form_fields(has_appearance: bool) -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.acroForm.textfield(name="head", value="I. Petrova", x=210, y=670, width=120, height=20, borderWidth=0)

    data = document(draw)
    if not has_appearance:
        data = data.replace(b"/AP <<", b"/ZZ <<")
    assert [cell.split() for cell in _cells(read_pdf(data))][1] == ["cell", "1", "2", "I.", "Petrova"]


def test_what_readers_pinned_to_a_page_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.textAnnotation("Уточнить срок\r\nу директора", Rect=[50, 300, 70, 320])
        canvas.highlightAnnotation("неясно, кто", [50, 690, 90, 710])
        canvas.freeTextAnnotation("Срок перенесён", Rect=[50, 200, 200, 250], DA="(0 0 0 rg /Helv 12 Tf)")
        canvas.linkURL("https://example.org/plan", (0, 0, 10, 10))

    content = _content(draw, lambda canvas: canvas.drawString(60, 700, "Page two"))
    told = [(remark.code, remark.text, remark.origin) for remark in content.remarks]
    assert told == [("comment", text, Origin(page=1)) for text in ("Уточнить срок\nу директора", "неясно, кто", "Срок перенесён")]
    assert _cells(content) == CELLS


@pytest.mark.parametrize("others", [0, 2])
@pytest.mark.parametrize(("length", "told"), [(32_000, False), (33_000, True)])
def test_string_of_which_pdfium_takes_the_beginning(length: int, told: bool, others: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Page one")
        canvas.drawString(60, 600, "a" * length)
        for _ in range(others):
            canvas.drawString(60, 500, "b " * 15_000)

    assert bool([note for _, note in check(document(draw)).lost if note.startswith(CUT)]) == told


SIGNATURE = ("DOCUMENT SIGNED ELECTRONICALLY", "Certificate 00B1 22C3 44D5 66E7", "Owner Petrova Irina Ivanovna", "Valid to 01.09.2026")


def _signature(left: float, bottom: float, *, radius: float = 0, divided: bool = False) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.roundRect(left, bottom, 180, 62, radius) if radius else canvas.rect(left, bottom, 180, 62)
        if divided:
            canvas.line(left, bottom + 45, left + 180, bottom + 45)
        canvas.setFont("Helvetica", 8)
        for index, line in enumerate(SIGNATURE):
            canvas.drawString(left + 8, bottom + 50 - 13 * index, line)

    return draw


@pytest.mark.parametrize(
    ("left", "bottom", "radius", "divided"),
    [
        pytest.param(240, 570, 0, False, id="over the lines of a table"),
        pytest.param(240, 570, 10, False, id="with round corners"),
        pytest.param(240, 570, 0, True, id="in two parts"),
        pytest.param(358, 420, 0, False, id="within a cell"),
        pytest.param(300, 20, 0, False, id="below the table"),
    ],
)
def test_electronic_signature_is_no_part_of_the_table(left: float, bottom: float, radius: float, divided: bool) -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        _signature(left, bottom, radius=radius, divided=divided)(canvas)

    content = _content(draw, _table)
    assert [table.columns for table in content.blocks if isinstance(table, Table)] == [3, 3]
    assert [cell.text for table in content.blocks if isinstance(table, Table) for cell in table.cells] == CELLS * 2
    assert isinstance(content.blocks[0], Table)
    assert isinstance(content.blocks[1], Table)
    assert _paragraphs(content) == list(SIGNATURE)


def test_small_table_with_a_narrow_column_is_no_stamp() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (100, 112, 300):
            canvas.line(x, 700, x, 664)
        for y in (700, 688, 676, 664):
            canvas.line(100, y, 300, y)
        for row in range(3):
            canvas.drawString(102, 691 - 12 * row, str(row))
            canvas.drawString(120, 691 - 12 * row, "what is to be done")

    (table,) = _content(draw).blocks
    assert isinstance(table, Table)
    assert (table.rows, table.columns) == (3, 2)


def test_framed_text_before_a_table_stays_there() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(340, 720, 210, 60)
        canvas.drawString(350, 760, "APPROVED by the head")
        _table(canvas)

    first, *_ = _content(draw).blocks
    assert isinstance(first, Paragraph)
    assert first.text == "APPROVED by the head"


def test_stamp_over_letters_makes_lines_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.drawString(60, 540, "The head of the school")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(62, 541, "Municipal school No 7")

    assert set(_cells(_content(draw))[6].splitlines()) == {"cell 3 1", "The head of the school", "Municipal school No 7"}


def test_slanted_stamp_is_no_text_of_a_cell() -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.translate(180, 450)
        canvas.rotate(30)
        canvas.drawString(0, 0, "TRUE COPY")

    content = _content(draw)
    assert _cells(content) == CELLS
    assert _paragraphs(content) == ["TRUE COPY"]


# Letters that are not what they seem

CYRILLIC = "Дорожная карта реализации целевой модели наставничества"


def _lines(*lines: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        for index, line in enumerate(lines):
            canvas.drawString(60, 700 - 14 * index, line)

    return draw


def _taken_for_western(text: str, encoding: str = "cp1251") -> str:
    return text.encode(encoding).decode("cp1252")


def test_cyrillic_taken_for_western_letters_is_mended() -> None:
    content = _content(_lines(_taken_for_western(f"{CYRILLIC} № 5 на 2024 год")))
    assert _paragraphs(content) == [f"{CYRILLIC} № 5 на 2024 год"]
    assert [remark.code for remark in content.remarks] == ["unreadable_part"]


def test_western_letters_are_not_mended() -> None:
    text = "Élève très âgé: être à l'école, même là où personne n'a été préparé"
    assert _paragraphs(_content(_lines(text))) == [text]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["\ue012\ue034\ue056\ue078" * 8] * 3, id="letters of nobody's alphabet"),
        pytest.param(["Ⱦɨɪɨɠɧɚɹ ɤɚɪɬɚ ɪɟɚɥɢɡɚɰɢɢ ɰɟɥɟɜɨɣ ɦɨɞɟɥɢ"] * 3, id="numbers of shapes taken for letters"),
        pytest.param(["qwrtp zxcvb mnbvc lkjhg fdsqw rtpkj hgfds zxcvb nmkjh gfdsq"] * 3, id="words that cannot be spoken"),
        pytest.param([_taken_for_western(CYRILLIC, "koi8-r")] * 3, id="an encoding that is not certain"),
    ],
)
def test_broken_text_is_noticed(lines: list[str]) -> None:
    assert is_broken(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [CYRILLIC] * 3,
        ["Roadmap of mentoring for young teachers of the school"] * 3,
        ["МБДОУ, ГБОУ, УВР, ЦНППМ, ГБПОУ, МКДОУ"] * 5,
        ["• Приказ", "\uf0b7 План", "1", "2", "3"],
        ["№ 1", "01.09.2024", "2024/2025"] * 9,
    ],
)
def test_sound_text_is_not_called_broken(lines: list[str]) -> None:
    assert not is_broken(lines)


def _without_meanings(data: bytes) -> bytes:
    """The document with fonts that do not say which letter a shape is."""
    return data.replace(b"/ToUnicode", b"/XoUnicode")


needs_font = pytest.mark.skipif(not FONT.is_file(), reason="no font with Cyrillic letters is here")


def _in_cyrillic(*lines: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(TTFont("Cyrillic", FONT))
        canvas.setFont("Cyrillic", 10)
        _lines(*lines)(canvas)

    return draw


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which scans cannot be recognised."""
    monkeypatch.setattr(scans, "is_ready", lambda tool: False)


@needs_font
@pytest.mark.usefixtures("no_recognition")
def test_file_of_letters_without_meanings() -> None:
    with pytest.raises(NoTextError, match="буквы"):
        read_pdf(_without_meanings(document(_in_cyrillic(CYRILLIC, CYRILLIC))))


@needs_font
@pytest.mark.skipif(not is_ready(OCR), reason=f"not on this machine: {OCR.install}")
def test_letters_without_meanings_are_read_off_the_page() -> None:
    content = read_pdf(_without_meanings(document(_lines("A page that can be read"), _in_cyrillic(CYRILLIC, CYRILLIC))))
    assert _paragraphs(content) == ["A page that can be read", CYRILLIC, CYRILLIC]
    assert content.remarks == ()


@needs_font
@pytest.mark.usefixtures("no_recognition")
def test_page_of_letters_without_meanings_among_others() -> None:
    content = read_pdf(_without_meanings(document(_lines("A page that can be read"), _in_cyrillic(CYRILLIC, CYRILLIC))))
    assert _paragraphs(content) == ["A page that can be read"]
    assert [(remark.code, remark.origin and remark.origin.page) for remark in content.remarks] == [("unreadable_part", 2)]


def test_letters_drawn_as_shapes() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(300):
            canvas.rect(50 + number % 50 * 10, 700 - number // 50 * 14, 5, 9, fill=1)

    with pytest.raises(NoTextError):
        _content(draw)


# Damaged and hostile files


def test_password() -> None:
    with pytest.raises(LockedFileError, match="парол"):
        read_bytes(document(_table, encrypt="secret"), "план.pdf")


def test_no_pages() -> None:
    stream = BytesIO()
    with pypdfium2.PdfDocument.new() as pdf:
        pdf.save(stream)
    with pytest.raises(DamagedFileError, match="страниц"):
        read_bytes(stream.getvalue(), "план.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_off_file_is_damaged_or_told(share: float) -> None:
    data = document(_table, _table, _table)
    try:
        content = read_pdf(data[: int(len(data) * share)])
    except Exception:  # noqa: BLE001 what a library raises becomes DamagedFileError at the border of the document
        return
    assert "unreadable_part" in [remark.code for remark in content.remarks]


def test_page_tree_that_bites_its_tail() -> None:
    data = document(_table, _table)
    looped = re.sub(rb"/Kids \[[^\]]*\]", lambda match: match[0].replace(b" 3 0 R", b" 6 0 R"), data)
    assert len(looped) == len(data)
    try:
        assert read_pdf(looped).pages
    except Exception:  # noqa: BLE001 either will do, so long as it ends
        return


def test_count_of_pages_that_lies() -> None:
    data = re.sub(rb"/Count \d+", b"/Count 999999999", document(_table))
    content = read_pdf(data)
    assert _cells(content) == CELLS


def test_giant_page() -> None:
    stream = BytesIO()
    with pypdfium2.PdfDocument(document(_table)) as pdf:
        pdf[0].set_mediabox(-1e9, -1e9, 1e9, 1e9)
        pdf.save(stream)
    assert read_pdf(stream.getvalue()).pages == 1


def test_lines_without_end_are_no_lines() -> None:
    def draw(canvas: Canvas) -> None:
        _table(canvas)
        canvas.line(-1e12, 500, 1e12, 500)

    assert _cells(_content(draw)) == CELLS


def test_hatching_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "A plan of the building")
        for x in range(0, 590, 4):
            for y in range(0, 700, 8):
                canvas.line(x, y, x, y + 4)

    content = _content(draw)
    assert _paragraphs(content) == ["A plan of the building"]
    assert [remark.text for remark in content.remarks] == [TOO_MANY_STROKES]


def test_drawing_of_countless_strokes_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "A map")
        path = canvas.beginPath()
        path.moveTo(0, 0)
        for number in range(MOST_STROKES + 1):
            path.lineTo(number % 600, number * 7 % 800)
        canvas.drawPath(path)

    content = _content(draw)
    assert _paragraphs(content) == ["A map"]
    assert [remark.text for remark in content.remarks] == [TOO_MANY_STROKES]


def test_damaged_page_is_told() -> None:
    data = document(_table, _lines("A page that can be read"))
    first = re.search(rb"/Kids \[ (\d+) 0 R", data)
    assert first
    content = read_pdf(data.replace(b"\n%s 0 obj\n" % first[1], b"\n%s 0 xbj\n" % first[1]))
    assert _paragraphs(content) == ["A page that can be read"]
    assert DAMAGED_PAGE in [remark.text for remark in content.remarks]


def test_file_that_pdfium_cannot_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> Iterator[Drawing]:
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr(pdfium, "read_drawings", refuse)
    assert _cells(_content(_table)) == CELLS
