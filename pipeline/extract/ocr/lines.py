"""Recognised words → visual lines, as the PDF reader has them."""

from collections.abc import Iterable
from statistics import median

from pipeline.extract.ocr.raster import SCALE
from pipeline.extract.ocr.recognise import Mark
from pipeline.extract.pdf.lines import Line, Word

# A line of letters without tails seems lower than it is set; one that differs from the usual by more than this factor is of other type.
_OTHER_TYPE = 1.45
# Baselines that differ by less than this part of the type size are one line.
_SAME_LINE = 0.4
# How far below its baseline a line of type reaches, in parts of its size.
_BELOW = 0.22


def usual_size(marks: Iterable[Mark]) -> float:
    """The type size of most letters, in pixels; 0 where there are none."""
    sizes = [mark.size for mark in marks for _ in mark.text]
    return median(sizes) if sizes else 0.0


def read_lines(marks: Iterable[Mark], usual: float, origin: tuple[int, int] = (0, 0)) -> list[Line]:
    """The visual lines of the words, from the top, in points; `origin` is where the words' picture has its top left corner, in pixels."""
    rows: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda each: (each.baseline, each.left)):
        size = _type_size(mark.size, usual)
        if rows and mark.baseline - median(other.baseline for other in rows[-1]) < _SAME_LINE * size:
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return [_line(sorted(row, key=lambda mark: mark.left), usual, origin) for row in rows]


def _type_size(size: float, usual: float) -> float:
    return usual if usual / _OTHER_TYPE <= size <= usual * _OTHER_TYPE else size


def _line(row: list[Mark], usual: float, origin: tuple[int, int]) -> Line:
    left, top = origin
    words = tuple(Word(mark.text, (left + mark.left) / SCALE, (left + mark.right) / SCALE, mark.confidence) for mark in row)
    size = _type_size(median(mark.size for mark in row), usual) / SCALE
    bottom = (top + median(mark.baseline for mark in row)) / SCALE + _BELOW * size
    return Line(words, bottom - size, bottom, size)
