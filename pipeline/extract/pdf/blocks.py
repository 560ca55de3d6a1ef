"""The lines outside tables, as paragraphs: titles, approvals that stand side by side, running text."""

from collections.abc import Iterator

from pipeline.document import Origin, Paragraph, Place
from pipeline.extract.pdf.lines import Line, Word, least_confidence
from pipeline.extract.pdf.paragraphs import Measure, group_lines, is_blank_between, is_wider, usual_pitch

# A blank this wide, in type sizes, parts two texts that stand side by side.
_SIDE_BY_SIDE = 3.0


def line_paragraphs(lines: tuple[Line, ...], page: int) -> list[Paragraph]:
    """Each visual line for itself, as a page without ruled tables has to be read."""
    pitch = usual_pitch([list(lines)])
    above: tuple[Line | None, ...] = (None, *lines)
    gaps = [before is not None and is_blank_between(before, line, pitch) for before, line in zip(above, lines, strict=False)]
    return [line_paragraph(line, page, gap=gap) for line, gap in zip(lines, gaps, strict=True)]


def line_paragraph(line: Line, page: int, *, gap: bool = False, place: Place = "body") -> Paragraph:
    """A line that is a paragraph."""
    return Paragraph(text=line.text, gap=gap, place=place, confidence=least_confidence([line]), origin=Origin(page=page))


def block_paragraphs(lines: tuple[Line, ...], right: float, page: int) -> list[tuple[float, Paragraph]]:
    """Paragraphs of the lines with the height at which each begins; `right` is where the page's text must end at least."""
    pitch = usual_pitch([list(lines)])
    measure = Measure(min((line.x0 for line in lines), default=0.0), max([right, *(line.x1 for line in lines)]), pitch)
    found: list[tuple[float, Paragraph]] = []
    for block in _blocks(lines, pitch):
        before = [line for line in lines if line.bottom < block[0].top]
        is_gap = bool(before) and is_blank_between(before[-1], block[0], pitch)
        for group in group_lines(block, measure):
            gap = group.gap or (is_gap and group.lines[0] is block[0])
            paragraph = Paragraph(text=group.text, gap=gap, confidence=group.confidence, origin=Origin(page=page))
            found.append((block[0].top, paragraph))
    return found


def _blocks(lines: tuple[Line, ...], pitch: float) -> list[list[Line]]:
    """Lines that follow one another without a gap, one block for each of several texts side by side; from the top, then left."""
    blocks: list[list[Line]] = []
    for line in lines:
        parts = list(_side_by_side(line))
        hosts = [_hosts(part, blocks, pitch) for part in parts]
        for part, found in zip(parts, hosts, strict=True):
            if len(found) == 1 and sum(found[0] in others for others in hosts) == 1:
                blocks[found[0]].append(part)
            else:
                blocks.append([part])
    return sorted(blocks, key=lambda block: (block[0].top, block[0].x0))


def _hosts(part: Line, blocks: list[list[Line]], pitch: float) -> list[int]:
    """The blocks that end just above a part of a line."""
    return [
        index
        for index, block in enumerate(blocks)
        if block[-1].bottom < part.bottom and not is_wider(block[-1], part, pitch) and block[-1].x0 < part.x1 and part.x0 < block[-1].x1
    ]


def _side_by_side(line: Line) -> Iterator[Line]:
    words: list[Word] = []
    for word in line.words:
        if words and word.x0 - words[-1].x1 > _SIDE_BY_SIDE * line.size:
            yield line._replace(words=tuple(words))
            words = []
        words.append(word)
    yield line._replace(words=tuple(words))
