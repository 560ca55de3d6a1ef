"""Text dumps: plain lines, and the tables that are told by tabs or pipes.

Three forms hold a table: cells led by a tab, one to a line (`tabs`); rows of cells parted by tabs, and Markdown rows
parted by pipes (`rows`). All else is lines: a paragraph each, since what belongs together is not told by the file.
"""

from collections.abc import Iterator

from pipeline.document import Origin, Paragraph, Table
from pipeline.extract.content import Content
from pipeline.extract.plain.encoding import decode
from pipeline.extract.plain.markup import plain
from pipeline.extract.plain.rows import read_rows, starts_rows
from pipeline.extract.plain.tabs import read_tabs, starts_tabs

_HEADER_LINES = 12
"""A header of cells one to a line has a second cell within so many lines."""

Line = tuple[int, str]
"""A line of the file with its 1-based number."""


def read_text(data: bytes) -> Content:
    """The blocks of a text file, in whatever encoding."""
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n\n\n")
    lines = list(enumerate(text.split("\n"), start=1))
    blocks: list[Paragraph | Table] = []
    remarks = list(decoded.remarks)
    tables = 0
    while lines:
        if _starts_table(lines, 0):
            tables += 1
            read = read_tabs if starts_tabs(lines) else read_rows
            table, found, lines = read(lines, tables)
            blocks.append(table)
            remarks += found
        else:
            count = _lines_before_table(lines)
            blocks += _paragraphs(lines[:count])
            lines = lines[count:]
    return Content(tuple(blocks), None, tuple(remarks))


def _lines_before_table(lines: list[Line]) -> int:
    return next((index for index in range(len(lines)) if _starts_table(lines, index)), len(lines))


def _starts_table(lines: list[Line], index: int) -> bool:
    return starts_rows(lines[index][1]) or starts_tabs(lines[index : index + _HEADER_LINES])


def _paragraphs(lines: list[Line]) -> Iterator[Paragraph]:
    gap = False
    for number, line in lines:
        text = plain(line).strip()
        if text:
            yield Paragraph(text=text, gap=gap, origin=Origin(line=number))
        gap = not text
