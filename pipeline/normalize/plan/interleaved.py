"""A table whose columns a text dump has interleaved: there is no grid, only lines, and a line may hold parts of several cells.

What a line is has to be found from the words and the order: a number that counts up with a known stage begins a row; the
stage's name is what the vocabulary knows, also where a page cuts it; from the end of a line, deadlines and roles are taken;
the rest is content. The result is a table without merges, like any other, and a problem says that it was inferred.
"""

import re
from collections.abc import Sequence

from pipeline.document import Cell, Origin, Paragraph, Table
from pipeline.errors import TooLargeError
from pipeline.normalize.plan.interleaved_lines import Block, Line, read_block, shared_words, stage_phrases
from pipeline.normalize.words.labels import split_label
from pipeline.normalize.words.phrases import lemmas
from pipeline.text import fold, tidy
from pipeline.vocabulary.shapes import Vocabulary

_NUMBERED = re.compile(r"^(\d{1,2})[.)]?\s+(?=[«А-ЯЁ])")
_DIGIT = re.compile(r"\d")
_PAGE_NUMBER = re.compile(r"^[-–—\s]*\d{1,3}[-–—\s]*$")
_LEAST_STAGES = 2
MOST_LINES = 1_500
"""Lines of such a plan: each is tried as the end of a cell, which takes some milliseconds. The longest known has 300."""
_HEADINGS = {"number": "№", "stage": "Этап", "content": "Содержание", "deadline": "Сроки", "responsible": "Ответственные"}


def rebuild(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[Paragraph | Table] | None:
    """The paragraphs before the plan, its table, and those after it; None where the lines hold no plan. TooLargeError for more than MOST_LINES."""
    starts = _starts(paragraphs, vocabulary)
    if len(starts) < _LEAST_STAGES:
        return None
    header = _header_start(paragraphs, starts[0], vocabulary)
    end = _end(paragraphs)
    if end - starts[0] > MOST_LINES:
        raise TooLargeError("", f"в тексте плана больше {MOST_LINES} строк")
    inside = [paragraph for paragraph in paragraphs[starts[0] : end] if not _is_page_number(paragraph)]
    numbers = [paragraph for paragraph in paragraphs[starts[0] : end] if _is_page_number(paragraph)]
    has_roles = _has_column("responsible", paragraphs[header : starts[0]], vocabulary)
    blocks = _blocks(inside, {id(paragraphs[start]) for start in starts})
    rows = [read_block(block, has_roles, vocabulary) for block in blocks]
    return [*paragraphs[:header], _table(rows, has_roles, paragraphs[header].origin), *numbers, *paragraphs[end:]]


# ------------------------------------------------------------ where the rows are


def _starts(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[int]:
    """The lines that begin a stage: numbers that count up, each with the beginning of a known name."""
    starts: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        if not _DIGIT.search(paragraph.text):
            continue
        text = tidy(" ".join(following.text for following in paragraphs[index : index + 2]))
        found = _NUMBERED.match(text)
        if found and int(found[1]) == len(starts) + 1 and _begins_stage(text[found.end() :], vocabulary):
            starts.append(index)
    return starts


def _begins_stage(text: str, vocabulary: Vocabulary) -> bool:
    row = lemmas(text)
    return any(shared_words(row, phrase) >= min(2, len(phrase)) for phrase in stage_phrases(vocabulary))


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


def _blocks(paragraphs: Sequence[Paragraph], starts: set[int]) -> list[Block]:
    blocks: list[Block] = []
    for paragraph in paragraphs:
        text = tidy(paragraph.text)
        if id(paragraph) in starts:
            found = _NUMBERED.match(text)
            blocks.append(Block(found[1] if found else "", [(text[found.end() :] if found else text, paragraph.origin)]))
        else:
            blocks[-1].lines.append((text, paragraph.origin))
    return blocks


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
    return Cell(
        row=row,
        column=column,
        paragraphs=tuple(paragraphs),
        origin=paragraphs[0].origin if paragraphs else Origin(table=1, row=row, column=column),
    )


def _goes_on(above: str, text: str) -> bool:
    """A line of running text: neither led by a label nor begun after the end of a sentence."""
    return (
        split_label(text)[0] is None
        and (fold(text)[:1] == text[:1] or not above.endswith((".", ";", ":")))
        and not (text[:1].isupper() and len(above) < 40)
    )
