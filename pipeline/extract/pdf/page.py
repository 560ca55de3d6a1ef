"""One page of a PDF, taken apart: ruled tables with the lines in their cells, and the lines outside them."""

from typing import NamedTuple

from pipeline.extract.pdf.bounded import Overrun, bounded
from pipeline.extract.pdf.drawing import MOST_LINES, TOO_FULL, TOO_MANY_STROKES, Drawing, lost_drawing
from pipeline.extract.pdf.grid import BoxCell, BoxTable, CellFinder, find_tables
from pipeline.extract.pdf.lines import SLANTED, TURNS, UPRIGHT, Glyph, Line, read_lines
from pipeline.extract.pdf.stamps import split_stamps
from pipeline.extract.pdf.text_layer import is_broken, mend_encoding, unknown_letters
from pipeline.extract.pdf.unseen import split_unseen

# A page with a picture of at least half its size and fewer characters than this is a scan.
_FEW = 20
_LARGE = 0.5
# The fullest pages of plans have 2,000 words and 1,000 strokes; with ten times as many a page takes less than this, in seconds.
_MANY, _SECONDS = 2500, 3.0
# More shapes than this on a page without a letter are letters.
_SHAPES = 200
_MENDED = "текст записан в чужой кодировке и восстановлен"


class CellText(NamedTuple):
    """A cell and its lines, by their turn: those that are upright come first."""

    cell: BoxCell
    lines: dict[int, list[Line]]


class TableText(NamedTuple):
    """A table and its cells' text."""

    table: BoxTable
    cells: tuple[CellText, ...]


class Page(NamedTuple):
    """What one page shows. `turned` are lines outside tables that do not read from left to right.

    `notes` are words on what could not be read, in Russian; `unseen` is text that a person does not see there, `stamps` is
    that of boxes laid on a page with tables, `comments` are what readers pinned to it.
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
    unseen: tuple[Line, ...] = ()
    stamps: tuple[Line, ...] = ()
    has_broken_text: bool = False
    comments: tuple[str, ...] = ()

    @property
    def is_lost(self) -> bool:
        """Whether it was not read at all, for the reason in its notes."""
        return not self.height and bool(self.notes)

    @property
    def is_scan(self) -> bool:
        """Whether it is a picture of a page, without text."""
        return self.has_picture and self.characters < _FEW

    @property
    def needs_recognition(self) -> bool:
        """Whether its text must be read off its picture: a scan, or text that is not what a person sees there."""
        return self.is_scan or self.has_broken_text


def read_page(drawing: Drawing) -> Page:
    """Takes a page apart; gives up one that holds more than any page does, and takes too long for it."""
    if max(len(drawing.glyphs), len(drawing.ruling.across), len(drawing.ruling.down)) <= _MANY:
        return _page(drawing)
    try:
        with bounded(_SECONDS):
            return _page(drawing)
    except Overrun:
        return _page(lost_drawing(drawing.number, TOO_FULL))


def _page(drawing: Drawing) -> Page:
    glyphs, is_mended = mend_encoding(drawing.glyphs)
    seen, unseen = split_unseen(drawing._replace(glyphs=glyphs))
    texts = [glyph.text for glyph in seen]
    bare = split_stamps(drawing.ruling, seen, drawing.width * drawing.height)
    is_drawing = len(bare.ruling.across) + len(bare.ruling.down) > MOST_LINES
    tables = [] if is_drawing else find_tables(bare.ruling)
    stamps = bare.stamps if tables else []
    inside, outside = _distribute(bare.glyphs if tables else seen, tables)
    return Page(
        number=drawing.number,
        height=drawing.height,
        tables=tuple(TableText(table, tuple(_cell_text(cell, inside[cell]) for cell in table.cells)) for table in tables),
        lines=tuple(read_lines(outside)),
        turned=tuple(line for turn in TURNS if turn != UPRIGHT for line in read_lines(outside, turn)),
        characters=len("".join("".join(texts).split())),
        unknown=unknown_letters("".join(texts)),
        has_picture=_is_picture(drawing),
        notes=(*drawing.notes, *[TOO_MANY_STROKES] * is_drawing, *[_MENDED] * is_mended),
        has_broken_text=is_broken(texts),
        stamps=tuple(line for stamp in stamps for turn in TURNS for line in read_lines(stamp, turn)),
        unseen=tuple(line for turn in TURNS for line in read_lines(unseen, turn)),
        comments=drawing.comments,
    )


def _distribute(glyphs: list[Glyph], tables: list[BoxTable]) -> tuple[dict[BoxCell, list[Glyph]], list[Glyph]]:
    inside: dict[BoxCell, list[Glyph]] = {cell: [] for table in tables for cell in table.cells}
    outside: list[Glyph] = []
    cells = CellFinder(tables)
    for glyph in glyphs:
        cell = None if glyph.turn == SLANTED else cells.at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        (outside if cell is None else inside[cell]).append(glyph)
    return inside, outside


def _cell_text(cell: BoxCell, glyphs: list[Glyph]) -> CellText:
    found = {UPRIGHT, *(glyph.turn for glyph in glyphs)}
    return CellText(cell, {turn: read_lines(glyphs, turn) for turn in TURNS if turn in found})


def _is_picture(drawing: Drawing) -> bool:
    """Whether pictures fill much of the page, or letters are drawn on it as shapes that are no text."""
    area = sum((picture.x1 - picture.x0) * (picture.bottom - picture.top) for picture in drawing.pictures)
    return area >= _LARGE * drawing.width * drawing.height > 0 or (not drawing.glyphs and len(drawing.fillings) > _SHAPES)
