"""Tables of which each cell stands on lines of its own, led by a tab.

A blank line ends a row, but may also stand inside a cell. So rows are counted: the header says how many cells a row has,
and a run of cells that would make a row too long begins a new one.
"""

import re
from itertools import takewhile

from pipeline.document import Cell, Origin, Paragraph, Remark, Table
from pipeline.extract.plain.lines import Line, Lines

CellLines = list[Line]

_LEAD = re.compile(r" *\t")


def starts_tabs(lines: Lines) -> bool:
    """Whether a header begins in the first line: two cells, each led by a tab, with no blank line between. A title may be indented too."""
    header = list(takewhile(lambda line: line[1].strip(), lines))
    cells = [line for _, line in header if _LEAD.match(line)]
    return len(cells) > 1 and header[0][1] == cells[0] and not any("\t" in _LEAD.sub("", cell, count=1).strip() for cell in cells[:2])


def read_tabs(lines: Lines, number: int) -> tuple[Table, list[Remark], Lines]:
    """The table that begins at the first line, remarks, and the lines after it. `number`: the table's, for origins."""
    inside, rest = _split_at_end(lines)
    cells = _cells(inside)
    width = _width(cells)
    rows, remarks = _rows(cells, width, number)
    table = Table(
        rows=len(rows),
        columns=width,
        cells=tuple(_cell(lines, number, row, column) for row, found in enumerate(rows, 1) for column, lines in enumerate(found, 1)),
        shows_merges=False,
        origin=Origin(table=number, line=lines[0][0]),
    )
    return table, remarks, rest


def _split_at_end(lines: Lines) -> tuple[Lines, Lines]:
    """The lines of the table, and those after: the last cell ends at the first blank line."""
    last = max(index for index, (_, line) in enumerate(lines) if _LEAD.match(line))
    end = next((index for index in range(last + 1, len(lines)) if not lines[index][1].strip()), len(lines))
    return lines[:end], lines[end:]


def _cells(lines: Lines) -> list[CellLines]:
    cells: list[CellLines] = []
    for number, line in lines:
        lead = _LEAD.match(line)
        if lead:
            cells.append([(number, line[lead.end() :])])
        else:
            cells[-1].append((number, line))
    return cells


def _ends_with_blank(cell: CellLines) -> bool:
    return len(cell) > 1 and not cell[-1][1].strip()


def _width(cells: list[CellLines]) -> int:
    """Cells of the header: those before the first blank line."""
    return next((count for count, cell in enumerate(cells, 1) if _ends_with_blank(cell)), len(cells))


def _rows(cells: list[CellLines], width: int, table: int) -> tuple[list[list[CellLines]], list[Remark]]:
    rows: list[list[CellLines]] = []
    row: list[CellLines] = []
    for group in _groups(cells):
        if row and len(row) + len(group) > width:
            rows.append(row)
            row = []
        row += group
        whole = len(row) // width * width
        rows += [row[at : at + width] for at in range(0, whole, width)]
        row = row[whole:]
    if row:
        rows.append(row)
    remarks = [_ragged(row, table, number) for number, row in enumerate(rows, 1) if 1 < len(row) < width]
    return rows, remarks


def _groups(cells: list[CellLines]) -> list[list[CellLines]]:
    groups: list[list[CellLines]] = [[]]
    for cell in cells:
        groups[-1].append(cell)
        if _ends_with_blank(cell):
            groups.append([])
    return [group for group in groups if group]


def _ragged(row: list[CellLines], table: int, number: int) -> Remark:
    text = " | ".join(" ".join(line.strip() for _, line in cell).strip() for cell in row)
    return Remark(code="ragged_table", text=text, origin=Origin(table=table, row=number, line=row[0][0][0]))


def _cell(lines: CellLines, table: int, row: int, column: int) -> Cell:
    """A line of a dump is a paragraph of its author's: nothing wraps there."""
    paragraphs: list[Paragraph] = []
    gap = False
    for number, line in lines:
        text = line.strip()
        if text:
            origin = Origin(table=table, row=row, column=column, line=number)
            paragraphs.append(Paragraph(text=text, gap=gap and bool(paragraphs), origin=origin))
        gap = not text
    origin = Origin(table=table, row=row, column=column, line=lines[0][0])
    return Cell(row=row, column=column, paragraphs=tuple(paragraphs), origin=origin)
