"""Page headers, footers and page numbers: lines in the margins that repeat from page to page, set off from the text."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.document import Paragraph, Place
from pipeline.extract.pdf.blocks import line_paragraph
from pipeline.extract.pdf.lines import Line
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.paragraphs import USUAL_PITCH, is_wider

_Marginal = dict[str, list[tuple[int, float]]]

# Headers and footers stand within this distance of the page's edge, in points (2 cm and a bit).
_MARGIN = 60.0
_SAME_PLACE = 3.0
_PAGE_NUMBER = re.compile(r"^\W*\d{1,4}\W*$")


def split_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[Paragraph]]:
    """The pages without their headers and footers, and these as paragraphs."""
    marginal = _marginal_lines(pages)
    bare: list[Page] = []
    furniture: list[Paragraph] = []
    for page in pages:
        headers = _set_off(page.lines, _header_lines(page, marginal))
        footers = _set_off(page.lines[::-1], _footer_lines(page, marginal))
        furniture += [_paragraph(line, "page_header", page) for line in headers]
        furniture += [_paragraph(line, "page_footer", page) for line in footers[::-1]]
        bare.append(page._replace(lines=page.lines[len(headers) : len(page.lines) - len(footers)]))
    return bare, furniture


def _marginal_lines(pages: Sequence[Page]) -> _Marginal:
    """Page and height of the lines at the edges of pages, by what they say without their digits."""
    found: _Marginal = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if line.bottom < _MARGIN + _SAME_PLACE or line.top > page.height - _MARGIN - _SAME_PLACE:
                found[_without_digits(line)].append((page.number, line.bottom))
    return found


def _paragraph(line: Line, place: Place, page: Page) -> Paragraph:
    return line_paragraph(line, page.number, place=place)


def _header_lines(page: Page, marginal: _Marginal) -> list[Line]:
    body = min((found.table.box.top for found in page.tables), default=page.height)
    return _first_furniture([line for line in page.lines if line.bottom < min(_MARGIN, body)], page.number, marginal)


def _footer_lines(page: Page, marginal: _Marginal) -> list[Line]:
    body = max((found.table.box.bottom for found in page.tables), default=0.0)
    return _first_furniture([line for line in page.lines[::-1] if line.top > max(page.height - _MARGIN, body)], page.number, marginal)


def _first_furniture(margin: Sequence[Line], number: int, marginal: _Marginal) -> list[Line]:
    """The lines from the page's edge on that are furniture, one after the other."""
    found: list[Line] = []
    for line in margin:
        is_number = not found and is_page_number(line)
        if not is_number and not _is_repeated(line, number, marginal):
            break
        found.append(line)
    return found


def is_page_number(line: Line) -> bool:
    """Whether a line is a number and nothing else."""
    return _PAGE_NUMBER.match(line.text) is not None


def _set_off(lines: Sequence[Line], candidates: Sequence[Line]) -> Sequence[Line]:
    """As many of the candidates as a blank parts from the text; a repeated row of a table without rules is no header."""
    for count in range(len(candidates), 0, -1):
        if count == len(lines) or _is_apart(lines[count - 1], lines[count]):
            return candidates[:count]
    return ()


def _is_apart(line: Line, other: Line) -> bool:
    above, below = sorted((line, other), key=lambda either: either.bottom)
    return is_wider(above, below, USUAL_PITCH)


def _is_repeated(line: Line, number: int, marginal: _Marginal) -> bool:
    """Whether a line of another page says the same at the same place, page numbers apart."""
    others = marginal.get(_without_digits(line), [])
    return any(other != number and abs(line.bottom - bottom) <= _SAME_PLACE for other, bottom in others)


def _without_digits(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)
