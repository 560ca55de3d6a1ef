"""Tables of which each row stands on one line: cells parted by tabs, or by pipes as in Markdown.

Blank lines inside the table (a page ended there) do not end it; a line without a separator does, unless it follows a row
directly: then a line break stood inside the last cell.
"""

import re

from pipeline.document import Cell, Origin, Paragraph, Remark, Table
from pipeline.extract.common.room import Room
from pipeline.extract.plain.lines import Line, Lines
from pipeline.extract.plain.markup import paragraphs

Row = tuple[int, list[str]]
"""The number of the line, and the texts of the cells."""

_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_LONGEST = 20_000
"""Characters of a cell beyond which no line goes on in it: a text without separators would become one cell."""
_PIPE = re.compile(r"(?<!\\)\|")


def starts_open_pipes(lines: Lines) -> bool:
    """Whether a pipe table begins that lacks pipes at its edges: «№ | Дело» over «--|--»."""
    return len(lines) > 1 and bool(_PIPE.search(lines[0][1])) and _is_rule(lines[1][1]) and not _is_rule(lines[0][1])


def _is_rule(line: str) -> bool:
    """The line of dashes below the header of a pipe table."""
    return "|" in line and "-" in line and not line.strip("|-: \t")


def starts_rows(lines: Lines) -> bool:
    """Whether a row of two cells or more stands in the first line; a line of dashes alone is below a header, or nothing."""
    return _is_row(lines[0][1]) and not _is_rule(lines[0][1])


def _is_row(line: str) -> bool:
    return bool(_PIPES.match(line)) or "\t" in line.strip() or (line.count("\t") > 1 and bool(line.strip()))


def read_rows(lines: Lines, number: int) -> tuple[Table, list[Remark], Lines]:
    """The table that begins at the first line, remarks, and the lines after it. `number`: the table's, for origins."""
    piped = bool(_PIPES.match(lines[0][1]))
    rows, rest = _open_rows(lines) if starts_open_pipes(lines) and not piped else _rows(lines, piped)
    Room().take(sum(len(cells) for _, cells in rows))
    table = Table(
        rows=len(rows),
        columns=max(len(cells) for _, cells in rows),
        cells=tuple(
            _cell(text, number, row, column, line) for row, (line, cells) in enumerate(rows, 1) for column, text in enumerate(cells, 1)
        ),
        shows_merges=False,
        origin=Origin(table=number, line=lines[0][0]),
    )
    remarks = [_ragged(row, number, index) for index, row in enumerate(rows, 1) if len(row[1]) > len(rows[0][1])]
    return table, remarks, rest


def _open_rows(lines: Lines) -> tuple[list[Row], Lines]:
    """Rows with or without pipes at their edges, down to the first line without any."""
    end = next((index for index, (_, line) in enumerate(lines) if not _PIPE.search(line)), len(lines))
    return [(number, _split(line, True)) for number, line in lines[:end] if not _is_rule(line)], lines[end:]


def _rows(lines: Lines, piped: bool) -> tuple[list[Row], Lines]:
    rows: list[Row] = []
    for index, (number, line) in enumerate(lines):
        if _is_row(line):
            if not _is_rule(line):
                _add_row(rows, (number, _split(line, piped)))
        elif line.strip():
            if not lines[index - 1][1].strip():
                return rows, lines[index:]
            _add_line(rows, (number, line.strip()))
    return rows, lines[len(lines) :]


def _add_row(rows: list[Row], row: Row) -> None:
    """Adds a row, or the rest of the row above: a line break inside a cell leaves one short, and what follows makes it whole."""
    width = len(rows[0][1]) if rows else 0
    if rows and len(rows[-1][1]) < width and len(rows[-1][1]) + len(row[1]) - 1 == width and not _is_whole(row):
        rows[-1][1][-1] += "\n" + row[1][0]
        rows[-1][1].extend(row[1][1:])
    else:
        rows.append(row)


def _is_whole(row: Row) -> bool:
    """Whether a row begins as rows do: with a blank cell or a number."""
    return not row[1][0] or row[1][0][0].isdigit()


def _add_line(rows: list[Row], line: Line) -> None:
    """A line without a separator right below a row: it goes on in the last cell if it begins in the middle of a sentence, or that
    cell is left open; else it is a row of one cell, as headings of sections are.
    """
    number, text = line
    last = rows[-1][1][-1]
    goes_on = text[:1].islower() or text.startswith("(") or last.endswith((",", "-", "–", "(", "«", "/"))
    if len(last) < _LONGEST and (goes_on or len(rows[-1][1]) < len(rows[0][1])):
        rows[-1][1][-1] += "\n" + text
    else:
        rows.append((number, [text]))


def _split(line: str, piped: bool) -> list[str]:
    if piped:
        bare = re.sub(r"^\||(?<!\\)\|$", "", line.strip())
        return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(bare)]
    return [cell.strip() for cell in line.split("\t")]


def _ragged(row: Row, table: int, number: int) -> Remark:
    line, cells = row
    return Remark(code="ragged_table", text=" | ".join(filter(None, cells)), origin=Origin(table=table, row=number, line=line))


def _cell(text: str, table: int, row: int, column: int, line: int) -> Cell:
    origin = Origin(table=table, row=row, column=column, line=line)
    found = tuple(
        Paragraph(text=paragraph.strip(), origin=origin)
        for whole in paragraphs(text)
        for paragraph in whole.split("\n")
        if paragraph.strip()
    )
    return Cell(row=row, column=column, paragraphs=found, origin=origin)
