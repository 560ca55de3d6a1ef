"""A page turned so that its lines are level, and stretched so that ruling lines which bend a little are straight."""

import math
from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.ocr.raster import BLACK, WHITE, Raster, dark

# Skew is looked for up to so many degrees, first in coarse steps, then in fine ones around the best.
_MOST, _COARSE, _FINE = 6.0, 0.25, 0.025
# A third of the resolution is enough to see which way lines run.
_THIRD = 3
# Less than this part of a degree makes no difference to a page.
_NEGLIGIBLE = 0.03


def level(grey: Raster) -> Raster:
    """The page, its lines level. A page whose lines are level already is left as it is."""
    angle = skew(grey)
    return grey if abs(angle) < _NEGLIGIBLE else rotated(grey, angle)


def skew(grey: Raster) -> float:
    """How far the lines sink to the right, in degrees: at this angle ink and blank alternate most sharply."""
    sharpness = _sharpness(_small_ink(grey))
    coarse = max(_angles(0.0, _MOST, _COARSE), key=sharpness)
    return max(_angles(coarse, _COARSE, _FINE), key=sharpness)


def runs_across(grey: Raster) -> bool:
    """Whether the lines of writing run from left to right (or right to left), and not up or down."""
    letters = _letters(_small_ink(grey))
    across, along = _sharpness(letters), _sharpness(cv2.rotate(letters, cv2.ROTATE_90_CLOCKWISE))
    return max(map(across, _angles(0.0, _MOST, 0.5))) >= max(map(along, _angles(0.0, _MOST, 0.5)))


def rotated(grey: Raster, angle: float) -> Raster:
    """The page turned back by so many degrees around its middle; what comes in at the corners is white."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=WHITE)


def _angles(middle: float, reach: float, step: float) -> list[float]:
    count = round(reach / step)
    return [middle + step * index for index in sorted(range(-count, count + 1), key=abs)]


def _sharpness(mask: Raster) -> Callable[[float], float]:
    """How sharply rows of ink and of blank alternate, by the angle at which the page is looked at."""
    rows, columns = np.nonzero(mask)
    reach = mask.shape[1]

    def at(angle: float) -> float:
        sheared: npt.NDArray[np.float64] = rows - columns * math.tan(math.radians(angle)) + reach
        counts = np.bincount(sheared.astype(np.int64), minlength=1)
        return float((np.diff(counts.astype(np.float64)) ** 2).sum())

    return at


def _small_ink(grey: Raster) -> Raster:
    small = cv2.resize(grey, None, fx=1 / _THIRD, fy=1 / _THIRD, interpolation=cv2.INTER_AREA)
    return dark(small, _THIRD)


def _letters(mask: Raster) -> Raster:
    """Only what is of the size of letters: without ruling lines, which run both ways, and without specks."""
    _, labels, sizes, _ = cv2.connectedComponentsWithStats(mask)
    widest = sizes[:, 2:4].max(axis=1)
    is_letter = (widest > 2) & (widest < 30)
    is_letter[0] = False
    return np.where(is_letter[labels], mask, np.uint8(BLACK))
