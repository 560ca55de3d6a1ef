"""Glyphs → words → visual lines."""

import re
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any, NamedTuple

# A blank this wide, in parts of the type size, separates words where the file has no space character.
_WORD_GAP = 0.2
# Baselines that differ by less than this part of the type size are one line (superscripts, mixed fonts).
_SAME_LINE = 0.4
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
    """One character as drawn. `turn` is 0 for upright text, 1 for text that reads upwards, -1 for downwards."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int


class Word(NamedTuple):
    """Glyphs that the layout keeps together. `top` and `bottom` may differ a little from those of its line; None where nobody measured them."""

    text: str
    x0: float
    x1: float
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
        text = _LINE_END_HYPHEN.sub("-", " ".join(word.text for word in self.words))
        return _UNSEEN.sub("", text.replace("\u0002", "-"))

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.words[-1].x1


def read_glyph(char: Mapping[str, Any]) -> Glyph:
    """A glyph from one of pdfplumber's characters."""
    a, b = char["matrix"][:2]
    turn = 0 if abs(b) <= abs(a) else (1 if b > 0 else -1)
    return Glyph(char["text"], char["x0"], char["top"], char["x1"], char["bottom"], turn)


def upright(box: Box, turn: int) -> Box:
    """Where a rectangle lies once the page is turned so that its text is upright."""
    if turn > 0:
        return Box(-box.bottom, box.x0, -box.top, box.x1)
    if turn < 0:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    return box


def read_lines(glyphs: Iterable[Glyph], turn: int = 0) -> list[Line]:
    """The visual lines of the glyphs with this turn, from the top; turned text in the coordinates of `upright`."""
    turned = [glyph._replace(**upright(Box(*glyph[1:5]), turn)._asdict()) for glyph in glyphs if glyph.turn == turn]
    rows: list[list[Glyph]] = []
    for glyph in sorted(turned, key=lambda g: g.top + g.bottom):
        if rows and _same_line(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(row) for row in rows)
    return [line for line in lines if line is not None]


def _same_line(row: list[Glyph], glyph: Glyph) -> bool:
    first = row[0]
    size = max(first.bottom - first.top, glyph.bottom - glyph.top)
    return abs(first.top + first.bottom - glyph.top - glyph.bottom) / 2 < _SAME_LINE * size


def _line(row: list[Glyph]) -> Line | None:
    words = tuple(_word(glyphs) for glyphs in _word_glyphs(sorted(row, key=lambda glyph: glyph.x0)))
    if not words:
        return None
    seen = [glyph for glyph in row if not glyph.text.isspace()]
    return Line(
        words,
        top=median(glyph.top for glyph in seen),
        bottom=median(glyph.bottom for glyph in seen),
        size=median(glyph.bottom - glyph.top for glyph in seen),
    )


def _word(glyphs: list[Glyph]) -> Word:
    text, right = "".join(glyph.text for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    return Word(text, glyphs[0].x0, right, median(glyph.top for glyph in glyphs), median(glyph.bottom for glyph in glyphs))


def _word_glyphs(row: list[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = [[]]
    for glyph in row:
        if glyph.text.isspace() and glyph.text != _NO_BREAK_SPACE:
            words.append([])
            continue
        if words[-1] and glyph.x0 - words[-1][-1].x1 > _WORD_GAP * (glyph.bottom - glyph.top):
            words.append([])
        words[-1].append(glyph)
    return [word for word in words if "".join(glyph.text for glyph in word).strip()]
