"""A page as pixels: one resolution for all, so that a length in points is a number of pixels."""

from typing import NamedTuple, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

cv2.setNumThreads(1)

Raster: TypeAlias = npt.NDArray[np.uint8]
"""Height x width grey values, 0 black; or a mask of the same shape, 255 where it holds."""

Floats: TypeAlias = npt.NDArray[np.float64]
"""Numbers of whatever shape."""

SCALE = 300 / 72
"""Pixels to the point: 300 to the inch, the resolution that tesseract was trained for."""

BLACK, WHITE = 0, 255


class Spot(NamedTuple):
    """A rectangle of pixels; `right` and `bottom` are the first column and row after it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    def of(self, raster: Raster) -> Raster:
        """The part of a raster that lies here (a view)."""
        return raster[self.top : self.bottom, self.left : self.right]


def pixels(points: float) -> int:
    """A length in points as whole pixels, one at least."""
    return max(1, round(points * SCALE))


def odd(length: int) -> int:
    """The size of a kernel with a middle."""
    return length | 1


def block(width: int, height: int) -> Raster:
    """A kernel of ones."""
    return np.ones((height, width), np.uint8)


def dark(grey: Raster, reduced: int = 1) -> Raster:
    """Where there is ink: darker than what lies around, so that shadows and grey paper are none.

    A picture that was `reduced` by this factor is smooth already.
    """
    smooth = cv2.GaussianBlur(grey, (3, 3), 0) if reduced == 1 else grey
    around = odd(pixels(12) // reduced)
    return cv2.adaptiveThreshold(smooth, WHITE, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, 14)
