"""Text that a page holds and does not show: beyond its edge, or white on white.

Text that is set invisible stays (ISO 32000-1, 9.3.6, mode 3): so is the text laid that was once recognised in a scan.
"""

from collections.abc import Sequence

from pipeline.extract.pdf.drawing import Drawing
from pipeline.extract.pdf.lines import Box, Glyph

# Where more of the text than this is white, its ground is not: it is dark in a way that is not known here.
_MOST = 0.5


def split_unseen(drawing: Drawing) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs that are seen, and those that are not."""
    page = Box(0, 0, drawing.width, drawing.height)
    grounds = [*drawing.fillings, *drawing.pictures]
    pale = {number for number, glyph in enumerate(drawing.glyphs) if glyph.is_white and not _stands_on(glyph, grounds)}
    if len(pale) > _MOST * len(drawing.glyphs):
        pale = set()
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    for number, glyph in enumerate(drawing.glyphs):
        (unseen if number in pale or not page.holds(glyph) else seen).append(glyph)
    return seen, unseen


def _stands_on(glyph: Glyph, grounds: Sequence[Box]) -> bool:
    return any(ground.holds(glyph) for ground in grounds)
