"""The picture of a page → the `Page` of the PDF reader, which takes it from there."""

from typing import NamedTuple

import cv2
import numpy as np

from pipeline.extract.ocr.flatten import flatten
from pipeline.extract.ocr.ink import bare
from pipeline.extract.ocr.lines import read_lines, usual_size
from pipeline.extract.ocr.orient import upright
from pipeline.extract.ocr.picture import Picture
from pipeline.extract.ocr.raster import SCALE, WHITE, Raster, Spot, block, dark
from pipeline.extract.ocr.recognise import Mark, mean_confidence, recognise
from pipeline.extract.ocr.rules import find_pieces, find_rules, without
from pipeline.extract.ocr.walls import Area, Grid, borders, find_grids
from pipeline.extract.pdf.grid import BoxCell, BoxTable
from pipeline.extract.pdf.lines import Box
from pipeline.extract.pdf.page import CellText, Page, TableText

# Inside of a cell's border, in pixels: half a line's thickness, and what flattening leaves.
_INSET = 3
# White around a cell, in pixels: what touches the edge is read badly.
_MARGIN = 12
# Places overlooked are as high as letters, margin included, in pixels; on a spotted page not all of them are gone into.
_LETTER, _MOST_PLACES = 30, 20
# A picture that is darker than this on the whole, of 255, is no sheet of paper.
_DARK = 128
# What is lighter than this part of white is paper.
_LIGHT = 0.8
# Letters are as black as so many per cent of their pixels; their edges are lighter.
_BLACKEST = 15
# The smallest ink that is looked at, in pixels: a hyphen is longer, a full stop fuller.
_SMALLEST, _LONGEST = 25, 8
# Where letters are less sure than this, the text may be turned; and it is, where they are so much surer then.
_UNSURE, _SURER = 0.6, 0.2
_TURNS = {1: cv2.ROTATE_90_CLOCKWISE, -1: cv2.ROTATE_90_COUNTERCLOCKWISE}

STAMP = "печать или подпись цветными чернилами не прочитана"
SHRUNK = "страница больше A3, прочитана уменьшенной"


class _Sheet(NamedTuple):
    """A page that lies straight: its writing in grey on white, a mask of its ink, and its tables."""

    grey: Raster
    ink: Raster
    grids: list[Grid]


class _Read(NamedTuple):
    """The words of a cell (`turn` as in the PDF reader), and where their picture has its corner."""

    turn: int
    marks: list[Mark]
    origin: tuple[int, int]


def recognise_page(picture: Picture, number: int) -> Page:
    """What stands on the page of this number."""
    stripped = bare(picture.colours)
    notes = tuple(text for text, holds in ((STAMP, stripped.had_stamp), (SHRUNK, picture.shrunk)) if holds)
    sheet = _sheet(stripped.grey)
    cells = [[_read_cell(sheet, area.spot) for area in grid.areas] for grid in sheet.grids]
    outside = _read_outside(sheet)
    usual = usual_size([*outside, *(mark for table in cells for cell in table for mark in cell.marks)])
    tables = tuple(_table(grid, read, usual) for grid, read in zip(sheet.grids, cells, strict=True))
    characters = sum(len(mark.text) for mark in [*outside, *(mark for table in cells for cell in table for mark in cell.marks)])
    return Page(
        number=number,
        height=sheet.grey.shape[0] / SCALE,
        tables=tables,
        lines=tuple(read_lines(outside, usual)),
        turned=(),
        characters=characters,
        unknown=0,
        # A page with nothing on it is no picture of a page.
        has_picture=bool(sheet.ink.any()) or float(picture.colours.mean()) < _DARK,
        notes=notes,
    )


def _sheet(grey: Raster) -> _Sheet:
    """The page turned, levelled and flattened, and its tables found."""
    lying, rules = upright(grey)
    flat = flatten(lying, rules)
    ink = dark(flat)
    if flat is not lying:
        rules = find_rules(ink)
    pieces = find_pieces(ink)
    grids = find_grids(rules, pieces)
    clean = without(flat, borders(rules, pieces, grids))
    ink = _ink(dark(clean))
    return _Sheet(_in_contrast(clean, ink), ink, grids)


def _in_contrast(grey: Raster, ink: Raster) -> Raster:
    """The writing black, and the grain of the paper white, so that it is not taken for letters."""
    black = float(np.percentile(grey[ink > 0], _BLACKEST)) if ink.any() else 0.0
    levels = np.clip((np.arange(256) - black) * WHITE / max(WHITE - black, 1.0), 0, WHITE)
    levels[levels > _LIGHT * WHITE] = WHITE
    return np.asarray(cv2.LUT(grey, levels.astype(np.uint8)))


