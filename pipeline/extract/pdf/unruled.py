"""Tables without rules: the columns of the whole document, and the visual lines of each page as the rows of a table."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pipeline.document import Cell, Origin, Paragraph, Table
from pipeline.extract.pdf.blocks import block_paragraphs
from pipeline.extract.pdf.columns import find_columns
from pipeline.extract.pdf.furniture import is_page_number
from pipeline.extract.pdf.lines import Line
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.paragraphs import Measure, group_lines, usual_pitch
from pipeline.extract.pdf.regions import PlacedLine, find_regions
from pipeline.extract.pdf.unruled_rows import PartRows, RowCell, RowFinder, split_wide

Block = Paragraph | Table
# As many of the distances between lines, and three at the least, make a common one.
_COMMON = 0.02

Place = tuple[int, int]
"""The first column of a text, from 1, and how many it runs over."""


def unruled_blocks(pages: Sequence[Page]) -> list[list[Block]] | None:
    """The blocks of each page; None where no lines stand in columns."""
    lines = [list(page.lines) for page in pages]
    columns = find_columns([line for page in lines for line in page])
    regions = find_regions(lines, columns, usual_pitch(lines)) if columns else []
    if not regions:
        return None
    parts = [[_without_numbers([line for line in region if line.page == index]) for region in regions] for index in range(len(pages))]
    by_page = [[part for part in found if part] for found in parts]
    setting = _Setting([part for found in by_page for part in found], len(columns))
    tables = _tables(by_page, setting, [page.number for page in pages])
    return [_page_blocks(page, found, tables, setting.right) for page, found in zip(pages, by_page, strict=True)]


def _without_numbers(part: list[PlacedLine]) -> list[PlacedLine]:
    """A page's part of a table without the lone numbers at its ends: they are of the page, since a row holds more."""
    start, end = 0, len(part)
    while start < end and is_page_number(part[start].line):
        start += 1
    while start < end and is_page_number(part[end - 1].line):
        end -= 1
    return part[start:end]


def _page_blocks(page: Page, parts: list[list[PlacedLine]], tables: Iterator[Table], right: float) -> list[Block]:
    """The next tables, one for each part of the page, and the paragraphs around them."""
    blocks: list[Block] = []
    at = 0
    for part in parts:
        blocks += _paragraphs(page.lines[at : part[0].place], right, page.number)
        blocks.append(next(tables))
        at = part[-1].place + 1
    return blocks + _paragraphs(page.lines[at:], right, page.number)


def _paragraphs(lines: tuple[Line, ...], right: float, page: int) -> list[Block]:
    return [paragraph for _, paragraph in block_paragraphs(lines, right, page)]


class _Setting:
    """How the text of the tables is set: what their columns have in common over all pages."""

    def __init__(self, parts: Sequence[list[PlacedLine]], columns: int) -> None:
        self.columns = columns
        texts = [_by_place(part) for part in parts]
        self.pitch = _least_pitch([[line for _, line in lines] for text in texts for (_, span), lines in text.items() if span == 1])
        found: dict[Place, list[Line]] = defaultdict(list)
        for text in texts:
            for place, lines in text.items():
                found[place] += [line for _, line in lines]
        self._bounds = {place: (min(line.x0 for line in lines), max(line.x1 for line in lines)) for place, lines in found.items()}
        self.left = min(left for left, _ in self._bounds.values())
        self.right = max(right for _, right in self._bounds.values())

    def measure(self, place: Place) -> Measure:
        """Where the lines of a column may begin and must end; what runs over several has the whole width."""
        left, right = self._bounds[place] if place[1] == 1 else (self.left, self.right)
        return Measure(left, right, self.pitch)


def _least_pitch(columns: Sequence[list[Line]]) -> float:
    """The least common distance of lines, as a multiple of the type size: in a table most neighbours may be of two cells."""
    distances = [(below.bottom - above.bottom) / max(above.size, below.size) for lines in columns for above, below in pairwise(lines)]
    rounded = Counter(round(distance, 2) for distance in distances)
    common = [distance for distance, count in rounded.items() if distance >= 1 and count >= max(3, _COMMON * len(distances))]
    return min(common, default=max(1.0, usual_pitch(columns)))


