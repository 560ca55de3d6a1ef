"""Tables drawn with characters: the grid tables of pandoc (`+---+---+`), and the boxes of old systems (`┌───┬───┐`).

A border that is missing merges two cells: between columns on the lines of a row, between rows on a line of borders.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipeline.document import Cell, Origin, Paragraph, Remark, Table
from pipeline.extract.plain.lines import Lines
from pipeline.extract.plain.markup import plain

_BOXES = str.maketrans(
    {**dict.fromkeys("─━═╌┄", "-"), **dict.fromkeys("│┃║", "|"), **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫", "+"), "=": "-"}
)
_TOP = re.compile(r"\s*\+(?:[-:]{2,}\+){2,}\s*")
_BORDER = re.compile(r"\+[-:]{2,}\+")
_ITEM = re.compile(r"(?:[-*•–—]|\d{1,2}[.)]|[а-яa-z]\))\s")


def starts_grid(lines: Lines) -> bool:
    """Whether the first line is the upper border of a grid of two columns or more, and the next one a row of it."""
    return len(lines) > 1 and bool(_TOP.fullmatch(_drawn(lines[0][1]))) and _drawn(lines[1][1]).strip().startswith("|")


def read_grid(lines: Lines, number: int) -> tuple[Table, list[Remark], Lines]:
    """The table that begins at the first line, remarks, and the lines after it. `number`: the table's, for origins."""
    drawn = list(takewhile(lambda line: line.strip()[:1] in {"+", "|"}, (_drawn(line) for _, line in lines)))
    inside = [(at, line.expandtabs()) for at, line in lines[: len(drawn)]]
    borders = [index for index, line in enumerate(drawn) if _BORDER.search(line)]
    bounds = sorted({match.start() for index in borders for match in re.finditer(r"\+", drawn[index])})
    bands = [(upper, lower) for upper, lower in pairwise([*borders, len(drawn)]) if lower > upper + 1]
    cells: list[_Box] = []
    above: dict[tuple[int, int], _Box] = {}  # the lowest box between two borders
    for row, (border, end) in enumerate(bands, start=1):
        for first, last in _columns(drawn[border + 1 : end], bounds):
            right = bounds[last] if last < len(bounds) - 1 else None  # a line may be longer than the border above
            texts = [line[bounds[first] + 1 : right].rstrip().rstrip("|│┃║") for _, line in inside[border:end]]
            box = above.get((first, last))
            if box and box.row + box.rows == row and set(drawn[border][bounds[first] + 1 : bounds[last]]) - set("-:+"):
                box.texts += texts
                box.rows += 1
            else:
                above[first, last] = _Box(row, first, last, texts[1:], inside[border + 1][0])
                cells.append(above[first, last])
    found = tuple(box.cell(number) for box in sorted(cells, key=lambda box: (box.row, box.first)))
    origin = Origin(table=number, line=lines[0][0])
    return Table(rows=len(bands), columns=len(bounds) - 1, cells=found, shows_merges=True, origin=origin), [], lines[len(drawn) :]


@dataclass
class _Box:
    """A cell as it is drawn: its first row, the borders at its sides, its lines, and the line of the file on which it begins."""

    row: int
    first: int
    last: int
    texts: list[str]
    line: int
    rows: int = 1

    def cell(self, table: int) -> Cell:
        """The cell in the grid."""
        origin = Origin(table=table, row=self.row, column=self.first + 1, line=self.line)
        return Cell(
            row=self.row,
            column=self.first + 1,
            row_span=self.rows,
            column_span=self.last - self.first,
            paragraphs=tuple(_paragraphs(self.texts, origin)),
            origin=origin,
        )


def _drawn(line: str) -> str:
    return line.expandtabs().translate(_BOXES)


def _columns(lines: Sequence[str], bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The cells of one row: from each border that stands on all of its lines to the next."""
    inner = (at for at, bound in enumerate(bounds[1:-1], start=1) if all(line[bound : bound + 1] == "|" for line in lines))
    return pairwise([0, *inner, len(bounds) - 1])


def _paragraphs(lines: Sequence[str], origin: Origin) -> Iterator[Paragraph]:
    """A line break in a cell is a mere wrap; a blank line or the mark of an item begins a paragraph."""
    text, gap, follows_blank = "", False, False
    for line in map(str.strip, [*lines, ""]):
        if text and (not line or _ITEM.match(line)):
            yield Paragraph(text=plain(text), gap=gap, origin=origin)
            text, gap = "", False
        if line:
            gap = gap or (follows_blank and not text)
            text = f"{text}\n{line}" if text else line
        follows_blank = not line
