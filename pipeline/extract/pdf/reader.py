"""PDF → Content. Tables are read from their ruling lines, a table for each page; joining them over pages is left to normalisation.

A file without ruled tables is given line by line, as it is seen.
"""

from io import BytesIO

import pdfplumber

from pipeline.document import Origin, Paragraph, Remark, Table
from pipeline.errors import EmptyFileError, NoTextError
from pipeline.extract.content import Content
from pipeline.extract.pdf.blocks import block_paragraphs, line_paragraph, line_paragraphs
from pipeline.extract.pdf.cells import read_table
from pipeline.extract.pdf.furniture import split_furniture
from pipeline.extract.pdf.page import Page, read_page
from pipeline.extract.pdf.scans import missing_ocr, recognise_scans

Block = Paragraph | Table

_NO_TEXT = "страница без текста, только изображение"


def read_pdf(data: bytes) -> Content:
    """The blocks of a PDF file; scanned pages are recognised where that can be done here.

    Raises NoTextError for scans, EmptyFileError for blank pages, and what the libraries raise.
    """
    pages = _pages(data)
    if not pages:
        raise ValueError("no pages")
    return page_content(recognise_scans(data, pages))


def page_content(pages: list[Page]) -> Content:
    """The blocks of pages that were taken apart, wherever they come from. Raises NoTextError and EmptyFileError."""
    if not any(page.characters for page in pages) or all(page.is_scan for page in pages):
        raise NoTextError("PDF", missing_ocr()) if any(page.has_picture for page in pages) else EmptyFileError("PDF")
    bare, furniture = split_furniture(pages)
    headers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_header")
    footers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_footer")
    return Content((*headers, *_blocks(bare), *footers), len(pages), tuple(_remarks(pages)))


def _pages(data: bytes) -> list[Page]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        pages = []
        for page in pdf.pages:
            pages.append(read_page(page))
            page.close()
        return pages


def _blocks(pages: list[Page]) -> list[Block]:
    is_ruled = any(page.tables for page in pages)
    blocks: list[Block] = []
    for page in pages:
        number = 1 + sum(isinstance(block, Table) for block in blocks)
        blocks += _ruled_page(page, number) if is_ruled else line_paragraphs(page.lines, page.number)
        blocks += [line_paragraph(line, page.number) for line in page.turned]
    return blocks


def _ruled_page(page: Page, first: int) -> list[Block]:
    """Tables and the paragraphs between them, from the top; `first` is the number of the page's first table."""
    placed: list[tuple[float, Block]] = [
        (found.table.box.top, read_table(found, page.number, first + index)) for index, found in enumerate(page.tables)
    ]
    right = max((found.table.box.x1 for found in page.tables), default=0.0)
    placed += block_paragraphs(page.lines, right, page.number)
    return [block for _, block in sorted(placed, key=lambda item: item[0])]


def _remarks(pages: list[Page]) -> list[Remark]:
    scans = [
        Remark(code="unreadable_part", text=": ".join(filter(None, [_NO_TEXT, missing_ocr()])), origin=Origin(page=page.number))
        for page in pages
        if page.is_scan
    ]
    notes = [Remark(code="unreadable_part", text=note, origin=Origin(page=page.number)) for page in pages for note in page.notes]
    codes = [
        Remark(code="unreadable_part", text=f"символы без кодировки: {page.unknown}", origin=Origin(page=page.number))
        for page in pages
        if page.unknown
    ]
    return scans + notes + codes
