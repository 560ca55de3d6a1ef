"""Which way up a page is: the way in which its letters are surest."""

from typing import NamedTuple

import cv2
import numpy as np

from pipeline.extract.ocr.raster import Raster, Spot, dark, pixels
from pipeline.extract.ocr.recognise import mean_confidence, recognise
from pipeline.extract.ocr.rules import Rules, find_rules, without
from pipeline.extract.ocr.straighten import level, runs_across

# A sample of this width and height, in points, has a few lines of a few words; it is looked for in steps of so many pixels.
_WIDE, _HIGH = 220.0, 42.0
_STEP = 8
# Surer letters than this are not upside down.
_SURE = 0.85


class Lying(NamedTuple):
    """A page that can be read, and its ruling lines."""

    grey: Raster
    rules: Rules


def upright(grey: Raster) -> Lying:
    """The page turned by a multiple of 90 degrees so that it can be read, its lines level."""
    turned = grey if runs_across(grey) else np.ascontiguousarray(cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE))
    found = _ruled(level(turned))
    sample = _sample(found)
    confidence = _confidence(sample)
    if confidence < _SURE and _confidence(_turned_over(sample)) > confidence:
        return Lying(_turned_over(found.grey), Rules(*map(_turned_over, found.rules)))
    return found


def _confidence(sample: Raster) -> float:
    """How sure the words are that the sample's edges do not cut."""
    height, width = sample.shape
    marks = recognise(sample, "scattered")
    return mean_confidence([mark for mark in marks if min(mark.left, mark.top, width - mark.right, height - mark.bottom) > 1])


def _ruled(grey: Raster) -> Lying:
    return Lying(grey, find_rules(dark(grey)))


def _turned_over(raster: Raster) -> Raster:
    return np.ascontiguousarray(cv2.rotate(raster, cv2.ROTATE_180))


def _sample(page: Lying) -> Raster:
    """The part of the page that has most writing; without ruling lines."""
    clean = without(page.grey, cv2.bitwise_or(*page.rules))
    width, height = (min(pixels(length), most) for length, most in zip((_WIDE, _HIGH), clean.shape[::-1], strict=True))
    small = cv2.resize(dark(clean), None, fx=1 / _STEP, fy=1 / _STEP, interpolation=cv2.INTER_AREA)
    sums = cv2.boxFilter(small, cv2.CV_32F, (width // _STEP | 1, height // _STEP | 1), borderType=cv2.BORDER_CONSTANT)
    row, column = np.unravel_index(int(sums.argmax()), sums.shape)
    left = min(max(0, int(column) * _STEP - width // 2), clean.shape[1] - width)
    top = min(max(0, int(row) * _STEP - height // 2), clean.shape[0] - height)
    return Spot(left, top, left + width, top + height).of(clean)
