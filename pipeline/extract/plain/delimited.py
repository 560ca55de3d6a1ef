"""CSV and its kin → Content: rows of cells parted by «;», «,», «|» or a tab, quoted where they must be (RFC 4180, and what Excel makes of it).

Told from prose by its content: nearly all records have the same number of cells. A text with commas has not.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from pipeline.document import Cell, Origin, Paragraph, Remark, Table
from pipeline.extract.common.room import Room
from pipeline.extract.content import Content
from pipeline.extract.plain.encoding import decode

_DELIMITERS = ";\t|,"
_NAMED = re.compile(r"sep=(?P<sign>.)\n", re.IGNORECASE)
_MARKDOWN = re.compile(r"^\s*\||^[ :|-]*-{3}[ :|-]*$", re.MULTILINE)
_QUOTED = re.compile(r'(?:^|\t)"((?:[^"]|"")*+)"(?=\t|$)', re.MULTILINE)
_MOST_TITLE_LINES = 40
_TELLING_LINES = 2000
"""So many lines tell whether a table begins on the first of them; a longer text is then read to its end."""
_LEAST_RECORDS, _LEAST_COLUMNS = 3, 3
_REGULAR = 0.8
"""The share of the records that must have as many cells as most of them."""

csv.field_size_limit(1 << 30)


class Record(NamedTuple):
    """One row: the line of the file on which it begins (1-based), and its cells."""

    line: int
    cells: list[str]


class Found(NamedTuple):
    """The delimited part of a text: its rows, their usual number of cells, and the lines above it."""

    records: list[Record]
    columns: int
    above: list[str]


def is_delimited(text: str) -> bool:
    """Whether a text is a table of cells parted by a delimiter.

    >>> is_delimited("№;Дело;Срок\\n1;Приказ;май\\n2;Карта;июнь"), is_delimited("Раз, два, три.\\nЧетыре, пять.\\nШесть.")
    (True, False)
    """
    return _find(text) is not None


def read_delimited(data: bytes) -> Content:
    """The table of a delimited file, and the title lines above it. ValueError where it is none, TooLargeError for too many cells."""
    decoded = decode(data)
    found = _find(decoded.text)
    if found is None:
        raise ValueError("not delimited")
    Room().take(sum(len(record.cells) for record in found.records))
    blocks: list[Paragraph | Table] = [*_paragraphs(found.above), _table(found.records)]
    return Content(tuple(blocks), None, (*decoded.remarks, *_ragged(found)))


# ------------------------------------------------------------ telling it from prose


def _find(text: str) -> Found | None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    named = _NAMED.match(text)
    signs = named["sign"] if named else _DELIMITERS
    return next((found for sign in signs if (found := _find_by(text, sign, bool(named)))), None)


def _find_by(text: str, delimiter: str, is_named: bool) -> Found | None:
    """The part of a text that is delimited by a sign: from the first line on that begins a regular table."""
    lines = text.split("\n")
    if not is_named and not _may_delimit(text, delimiter):
        return None
    for first in range(int(is_named), min(len(lines), _MOST_TITLE_LINES)):
        if delimiter not in lines[first]:
            continue
        above = [""] * is_named + lines[int(is_named) : first]
        found = _found(lines[first : first + _TELLING_LINES], delimiter, above)
        if found and len(lines) > first + _TELLING_LINES:
            found = _found(lines[first:], delimiter, above)
        if found:
            return found
    return None


def _found(lines: Sequence[str], delimiter: str, above: list[str]) -> Found | None:
    """The table of these lines; None where they are none."""
    records = _records("\n".join(lines), delimiter, len(above))
    columns = _usual_columns(records, delimiter)
    return Found(records, columns, above) if columns and len(records[0].cells) == columns else None


def _may_delimit(text: str, delimiter: str) -> bool:
    """Whether a sign may part cells at all: rows of bare tabs and pipe tables of Markdown are text, and have a reader of their own."""
    if delimiter == "\t":
        return any(_needs_quotes(found[1]) for found in _QUOTED.finditer(text))
    return text.count(delimiter) >= _LEAST_RECORDS and not (delimiter == "|" and _MARKDOWN.search(text))


def _needs_quotes(cell: str) -> bool:
    """Whether a cell holds what only quotation marks keep in it."""
    return "\n" in cell or "\t" in cell or '""' in cell


def _usual_columns(records: Sequence[Record], delimiter: str) -> int:
    """How many cells nearly all records have; 0 where they have not, or too few. Lines of one cell are headings of sections."""
    counts = Counter(len(record.cells) for record in records if len(record.cells) > 1 and any(map(str.strip, record.cells)))
    columns, most = counts.most_common(1)[0] if counts else (0, 0)
    others = sum(counts.values()) - most + sum(len(record.cells) == 1 for record in records) / 2
    is_table = columns >= _LEAST_COLUMNS or (columns == _LEAST_COLUMNS - 1 and delimiter != "," and _are_filled(records))
    return columns if is_table and most >= _LEAST_RECORDS and most >= _REGULAR * (most + others) else 0


def _are_filled(records: Sequence[Record]) -> bool:
    """Whether the cells of two columns are filled; items of a list that end with «;» have nothing behind it."""
    cells = [cell for record in records if len(record.cells) > 1 for cell in record.cells]
    return sum(bool(cell.strip()) for cell in cells) >= _REGULAR * len(cells)


def _records(text: str, delimiter: str, lines_before: int) -> list[Record]:
    """All records. Where quotation marks do not pair as CSV wants them, they are letters like any other."""
    try:
        return list(_read(text, delimiter, lines_before, csv.QUOTE_MINIMAL))
    except csv.Error:
        return list(_read(text, delimiter, lines_before, csv.QUOTE_NONE))


def _read(text: str, delimiter: str, lines_before: int, quoting: int) -> Iterator[Record]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    line = lines_before + 1
    for cells in reader:
        yield Record(line, cells)
        line = lines_before + reader.line_num + 1


# ------------------------------------------------------------ blocks


def _paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """The lines above the table."""
    gap = False
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield Paragraph(text=line.strip(), gap=gap, origin=Origin(line=number))
        gap = not line.strip()


def _table(records: Sequence[Record]) -> Table:
    """The grid to the last row and column with a text. CSV shows no merged cells."""
    cells = [_cell(record, row, column) for row, record in enumerate(records, 1) for column in range(1, len(record.cells) + 1)]
    filled = [cell for cell in cells if cell.paragraphs]
    rows, columns = max(cell.row for cell in filled), max(cell.column for cell in filled)
    inside = tuple(cell for cell in cells if cell.row <= rows and cell.column <= columns)
    return Table(rows=rows, columns=columns, cells=inside, shows_merges=False, origin=Origin(table=1, line=records[0].line))


def _cell(record: Record, row: int, column: int) -> Cell:
    origin = Origin(table=1, row=row, column=column, line=record.line)
    lines = record.cells[column - 1].split("\n")
    paragraphs = tuple(
        Paragraph(text=line.strip(), gap=at > 0 and not lines[at - 1].strip(), origin=origin)
        for at, line in enumerate(lines)
        if line.strip()
    )
    return Cell(row=row, column=column, paragraphs=paragraphs, origin=origin)


def _ragged(found: Found) -> Iterator[Remark]:
    """Rows with more or fewer cells than the others; a line of one cell is a heading, and blank cells at the end are nothing."""
    for row, record in enumerate(found.records, start=1):
        texts = [cell.strip() for cell in record.cells]
        if 1 < len(texts) < found.columns or any(texts[found.columns :]):
            yield Remark(code="ragged_table", text=" | ".join(filter(None, texts)), origin=Origin(table=1, row=row, line=record.line))
