"""Perspective, bent paper: a page stretched so that each of its ruling lines is straight.

The places of all lines across give a smooth field: how far down each point of the page has slipped, a polynomial of third degree in
(x, y). It has no part that depends on y alone, since where a line ought to stand is not known: each has a height of its own. Lines
down give the same for the other direction.
"""

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.ocr.raster import WHITE, Floats, Raster, block
from pipeline.extract.ocr.rules import Rules

# Fewer lines than this do not tell how the page lies.
_LINES = 4
# Pixels by which no eye and no reader is disturbed, and more than any paper that was laid flat is out of place.
_LEAST, _MOST = 1.5, 60.0
# Every so many pixels of a line are enough, and a line shorter than this many is no measure.
_STEP, _LONG = 8, 200
# The field is smooth: worked out for every so many pixels.
_MESH = 16


def flatten(grey: Raster, rules: Rules) -> Raster:
    """The page, its ruling lines straight. One that lies flat is left as it is, and so is one that is bent beyond measure."""
    height, width = grey.shape
    down = _slip(rules.across, (height, width))
    right = _slip(cv2.transpose(rules.down), (width, height)).T
    most = max(np.abs(down).max(), np.abs(right).max())
    if not _LEAST < most < _MOST:
        return grey
    columns, rows = _whole(right, grey), _whole(down, grey)
    columns += np.arange(width, dtype=np.float32)
    rows += np.arange(height, dtype=np.float32)[:, None]
    return cv2.remap(grey, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=WHITE)


def _whole(field: Floats, grey: Raster) -> npt.NDArray[np.float32]:
    """A field for each pixel of a page, from one for every `_MESH` of them."""
    return np.asarray(cv2.resize(field.astype(np.float32), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR))


def _slip(lines: Raster, shape: tuple[int, int]) -> Floats:
    """By how many rows the page lies lower than it should, for every `_MESH` pixels each way, from its lines across."""
    height, width = shape
    x: Floats
    y: Floats
    x, y = np.meshgrid(_mesh(width), _mesh(height))
    found = _samples(lines)
    if len(found) < _LINES:
        return np.zeros(x.shape)
    middles = [points.mean(axis=0) for points in found]
    terms = np.vstack([_terms(points, shape) - _terms(points, shape).mean(axis=0) for points in found])
    offsets = np.concatenate([points[:, 1] - middle[1] for points, middle in zip(found, middles, strict=True)])
    factors = _robust_fit(terms, offsets)
    field = (_terms(np.stack([x.ravel(), y.ravel()], axis=1), shape) @ factors).reshape(x.shape)
    # Each line stays at the height that it has on the whole.
    return np.asarray(field - field.mean(axis=1, keepdims=True))


def _mesh(length: int) -> Floats:
    """The middles of the pieces into which `cv2.resize` takes a length to be cut."""
    count = -(-length // _MESH)
    return (np.arange(count) + 0.5) * (length / count)


def _samples(lines: Raster) -> list[Floats]:
    """For each long line its points (x, y), at every few columns the middle of its thickness."""
    joined = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, block(41, 5))
    _, labels, sizes, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(joined[:, ::_STEP]))
    found: list[Floats] = []
    for index, (left, top, width, height, _) in enumerate(sizes):
        if index and width * _STEP >= _LONG:
            part = labels[top : top + height, left : left + width] == index
            rows = (part * np.arange(height)[:, None]).sum(axis=0) / part.sum(axis=0)
            found.append(np.stack([_STEP * np.arange(left, left + width), top + rows], axis=1))
    return found


def _robust_fit(terms: Floats, offsets: Floats) -> Floats:
    """Least squares, and again without the samples that do not fit: pieces of letters, the curve of a stamp."""
    factors = np.linalg.lstsq(terms, offsets, rcond=None)[0]
    misfit = np.abs(terms @ factors - offsets)
    fits = misfit <= max(2.0, 3 * float(np.median(misfit)))
    return np.asarray(np.linalg.lstsq(terms[fits], offsets[fits], rcond=None)[0])


def _terms(points: Floats, shape: tuple[int, int]) -> Floats:
    x, y = (2 * points[:, 0] / shape[1] - 1), (2 * points[:, 1] / shape[0] - 1)
    return np.stack([x, x * x, x * y, x * x * x, x * x * y, x * y * y], axis=1)
