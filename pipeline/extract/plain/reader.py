"""Text dumps: plain lines, and the tables that are told by tabs or pipes.

These forms hold a table: cells led by a tab, one to a line (`tabs`); rows of cells parted by tabs, and Markdown rows parted by
pipes (`rows`); grids drawn with characters (`grid`); tables of HTML (`embedded`). All else is lines: a paragraph each, since what belongs together is not told by the file.
"""

import re
from collections.abc import Iterator

from pipeline.document import Origin, Paragraph, Remark, Table
from pipeline.errors import TooLargeError
from pipeline.extract.content import Content
from pipeline.extract.plain.embedded import read_markup, starts_markup
from pipeline.extract.plain.encoding import decode
from pipeline.extract.plain.grid import read_grid, starts_grid
from pipeline.extract.plain.lines import Lines
from pipeline.extract.plain.markup import plain
from pipeline.extract.plain.rows import read_rows, starts_open_pipes, starts_rows
from pipeline.extract.plain.tabs import read_tabs, starts_tabs

_HEADER_LINES = 12
"""A header of cells one to a line has a second cell within so many lines."""


MOST_LINES = 200_000
"""Lines of a text: four thousand pages. So many paragraphs take a quarter of a gigabyte."""

_TELLING = re.compile("[\t|+<\u2500-\u257f]")
"""One of these stands in the first line of any table."""


def read_text(data: bytes) -> Content:
    """The blocks of a text file, in whatever encoding. Raises TooLargeError for more lines or cells than a document has."""
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n\n\n")
    if text.count("\n") > MOST_LINES:
        raise TooLargeError("", f"в тексте больше {MOST_LINES} строк")
    lines = Lines(list(enumerate(text.split("\n"), start=1)))
    blocks: list[Paragraph | Table] = []
    remarks = list(decoded.remarks)
    tables = 0
    while lines:
        if _starts_table(lines, 0):
            found, noticed, lines = _read_table(lines, tables + 1)
            blocks += found
            remarks += noticed
            tables += sum(isinstance(block, Table) for block in found)
        else:
            count = _lines_before_table(lines)
            blocks += _paragraphs(lines[:count])
            lines = lines[count:]
    return Content(tuple(blocks), None, tuple(remarks))


def _lines_before_table(lines: Lines) -> int:
    return next((index for index in range(len(lines)) if _starts_table(lines, index)), len(lines))


def _starts_table(lines: Lines, index: int) -> bool:
    if not _TELLING.search(lines[index][1]):
        return False
    head = lines[index : index + _HEADER_LINES]
    return any(starts(head) for starts in (starts_rows, starts_open_pipes, starts_tabs, starts_grid, starts_markup))


def _read_table(lines: Lines, number: int) -> tuple[list[Paragraph | Table], list[Remark], Lines]:
    """The table that begins at the first line (with what a piece of a web page holds beside it), remarks, and the lines after it."""
    head = lines[:_HEADER_LINES]
    if starts_markup(head):
        return read_markup(lines, number)
    read = read_grid if starts_grid(head) else read_tabs if starts_tabs(lines) else read_rows
    table, remarks, rest = read(lines, number)
    return [table], remarks, rest


def _paragraphs(lines: Lines) -> Iterator[Paragraph]:
    gap = False
    for number, line in lines:
        text = plain(line).strip()
        if text:
            yield Paragraph(text=text, gap=gap, origin=Origin(line=number))
        gap = not text
