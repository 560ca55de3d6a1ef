"""Which pages of a PDF file are pictures of pages, and their recognition where it is installed."""

from importlib import import_module
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.extract.budget import is_spent, told
from pipeline.extract.pdf.image_header import header_pixels
from pipeline.extract.pdf.page import Page
from pipeline.extract.tools import OCR, is_ready

# A scan fills its page but for margins; over it may lie the text that recognition once put there unseen, or a stamp of a signature.
_FILLS = 0.7
_STAMP = 300
# Recognition is believed rather than the text that lies over a picture if it finds at least this part of its letters.
_MORE = 0.9
# A plan has some pages; a file of hundreds would take hours. The pages beyond are told.
MOST_PAGES = 100
TOO_MANY = f"не распознана: в файле больше {MOST_PAGES} сканов"


# Forms in which images are looked for, and as many images as a page of strips has at most.
_DEEPEST, _MOST_IMAGES = 8, 2000
# Encodings whose data says by itself how large the picture is.
_HEADED = ("JPXDecode", "DCTDecode", "JBIG2Decode")
MOST_PIXELS = 100_000_000
"""Points of the images of a page that is drawn: that of A0 at 200 dpi has 62 million. pdfium takes up to 4 bytes for each."""
TOO_LARGE = f"не распознана: изображения на ней больше {MOST_PIXELS // 1_000_000} млн точек"
RESERVE = 2.0
"""Seconds of the processor that a page takes, mostly: one is not begun where they are not left."""


def missing_ocr() -> str:
    """What to install to recognise scans; nothing where it is installed."""
    return "" if is_ready(OCR) else f"чтобы распознавать сканы, установите {OCR.install}"


def recognise_scans(data: bytes, pages: list[Page]) -> list[Page]:
    """The pages, those that are scans recognised; all as they are where recognition is not installed."""
    if not any(page.has_picture or page.has_broken_text for page in pages) or not is_ready(OCR):
        return pages
    with pypdfium2.PdfDocument(data) as pdf:
        scans = [page.number for page in pages if not page.is_lost and needs_recognition(page, pdf)]
        due = frozenset(scans[:MOST_PAGES])
        told_scans = frozenset(scans)
        return [_recognised(page, pdf, page.number in due) if page.number in told_scans else page for page in pages]


def too_large(page: Any) -> str:
    """Why the page must not be drawn: its pictures would take too much memory; nothing where they would not."""
    images = list(page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST))
    pixels = sum(_pixels(item) for item in images[:_MOST_IMAGES])
    return TOO_LARGE if pixels > MOST_PIXELS or len(images) > _MOST_IMAGES else ""


def _pixels(image: Any) -> int:
    """The points of an image, as its dictionary and its own header say, whichever are more."""
    width, height = image.get_px_size()
    filters = image.get_filters()
    if not filters or filters[-1] not in _HEADED:
        return int(width * height)
    # The header stands behind what the picture is packed in once more, as ReportLab does («ASCII85Decode, DCTDecode»).
    return max(int(width * height), header_pixels(bytes(image.get_data(decode_simple=len(filters) > 1))))


def needs_recognition(page: Page, pdf: Any) -> bool:
    """Whether a page has no text of its own that tells what stands on it."""
    if page.needs_recognition:
        return True
    return page.has_picture and not page.tables and _is_filled(pdf[page.number - 1])


def _recognised(page: Page, pdf: Any, is_due: bool) -> Page:
    """The page as it was recognised, if that tells more than the text that it has."""
    item = pdf[page.number - 1]
    note = TOO_MANY if not is_due else too_large(item) or (f"не распознана: {told()}" if is_spent(RESERVE) else "")
    if note:
        return page._replace(notes=(*page.notes, note))
    picture = import_module("pipeline.extract.ocr.picture").pdf_picture(item)
    found: Page = import_module("pipeline.extract.ocr.page").recognise_page(picture, page.number)
    is_better = page.needs_recognition or found.characters > _MORE * page.characters
    return found._replace(comments=page.comments) if is_better else page


def _is_filled(page: Any) -> bool:
    """Whether a picture fills the page, and the text that is seen beside it is no more than a stamp."""
    width, height = page.get_size()
    seen, largest = 0, 0.0
    for item in page.get_objects(max_depth=3, textpage=page.get_textpage()):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            largest = max(largest, (right - left) * (top - bottom))
        elif item.type == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetTextRenderMode(item) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            seen += len(item.extract())
    return largest >= _FILLS * width * height and seen <= _STAMP
