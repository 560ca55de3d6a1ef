"""A table whose columns a text dump has interleaved: there is no grid, only lines, and a line may hold parts of several cells.

What a line is has to be found from the words and the order: a number that counts up with a known stage begins a row; the
stage's name is what the vocabulary knows, also where a page cuts it; from the end of a line, deadlines and roles are taken;
the rest is content. The result is a table without merges, like any other, and a problem says that it was inferred.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.document import Cell, Origin, Paragraph, Table
from pipeline.model import Period
from pipeline.normalize.deadlines import read_deadlines
from pipeline.normalize.lines import split_label
from pipeline.normalize.phrases import Lemmas, lemmas
from pipeline.normalize.responsibles import reads_wholly
from pipeline.text import fold, tidy
from pipeline.vocabulary.shapes import Vocabulary

_NUMBERED = re.compile(r"^(\d{1,2})[.)]?\s+(?=[«А-ЯЁ])")
_PAGE_NUMBER = re.compile(r"^[-–—\s]*\d{1,3}[-–—\s]*$")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LEAST_STAGES = 2
_HEADINGS = {"number": "№", "stage": "Этап", "content": "Содержание", "deadline": "Сроки", "responsible": "Ответственные"}

Line = tuple[str, Origin]


class _Block(NamedTuple):
    """The lines of one stage, its number taken off."""

    number: str
    lines: list[Line]


def rebuild(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[Paragraph | Table] | None:
    """The paragraphs before the plan, its table, and those after it; None where the lines hold no plan."""
    starts = _starts(paragraphs, vocabulary)
    if len(starts) < _LEAST_STAGES:
        return None
    header = _header_start(paragraphs, starts[0], vocabulary)
    end = _end(paragraphs)
    inside = [paragraph for paragraph in paragraphs[starts[0] : end] if not _is_page_number(paragraph)]
    numbers = [paragraph for paragraph in paragraphs[starts[0] : end] if _is_page_number(paragraph)]
    has_roles = _has_column("responsible", paragraphs[header : starts[0]], vocabulary)
    blocks = _blocks(inside, {id(paragraphs[start]) for start in starts})
    rows = [_row(block, has_roles, vocabulary) for block in blocks]
    return [*paragraphs[:header], _table(rows, has_roles, paragraphs[header].origin), *numbers, *paragraphs[end:]]


# ------------------------------------------------------------ where the rows are


def _starts(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[int]:
    """The lines that begin a stage: numbers that count up, each with the beginning of a known name."""
    starts: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        text = tidy(" ".join(following.text for following in paragraphs[index : index + 2]))
        found = _NUMBERED.match(text)
        if found and int(found[1]) == len(starts) + 1 and _begins_stage(text[found.end() :], vocabulary):
            starts.append(index)
    return starts


def _begins_stage(text: str, vocabulary: Vocabulary) -> bool:
    row = lemmas(text)
    return any(_shared(row, phrase) >= min(2, len(phrase)) for phrase in _stage_phrases(vocabulary))


def _stage_phrases(vocabulary: Vocabulary) -> list[Lemmas]:
    return [lemmas(phrase) for stage in vocabulary.stages.stages for phrase in stage.phrases]


def _shared(row: Lemmas, phrase: Lemmas) -> int:
    """How many words the row and the phrase begin with in common."""
    count = 0
    while count < min(len(row), len(phrase)) and row[count] == phrase[count]:
        count += 1
    return count


def _header_start(paragraphs: Sequence[Paragraph], first: int, vocabulary: Vocabulary) -> int:
    """The first of the lines right above the first stage that are made of the words of headings."""
    known = {word for column in vocabulary.columns.columns for phrase in column.phrases for word in lemmas(phrase)}
    start = first
    while start > 0 and set(lemmas(paragraphs[start - 1].text)) <= known and len(lemmas(paragraphs[start - 1].text)) <= 8:
        start -= 1
    return start


def _has_column(code: str, header: Sequence[Paragraph], vocabulary: Vocabulary) -> bool:
    words = {word for paragraph in header for word in lemmas(paragraph.text)}
    return any(words & set(lemmas(phrase)) for column in vocabulary.columns.columns if column.code == code for phrase in column.phrases)


def _end(paragraphs: Sequence[Paragraph]) -> int:
    """Past the last line that is no page number."""
    return next((at for at in range(len(paragraphs), 0, -1) if not _is_page_number(paragraphs[at - 1])), 0)


def _is_page_number(paragraph: Paragraph) -> bool:
    return bool(_PAGE_NUMBER.match(paragraph.text))


def _blocks(paragraphs: Sequence[Paragraph], starts: set[int]) -> list[_Block]:
    blocks: list[_Block] = []
    for paragraph in paragraphs:
        text = tidy(paragraph.text)
        if id(paragraph) in starts:
            found = _NUMBERED.match(text)
            blocks.append(_Block(found[1] if found else "", [(text[found.end() :] if found else text, paragraph.origin)]))
        else:
            blocks[-1].lines.append((text, paragraph.origin))
    return blocks


# ------------------------------------------------------------ what a line holds


def _row(block: _Block, has_roles: bool, vocabulary: Vocabulary) -> dict[str, list[Line]]:
    name, lines = _take_name(block.lines, vocabulary)
    cells: dict[str, list[Line]] = {"number": [(f"{block.number}.", block.lines[0][1])], "stage": name}
    cells |= {"content": [], "deadline": [], "responsible": []}
    lines = [line for line in lines if line[0]]
    while lines:
        text, origin = lines[0]
        following = lines[1][0] if len(lines) > 1 else ""
        rest, taken, used_next = _take_values(text, following, _open_fields(cells), has_roles, vocabulary)
        for field, value in taken:
            cells[field].append((value, origin))
        if rest:
            cells["content"].append((rest, origin))
        lines = lines[1 + used_next :]
    return cells


def _take_name(lines: list[Line], vocabulary: Vocabulary) -> tuple[list[Line], list[Line]]:
    """The stage's name, and the lines without it: the phrase of which most words stand at the starts of lines."""
    taken = [_take_phrase(lines, phrase) for phrase in _stage_phrases(vocabulary)]
    longest = max((found for found in taken if found), key=lambda found: sum(len(lemmas(text)) for text, _ in found[0]), default=None)
    return longest or _take_until_content(lines)


