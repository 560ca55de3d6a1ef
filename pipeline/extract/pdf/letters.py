"""Letters, in the order in which the file has them → pieces of words: what is drawn side by side on one line.

A piece is placed by the baseline and the type size of its first letter: the heights of single letters differ from font to
font and from library to library.
"""

from collections.abc import Callable, Iterable
from math import hypot
from typing import NamedTuple

from pipeline.extract.pdf.lines import DOWNWARDS, SLANTED, UPRIGHT, UPSIDE_DOWN, UPWARDS, Glyph

Letter = tuple[str, float, float, float, float]
"""A character and its rectangle on the page as it is shown: left, top, right, bottom. White space is one blank."""

# Letters of a piece follow each other within these distances, in type sizes: so the text of two cells that touch falls apart.
_APART = 0.05
_BACK = 0.35
# Rise and depth of a line of text, in type sizes.
_ASCENT, _DESCENT = 0.8, 0.2
# A letter that is drawn again within this distance, in points, or half of its width, only looks bold.
_SAME_PLACE = 1.0
# A baseline is slanted if it leaves the level and the upright by more than this (ten degrees); its letters go on within this reach.
_SLANT = 0.18
_REACH = 1.5


class Style(NamedTuple):
    """How a letter is set: its turn, its type size in points, where its baseline begins, whether it is white.

    `order` counts what was drawn before it, where that may be asked for.
    """

    turn: int
    size: float
    x: float
    y: float
    is_white: bool = False
    order: int = 0


def turn_of(right: float, up: float) -> int:
    """The turn of a baseline that runs in this direction."""
    if min(abs(right), abs(up)) > _SLANT * max(abs(right), abs(up)):
        return SLANTED
    if abs(up) > abs(right):
        return UPWARDS if up > 0 else DOWNWARDS
    return UPRIGHT if right >= 0 else UPSIDE_DOWN


def join_letters(letters: Iterable[tuple[int, Letter]], style: Callable[[int], Style]) -> list[Glyph]:
    """The pieces of numbered letters, without those drawn twice; `style` tells how a letter is set, and is asked where a piece begins."""
    pieces: list[_Piece] = []
    piece = None
    for number, letter in letters:
        if piece is None or not piece.take(letter):
            piece = _begin(letter, style(number))
            pieces.append(piece)
    return _once(piece.glyph() for piece in pieces)


def _begin(letter: Letter, style: Style) -> "_Piece":
    if style.turn == UPRIGHT:
        return _UprightPiece(letter, style)
    return _SlantedPiece(letter, style) if style.turn == SLANTED else _Piece(letter, style)


class _Piece:
    """One letter of turned text."""

    __slots__ = ("bottom", "left", "right", "style", "text", "top")

    def __init__(self, letter: Letter, style: Style) -> None:
        self.text, self.left, self.top, self.right, self.bottom = letter
        self.style = style

    def take(self, letter: Letter) -> bool:
        """Whether the letter belongs to the piece, which then holds it."""
        return False

    def glyph(self) -> Glyph:
        """The piece in the height of its line."""
        turn, size, x, y = self.style[:4]
        rise, depth = _ASCENT * size, _DESCENT * size
        if turn == UPWARDS:
            return self.drawn_in(x - rise, self.top, x + depth, self.bottom)
        if turn == DOWNWARDS:
            return self.drawn_in(x - depth, self.top, x + rise, self.bottom)
        return self.drawn_in(self.left, y - depth, self.right, y + rise)

    def drawn_in(self, left: float, top: float, right: float, bottom: float) -> Glyph:
        """The piece in a rectangle."""
        return Glyph(self.text, left, top, right, bottom, self.style.turn, self.style.is_white, self.style.order)


class _UprightPiece(_Piece):
    __slots__ = ("high", "last", "least", "low", "most", "start")

    def __init__(self, letter: Letter, style: Style) -> None:
        super().__init__(letter, style)
        # The letter before, and twice the heights between which the middle of a letter of this line lies.
        self.last, self.start = letter[0], letter[1]
        self.least, self.most = -_BACK * style.size, _APART * style.size
        self.low, self.high = 2 * (style.y - _ASCENT * style.size), 2 * (style.y + _DESCENT * style.size)

    def take(self, letter: Letter) -> bool:
        text, x0, top, x1, bottom = letter
        gap = x0 - self.right
        if not (gap <= self.most and self.low <= top + bottom <= self.high) or self.last == " ":
            return False
        if text == self.last and abs(x0 - self.start) <= min(_SAME_PLACE, (x1 - x0) / 2):
            return True
        if gap < self.least:
            return False
        self.text += text
        self.last = text
        self.start = x0
        if text != " ":
            self.right = x1
        return True

    def glyph(self) -> Glyph:
        _, size, _, y = self.style[:4]
        return self.drawn_in(self.left, y - _ASCENT * size, self.right, y + _DESCENT * size)


class _SlantedPiece(_Piece):
    """Slanted text, also along a curve: letters and blanks in the order in which they were drawn."""

    __slots__ = ("last",)

    def __init__(self, letter: Letter, style: Style) -> None:
        super().__init__(letter, style)
        self.last = letter

    def take(self, letter: Letter) -> bool:
        text, x0, top, x1, bottom = letter
        _, last_x0, last_top, last_x1, last_bottom = self.last
        if hypot(x0 + x1 - last_x0 - last_x1, top + bottom - last_top - last_bottom) > 2 * _REACH * self.style.size:
            return False
        self.text += text
        self.left, self.top = min(self.left, x0), min(self.top, top)
        self.right, self.bottom = max(self.right, x1), max(self.bottom, bottom)
        self.last = letter
        return True

    def glyph(self) -> Glyph:
        return self.drawn_in(self.left, self.top, self.right, self.bottom)


def _once(pieces: Iterable[Glyph]) -> list[Glyph]:
    """The pieces without those that lie on an equal one."""
    found: list[Glyph] = []
    places: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for piece in pieces:
        twins = places.setdefault((piece.text.rstrip(), piece.turn), [])
        if not twins or not any(abs(piece.x0 - x) <= _SAME_PLACE and abs(piece.top - top) <= _SAME_PLACE for x, top in twins):
            twins.append((piece.x0, piece.top))
            found.append(piece)
    return found
