"""What the lines of one stage hold, where a text dump has interleaved the columns: its name, values, and the rest, content."""

import functools
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.document import Origin
from pipeline.normalize.words.deadlines import is_deadline
from pipeline.normalize.words.labels import split_label
from pipeline.normalize.words.lines import is_open, is_rest_of_date
from pipeline.normalize.words.phrases import Lemmas, lemmas
from pipeline.normalize.words.responsibles import reads_wholly
from pipeline.text import WORD
from pipeline.vocabulary.shapes import Vocabulary

_LONGEST_VALUE = 400
"""Characters at the end of a line in which a value may begin: no line of a page is so long, and each place in it is read to the end."""

Line = tuple[str, Origin]
"""A tidy piece of text, and where it stands."""


class Block(NamedTuple):
    """The lines of one stage, its number taken off."""

    number: str
    lines: list[Line]


@functools.cache
def stage_phrases(vocabulary: Vocabulary) -> tuple[Lemmas, ...]:
    """The phrases of all stages, as lemmas."""
    return tuple(lemmas(phrase) for stage in vocabulary.stages.stages for phrase in stage.phrases)


def shared_words(row: Lemmas, phrase: Lemmas) -> int:
    """How many words the row and the phrase begin with in common."""
    count = 0
    while count < min(len(row), len(phrase)) and row[count] == phrase[count]:
        count += 1
    return count


def read_block(block: Block, has_roles: bool, vocabulary: Vocabulary) -> dict[str, list[Line]]:
    """The pieces of a stage's lines by field: number, stage, content, deadline, responsible (where `has_roles`)."""
    name, lines = _take_name(block.lines, vocabulary)
    cells: dict[str, list[Line]] = {"number": [(f"{block.number}.", block.lines[0][1])], "stage": name}
    cells |= {"content": [], "deadline": [], "responsible": []}
    lines = [line for line in lines if line[0]]
    while lines:
        text, origin = lines[0]
        following = lines[1][0] if len(lines) > 1 else ""
        rest, taken, used_next = _take_values(text, following, cells, has_roles, vocabulary)
        for field, value in taken:
            cells[field].append((value, origin))
        if rest:
            cells["content"].append((rest, origin))
        lines = lines[1 + used_next :]
    return cells


def _take_name(lines: list[Line], vocabulary: Vocabulary) -> tuple[list[Line], list[Line]]:
    """The stage's name, and the lines without it: the phrase of which most words stand at the starts of lines."""
    rows, breaks = [lemmas(text) for text, _ in lines], _page_breaks(lines)
    begun = (phrase for phrase in stage_phrases(vocabulary) if shared_words(rows[0], phrase))
    taken = [_take_phrase(lines, rows, breaks, phrase) for phrase in begun]
    longest = max((found for found in taken if found), key=lambda found: sum(len(lemmas(text)) for text, _ in found[0]), default=None)
    return longest or _take_until_content(lines)


def _take_phrase(lines: list[Line], rows: list[Lemmas], breaks: set[int], phrase: Lemmas) -> tuple[list[Line], list[Line]] | None:
    """The lines' beginnings that are the phrase, and what is left; the phrase goes on in the next line, or after a page break.

    rows: the lines as lemmas; breaks: see `_page_breaks`.
    """
    name: list[Line] = []
    rest: list[Line] = []
    wanted, goes_on = phrase, True
    for index, ((text, origin), row) in enumerate(zip(lines, rows, strict=True)):
        count = shared_words(row, wanted) if goes_on or (index in breaks and name and name[-1][0]) else 0
        if wanted and count and (count == len(row) or count == len(wanted) or index in breaks):
            cut = _after_words(text, count)
            name.append((text[:cut].strip(), origin))
            rest.append((text[cut:].strip(" .:"), origin))
            wanted, goes_on = wanted[count:], count == len(row)
        else:
            rest.append((text, origin))
            goes_on = False
    return (name, rest) if not wanted else None


