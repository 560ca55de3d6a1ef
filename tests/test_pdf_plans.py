"""Plans in PDF files from the letters to the activities: what pages do to a table."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline import vocabulary
from pipeline.extract import read_bytes
from pipeline.model import Roadmap
from pipeline.normalize import normalize

FONT = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")
WIDTH, HEIGHT = 600, 800
XS = (40, 70, 310, 430, 560)
PITCH = 12

Row = Sequence[str]
Draw = Callable[[Canvas], None]

pytestmark = pytest.mark.skipif(not FONT.is_file(), reason="no font with Cyrillic letters is here")

HEADER = ("№", "Мероприятия", "Сроки", "Ответственные")
ONE = ("1", "Приказ о назначении кураторов", "сентябрь 2024", "Директор")
TWO = ("2", "Отчёт о работе пар", "май 2025", "Куратор")
THREE = ("3", "Круглый стол наставников", "июнь 2025", "Методист")


def _table(rows: Sequence[Row], top: float = 700) -> Draw:
    """A ruled table; a line break in a text is one on the page."""

    def draw(canvas: Canvas) -> None:
        y = top
        for row in rows:
            height = PITCH * max(text.count("\n") + 1 for text in row) + 6
            for left, right, text in zip(XS[:-1], XS[1:], row, strict=True):
                canvas.rect(left, y - height, right - left, height)
                for index, line in enumerate(text.split("\n")):
                    canvas.drawString(left + 4, y - PITCH * (index + 1), line)
            y -= height

    return draw


def _with_furniture(number: int, draw: Draw) -> Draw:
    def whole(canvas: Canvas) -> None:
        canvas.drawString(40, 770, "МБОУ СОШ № 7, дорожная карта")
        draw(canvas)
        canvas.drawString(300, 25, str(number))

    return whole


def _signed(draw: Draw, left: float, bottom: float) -> Draw:
    def whole(canvas: Canvas) -> None:
        draw(canvas)
        canvas.roundRect(left, bottom, 190, 60, 8)
        canvas.setFont("Cyrillic", 7)
        for index, line in enumerate(SIGNATURE):
            canvas.drawString(left + 8, bottom + 48 - 12 * index, line)

    return whole


SIGNATURE = (
    "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
    "Сертификат 00A1B2C3D4E5F60718293A4B5C6D7E8F",
    "Владелец Петрова Ирина Ивановна",
    "Действителен с 01.09.2024 по 01.12.2025",
)


def _document(*pages: Draw) -> bytes:
    pdfmetrics.registerFont(TTFont("Cyrillic", FONT))
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        canvas.setFont("Cyrillic", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _roadmap(data: bytes) -> Roadmap:
    return normalize(read_bytes(data, "план.pdf"), vocabulary.load())


def _plan(roadmap: Roadmap) -> list[tuple[str, str, str]]:
    activities = [activity for stage in roadmap.stages for activity in stage.activities]
    return [
        (activity.text, "; ".join(d.text for d in activity.deadlines), "; ".join(r.text for r in activity.responsibles))
        for activity in activities
    ]


PLAN = [tuple(row[1:]) for row in (ONE, TWO, THREE)]


def test_repeated_header() -> None:
    assert _plan(_roadmap(_document(_table([HEADER, ONE]), _table([HEADER, TWO]), _table([HEADER, THREE])))) == PLAN


def test_header_on_the_first_page_alone() -> None:
    assert _plan(_roadmap(_document(_table([HEADER, ONE]), _table([TWO]), _table([THREE])))) == PLAN


def test_row_broken_by_a_page() -> None:
    first = ("2", "Отчёт о работе", "май 2025", "Куратор")
    assert _plan(_roadmap(_document(_table([HEADER, ONE, first]), _table([("", "пар", "", ""), THREE])))) == PLAN


def test_word_broken_by_a_page() -> None:
    first = ("3", "Круглый стол настав-", "июнь 2025", "Методист")
    assert _plan(_roadmap(_document(_table([HEADER, ONE, TWO, first]), _table([("", "ников", "", "")])))) == PLAN


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_hyphens_at_line_ends(hyphen: str) -> None:
    first = ("1", f"Приказ о назна{hyphen}\nчении кураторов", "сентябрь 2024", "Директор")
    assert _plan(_roadmap(_document(_table([HEADER, first, TWO, THREE])))) == PLAN


def test_headers_footers_and_page_numbers_do_not_part_a_table() -> None:
    pages = [_with_furniture(number, _table(rows)) for number, rows in enumerate([[HEADER, ONE], [TWO], [THREE]], 1)]
    roadmap = _roadmap(_document(*pages))
    assert _plan(roadmap) == PLAN
    assert {problem.text for problem in roadmap.problems if problem.code == "page_furniture"} >= {"1", "2", "3"}


@pytest.mark.parametrize(
    ("left", "bottom"),
    [pytest.param(200, 640, id="over rows"), pytest.param(350, 720, id="above the table"), pytest.param(60, 60, id="below the table")],
)
def test_electronic_signature_is_no_row_and_parts_no_table(left: float, bottom: float) -> None:
    pages = (_signed(_table([HEADER, ONE]), left, bottom), _signed(_table([TWO]), left, bottom), _table([THREE]))
    roadmap = _roadmap(_document(*pages))
    assert _plan(roadmap) == PLAN
    told = " ".join(problem.text or "" for problem in roadmap.problems)
    assert all(line in told for line in SIGNATURE[:3])


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotated_pages(rotation: int) -> None:
    """A page whose content is turned one way, and which is shown turned the other way."""
    stream = BytesIO()
    with pypdfium2.PdfDocument(
        _document(_turned(_table([HEADER, ONE], 500), rotation), _turned(_table([TWO, THREE], 500), rotation))
    ) as pdf:
        for page in pdf:
            page.set_rotation(rotation)
        pdf.save(stream)
    assert _plan(_roadmap(stream.getvalue())) == PLAN


def _turned(draw: Draw, rotation: int) -> Draw:
    """Turned so that it is upright once the page is turned clockwise."""

    def whole(canvas: Canvas) -> None:
        canvas.translate(*{90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[rotation])
        canvas.rotate(rotation)
        draw(canvas)

    return whole


def test_text_turned_in_a_cell() -> None:
    def draw(canvas: Canvas) -> None:
        _table([HEADER, ONE, ("2", "Отчёт о работе пар", "", "Куратор"), THREE])(canvas)
        canvas.translate(322, 644)
        canvas.drawString(-8, 0, "май 2025")

    assert _plan(_roadmap(_document(draw))) == PLAN
