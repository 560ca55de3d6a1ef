"""Blocks that stand side by side in the lines of a text, put one below the other.

Nothing but blanks and tabs parts them, so this comes before white space is folded. Columns begin at a line where blocks begin
beside one another («ПРИНЯТО        УТВЕРЖДАЮ»), and end at blank space, at a title, or at a line that runs across.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.document import Paragraph
from pipeline.normalize.front.openings import cut_at_openings, find_act, opening, unspaced
from pipeline.text import tidy
from pipeline.vocabulary.shapes import Documents

_BLANKS = re.compile(r"\s{2,}")
_TAB = 8
_LONGEST = 14
_SLACK = 3
"""So many characters a column may begin before the place where its other lines do."""


class Piece(NamedTuple):
    """A part of a line between wide blanks, and where it begins (characters, tabs spread)."""

    text: str
    start: int


def separate(paragraphs: Sequence[Paragraph], documents: Documents, begins_title: Callable[[str], bool]) -> list[Paragraph]:
    """The paragraphs with each block for itself: columns one after the other, a line with two blocks in two, wide letters together."""
    lines = [line for paragraph in paragraphs for line in _lines(paragraph)]
    found: list[Paragraph] = []
    at = 0
    while at < len(lines):
        count = _columns(lines[at], documents)
        end = _end(lines, at, begins_title) if count else at + 1
        found += _parted(lines[at:end], count, documents) if count else _cut(lines[at], documents)
        at = end
    return found


def _lines(paragraph: Paragraph) -> list[Paragraph]:
    """The lines of a paragraph; it stays whole where nothing in it is parted by wide blanks."""
    pieces = [unspaced(piece) for piece in paragraph.text.split("\n")]
    return [paragraph.model_copy(update={"text": piece, "gap": paragraph.gap and at == 0}) for at, piece in enumerate(pieces)]


def _pieces(text: str) -> list[Piece]:
    """The parts of a line between wide blanks.

    >>> _pieces("ПРИНЯТО:     УТВЕРЖДЕНО:")
    [Piece(text='ПРИНЯТО:', start=0), Piece(text='УТВЕРЖДЕНО:', start=13)]
    """
    spread = re.sub("\t+", lambda tabs: tabs[0] + "  \t" * bool(tabs.start()), text).expandtabs(_TAB)
    found, start = [], 0
    for blank in [*_BLANKS.finditer(spread), None]:
        part = spread[start : blank.start() if blank else len(spread)]
        if part.strip():
            found.append(Piece(tidy(part), start + len(part) - len(part.lstrip())))
        start = blank.end() if blank else len(spread)
    return found


def _columns(line: Paragraph, documents: Documents) -> int:
    """How many columns begin at a line: one for each of its parts, where a block begins in any but the first; 0 for none."""
    pieces = _pieces(line.text)
    begun = [opening(piece.text, documents) for piece in pieces]
    beside = {"approval", "annex", "other"} | ({"act"} if begun[:1] == ["other"] else set())
    return len(pieces) if beside & set(begun[1:]) else 0


def _end(lines: Sequence[Paragraph], start: int, begins_title: Callable[[str], bool]) -> int:
    second = _pieces(lines[start].text)[1].start
    end = start + 1
    while end < len(lines) and end - start < _LONGEST and not _is_over(lines[end], second, begins_title):
        end += 1
    return end


def _is_over(line: Paragraph, second: int, begins_title: Callable[[str], bool]) -> bool:
    pieces = _pieces(line.text)
    runs_across = len(pieces) == 1 and pieces[0].start + _SLACK < second < pieces[0].start + len(pieces[0].text) - _SLACK
    is_apart = line.gap and len(pieces) == 1 and not pieces[0].start
    return begins_title(tidy(line.text)) or is_apart or (runs_across and "\t" not in line.text)


def _parted(lines: Sequence[Paragraph], count: int, documents: Documents) -> list[Paragraph]:
    rows = [_pieces(line.text) for line in lines]
    full = [row for row in rows if len(row) == count]
    starts = [min(row[at].start for row in full) for at in range(count)]
    columns: list[list[Paragraph]] = [[] for _ in range(count)]
    approving = next((at for at, piece in enumerate(rows[0]) if opening(piece.text, documents) == "approval"), 0)
    for line, row in zip(lines, rows, strict=True):
        for index, piece in enumerate(row):
            at = index if len(row) == count else _column(piece, starts)
            if len(row) == 1 and not piece.start and find_act(piece.text, documents):
                at = approving  # the reader took away the blanks before a lone line: an order belongs to the approval
            columns[at].append(line.model_copy(update={"text": piece.text, "gap": not columns[at]}))
    return [paragraph for column in columns for paragraph in column]


def _column(piece: Piece, starts: Sequence[int]) -> int:
    return max((at for at, start in enumerate(starts) if start <= piece.start + _SLACK), default=0)


def _cut(line: Paragraph, documents: Documents) -> list[Paragraph]:
    pieces = cut_at_openings(line.text, documents)
    return [line.model_copy(update={"text": piece, "gap": line.gap and at == 0}) for at, piece in enumerate(pieces)] or [line]