def _page_breaks(lines: list[Line]) -> set[int]:
    """Before which lines a page began: on another page, or after twice as many blank lines as usual."""
    steps = [(below.line or 0) - (above.line or 0) for (_, above), (_, below) in pairwise(lines)]
    usual = median(steps) if steps else 1
    pages = [above.page != below.page for (_, above), (_, below) in pairwise(lines)]
    return {at for at, (step, page) in enumerate(zip(steps, pages, strict=True), start=1) if page or step >= 2 * max(usual, 1)}


def _after_words(text: str, count: int) -> int:
    """Where the text goes on after so many words; a closing bracket or quote belongs to them."""
    ends = [found.end() for found in WORD.finditer(text)]
    cut = ends[count - 1] if count <= len(ends) else len(text)
    while cut < len(text) and text[cut] in ')»"':
        cut += 1
    return cut


def _take_until_content(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """A name that nobody knows: the first line, and those after it that go on in small letters."""
    end = 1
    while end < len(lines) and lines[end][0][:1].islower() and not split_label(lines[end][0])[0]:
        end += 1
    return lines[:end], lines[end:]


Taken = list[tuple[str, str]]


def _open_fields(cells: dict[str, list[Line]]) -> set[str]:
    """The fields whose last value ends with a comma, so that the next line may go on with it."""
    return {field for field, lines in cells.items() if lines and lines[-1][0].endswith(",")}


def _take_values(
    text: str, following: str, cells: dict[str, list[Line]], has_roles: bool, vocabulary: Vocabulary
) -> tuple[str, Taken, bool]:
    """What is left of a line, the roles and deadlines taken from its end, and whether the next line goes on with the last of them.

    cells: what the lines above held; an open value or an open sentence there says to whom a line in small letters belongs.
    """
    taken: Taken = []
    open_fields = _open_fields(cells)
    content_is_open = bool(cells["content"]) and is_open(cells["content"][-1][0])
    used_next = False
    for field in ("responsible", "deadline") if has_roles else ("deadline",):
        reads = functools.partial(_READERS[field], vocabulary)
        is_small = field == "deadline" or field in open_fields
        joined = None if taken else _cut(text, f" {following}", reads, is_small, False)
        is_next = _goes_on(following) and (is_rest_of_date(following) or not (content_is_open or reads(following)))
        if joined is not None and is_next:
            taken.append((field, f"{text[joined:]} {following}"))
            text, used_next = text[:joined].strip(), True
            continue
        cut = _cut(text, "", reads, is_small, bool(taken))
        if cut is not None:
            taken.append((field, text[cut:]))
            text = text[:cut].strip()
    return text, taken, used_next


def _goes_on(following: str) -> bool:
    """Whether a line may be the rest of the value above: in small letters, or a year."""
    return following[:1].islower() or is_rest_of_date(following)


def _cut(text: str, following: str, reads: Callable[[str], bool], is_small: bool, is_before_value: bool) -> int | None:
    """Where the longest end of the text begins that, with what follows it, reads as a whole: at the line's start, at a capital, or, where another
    column's value was taken behind it, at any word. is_small: whether a line in small letters may be a value.
    """
    end = WORD.finditer(text, text.rfind(" ", 0, max(len(text) - _LONGEST_VALUE, 0)) + 1)
    places = [found.start() for found in end if found.start() == 0 or found[0][0].isupper() or is_before_value]
    allowed = (place for place in places if place or is_small or not text[:1].islower())
    return next((place for place in allowed if reads(text[place:] + following)), None)


def _reads_deadline(vocabulary: Vocabulary, text: str) -> bool:
    return is_deadline(text, vocabulary.calendar)


def _reads_role(vocabulary: Vocabulary, text: str) -> bool:
    return reads_wholly(text, vocabulary.roles)


_READERS: dict[str, Callable[[Vocabulary, str], bool]] = {"deadline": _reads_deadline, "responsible": _reads_role}
