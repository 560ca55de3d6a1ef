"""The entries of a cell: list items, each with the sentence that opens its list.

A list inside a list is split to its leaves; a line that ends with «:» opens what follows and is no entry of its own.
A list that was flattened onto one line is split at its labels, at dashes before a capital, and at sentences.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Origin, Paragraph
from pipeline.morphology import names_a_thing
from pipeline.normalize.words.labels import Label, split_label
from pipeline.normalize.words.lines import Cutting, Line, own_lines
from pipeline.text import strip_closing

_MARKS = re.compile(
    r"(?:^|(?<=[.;:,!?])\s*|\s)(?:(?P<dash>[-–—•])\s+(?=[А-ЯЁ«])|(?P<mark>\d{1,2}|[а-е])(?P<close>\)|\.(?=\s*[А-ЯЁ«]))\s*(?=[^\W\d]|«))"
)
_SENTENCE = re.compile(r"(?<=[^А-ЯЁ\s][.!?])(?<!\sг\.)(?<!им\.)(?<!\sс\.)(?<!ст\.)\s+(?=[А-ЯЁ«])")
_LETTERS = "абвгде"


class Item(NamedTuple):
    """An entry: its number («1», «а» or None), the sentences that open its list, its text, and its place at the top level."""

    number: str | None
    lead: str | None
    text: str
    top: int
    origin: Origin


def items(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """The entries of a cell, leaves only, in order."""
    return _leaves(_unflattened(own_lines(paragraphs, Cutting(sentences=True))))


def entries(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """The entries of a cell whose sentences stay together (results): split at labels, list items, paragraphs and blank lines."""
    lines = own_lines(paragraphs, Cutting(alone=_is_named_thing))
    pieces = [piece for line in lines for piece in _at_labels(line)]
    return [_item(line, None, top) for top, line in enumerate(pieces)]


def _is_named_thing(text: str) -> bool:
    """«приказ», «памятка»: a line that begins with a noun in the nominative."""
    first = re.match(r"[^\W\d_]+", text)
    return first is not None and names_a_thing(first[0])


def _unflattened(lines: list[Line]) -> list[Line]:
    if len(lines) != 1:
        return lines
    pieces = _at_labels(lines[0])
    if len(pieces) == 1:
        return lines
    return [
        piece._replace(text=text, label=piece.label if index == 0 else None)
        for piece in pieces
        for index, text in enumerate(_SENTENCE.split(piece.text))
    ]


def _at_labels(line: Line) -> list[Line]:
    """The line split at labels that stand in its middle."""
    cuts = _cuts(line)
    if not cuts:
        return [line]
    bounds = [0, *cuts, len(line.text)]
    pieces = [line.text[start:end].strip() for start, end in pairwise(bounds)]
    first, rest = pieces[0], [split_label(piece) for piece in pieces[1:]]
    split = [line._replace(text=first)] if first else []
    return split + [line._replace(text=text, label=label, gap=False) for label, text in rest]


def _cuts(line: Line) -> list[int]:
    """Where labels stand: dashes if the line itself is led by one, numbers and letters if they count up."""
    expected = _next(line.label.text) if line.label else None
    cuts: list[int] = []
    for found in _MARKS.finditer(line.text):
        start = found.start("dash") if found["dash"] else found.start("mark")
        if _in_brackets(line.text[:start]) or line.text[:start].rstrip().endswith("№"):
            continue
        if found["dash"]:
            if line.label and line.label.style == "dash":
                cuts.append(start)
        elif found["mark"] == expected or (expected is None and found["mark"] in {"1", "а"}):
            cuts.append(start)
            expected = _next(found["mark"])
    is_lone_number = len(cuts) == 1 and not line.label and line.text[cuts[0]].isdigit()
    return [] if is_lone_number else cuts  # «Занятие 1. Знакомство» is no list


def _next(mark: str) -> str | None:
    if mark.isdigit():
        return str(int(mark) + 1)
    index = _LETTERS.find(mark) if mark else -1
    return _LETTERS[index + 1] if 0 <= index < len(_LETTERS) - 1 else None


def _in_brackets(text: str) -> bool:
    return text.count("(") - len(re.findall(r"(?<=\()[^()]*\)", text)) > 0


def _leaves(lines: list[Line]) -> list[Item]:
    found: list[Item] = []
    openers: list[_Opener] = []
    top = -1
    for index, line in enumerate(lines):
        while openers and openers[-1].is_closed_by(line):
            openers.pop()
        if not openers:
            top += 1
        if line.text.endswith(":") and index + 1 < len(lines):
            openers.append(_Opener(line))
            continue
        found.append(_item(line, " / ".join(strip_closing(opener.line.text) for opener in openers) or None, top))
        if openers:
            openers[-1].children.append(line)
    return found


class _Opener:
    """A line that ends with «:», and the entries that it has opened so far."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.children: list[Line] = []

    def is_closed_by(self, line: Line) -> bool:
        if not self.children:
            return False
        if _kind(line.label) != _kind(self.children[0].label):
            return True
        if _kind(line.label) != _kind(self.line.label):
            return False
        return self._sentence_has_ended(line)

    def _sentence_has_ended(self, line: Line) -> bool:
        """Of entries that look like their opener: the list is over with a full stop after semicolons, or with a capital after small letters."""
        first, last = self.children[0].text, self.children[-1].text
        if first.endswith((";", ",")) and last.endswith("."):
            return True
        return first[:1].islower() and line.text[:1].isupper()


def _kind(label: Label | None) -> tuple[str, int, bool]:
    return (label.style, label.level, "." in label.text) if label else ("", 0, False)


def _item(line: Line, lead: str | None, top: int) -> Item:
    return Item(line.label.text or None if line.label else None, lead, strip_closing(line.text), top, line.origin)
