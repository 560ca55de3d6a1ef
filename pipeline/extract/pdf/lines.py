"""Glyphs → words → visual lines."""

import re
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

# How text is turned: slanted text is neither level nor upright.
UPRIGHT, UPWARDS, DOWNWARDS, UPSIDE_DOWN, SLANTED = 0, 1, -1, 2, 3
TURNS = (UPRIGHT, UPWARDS, DOWNWARDS, UPSIDE_DOWN, SLANTED)

# A blank this wide, in parts of the type size, separates words where the file has no space character.
_WORD_GAP = 0.2
# Baselines that differ by less than this part of the type size are one line (superscripts, mixed fonts).
_SAME_LINE = 0.4
# Letters that cover each other by more than this part of the narrower are of two layers: a stamp lies on the text.
_COVERED = 0.5
# A no-break space holds its neighbours together: for the layout they are one word.
_NO_BREAK_SPACE = "\u00a0"
_LINE_END_HYPHEN = re.compile("[\u0002\u00ad]$")
_UNSEEN = re.compile("[\u0000-\u001f\u00ad]")


class Box(NamedTuple):
    """A rectangle in points; the origin is the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, other: "Box | Glyph") -> bool:
        """Whether the middle of the other lies in this one."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Glyph(NamedTuple):
    """Letters drawn side by side in one go, mostly a word with the blank behind it, in the height of their line.

    `turn` is one of TURNS: UPRIGHT, UPWARDS for text that reads upwards, and so on. `order` counts what was drawn before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int
    is_white: bool = False
    order: int = 0


class Word(NamedTuple):
    """Glyphs that the layout keeps together; `confidence` (0 to 1) where they were recognised in a picture.

    `top` and `bottom` may differ a little from those of its line; None where nobody measured them.
    """

    text: str
    x0: float
    x1: float
    confidence: float | None = None
    top: float | None = None
    bottom: float | None = None


class Line(NamedTuple):
    """A visual line; `size` is its type size in points."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """Its words, a space between each; a soft hyphen at the end is a hyphen that is seen."""
        text = " ".join([word.text for word in self.words])
        if text.isprintable():
            return text
        text = _LINE_END_HYPHEN.sub("-", text)
        return _UNSEEN.sub("", text.replace("\u0002", "-"))

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.words[-1].x1


def least_confidence(lines: Iterable[Line]) -> float | None:
    """That of the least sure word; None where the letters are in the file."""
    return min((word.confidence for line in lines for word in line.words if word.confidence is not None), default=None)


def upright(box: Box, turn: int) -> Box:
    """Where a rectangle lies once the page is turned so that its text is upright."""
    if turn == UPWARDS:
        return Box(-box.bottom, box.x0, -box.top, box.x1)
    if turn == DOWNWARDS:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    if turn == UPSIDE_DOWN:
        return Box(-box.x1, -box.bottom, -box.x0, -box.top)
    return box


def read_lines(glyphs: Iterable[Glyph], turn: int = UPRIGHT) -> list[Line]:
    """The visual lines of the glyphs with this turn, from the top; turned text in the coordinates of `upright`."""
    turned = [glyph if turn == UPRIGHT else _turned(glyph) for glyph in glyphs if glyph.turn == turn]
    rows: list[list[Glyph]] = []
    for glyph in sorted(turned, key=lambda glyph: glyph.top + glyph.bottom):
        row = None if turn == SLANTED else _row(rows, glyph)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    lines = (_line(row) for row in rows)
    return [line for line in lines if line is not None]


def _turned(glyph: Glyph) -> Glyph:
    return Glyph(glyph.text, *upright(Box(*glyph[1:5]), glyph.turn), *glyph[5:])


def _row(rows: list[list[Glyph]], glyph: Glyph) -> list[Glyph] | None:
    """The last row that the glyph stands in; None where it begins one."""
    for row in reversed(rows):
        if not _same_line(row[0], glyph):
            return None
        if not any(_covers(other, glyph) for other in row):
            return row
    return None


def _same_line(first: Glyph, glyph: Glyph) -> bool:
    size = max(first.bottom - first.top, glyph.bottom - glyph.top)
    return abs(first.top + first.bottom - glyph.top - glyph.bottom) / 2 < _SAME_LINE * size


def _covers(one: Glyph, other: Glyph) -> bool:
    common = min(one.x1, other.x1) - max(one.x0, other.x0)
    return common > 0 and common > _COVERED * min(one.x1 - one.x0, other.x1 - other.x0) and not (one.text.isspace() or other.text.isspace())


def _line(row: list[Glyph]) -> Line | None:
    words = tuple(_word(glyphs) for glyphs in _word_glyphs(sorted(row, key=lambda glyph: glyph.x0)))
    if not words:
        return None
    seen = [glyph for glyph in row if not glyph.text.isspace()]
    top, bottom = _middle([glyph.top for glyph in seen]), _middle([glyph.bottom for glyph in seen])
    return Line(words, top, bottom, size=_middle([glyph.bottom - glyph.top for glyph in seen]))


def _middle(values: list[float]) -> float:
    return values[0] if values.count(values[0]) == len(values) else median(values)


def _word(glyphs: list[Glyph]) -> Word:
    text, right = "".join([glyph.text for glyph in glyphs]).rstrip(" "), max([glyph.x1 for glyph in glyphs])
    top, bottom = _middle([glyph.top for glyph in glyphs]), _middle([glyph.bottom for glyph in glyphs])
    return Word(text, glyphs[0].x0, right, top=top, bottom=bottom)


def _word_glyphs(row: list[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = [[]]
    for glyph in row:
        if glyph.text.isspace() and glyph.text != _NO_BREAK_SPACE:
            words.append([])
            continue
        before = words[-1][-1] if words[-1] else None
        if before and (before.text.endswith(" ") or glyph.x0 - before.x1 > _WORD_GAP * (glyph.bottom - glyph.top)):
            words.append([])
        words[-1].append(glyph)
    return [word for word in words if word and "".join([glyph.text for glyph in word]).strip()]
