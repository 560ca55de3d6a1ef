"""Rules that part no cells: a frame around a table, rules between its columns alone, or between its rows alone."""

from collections.abc import Iterable, Sequence
from statistics import median

from pipeline.extract.pdf.lines import Line, Word
from pipeline.extract.pdf.page import Page

# Lines whose middles differ by less than this part of the type size are one.
_SAME_LINE = 0.4
# Parts of a word that a rule runs through are no further apart.
_CUT = 0.15


def is_ruled(pages: Sequence[Page]) -> bool:
    """Whether rules part rows and columns anywhere."""
    return any(found.table.rows > 1 and found.table.columns > 1 for page in pages for found in page.tables)


def without_frames(page: Page) -> Page:
    """The page with the text of its tables among its lines."""
    inside = [line for found in page.tables for cell in found.cells for line in cell.lines[0]]
    turned = [line for found in page.tables for cell in found.cells for turn, lines in cell.lines.items() if turn for line in lines]
    return page._replace(tables=(), lines=tuple(_merged([*page.lines, *inside])), turned=(*page.turned, *turned))


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Visual lines over the whole page, from the parts that stand in different cells."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) < _SAME_LINE * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(row) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    words: list[Word] = []
    for word in sorted((word for line in row for word in line.words), key=lambda word: word.x0):
        if words and word.x0 - words[-1].x1 < _CUT * row[0].size:
            words[-1] = words[-1]._replace(text=words[-1].text + word.text, x1=word.x1)
        else:
            words.append(word)
    return Line(
        tuple(words),
        top=median(line.top for line in row),
        bottom=median(line.bottom for line in row),
        size=median(line.size for line in row),
    )


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2
