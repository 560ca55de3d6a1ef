"""PDF → Content. Tables are read from their ruling lines, a table for each page; joining them over pages is left to normalisation.

A file without ruled tables is read by its columns of words, and where it has none, line by line.
"""

from collections.abc import Iterator
from importlib import import_module

from pypdfium2 import PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from pipeline.document import Origin, Paragraph, Remark, Table
from pipeline.errors import DamagedFileError, EmptyFileError, NoTextError, RoadmapError
from pipeline.extract.content import Content
from pipeline.extract.pdf import pdfium
from pipeline.extract.pdf.blocks import block_paragraphs, line_paragraph, line_paragraphs
from pipeline.extract.pdf.cells import read_table
from pipeline.extract.pdf.drawing import MOST_PAGES
from pipeline.extract.pdf.frames import is_ruled, without_frames
from pipeline.extract.pdf.furniture import split_furniture
from pipeline.extract.pdf.page import Page, read_page
from pipeline.extract.pdf.scans import missing_ocr, recognise_scans
from pipeline.extract.pdf.unruled import unruled_blocks

Block = Paragraph | Table

_END_OF_FILE = b"%%EOF"
_LONGEST_TAIL = 2048
_NO_TEXT = "страница без текста, только изображение"
_BROKEN = "текст страницы записан без кодировки, страница пропущена"


def read_pdf(data: bytes) -> Content:
    """The blocks of a PDF file; pages without a text that can be read are recognised where that can be done here.

    Raises NoTextError for scans, EmptyFileError for blank pages, DamagedFileError for a password and for no pages at all, and
    what the libraries raise.
    """
    pages = _pages(data)
    if not pages:
        raise DamagedFileError("PDF", "в файле нет ни одной страницы")
    content = page_content(recognise_scans(data, pages))
    return content._replace(remarks=(*content.remarks, *_file_remarks(data, pages)))


def _pages(data: bytes) -> list[Page]:
    """The pages as pdfium reads them; as pdfplumber does where pdfium cannot open the file."""
    try:
        return [read_page(drawing) for drawing in pdfium.read_drawings(data)]
    except PdfiumError as error:
        # pdfium's error may be that of a file before.
        if error.err_code == FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise DamagedFileError("PDF", "документ PDF с паролем") from error
        # Loaded for the few files that need it.
        plumber = import_module("pipeline.extract.pdf.plumber")
        return [read_page(drawing) for drawing in plumber.read_drawings(data)]


def page_content(pages: list[Page]) -> Content:
    """The blocks of pages that were taken apart, wherever they come from. Raises NoTextError and EmptyFileError."""
    if not any(page.characters and not page.needs_recognition for page in pages):
        raise _nothing_to_read(pages)
    bare, furniture = split_furniture([_readable(page) for page in pages])
    headers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_header")
    footers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_footer")
    blocks = _blocks(bare)
    return Content((*headers, *blocks, *footers), len(pages), (*_remarks(pages), *_grid_remarks(blocks)))


def _nothing_to_read(pages: list[Page]) -> RoadmapError:
    if any(page.has_broken_text for page in pages):
        return NoTextError("PDF", _told("буквы записаны в нём так, что понять их можно только по виду страницы"))
    return NoTextError("PDF", missing_ocr()) if any(page.has_picture for page in pages) else EmptyFileError("PDF")


def _readable(page: Page) -> Page:
    """The page; without its text where this is not what a person sees there."""
    return page._replace(tables=(), lines=(), turned=(), stamps=()) if page.has_broken_text else page


def _blocks(pages: list[Page]) -> list[Block]:
    blocks: list[Block] = []
    for page, found in zip(pages, _page_blocks(pages), strict=True):
        blocks += found
        blocks += [line_paragraph(line, page.number) for line in page.turned]
    # A stamp stands apart from the text around it: what goes on under it must not be parted by it.
    return blocks + [line_paragraph(line, page.number) for page in pages for line in page.stamps]


def _page_blocks(pages: list[Page]) -> list[list[Block]]:
    """The upright blocks of each page: with ruled tables, or with columns that nothing rules, or line by line."""
    if not is_ruled(pages) and (unruled := unruled_blocks([without_frames(page) for page in pages])):
        return unruled
    if not any(page.tables for page in pages):
        return [list(line_paragraphs(page.lines, page.number)) for page in pages]
    blocks: list[list[Block]] = []
    number = 1
    for page in pages:
        blocks.append(_ruled_page(page, number))
        number += len(page.tables)
    return blocks


def _ruled_page(page: Page, first: int) -> list[Block]:
    """Tables and the paragraphs between them, from the top; `first` is the number of the page's first table."""
    placed: list[tuple[float, Block]] = [
        (found.table.box.top, read_table(found, page.number, first + index)) for index, found in enumerate(page.tables)
    ]
    right = max((found.table.box.x1 for found in page.tables), default=0.0)
    placed += block_paragraphs(page.lines, right, page.number)
    return [block for _, block in sorted(placed, key=lambda item: item[0])]


def _grid_remarks(blocks: list[Block]) -> list[Remark]:
    inferred = next((block for block in blocks if isinstance(block, Table) and not block.shows_merges), None)
    return [Remark(code="inferred_grid", text="таблица без линий", origin=inferred.origin)] if inferred else []


def _file_remarks(data: bytes, pages: list[Page]) -> Iterator[Remark]:
    # ISO 32000-1, 7.5.5: the last line of a file. Programs write some bytes after it, and no more.
    if len(data) - data.rfind(_END_OF_FILE) > _LONGEST_TAIL:
        yield Remark(code="unreadable_part", text="файл обрывается; прочитано то, что от него осталось")
    if len(pages) == MOST_PAGES:
        yield Remark(code="unreadable_part", text=f"прочитаны только первые страницы: {MOST_PAGES}")


def _remarks(pages: list[Page]) -> list[Remark]:
    notes = [Remark(code="unreadable_part", text=note, origin=Origin(page=page.number)) for page in pages for note in page.notes]
    unseen = [Remark(code="unseen_text", text=line.text, origin=Origin(page=page.number)) for page in pages for line in page.unseen]
    scans = [Remark(code="unreadable_part", text=_told(_NO_TEXT), origin=Origin(page=page.number)) for page in pages if page.is_scan]
    broken = [
        Remark(code="unreadable_part", text=_told(_BROKEN), origin=Origin(page=page.number)) for page in pages if page.has_broken_text
    ]
    codes = [
        Remark(code="unreadable_part", text=f"символы без кодировки: {page.unknown}", origin=Origin(page=page.number))
        for page in pages
        if page.unknown and not page.has_broken_text
    ]
    return scans + broken + notes + codes + unseen


def _told(words: str) -> str:
    """What could not be read, and what to install for it."""
    return ": ".join(filter(None, [words, missing_ocr()]))
