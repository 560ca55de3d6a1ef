"""Small documents that a test writes as tables of strings."""

from collections.abc import Callable, Sequence

import pytest

from pipeline import vocabulary as words
from pipeline.document import Cell, Document, Origin, Paragraph, Source, Table
from pipeline.vocabulary.shapes import Vocabulary

ABOVE, LEFT = "^", "<"
"""A place of the grid that the cell above, or the one on the left, covers too."""

Grid = Sequence[Sequence[str]]
MakeDocument = Callable[..., Document]
MakeParagraphs = Callable[[str], tuple[Paragraph, ...]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return words.load()


def _paragraphs(text: str, origin: Origin | None = None) -> tuple[Paragraph, ...]:
    """«¶» ends a paragraph, «¶¶» leaves a blank line behind it; a line break stays inside."""
    found: list[Paragraph] = []
    gap = False
    for piece in text.split("¶"):
        if piece.strip():
            found.append(Paragraph(text=piece.strip(), gap=gap, origin=origin or Origin()))
        gap = not piece.strip()
    return tuple(found)


def _span(grid: Grid, row: int, column: int, mark: str) -> int:
    """How far the cell reaches, down (ABOVE) or to the right (LEFT)."""
    down, right = (1, 0) if mark == ABOVE else (0, 1)
    length = 1
    while (
        row + down * length < len(grid)
        and column + right * length < len(grid[row])
        and grid[row + down * length][column + right * length] == mark
    ):
        length += 1
    return length


def _table(grid: Grid, number: int, page: int | None, shows_merges: bool) -> Table:
    cells = [
        Cell(
            row=row + 1,
            column=column + 1,
            row_span=_span(grid, row, column, ABOVE),
            column_span=_span(grid, row, column, LEFT),
            paragraphs=_paragraphs(text, Origin(page=page, table=number, row=row + 1, column=column + 1)),
            origin=Origin(page=page, table=number, row=row + 1, column=column + 1),
        )
        for row, texts in enumerate(grid)
        for column, text in enumerate(texts)
        if text not in {ABOVE, LEFT}
    ]
    origin = Origin(page=page, table=number)
    return Table(rows=len(grid), columns=len(grid[0]), cells=tuple(cells), shows_merges=shows_merges, origin=origin)


def _make_document(*blocks: str | Paragraph | Grid, merges: bool = False, pages: bool = False) -> Document:
    """A document of paragraphs (strings) and tables (grids); `pages`: each table on a page of its own."""
    found: list[Paragraph | Table] = []
    tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, str):
            found += _paragraphs(block)
        else:
            tables += 1
            found.append(_table(block, tables, tables if pages else None, merges))
    source = Source(file="план.docx", sha256="0" * 64, format="docx", characters=0)
    return Document(source=source, blocks=tuple(found))


@pytest.fixture
def make_document() -> MakeDocument:
    return _make_document


@pytest.fixture
def make_paragraphs() -> MakeParagraphs:
    return _paragraphs
