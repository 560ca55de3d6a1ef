"""PDF → Content. Tables are read from their ruling lines, a table for each page; joining them over pages is left to normalisation.

A file without ruled tables is read by its columns of words, and where it has none, line by line.
"""

from io import BytesIO

import pdfplumber

from pipeline.document import Origin, Paragraph, Remark, Table
from pipeline.errors import EmptyFileError, NoTextError
from pipeline.extract.content import Content
from pipeline.extract.pdf.blocks import block_paragraphs, line_paragraphs
from pipeline.extract.pdf.cells import read_table
from pipeline.extract.pdf.frames import is_ruled, without_frames
from pipeline.extract.pdf.furniture import split_furniture
from pipeline.extract.pdf.page import Page, read_page
from pipeline.extract.pdf.unruled import unruled_blocks

Block = Paragraph | Table


def read_pdf(data: bytes) -> Content:
    """The blocks of a PDF file. Raises NoTextError for scans, EmptyFileError for blank pages, and what the libraries raise."""
    pages = _pages(data)
    if not pages:
        raise ValueError("no pages")
    if not any(page.characters for page in pages) or all(page.is_scan for page in pages):
        raise (NoTextError if any(page.has_picture for page in pages) else EmptyFileError)("PDF")
    bare, furniture = split_furniture(pages)
    headers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_header")
    footers = tuple(paragraph for paragraph in furniture if paragraph.place == "page_footer")
    blocks = _blocks(bare)
    return Content((*headers, *blocks, *footers), len(pages), (*_remarks(pages), *_grid_remarks(blocks)))


def _pages(data: bytes) -> list[Page]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        pages = []
        for page in pdf.pages:
            pages.append(read_page(page))
            page.close()
        return pages


def _blocks(pages: list[Page]) -> list[Block]:
    blocks: list[Block] = []
    for page, found in zip(pages, _page_blocks(pages), strict=True):
        blocks += found
        blocks += [Paragraph(text=line.text, origin=Origin(page=page.number)) for line in page.turned]
    return blocks


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


def _remarks(pages: list[Page]) -> list[Remark]:
    scans = [
        Remark(code="unreadable_part", text="страница без текста, только изображение", origin=Origin(page=page.number))
        for page in pages
        if page.is_scan
    ]
    codes = [
        Remark(code="unreadable_part", text=f"символы без кодировки: {page.unknown}", origin=Origin(page=page.number))
        for page in pages
        if page.unknown
    ]
    return scans + codes
