"""The lines before the plan: title, approval block, and the rest.

A title begins with words of `vocab/documents.yaml` and goes on while its lines do. An approval block begins with «Утверждаю»
or «Приложение» and ends where blank space, the title, or another block begins.
"""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Paragraph
from pipeline.morphology import is_adjective
from pipeline.normalize.front.columns import separate
from pipeline.normalize.front.openings import find_act, opening
from pipeline.normalize.words.joins import join
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lexicon, lemmas
from pipeline.text import WORD, ends_sentence, strip_closing, tidy
from pipeline.vocabulary.shapes import Vocabulary

_LONGEST_TITLE_LINE = 220
_LONGEST_BLOCK, _LONGEST_BLOCK_LINE = 10, 90
_LONGEST_ORDER_LINE = 30
_NUMBER_AND_DATE = re.compile(r"№.*\sот\s.*\d|от\s.*\d.*№")
_LONGEST_NUMBER_AND_DATE = 50
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Line(NamedTuple):
    """A tidy line before or after the plan, whether blank space stands before it, and its paragraph."""

    text: str
    gap: bool
    source: Paragraph


class Front(NamedTuple):
    """The title, the approval blocks (each its lines), and the lines that are neither."""

    title: str | None
    approvals: tuple[tuple[Line, ...], ...]
    rest: tuple[Line, ...]


def lines_of(paragraphs: Sequence[Paragraph]) -> list[Line]:
    """The lines of paragraphs: a break inside a paragraph begins a line too."""
    found: list[Line] = []
    for paragraph in paragraphs:
        pieces = [tidy(piece) for piece in paragraph.text.split("\n")]
        found += [Line(piece, paragraph.gap and at == 0, paragraph) for at, piece in enumerate(pieces) if piece]
    return found


def read_front(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Front:
    """What the lines before a plan are."""
    lines = lines_of(separate(paragraphs, vocabulary.documents, lambda text: begins_title(text, vocabulary)))
    start, end = _title_bounds(lines, vocabulary)
    title = ""
    for line in lines[start:end]:
        title = join(title, line.text) if title else line.text
    blocks = _blocks(lines, range(start, end), vocabulary)
    used = {*range(start, end), *(at for block in blocks for at in block)}
    rest = tuple(line for at, line in enumerate(lines) if at not in used)
    return Front(strip_closing(title) or None, tuple(tuple(lines[at] for at in block) for block in blocks), rest)


# ------------------------------------------------------------ the title


def _title_bounds(lines: list[Line], vocabulary: Vocabulary) -> tuple[int, int]:
    for start, line in enumerate(lines):
        following = lines[start + 1].text if start + 1 < len(lines) else ""
        if begins_title(line.text, vocabulary, following) and not opening(line.text, vocabulary.documents):
            return start, _title_end(lines, start, vocabulary)
    return 0, 0


def begins_title(text: str, vocabulary: Vocabulary, following: str = "") -> bool:
    """Whether a title phrase begins within the first words of the line, an adjective or two before it at the most; it may go on in the next."""
    row = lemmas(f"{text} {following}")
    places = range(min(3, len(lemmas(text)), len(row)))
    return any(_titles(vocabulary).longest(row, at) and all(map(is_adjective, row[:at])) for at in places)


@functools.cache
def _titles(vocabulary: Vocabulary) -> Lexicon[bool]:
    return Lexicon((phrase, True) for phrase in vocabulary.documents.titles)


def _title_end(lines: list[Line], start: int, vocabulary: Vocabulary) -> int:
    end = start + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end], lines[start], vocabulary):
        end += 1
    return end


def _goes_on(above: Line, line: Line, first: Line, vocabulary: Vocabulary) -> bool:
    if len(line.text) > _LONGEST_TITLE_LINE or ends_sentence(above.text) or opening(line.text, vocabulary.documents):
        return False
    starts_inside = line.text[:1].islower() or line.text.startswith(("(", "«"))
    if starts_inside or above.text.endswith((",", ".", "«", "-", "/")) or re.search(r"(?:^|\s)(?:в|на|по|и|о|с|для|при)$", above.text):
        return True
    if line.gap:
        return False
    says_whose_or_when = bool(_YEAR.search(line.text)) or _names_organisation(line.text, vocabulary)
    return says_whose_or_when or (first.text.isupper() and line.text.isupper())