def _ink(mask: Raster) -> Raster:
    """The ink without specks."""
    _, labels, sizes, _ = cv2.connectedComponentsWithStats(mask)
    is_ink = (sizes[:, 2:4].max(axis=1) >= _LONGEST) & (sizes[:, cv2.CC_STAT_AREA] >= _SMALLEST)
    is_ink[0] = False
    return np.where(is_ink[labels], mask, np.uint8(0))


def _read_cell(sheet: _Sheet, spot: Spot) -> _Read:
    """The words of a cell; turned to the left or right if so they are much surer."""
    inner = Spot(spot.left + _INSET, spot.top + _INSET, spot.right - _INSET, spot.bottom - _INSET)
    if min(inner.width, inner.height) < _LONGEST or not inner.of(sheet.ink).any():
        return _Read(0, [], (0, 0))
    grey = cv2.copyMakeBorder(inner.of(sheet.grey), _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=WHITE)
    inner = Spot(inner.left - _MARGIN, inner.top - _MARGIN, inner.right + _MARGIN, inner.bottom + _MARGIN)
    best = _Read(0, recognise(grey, "block"), (inner.left, inner.top))
    if mean_confidence(best.marks) >= _UNSURE:
        return best
    origins = {1: (-inner.bottom, inner.left), -1: (inner.top, -inner.right)}
    turned = [_Read(turn, recognise(cv2.rotate(grey, way), "block"), origins[turn]) for turn, way in _TURNS.items()]
    surest = max(turned, key=lambda read: mean_confidence(read.marks))
    return surest if mean_confidence(surest.marks) > mean_confidence(best.marks) + _SURER else best


def _read_outside(sheet: _Sheet) -> list[Mark]:
    """The words around the tables."""
    grey, ink = sheet.grey.copy(), sheet.ink.copy()
    for area in (area for grid in sheet.grids for area in grid.areas):
        area.spot.of(grey)[:], area.spot.of(ink)[:] = WHITE, 0
    if not ink.any():
        return []
    marks = recognise(grey, "scattered")
    seen = [mark for mark in marks if ink[mark.top : mark.bottom, mark.left : mark.right].any()]
    return seen + _overlooked(grey, ink, seen)


def _overlooked(grey: Raster, ink: Raster, seen: list[Mark]) -> list[Mark]:
    """Words in places that were passed over although there is ink as high as letters: single digits, mostly."""
    left = ink.copy()
    for mark in seen:
        left[max(0, mark.top - _MARGIN) : mark.bottom + _MARGIN, max(0, mark.left - _MARGIN) : mark.right + _MARGIN] = 0
    _, _, sizes, _ = cv2.connectedComponentsWithStats(cv2.dilate(left, block(2 * _MARGIN, _MARGIN)))
    places = [Spot(x, y, x + width, y + height) for x, y, width, height, _ in sizes[1:].tolist() if height >= _LETTER]
    found: list[Mark] = []
    for place in places[:_MOST_PLACES]:
        around = cv2.copyMakeBorder(place.of(grey), _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=WHITE)
        marks = [mark for mark in recognise(around, "block") if mark.confidence >= _UNSURE and any(map(str.isalnum, mark.text))]
        found += [mark.moved(place.left - _MARGIN, place.top - _MARGIN) for mark in marks]
    return found


def _table(grid: Grid, read: list[_Read], usual: float) -> TableText:
    cells = tuple(_box_cell(area) for area in grid.areas)
    box = Box(grid.xs[0] / SCALE, grid.ys[0] / SCALE, grid.xs[-1] / SCALE, grid.ys[-1] / SCALE)
    table = BoxTable(box, len(grid.ys) - 1, len(grid.xs) - 1, cells)
    return TableText(table, tuple(_cell_text(cell, found, usual) for cell, found in zip(cells, read, strict=True)))


def _box_cell(area: Area) -> BoxCell:
    left, top, right, bottom = (place / SCALE for place in area.spot)
    return BoxCell(area.top + 1, area.left + 1, area.bottom - area.top, area.right - area.left, Box(left, top, right, bottom))


def _cell_text(cell: BoxCell, read: _Read, usual: float) -> CellText:
    lines = read_lines(read.marks, usual, read.origin)
    return CellText(cell, {turn: lines if turn == read.turn else [] for turn in (0, 1, -1)})
