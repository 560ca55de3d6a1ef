"""What is dark on a scan and no writing: the black border that the lid leaves, stamps and signatures in coloured ink."""

from typing import NamedTuple

import cv2
import numpy as np

from pipeline.extract.ocr.raster import WHITE, Raster, block, dark, odd, pixels

# Borders are found on a smaller picture, and the light on the paper on a still smaller one.
_QUARTER, _EIGHTH = 4, 8
# Writing is no wider or higher than this, in points, without paper between.
_STROKES = 18.0
# Darker than this part of the paper's brightness, and wider than any stroke of writing, in points.
_BLACK = 0.45
_SOLID = 9.0
# How far apart the lightest and the darkest of a pixel's three colours are when it is called coloured.
_COLOURED = 60
# A stroke of a stamp or signature goes further than this both ways, in points; letters and underlines do not.
_SWEEP = 30.0
# A stroke is not seen for so long, in points, where it crosses a letter.
_BEHIND = 3.0
# Coloured ink inside such strokes, and no further away than this, in points, is of the same stamp.
_NEAR = 6.0


class Bare(NamedTuple):
    """A page in grey on white paper, without what is no writing; and whether coloured strokes were taken away."""

    grey: Raster
    had_stamp: bool


def bare(colours: Raster) -> Bare:
    """The writing of a page, from its colours."""
    grey = cv2.cvtColor(colours, cv2.COLOR_BGR2GRAY)
    stamp = _stamps(colours)
    had_stamp = bool(stamp.any())
    if had_stamp:
        # Through blue ink black letters are seen in the lightest of the three colours, in which the ink itself is light.
        lightest = _lightest(colours)
        light = max(1.0, float(np.percentile(lightest[stamp > 0], 30)))
        grey = np.where(stamp > 0, cv2.convertScaleAbs(lightest, alpha=WHITE / light), grey)
    return Bare(_on_white(_without_borders(grey)), had_stamp)


def _on_white(grey: Raster) -> Raster:
    """The paper white all over, whatever shadow lies on it or shade of grey it has.

    What is lighter than its surroundings by less than a stroke's width is paper: writing is closed over, then shadows are left.
    """
    small = cv2.resize(grey, None, fx=1 / _EIGHTH, fy=1 / _EIGHTH, interpolation=cv2.INTER_AREA)
    side = odd(pixels(_STROKES) // _EIGHTH)
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, block(side, side)), side)
    return cv2.divide(grey, cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), scale=WHITE)


def _lightest(colours: Raster) -> Raster:
    return cv2.max(cv2.max(colours[:, :, 0], colours[:, :, 1]), colours[:, :, 2])


def _darkest(colours: Raster) -> Raster:
    return cv2.min(cv2.min(colours[:, :, 0], colours[:, :, 1]), colours[:, :, 2])


def _without_borders(grey: Raster) -> Raster:
    """Solid dark areas that touch the picture's edge, painted like paper."""
    small = cv2.resize(grey, None, fx=1 / _QUARTER, fy=1 / _QUARTER, interpolation=cv2.INTER_AREA)
    side = max(3, pixels(_SOLID) // _QUARTER)
    # The edge is black beyond the picture, so that a thin border counts as well.
    framed = cv2.copyMakeBorder(small, side, side, side, side, cv2.BORDER_CONSTANT, value=0)
    light = int(np.median(small))
    solid = cv2.morphologyEx((framed < _BLACK * light).astype(np.uint8), cv2.MORPH_OPEN, block(side, side))
    _, labels = cv2.connectedComponents(solid)
    border = (labels == labels[0, 0])[side:-side, side:-side].astype(np.uint8)
    if not border.any():
        return grey
    mask = cv2.resize(cv2.dilate(border, block(5, 5)), grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.where(mask > 0, np.uint8(light), grey)


def _stamps(colours: Raster) -> Raster:
    """A mask of the coloured strokes that sweep, with the coloured letters around which they sweep."""
    lightest, darkest = _lightest(colours), _darkest(colours)
    vivid = cv2.inRange(cv2.subtract(lightest, darkest), _COLOURED, WHITE)
    if not vivid.any():
        return vivid
    coloured = cv2.bitwise_and(vivid, dark(darkest))
    # A stroke goes on behind the black of a letter or a line.
    _, _, sizes, _ = cv2.connectedComponentsWithStats(cv2.dilate(coloured, block(pixels(_BEHIND), pixels(_BEHIND))))
    stamps = np.zeros_like(coloured)
    near = pixels(_NEAR)
    for left, top, width, height, _ in sizes[1:]:
        if min(width, height) > pixels(_SWEEP):
            place = np.s_[max(0, top - near) : top + height + near, max(0, left - near) : left + width + near]
            stamps[place] = coloured[place]
    return cv2.dilate(stamps, block(5, 5))