def _names_organisation(text: str, vocabulary: Vocabulary) -> bool:
    words = set(re.findall(r"\w+", text))
    forms = {form.abbreviation for form in vocabulary.organisations.legal_forms}
    return bool(words & forms) or "№" in text


# ------------------------------------------------------------ approval blocks


def _blocks(lines: list[Line], title: range, vocabulary: Vocabulary) -> list[list[int]]:
    blocks: list[list[int]] = []
    at = 0
    while at < len(lines):
        if at in title or not _begins_approval(lines, at, vocabulary):
            at = _end_of_other(lines, at, vocabulary)
            continue
        end = at + 1
        while end < len(lines) and end not in title and end - at < _LONGEST_BLOCK and _is_in_block(lines, at, end, vocabulary):
            end += 1
        blocks.append(list(range(at, end)))
        at = end
    return blocks


def _end_of_other(lines: list[Line], at: int, vocabulary: Vocabulary) -> int:
    """The next line that may begin an approval: after «Рассмотрено на заседании», «Пр. № 1» is a protocol."""
    documents = vocabulary.documents
    end = at + 1
    while opening(lines[at].text, documents) == "other" and end < len(lines) and not lines[end].gap:
        act = find_act(lines[end].text, documents)
        if opening(lines[end].text, documents) not in {None, "act"} or (act and act.is_whole):
            break
        end += 1
    return end


def _begins_approval(lines: list[Line], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a line begins an approval; a line that ends at «приказом директора» is told by the one below."""
    begun = opening(lines[at].text, vocabulary.documents)
    below = f"{lines[at].text} {lines[at + 1].text}" if begun is None and at + 1 < len(lines) else ""
    if begun is None and at + 1 < len(lines) and find_persons(lines[at].text) and lemmas(lines[at].text)[0] in _heads(vocabulary):
        return opening(lines[at + 1].text, vocabulary.documents) == "act"  # the head's signature above the order, without «Утверждаю»
    is_number_and_date = len(lines[at].text) < _LONGEST_NUMBER_AND_DATE and _NUMBER_AND_DATE.match(lines[at].text) is not None
    return (begun is not None and begun != "other") or opening(below, vocabulary.documents) == "act" or is_number_and_date


def _is_in_block(lines: list[Line], start: int, at: int, vocabulary: Vocabulary) -> bool:
    """A block goes on up to blank space; past it while its lines are short and say what such blocks say: who, when, by what act."""
    begun = opening(lines[at].text, vocabulary.documents)
    if begun and (begun != "act" or opening(lines[at - 1].text, vocabulary.documents) == "act"):
        return False
    if not lines[at].gap:
        return True
    is_spaced = all(line.gap for line in lines[start + 1 : at + 1])
    if WORD.findall(lines[start].text) == [lines[start].text] and opening(lines[start].text, vocabulary.documents) == "act":
        return len(lines[at].text) < _LONGEST_ORDER_LINE  # the head of an order: date, place and number stand apart
    has_date = any(_YEAR.search(line.text) for line in lines[start:at])
    return len(lines[at].text) < _LONGEST_BLOCK_LINE and (is_spaced or not has_date) and _says_who_or_when(lines[at].text, vocabulary)


def _says_who_or_when(text: str, vocabulary: Vocabulary) -> bool:
    if _YEAR.search(text) or find_persons(text):
        return True
    first = lemmas(text)[:1]
    act = find_act(text, vocabulary.documents)
    return (
        text.startswith("№") or (bool(first) and first[0] in _heads(vocabulary)) or (act is not None and not WORD.search(text[: act.start]))
    )


@functools.cache
def _heads(vocabulary: Vocabulary) -> frozenset[str]:
    """The first words of the positions of those who approve."""
    heads = {row[0] for role in vocabulary.roles.roles if role.code in {"head", "deputy_head"} for row in map(lemmas, role.phrases)}
    return frozenset(heads | {lemmas(word)[0] for word in vocabulary.documents.positions})
