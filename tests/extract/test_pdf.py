"""PDF: what the lines and letters on a page make."""

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Origin, Paragraph, Table
from pipeline.errors import EmptyFileError, LockedFileError, NoTextError
from pipeline.extract import read
from pipeline.extract.content import Content
from pipeline.extract.pdf.reader import read_pdf

MakePdf = Callable[..., bytes]
Draw = Callable[[Canvas], None]
Place = tuple[int, int, int, int]

HEIGHT = 800
XS, YS = (50.0, 150.0, 350.0, 550.0), (100.0, 130.0, 200.0, 300.0)
# A black pixel: the smallest picture there is, stretched by whoever draws it.
PIXEL = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0\0\0\0\0\4\0\0\0" + bytes(16) + bytes(4)


def _text(canvas: Canvas, x: float, y: float, *lines: str) -> None:
    for index, line in enumerate(lines):
        canvas.drawString(x, HEIGHT - y - 12 * index, line)


def _stroke(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def _rules(canvas: Canvas, xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> None:
    for x in xs:
        _stroke(canvas, x, ys[0], x, ys[-1])
    for y in ys:
        _stroke(canvas, xs[0], y, xs[-1], y)


def _content(make_pdf: MakePdf, *pages: Draw) -> Content:
    return read_pdf(make_pdf(*pages))


def _tables(content: Content) -> list[Table]:
    return [block for block in content.blocks if isinstance(block, Table)]


def _places(table: Table) -> set[Place]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}


def _cell(make_pdf: MakePdf, *lines: tuple[float, float, str]) -> list[tuple[str, bool]]:
    """Text and gap of the paragraphs in a cell 200 wide from x = 350, beside a cell that shows the padding of 5."""

    def draw(canvas: Canvas) -> None:
        _rules(canvas)
        _text(canvas, 55, 112, "No")
        _text(canvas, 155, 112, "What is to be done")
        for x, y, line in lines:
            _text(canvas, x, y, line)

    (table,) = _tables(_content(make_pdf, draw))
    (cell,) = (cell for cell in table.cells if (cell.row, cell.column) == (3, 3))
    return [(paragraph.text, paragraph.gap) for paragraph in cell.paragraphs]


def _texts(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Paragraph)]


FULL = "The meeting of the pedagogical council of"
SIMPLE = {(row, column, 1, 1) for row in (1, 2, 3) for column in (1, 2, 3)}


# The grid


