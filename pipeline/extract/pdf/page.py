"""One page of a PDF, taken apart: ruled tables with the lines in their cells, and the lines outside them."""

from typing import Any, NamedTuple

from pipeline.extract.pdf.grid import BoxCell, BoxTable, find_tables
from pipeline.extract.pdf.lines import Glyph, Line, read_glyph, read_lines

# A page with a picture of at least half its size and fewer characters than this is a scan.
_FEW = 20
_TURNS = (0, 1, -1)
# What pdfminer puts in place of a character whose meaning the file does not tell.
_UNKNOWN = "(cid:"


class CellText(NamedTuple):
    """A cell and its lines: upright ones under 0, those that read upwards under 1, downwards under -1."""

    cell: BoxCell
    lines: dict[int, list[Line]]


class TableText(NamedTuple):
    """A table and its cells' text."""

    table: BoxTable
    cells: tuple[CellText, ...]


class Page(NamedTuple):
    """What one page shows. `turned` are lines outside tables that do not read from left to right.

    `notes` are words on what could not be read, in Russian.
    """

    number: int
    height: float
    tables: tuple[TableText, ...]
    lines: tuple[Line, ...]
    turned: tuple[Line, ...]
    characters: int
    unknown: int
    has_picture: bool
    notes: tuple[str, ...] = ()

    @property
    def is_scan(self) -> bool:
        """Whether it is a picture of a page, without text."""
        return self.has_picture and self.characters < _FEW


def read_page(page: Any) -> Page:
    """Takes one of pdfplumber's pages apart. Letters that are drawn twice to look bold count once."""
    glyphs = [read_glyph(char) for char in page.dedupe_chars().chars]
    tables = find_tables(page)
    seen = [glyph for glyph in glyphs if glyph.text.strip()]
    inside, outside = _distribute(glyphs, [cell for table in tables for cell in table.cells])
    return Page(
        number=page.page_number,
        height=float(page.height),
        tables=tuple(TableText(table, tuple(_cell_text(cell, inside[cell]) for cell in table.cells)) for table in tables),
        lines=tuple(read_lines(outside)),
        turned=tuple(line for turn in _TURNS[1:] for line in read_lines(outside, turn)),
        characters=len(seen),
        unknown=sum(glyph.text.startswith(_UNKNOWN) for glyph in seen),
        has_picture=any(_is_large(image, page) for image in page.images),
    )


def _distribute(glyphs: list[Glyph], cells: list[BoxCell]) -> tuple[dict[BoxCell, list[Glyph]], list[Glyph]]:
    inside: dict[BoxCell, list[Glyph]] = {cell: [] for cell in cells}
    outside: list[Glyph] = []
    for glyph in glyphs:
        cell = next((cell for cell in cells if cell.box.holds(glyph)), None)
        (outside if cell is None else inside[cell]).append(glyph)
    return inside, outside


def _cell_text(cell: BoxCell, glyphs: list[Glyph]) -> CellText:
    return CellText(cell, {turn: read_lines(glyphs, turn) for turn in _TURNS})


def _is_large(image: dict[str, Any], page: Any) -> bool:
    area = (image["x1"] - image["x0"]) * (image["bottom"] - image["top"])
    return bool(area >= 0.5 * page.width * page.height)
