"""Pages as pdfium reads them: the fast way. Its functions are called one by one for each letter, so what is called counts."""

import ctypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.extract.budget import is_spent, told
from pipeline.extract.pdf.annotations import read_annotations
from pipeline.extract.pdf.bounded import Overrun, bounded
from pipeline.extract.pdf.drawing import (
    DAMAGED_PAGE,
    MOST_PAGES,
    MOST_TOLD,
    NONE_LOST,
    TOO_FULL,
    TOO_MANY_PAGES,
    Drawing,
    Matrix,
    lost_drawing,
    page_matrix,
)
from pipeline.extract.pdf.letters import Letter, Style, join_letters, turn_of
from pipeline.extract.pdf.lines import Glyph
from pipeline.extract.pdf.pdfium_objects import address, read_objects, text_orders
from pipeline.extract.pdf.ruling import LARGEST_PAGE
from pipeline.extract.pdf.stamps import find_boxes
from pipeline.extract.pdf.text_layer import KNOWN_SIGNS

# The marks that pdfium puts in place of a hyphen at the end of a line: in a text, and of a letter by itself.
_LINE_END_HYPHEN = "\ufffe"
_LONE_LINE_END_HYPHEN = "\u0002"
# Line breaks are pdfium's own.
_LINE_BREAKS = frozenset("\r\n")
# Letters of a page: the fullest of a plan has 10,000.
_MANY = 20_000
# A part of a colour at its brightest.
_FULL = 255


def read_drawings(data: bytes, lost: Mapping[int, str] = NONE_LOST) -> Iterator[Drawing]:
    """The pages of a file, one after another, the first MOST_PAGES. PdfiumError where pdfium cannot open it, or none of them.

    Pages that are `lost` are not touched: they get an empty drawing with this note, as those do that cannot be read, or not in time.
    """
    with pypdfium2.PdfDocument(data) as pdf:
        if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
            # Only so does pdfium draw the values of fields that the file itself does not draw.
            pdf.init_forms()
        errors = []
        for index in range(min(len(pdf), MOST_TOLD)):
            note = TOO_MANY_PAGES if index >= MOST_PAGES else lost.get(index + 1) or (told() if is_spent() else "")
            try:
                yield lost_drawing(index + 1, note) if note else _drawing(pdf, index)
            except Overrun:
                yield lost_drawing(index + 1, TOO_FULL)
            except pypdfium2.PdfiumError as error:
                errors.append(error)
                yield lost_drawing(index + 1, DAMAGED_PAGE)
        if errors and len(errors) == len(pdf):
            raise errors[0]


def _drawing(pdf: Any, index: int) -> Drawing:
    page = pdf[index]
    annotations = read_annotations(page)
    page = _of_real_size(pdf, _flattened(pdf, page, index) if annotations.are_shown else page, index)
    matrix = page_matrix(page.get_bbox(), page.get_rotation())
    found = read_objects(page, matrix)
    # Only the text around a box that may be a stamp is asked when it was drawn.
    width, height = page.get_size()
    orders = text_orders(page) if find_boxes(found.ruling, width * height) else {}
    glyphs = _glyphs(page, matrix, orders)
    page.close()
    notes = (*found.notes, *annotations.notes)
    return Drawing(index + 1, width, height, glyphs, found.ruling, found.pictures, found.fillings, notes, annotations.comments)


def _of_real_size(pdf: Any, page: Any, index: int) -> Any:
    """The page, cut to the size that a page may have: pdfium takes memory for each point of its width."""
    if max(page.get_size()) <= LARGEST_PAGE:
        return page
    bounds = [max(-LARGEST_PAGE / 2, min(LARGEST_PAGE / 2, side)) for side in page.get_bbox()]
    page.set_mediabox(*bounds)
    page.set_cropbox(*bounds)
    page.close()
    return pdf[index]


def _flattened(pdf: Any, page: Any, index: int) -> Any:
    """The page, the values of form fields and other annotations made part of its content."""
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index]


def _glyphs(page: Any, matrix: Matrix, orders: Mapping[int | None, int]) -> list[Glyph]:
    text_page = page.get_textpage()
    try:
        with bounded() if text_page.count_chars() > _MANY else nullcontext():
            return join_letters(_letters(text_page, matrix), _style(text_page.raw, matrix, orders))
    finally:
        text_page.close()


def _letters(text_page: Any, matrix: Matrix) -> Iterator[tuple[int, Letter]]:
    """The letters with their numbers; white space that pdfium has made up has no width, and is left out."""
    handle, box, read_box = text_page.raw, pdfium.FS_RECTF(), pdfium.FPDFText_GetLooseCharBox
    is_turned = matrix.a != 1
    _, _, _, _, left, top = matrix
    for number, letter in enumerate(_text(text_page)):
        if letter < "!" and letter in _LINE_BREAKS:
            continue
        read_box(handle, number, box)
        x0, x1 = box.left, box.right
        if letter == " " and x0 == x1:
            continue
        if is_turned:
            yield number, (letter, *matrix.box(x0, box.bottom, x1, box.top))
        else:
            yield number, (letter, left + x0, top - box.top, left + x1, top - box.bottom)


def _text(text_page: Any) -> str:
    """The characters of a page, one for each number."""
    count = text_page.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page.raw, 0, count, buffer)
    text = bytes(buffer)[:-2].decode("utf-16-le", errors="replace")
    # Letters beyond 16 bits, and those that pdfium leaves out of a text, shift the numbers of all that follow.
    if len(text) != count or "\0" in text:
        text = "".join(chr(pdfium.FPDFText_GetUnicode(text_page.raw, number)) for number in range(count))
        text = text.replace(_LONE_LINE_END_HYPHEN, "-")
    return text.replace(_LINE_END_HYPHEN, "-").translate(KNOWN_SIGNS)


def _style(handle: Any, page: Matrix, orders: Mapping[int | None, int]) -> Callable[[int], Style]:
    """A function that tells how a letter is set."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known: dict[tuple[float, ...], tuple[int, float]] = {}

    def style(number: int) -> Style:
        pdfium.FPDFText_GetMatrix(handle, number, matrix)
        key = (matrix.a, matrix.b, matrix.c, matrix.d)
        turn, scale = known.get(key) or known.setdefault(key, _turn_and_scale(page, *key))
        pdfium.FPDFText_GetCharOrigin(handle, number, x, y)
        left, top = page.point(x.value, y.value)
        pdfium.FPDFText_GetFillColor(handle, number, red, green, blue, alpha)
        is_white = red.value == green.value == blue.value == _FULL
        order = orders.get(address(pdfium.FPDFText_GetTextObject(handle, number)), 0) if orders else 0
        return Style(turn, pdfium.FPDFText_GetFontSize(handle, number) * scale, left, top, is_white, order)

    return style


def _turn_and_scale(page: Matrix, a: float, b: float, c: float, d: float) -> tuple[int, float]:
    """What a letter's matrix makes of its direction and its size."""
    right, down = page.direction(a, b)
    return turn_of(right, -down), hypot(c, d)
