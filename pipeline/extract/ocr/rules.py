"""Ruling lines of a page, as masks: which pixels belong to a line across, which to a line down."""

from typing import NamedTuple

import cv2
import numpy as np

from pipeline.extract.ocr.raster import BLACK, WHITE, Raster, block, pixels

# A run of ink this long, in points, is part of a line, and no stroke of a letter but of large capitals.
_RUN = 11.0
# Ruling lines are thinner than this, in points, after all that scanning did to them.
_THICK = 4.5
# A run of ink this long, in points, may be a piece of a line that was found elsewhere.
_PIECE = 4.0
# A line may be broken for so long, in points.
_GAP = 10.0
# A shorter line than this, in points, closes no cell.
_SHORTEST = 16.0


class Rules(NamedTuple):
    """Masks of the lines across and of those down."""

    across: Raster
    down: Raster


def find_rules(ink: Raster) -> Rules:
    """The ruling lines in a mask of ink."""
    return Rules(_across(ink), cv2.transpose(_across(cv2.transpose(ink))))


def find_pieces(ink: Raster) -> Rules:
    """Short runs of ink: what is left of lines that are worn. Where they meet the stem of a letter they end."""
    length, stem = pixels(_PIECE), pixels(_THICK)
    across = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, block(1, stem)))
    down = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, block(stem, 1)))
    return Rules(cv2.morphologyEx(across, cv2.MORPH_OPEN, block(length, 1)), cv2.morphologyEx(down, cv2.MORPH_OPEN, block(1, length)))


def _across(ink: Raster) -> Raster:
    """Runs that are long and thin. A line that sinks a little is several runs, a pixel apart: they count together."""
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, block(pixels(_RUN), 1))
    joined = cv2.morphologyEx(cv2.dilate(runs, block(3, 3)), cv2.MORPH_CLOSE, block(pixels(_GAP), 1))
    # Every second pixel each way is enough to see what hangs together, and four times as fast.
    _, labels, sizes, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(joined[::2, ::2]))
    thickness = 2 * sizes[:, cv2.CC_STAT_AREA] / sizes[:, cv2.CC_STAT_WIDTH]
    is_line = (thickness <= pixels(_THICK)) & (2 * sizes[:, cv2.CC_STAT_WIDTH] >= pixels(_SHORTEST))
    is_line[0] = False
    lines = np.where(is_line[labels], np.uint8(WHITE), np.uint8(BLACK))
    return cv2.bitwise_and(runs, cv2.resize(lines, runs.shape[::-1], interpolation=cv2.INTER_NEAREST))


def without(grey: Raster, lines: Raster) -> Raster:
    """The page with these lines painted over, and the grey at their edges."""
    return np.where(cv2.dilate(lines, block(5, 5)) == WHITE, np.uint8(WHITE), grey)
