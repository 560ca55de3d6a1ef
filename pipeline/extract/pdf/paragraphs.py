"""Visual lines → paragraphs, by geometry alone.

A line that ends so early that the next line's first word would have fitted was ended by its author. Any other end is a wrap,
unless the next line plainly opens a list item.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.extract.pdf.lines import Line, Word, least_confidence

Alignment = Literal["left", "centre", "right"]

# Line pitch where there is nothing to measure, and what exceeds the usual pitch, in parts of it.
USUAL_PITCH = 1.15
_WIDER = 1.25
_BLANK_LINE = 1.6
# Room that a following word must have behind a line, beside its width: two wide spaces, in type sizes, since authors double them,
# and the error of measuring.
_SPACES = 0.57
_ALIGNED = 2.5
# A line may be broken after a hyphen inside a word.
_BREAKABLE = re.compile(r"^.*?[^\W\d_]-(?=[^\W\d_])")
# Labels of list items: some that nothing else looks like, and some that count only where the line before is finished.
_LABEL = re.compile(r"[•●▪○◦‣⁃✓✔➢]|(\d{1,2}|[^\W\d_])\)")
_WEAK_LABEL = re.compile(r"[-–—]|\d{1,2}(\.\d{1,2})*\.?\s")
_FINISHED = re.compile(r"[.,;:]$")
_HYPHENATED = re.compile(r"[^\W\d_]-$")


class Measure(NamedTuple):
    """Where text may begin and must end, and the usual line pitch as a multiple of the type size."""

    left: float
    right: float
    pitch: float


class Group(NamedTuple):
    """The lines of one paragraph, and whether blank space stands before it."""

    lines: tuple[Line, ...]
    gap: bool

    @property
    def text(self) -> str:
        """Its lines, a line break at each wrap."""
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float | None:
        """Sureness of its letters, where they were recognised."""
        return least_confidence(self.lines)


def usual_pitch(columns: Iterable[list[Line]]) -> float:
    """The distance of lines within a paragraph, as a multiple of the type size.

    It is the least that is common (the lower quartile): many distances are those of paragraphs, which may be wider.
    """
    found = sorted(_pitch(above, below) for lines in columns for above, below in pairwise(lines))
    return found[(len(found) - 1) // 4] if found else USUAL_PITCH


def group_lines(lines: list[Line], measure: Measure) -> list[Group]:
    """The paragraphs of one column of lines."""
    aligned = alignment(lines, measure)
    groups: list[Group] = []
    for line in lines:
        if groups and not _ends_before(groups[-1].lines, line, measure, aligned):
            groups[-1] = groups[-1]._replace(lines=(*groups[-1].lines, line))
        else:
            gap = bool(groups) and _pitch(groups[-1].lines[-1], line) > _BLANK_LINE * measure.pitch
            groups.append(Group((line,), gap))
    return groups


def alignment(lines: list[Line], measure: Measure) -> Alignment:
    """How a column of lines is set; left (or justified) where it cannot be told."""
    starts, ends = [line.x0 for line in lines], [line.x1 for line in lines]
    if not lines or max(starts) - min(starts) <= _ALIGNED:
        return "left"
    if all(abs((line.x0 - measure.left) - (measure.right - line.x1)) <= 2 * _ALIGNED for line in lines):
        return "centre"
    if max(ends) - min(ends) <= _ALIGNED and min(starts) - measure.left > _ALIGNED:
        return "right"
    return "left"


def is_wider(above: Line, below: Line, pitch: float) -> bool:
    """Whether more than the usual pitch lies between two lines."""
    return _pitch(above, below) > _WIDER * pitch


def is_blank_between(above: Line, below: Line, pitch: float) -> bool:
    """Whether a line would have room between two lines."""
    return _pitch(above, below) > _BLANK_LINE * pitch


def _pitch(above: Line, below: Line) -> float:
    return (below.bottom - above.bottom) / max(above.size, below.size)


def _ends_before(paragraph: tuple[Line, ...], line: Line, measure: Measure, aligned: Alignment) -> bool:
    last = paragraph[-1]
    if is_wider(last, line, measure.pitch):
        return True
    text = line.text
    if text[:1].islower() and _HYPHENATED.search(last.text):
        return False
    if _opens_item(paragraph, text) or _fits(last, line, measure, aligned):
        return True
    return aligned == "left" and _leaves_edge(paragraph, line)


def _opens_item(paragraph: tuple[Line, ...], text: str) -> bool:
    """Whether a line begins with the label of a list item, and not with the end of a parenthesis or a dash between words."""
    if _LABEL.match(text):
        above = " ".join(line.text for line in paragraph)
        return above.count("(") <= above.count(")")
    return _WEAK_LABEL.match(text) is not None and _FINISHED.search(paragraph[-1].text) is not None


def _fits(line: Line, following: Line, measure: Measure, aligned: Alignment) -> bool:
    """Whether the first word of the following line would have fitted behind this line."""
    room = measure.right - line.x1 if aligned == "left" else measure.right - measure.left - (line.x1 - line.x0)
    return room > _SPACES * line.size + _breakable_width(following.words[0])


def _breakable_width(word: Word) -> float:
    """The width up to the first hyphen at which the word may be broken."""
    match = _BREAKABLE.match(word.text)
    part = len(match.group()) / len(word.text) if match else 1.0
    return (word.x1 - word.x0) * part


def _leaves_edge(paragraph: tuple[Line, ...], line: Line) -> bool:
    """Whether the line begins elsewhere than the paragraph's lines after its first, which may be indented or hang."""
    return len(paragraph) > 1 and abs(paragraph[-1].x0 - line.x0) > _ALIGNED