def _take_phrase(lines: list[Line], phrase: Lemmas) -> tuple[list[Line], list[Line]] | None:
    """The lines' beginnings that are the phrase, and what is left; the phrase goes on in the next line, or after a page break."""
    breaks = _page_breaks(lines)
    name: list[Line] = []
    rest: list[Line] = []
    wanted, goes_on = phrase, True
    for index, (text, origin) in enumerate(lines):
        row = lemmas(text)
        count = _shared(row, wanted) if goes_on or (index in breaks and name and name[-1][0]) else 0
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
    ends = [found.end() for found in _WORDS.finditer(text)]
    cut = ends[count - 1] if count <= len(ends) else len(text)
    while cut < len(text) and text[cut] in ")»\"":
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


def _take_values(text: str, following: str, open_fields: set[str], has_roles: bool, vocabulary: Vocabulary) -> tuple[str, Taken, bool]:
    """What is left of a line, the deadlines and roles taken from its end, and whether the next line goes on with the last."""
    readers: list[tuple[str, Callable[[str], bool]]] = [("deadline", lambda value: _is_deadline(value, vocabulary))]
    if has_roles:
        readers.insert(0, ("responsible", lambda value: reads_wholly(value, vocabulary.roles)))
    taken: Taken = []
    used_next = False
    for field, reads in readers:
        cut = _cut(text, reads)
        if cut is None and following[:1].islower() and not taken:
            cut = _cut(text, lambda value, reads=reads: reads(f"{value} {following}") and not reads(following))  # type: ignore[misc]
            used_next = cut is not None
        if cut is not None:
            taken.append((field, f"{text[cut:]} {following}" if used_next and not taken else text[cut:]))
            text = text[:cut].strip()
        elif text and not taken and field in open_fields and reads(text):
            taken.append((field, text))
            text = ""
    return text, taken, used_next


def _cut(text: str, reads: Callable[[str], bool]) -> int | None:
    """Where the longest end of the text begins that reads as a whole: at the line's start, or at a capital."""
    places = [found.start() for found in _WORDS.finditer(text) if found.start() == 0 or found[0][0].isupper()]
    return next((place for place in places if (place or text[:1].isupper() or text[:1].isdigit()) and reads(text[place:])), None)


def _is_deadline(text: str, vocabulary: Vocabulary) -> bool:
    reading = read_deadlines(text, Period(), vocabulary.calendar)
    return reading.whole and bool(reading.deadlines) and all(deadline.kind != "unclear" or deadline.conditions for deadline in reading.deadlines)


# ------------------------------------------------------------ the table


def _table(rows: Sequence[dict[str, list[Line]]], has_roles: bool, origin: Origin) -> Table:
    fields = [field for field in _HEADINGS if has_roles or field != "responsible"]
    header = [Cell(row=1, column=column, paragraphs=(Paragraph(text=_HEADINGS[field]),)) for column, field in enumerate(fields, 1)]
    cells = [_cell(row, column, lines[field]) for row, lines in enumerate(rows, 2) for column, field in enumerate(fields, 1)]
    place = Origin(page=origin.page, table=1, line=origin.line)
    return Table(rows=len(rows) + 1, columns=len(fields), cells=(*header, *cells), shows_merges=False, origin=place)


def _cell(row: int, column: int, lines: Sequence[Line]) -> Cell:
    paragraphs: list[Paragraph] = []
    for text, origin in lines:
        place = origin.model_copy(update={"table": 1, "row": row, "column": column})
        if paragraphs and _goes_on(paragraphs[-1].text, text):
            paragraphs[-1] = paragraphs[-1].model_copy(update={"text": f"{paragraphs[-1].text}\n{text}"})
        else:
            paragraphs.append(Paragraph(text=text, origin=place))
    return Cell(row=row, column=column, paragraphs=tuple(paragraphs), origin=paragraphs[0].origin if paragraphs else Origin(table=1, row=row, column=column))


def _goes_on(above: str, text: str) -> bool:
    """A line of running text: neither led by a label nor begun after the end of a sentence."""
    return split_label(text)[0] is None and (fold(text)[:1] == text[:1] or not above.endswith((".", ";", ":"))) and not (text[:1].isupper() and len(above) < 40)