def test_simple_grid(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _rules(canvas)
        _text(canvas, 55, 112, "No")

    content = _content(make_pdf, draw)
    (table,) = _tables(content)
    assert (table.rows, table.columns, table.shows_merges, content.pages) == (3, 3, True, 1)
    assert _places(table) == SIMPLE
    assert table.cells[0].paragraphs == (Paragraph(text="No", origin=Origin(page=1, table=1, row=1, column=1)),)


def test_merged_cells(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        for x, top in zip(XS, (100, 130, 130, 100), strict=True):
            _stroke(canvas, x, top, x, 300)
        for y, left in zip(YS, (50, 50, 150, 50), strict=True):
            _stroke(canvas, left, y, 550, y)
        _text(canvas, 55, 112, "Stage")

    (table,) = _tables(_content(make_pdf, draw))
    assert _places(table) == {(1, 1, 1, 3), (2, 1, 2, 1), (2, 2, 1, 1), (2, 3, 1, 1), (3, 2, 1, 1), (3, 3, 1, 1)}


def test_borders_drawn_as_thin_rectangles(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        for top, bottom in pairwise(YS):
            for left, right in pairwise(XS):
                canvas.rect(left, HEIGHT - top, right - left, 0.5, stroke=0, fill=1)
                canvas.rect(left, HEIGHT - bottom, 0.5, bottom - top, stroke=0, fill=1)
        canvas.rect(50, HEIGHT - 300, 500, 0.5, stroke=0, fill=1)
        canvas.rect(550, HEIGHT - 300, 0.5, 200, stroke=0, fill=1)
        _text(canvas, 55, 112, "No")

    (table,) = _tables(_content(make_pdf, draw))
    assert _places(table) == SIMPLE


def test_shading_draws_no_lines(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(200, HEIGHT - 180, 60, 12, stroke=0, fill=1)
        canvas.rect(200, HEIGHT - 168, 80, 12, stroke=0, fill=1)
        canvas.setFillGray(0)
        _rules(canvas)
        _text(canvas, 205, 178, "marked")

    (table,) = _tables(_content(make_pdf, draw))
    assert _places(table) == SIMPLE


def test_table_left_open_at_the_end_of_the_page(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _rules(canvas, ys=YS[:3])
        for x in XS:
            _stroke(canvas, x, 200, x, 300)
        _text(canvas, 355, 250, "goes on")

    (table,) = _tables(_content(make_pdf, draw))
    assert _places(table) == SIMPLE
    assert table.cells[-1].text == "goes on"


def test_table_without_borders_at_its_sides(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        for x in XS[1:3]:
            _stroke(canvas, x, 100, x, 300)
        for y in YS:
            _stroke(canvas, 50, y, 550, y)
        _text(canvas, 55, 250, "first")

    (table,) = _tables(_content(make_pdf, draw))
    assert _places(table) == SIMPLE


def test_table_in_a_cell_is_text_of_that_cell(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _rules(canvas)
        _rules(canvas, xs=(360, 440, 540), ys=(220, 240, 260))
        _text(canvas, 365, 235, "1")
        _text(canvas, 445, 235, "September")

    (table,) = _tables(_content(make_pdf, draw))
    assert table.cells[-1].text == "1 September"


def test_text_in_no_cell_is_kept(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _rules(canvas)
        _text(canvas, 560, 150, "note")

    assert _texts(_content(make_pdf, draw)) == ["note"]


def test_turned_page(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(600, 0)
        canvas.rotate(90)
        for x in (50, 300, 700):
            canvas.line(x, 100, x, 500)
        for y in (100, 300, 500):
            canvas.line(50, y, 700, y)
        canvas.drawString(60, 450, "upper left")
        canvas.drawString(310, 150, "lower right")

    (table,) = _tables(_content(make_pdf, draw))
    assert [cell.text for cell in table.cells] == ["upper left", "", "", "lower right"]


# Paragraphs in a cell


def test_wrapped_line_stays_in_its_paragraph(make_pdf: MakePdf) -> None:
    assert _cell(make_pdf, (355, 215, FULL), (355, 227, "psychologists")) == [(f"{FULL}\npsychologists", False)]


def test_line_that_had_room_ends_its_paragraph(make_pdf: MakePdf) -> None:
    assert _cell(make_pdf, (355, 215, "Meeting"), (355, 227, "Report")) == [("Meeting", False), ("Report", False)]


def test_label_after_a_full_line_begins_a_paragraph(make_pdf: MakePdf) -> None:
    long = "2)psychologists"
    assert _cell(make_pdf, (355, 215, FULL), (355, 227, long)) == [(FULL, False), (long, False)]


def test_closing_parenthesis_is_no_label(make_pdf: MakePdf) -> None:
    lines = ("The meeting of the (pedagogical council,", "2)psychologists")
    assert _cell(make_pdf, (355, 215, lines[0]), (355, 227, lines[1])) == [("\n".join(lines), False)]


def test_blank_line_is_told_by_gap(make_pdf: MakePdf) -> None:
    found = _cell(make_pdf, (355, 215, FULL), (355, 227, "psychologists"), (355, 251, "Report"))
    assert found == [(f"{FULL}\npsychologists", False), ("Report", True)]


def test_space_between_paragraphs_is_no_blank_line(make_pdf: MakePdf) -> None:
    found = _cell(make_pdf, (355, 215, FULL), (355, 227, "psychologists"), (355, 243, "psychologists and others"))
    assert found == [(f"{FULL}\npsychologists", False), ("psychologists and others", False)]


def test_centred_wrap(make_pdf: MakePdf) -> None:
    assert _cell(make_pdf, (372, 215, "The pedagogical council and the"), (415, 227, "psychologists")) == [
        ("The pedagogical council and the\npsychologists", False)
    ]


def test_word_may_be_broken_after_its_hyphen(make_pdf: MakePdf) -> None:
    lines = ("The meeting of the whole council", "non-professional")
    assert _cell(make_pdf, (355, 215, lines[0]), (355, 227, lines[1])) == [(line, False) for line in lines]


def test_hyphenated_word_goes_on(make_pdf: MakePdf) -> None:
    assert _cell(make_pdf, (355, 215, "Meeting of psycho-"), (355, 227, "logists")) == [("Meeting of psycho-\nlogists", False)]


def test_indented_first_line_begins_a_paragraph(make_pdf: MakePdf) -> None:
    found = _cell(make_pdf, (355, 215, FULL), (355, 227, FULL), (375, 239, "psychologists"))
    assert [text for text, _ in found] == [f"{FULL}\n{FULL}", "psychologists"]


def test_text_that_reads_upwards(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _rules(canvas)
        canvas.rotate(90)
        canvas.drawString(HEIGHT - 295, -70, "Month of")
        canvas.drawString(HEIGHT - 295, -82, "work")

    (table,) = _tables(_content(make_pdf, draw))
    assert "".join(table.cells[6].text.split()) == "Monthofwork"


def test_letters_drawn_twice_to_look_bold(make_pdf: MakePdf) -> None:
    assert _cell(make_pdf, (355, 215, "Meeting"), (355.3, 215, "Meeting")) == [("Meeting", False)]


# Outside tables


def test_paragraphs_and_tables_in_reading_order(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _text(canvas, 250, 90, "Plan")
        _rules(canvas, ys=(100, 150))
        _text(canvas, 50, 180, "Signed")
        _rules(canvas, ys=(200, 250))

    blocks = _content(make_pdf, draw, draw).blocks
    shown = [block.text if isinstance(block, Paragraph) else block.origin for block in blocks]
    assert shown == [
        *("Plan", Origin(page=1, table=1), "Signed", Origin(page=1, table=2)),
        *("Plan", Origin(page=2, table=3), "Signed", Origin(page=2, table=4)),
    ]


def test_texts_side_by_side(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _text(canvas, 50, 60, "Agreed", "by the trade union", "of the school")
        _text(canvas, 400, 60, "Approved", "by the head")
        _rules(canvas)

    assert _texts(_content(make_pdf, draw)) == ["Agreed", "by the trade union", "of the school", "Approved", "by the head"]


def test_without_rules_each_line_stands_for_itself(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _text(canvas, 50, 200, "1. Prepare", "the ground")
        _text(canvas, 300, 200, "September", "2023")
        _text(canvas, 50, 250, "2. Work")

    blocks = _content(make_pdf, draw).blocks
    assert [(block.text, block.gap) for block in blocks if isinstance(block, Paragraph)] == [
        ("1. Prepare September", False),
        ("the ground 2023", False),
        ("2. Work", True),
    ]


def _page_with_furniture(number: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        _text(canvas, 50, 40, f"School 7, sheet {number}")
        _text(canvas, 50, 100, f"Text of page {number}")
        _text(canvas, 300, 780, str(number))

    return draw


def test_page_headers_and_numbers(make_pdf: MakePdf) -> None:
    blocks = _content(make_pdf, _page_with_furniture(1), _page_with_furniture(2)).blocks
    places = {block.text: block.place for block in blocks if isinstance(block, Paragraph)}
    assert places == {
        **{"School 7, sheet 1": "page_header", "School 7, sheet 2": "page_header"},
        **{"Text of page 1": "body", "Text of page 2": "body"},
        **{"1": "page_footer", "2": "page_footer"},
    }


def test_repeated_head_of_a_table_without_rules_is_text(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _text(canvas, 50, 40, "What When", "to do", f"a line of page {canvas.getPageNumber()}")

    blocks = _content(make_pdf, draw, draw).blocks
    assert {block.place for block in blocks if isinstance(block, Paragraph)} == {"body"}


# Pages without text


def _picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(BytesIO(PIXEL)), 0, 0, 600, 800)


def _written(canvas: Canvas) -> None:
    _text(canvas, 50, 100, "A page that has been typed")


def test_pictures_of_pages(make_pdf: MakePdf) -> None:
    with pytest.raises(NoTextError):
        _content(make_pdf, _picture, _picture)


def test_picture_among_pages_is_told(make_pdf: MakePdf) -> None:
    (remark,) = _content(make_pdf, _written, _picture).remarks
    assert (remark.code, remark.origin) == ("unreadable_part", Origin(page=2))


def test_picture_behind_text_is_no_scan(make_pdf: MakePdf) -> None:
    def draw(canvas: Canvas) -> None:
        _picture(canvas)
        _written(canvas)

    assert _content(make_pdf, draw).remarks == ()


def test_blank_pages(make_pdf: MakePdf) -> None:
    with pytest.raises(EmptyFileError):
        _content(make_pdf, lambda canvas: None)


def test_password(tmp_path: Path) -> None:
    stream = BytesIO()
    canvas = Canvas(stream, encrypt="secret")
    canvas.drawString(50, 50, "hidden")
    canvas.save()
    path = tmp_path / "план.pdf"
    path.write_bytes(stream.getvalue())
    with pytest.raises(LockedFileError):
        read(path)