def _by_place(part: Sequence[PlacedLine]) -> dict[Place, list[tuple[int, Line]]]:
    """The texts of each column from the top, each with the number of its visual line in the part, from 1."""
    found: dict[Place, list[tuple[int, Line]]] = defaultdict(list)
    for number, line in enumerate(part, start=1):
        for segment in line.segments:
            found[segment.column, segment.span].append((number, segment.line))
    return found


def _tables(by_page: Sequence[list[list[PlacedLine]]], setting: _Setting, numbers: Sequence[int]) -> Iterator[Table]:
    """A table for each part of each page: with rows where the place of the lines tells them on all pages, of visual lines otherwise."""
    found = [(number, split_wide(part)) for number, parts in zip(numbers, by_page, strict=True) for part in parts]
    measures = [setting.measure((column, 1)) for column in range(1, setting.columns + 1)]
    size = median(line.line.size for _, parts in found for part in parts for line in part.lines)
    finder = RowFinder([part for _, parts in found for part in parts], measures, setting.pitch, size)
    origins = [Origin(page=page, table=table) for table, (page, _) in enumerate(found, start=1)]
    rows = [[rows for part in parts if (rows := finder.rows(part))] for _, parts in found]
    if finder.tells and all(len(told) == len(parts) for told, (_, parts) in zip(rows, found, strict=True)):
        return (_row_table(told, setting, origin) for told, origin in zip(rows, origins, strict=True))
    lines = [[line for part in parts for line in part.lines] for _, parts in found]
    return (_line_table(part, setting, origin) for part, origin in zip(lines, origins, strict=True))


def _row_table(parts: Sequence[PartRows], setting: _Setting, table: Origin) -> Table:
    cells: list[Cell] = []
    unsure: list[int] = []
    rows = 0
    for part in parts:
        unsure += [] if part.is_sure else range(rows + 1, rows + part.rows + 1)
        cells += [_row_cell(cell, rows, setting, table) for cell in part.cells]
        rows += part.rows
    return Table(
        rows=rows,
        columns=setting.columns,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        shows_merges=False,
        unsure_rows=tuple(unsure),
        origin=table,
    )


def _row_cell(cell: RowCell, above: int, setting: _Setting, table: Origin) -> Cell:
    origin = table.model_copy(update={"row": above + cell.first + 1, "column": cell.column})
    groups = group_lines(cell.lines, setting.measure((cell.column, cell.columns)))
    return Cell(
        row=above + cell.first + 1,
        column=cell.column,
        row_span=cell.past - cell.first,
        column_span=cell.columns,
        paragraphs=tuple(Paragraph(text=group.text, gap=group.gap, origin=origin) for group in groups),
        origin=origin,
    )


def _line_table(part: Sequence[PlacedLine], setting: _Setting, origin: Origin) -> Table:
    cells = [cell for place, lines in _by_place(part).items() for cell in _cells(place, lines, setting.measure(place), origin)]
    return Table(
        rows=len(part),
        columns=setting.columns,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        shows_merges=False,
        rows_are_lines=True,
        origin=origin,
    )


def _cells(place: Place, lines: list[tuple[int, Line]], measure: Measure, table: Origin) -> list[Cell]:
    """The paragraphs of a column, a cell each."""
    cells: list[Cell] = []
    numbers = iter(number for number, _ in lines)
    for group in group_lines([line for _, line in lines], measure):
        rows = [next(numbers) for _ in group.lines]
        origin = table.model_copy(update={"row": rows[0], "column": place[0]})
        paragraph = Paragraph(text=_text(rows, group.lines), gap=group.gap, origin=origin)
        span = rows[-1] - rows[0] + 1
        cells.append(Cell(row=rows[0], column=place[0], row_span=span, column_span=place[1], paragraphs=(paragraph,), origin=origin))
    return cells


def _text(rows: Sequence[int], lines: Sequence[Line]) -> str:
    """The lines' text; blank where the paragraph has none beside a line of another column."""
    texts = dict(zip(rows, (line.text for line in lines), strict=True))
    return "\n".join(texts.get(row, "") for row in range(rows[0], rows[-1] + 1))
