"""PDF → Content. Tables are read from their ruling lines, a table for each page; joining them over pages is left to normalisation.

A file without ruled tables is read by its columns of words, and where it has none, line by line.
"""

from collections.abc import Iterator
from importlib import import_module

from pypdfium2 import PdfiumError

from pipeline.document import Origin, Paragraph, Remark, Table
from pipeline.errors import DamagedFileError, EmptyFileError, NoTextError, RoadmapError, TooLargeError
from pipeline.extract.content import Content
from pipeline.extract.pdf import pdfium
from pipeline.extract.pdf.blocks import block_paragraphs, line_paragraph, line_paragraphs
from pipeline.extract.pdf.bounded import Overrun, bounded
from pipeline.extract.pdf.cells import read_table
from pipeline.extract.pdf.drawing import TOO_FULL
from pipeline.extract.pdf.frames import is_ruled, without_frames
from pipeline.extract.pdf.furniture import split_furniture
from pipeline.extract.pdf.notes import page_remarks
from pipeline.extract.pdf.page import Page, read_page
from pipeline.extract.pdf.preflight import TOO_MUCH, Checked, check
from pipeline.extract.pdf.protection import without_protection
from pipeline.extract.pdf.scans import missing_ocr, recognise_scans
from pipeline.extract.pdf.unruled import unruled_blocks

Block = Paragraph | Table

_END_OF_FILE = b"%%EOF"
_LONGEST_TAIL = 2048
# A hundred pages of running text have so many lines, and take half a second.
_MANY = 5000
_SECONDS, _SECONDS_PER_PAGE = 3.0, 0.01
_NO_TEXT = "страница без текста, только изображение"
_RECOVERED = "устройство файла нарушено, прочитаны страницы, которые в нём нашлись"
_BROKEN = "текст страницы записан без кодировки, страница пропущена"


def read_pdf(data: bytes) -> Content:
    """The blocks of a PDF file; pages without a text that can be read are recognised where that can be done here.

    Raises NoTextError for scans, EmptyFileError for blank pages, LockedFileError for a password, TooLargeError where nothing is left
    but what is too large, DamagedFileError for no pages at all, and what the libraries raise.
    """
    checked = check(without_protection(data))
    pages = _pages(checked)
    if not pages:
        raise DamagedFileError("PDF", "в файле нет ни одной страницы")
    try:
        content = page_content(recognise_scans(checked.data, pages))
    except (EmptyFileError, NoTextError) as error:
        cause = _cause(checked, pages)
        if cause is None:
            raise
        raise cause from error
    return content._replace(remarks=(*content.remarks, *_file_remarks(data, checked)))


def _pages(checked: Checked) -> list[Page]:
    """The pages as pdfium reads them; as pdfplumber does where pdfium cannot open the file."""
    lost = {page: note for page, note in checked.lost if page}
    try:
        return [read_page(drawing) for drawing in pdfium.read_drawings(checked.data, lost)]
    except PdfiumError:
        # Loaded for the few files that need it.
        plumber = import_module("pipeline.extract.pdf.plumber")
        pages = [read_page(drawing) for drawing in plumber.read_drawings(checked.data, lost)]
        return [*(page._replace(notes=(_RECOVERED, *page.notes)) for page in pages[:1]), *pages[1:]]


def _cause(checked: Checked, pages: list[Page]) -> RoadmapError | None:
    """Why no text was found: what was left out, or what no page let read; None where the rest only lacks it."""
    left_out = [note for _, note in checked.lost if note.endswith(TOO_MUCH) or note == TOO_FULL]
    if left_out:
        return TooLargeError("PDF", left_out[0])
    notes = [note for page in pages if page.is_lost for note in page.notes]
    return DamagedFileError("PDF", notes[0]) if notes else None


def page_content(pages: list[Page]) -> Content:
    """The blocks of pages that were taken apart, wherever they come from. Raises NoTextError and EmptyFileError."""
    if not any(page.characters and not page.needs_recognition for page in pages):
        raise _nothing_to_read(pages)
    bare, furniture = split_furniture([_readable(page) for page in pages])
    headers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_header")
    footers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_footer")
    blocks, unsure = _blocks_in_time(bare)
    return Content((*headers, *blocks, *footers), len(pages), (*_remarks(pages), *unsure, *_grid_remarks(blocks)))


def _nothing_to_read(pages: list[Page]) -> RoadmapError:
    if any(page.has_broken_text for page in pages):
        return NoTextError("PDF", _told("буквы записаны в нём так, что понять их можно только по виду страницы"))
    return NoTextError("PDF", missing_ocr()) if any(page.has_picture for page in pages) else EmptyFileError("PDF")


def _readable(page: Page) -> Page:
    """The page; without its text where this is not what a person sees there."""
    return page._replace(tables=(), lines=(), turned=(), stamps=()) if page.has_broken_text else page


def _blocks_in_time(pages: list[Page]) -> tuple[list[Block], list[Remark]]:
    """The blocks of the pages; line by line, and told, where there is more on them than on any pages of a plan, and it takes too long."""
    if sum(len(page.lines) for page in pages) <= _MANY:
        return _blocks(pages), []
    try:
        with bounded(_SECONDS + _SECONDS_PER_PAGE * len(pages)):
            return _blocks(pages), []
    except Overrun:
        plain = map(without_frames, pages)
        lines: list[Block] = [line_paragraph(line, page.number) for page in plain for line in (*page.lines, *page.turned, *page.stamps)]
        return lines, [Remark(code="unreadable_part", text="слишком много строк, таблиц не искали: текст прочитан построчно")]


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


def _file_remarks(data: bytes, checked: Checked) -> Iterator[Remark]:
    # ISO 32000-1, 7.5.5: the last line of a file. Programs write some bytes after it, and no more.
    if len(data) - data.rfind(_END_OF_FILE) > _LONGEST_TAIL:
        yield Remark(code="unreadable_part", text="файл обрывается; прочитано то, что от него осталось")
    yield from (Remark(code="unreadable_part", text=note) for page, note in checked.lost if not page)


def _remarks(pages: list[Page]) -> list[Remark]:
    scans = [(page.number, _told(_NO_TEXT)) for page in pages if page.is_scan]
    broken = [(page.number, _told(_BROKEN)) for page in pages if page.has_broken_text]
    notes = [(page.number, note) for page in pages for note in page.notes]
    codes = [(page.number, f"символы без кодировки: {page.unknown}") for page in pages if page.unknown and not page.has_broken_text]
    unseen = [Remark(code="unseen_text", text=line.text, origin=Origin(page=page.number)) for page in pages for line in page.unseen]
    comments = [Remark(code="comment", text=text, origin=Origin(page=page.number)) for page in pages for text in page.comments]
    return [*page_remarks([*scans, *broken, *notes, *codes]), *unseen, *comments]


def _told(words: str) -> str:
    """What could not be read, and what to install for it."""
    return ": ".join(filter(None, [words, missing_ocr()]))
