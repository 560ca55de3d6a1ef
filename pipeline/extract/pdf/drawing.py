"""What is drawn on one page, whichever library reads it: pieces of words, ruling lines, pictures and fillings.

All places are in points, with the page turned as it is shown; the origin is the top left corner of what is shown of it
(its CropBox: ISO 32000-1, 14.11.2).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pipeline.extract.pdf.lines import Box, Glyph
from pipeline.extract.pdf.ruling import Ruling

# A plan has some pages, a collection of them some hundreds; a damaged file may claim millions.
MOST_PAGES = 1000
# Pages beyond those are counted to here, and no further.
MOST_TOLD = 20_000
# More strokes than this has no table: it is a map or a technical drawing. A page of a plan has some hundreds.
MOST_STROKES = 50_000
# And more lines than this, once its strokes are joined.
MOST_LINES = 1000
TOO_MANY_PAGES = f"не прочитано: читаются первые {MOST_PAGES} страниц"
NONE_LOST: Mapping[int, str] = MappingProxyType({})
"""No page is lost."""
TOO_FULL = "страница не прочитана: на ней слишком много букв или линий"
DAMAGED_PAGE = "страница повреждена"
TOO_MANY_STROKES = "на странице слишком много линий, таблиц на ней не искали"


class Drawing(NamedTuple):
    """One page, its lines as they were drawn. `fillings` are areas with a colour other than white; `notes` say in Russian what could not be read.

    `comments` are pinned to the page, and are not drawn.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    ruling: Ruling
    pictures: list[Box]
    fillings: list[Box]
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


def lost_drawing(number: int, note: str) -> Drawing:
    """A page that is not read, for this reason."""
    return Drawing(number, 0, 0, [], Ruling([], []), [], [], (note,))


class Matrix(NamedTuple):
    """An affine map: (x, y) to (a·x + c·y + e, b·x + d·y + f), as ISO 32000-1, 8.3.3 writes it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Where a direction goes."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle around the image of a rectangle."""
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def after(self, first: "Matrix") -> "Matrix":
        """The map that applies the other one first."""
        a, b = self.direction(first.a, first.b)
        c, d = self.direction(first.c, first.d)
        e, f = self.point(first.e, first.f)
        return Matrix(a, b, c, d, e, f)


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


def page_matrix(shown: tuple[float, float, float, float], rotation: int) -> Matrix:
    """From the page's own space to what is shown: left, bottom, right and top there (y upwards), turned clockwise by degrees."""
    left, bottom, right, top = shown
    return {
        0: Matrix(1, 0, 0, -1, -left, top),
        90: Matrix(0, 1, 1, 0, -bottom, -left),
        180: Matrix(-1, 0, 0, 1, right, -bottom),
        270: Matrix(0, -1, -1, 0, top, right),
    }[round(rotation / 90) % 4 * 90]
