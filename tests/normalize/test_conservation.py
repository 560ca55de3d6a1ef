"""Nothing is dropped in silence and nothing is made up: every character of a plan's table is in a field of the roadmap or in
a problem, and every character of a field stands in the document.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pipeline.document import Cell, Document
from pipeline.extract import read
from pipeline.model import Roadmap
from pipeline.normalize import normalize
from pipeline.normalize.plan.find import find_plan
from pipeline.normalize.plan.grid import is_number
from pipeline.text import CLOSING_MARKS, DASHES, INVISIBLE, LOOKALIKES
from pipeline.vocabulary import load
from pipeline.vocabulary.shapes import Vocabulary
from tests.sample_tools import skip_where_lacking

Make = Callable[..., Document]
SAMPLES = Path(__file__).parents[2] / "samples"
SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
READ = {".txt", ".docx", ".pdf", ".doc", ".rtf", ".odt", ".xlsx", ".html", ".csv"}
FILES = sorted(path for folder in (SAMPLES, SEEDS) if folder.is_dir() for path in folder.iterdir() if path.suffix in READ)

# ------------------------------------------------------------ what counts as kept

_SEPARATORS = CLOSING_MARKS + DASHES + "/|()•·▪▫●○◦■□►➤➢✓❖*\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"
"""What parts one thing from another, and may be left out: marks, dashes, bullets, brackets around one of several deadlines."""

_MENDED = str.maketrans({**LOOKALIKES, **dict.fromkeys(INVISIBLE + _SEPARATORS, None)})
"""What `pipeline.text` does to characters: invisible ones go, Latin look-alikes become Cyrillic."""

_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,5}|[а-яёА-ЯЁ])[.)]+")


def essence(text: str) -> str:
    """The characters that must be kept, of a text however it was broken, mended and cut."""
    return "".join(unicodedata.normalize("NFC", text).translate(_MENDED).split())


def pieces(text: str) -> list[str]:
    """What a text is made of: all between white space and separators but labels, as essences."""
    found = re.split(rf"[\s,;/()|{re.escape(DASHES)}]+", text)
    return [essence(piece) for piece in found if essence(piece) and not _LABEL.fullmatch(piece)]


def _fields(roadmap: Roadmap) -> Iterator[str]:
    """The texts of the plan's fields, each of one place in the document."""
    for stage in roadmap.stages:
        yield from (stage.number or "", stage.name)
        for activity in stage.activities:
            yield from (activity.number or "", *(activity.lead or "").split(" / "), activity.text)
            yield from (deadline.text for deadline in activity.deadlines)
            yield from (responsible.text for responsible in activity.responsibles)
            yield from (result.text for result in activity.results)


def _said(roadmap: Roadmap) -> Iterator[str]:
    yield from (problem.text or "" for problem in roadmap.problems)
    yield from (roadmap.title or "", roadmap.approval.text or "")
    yield from _fields(roadmap)


def lost(texts: Iterable[str], roadmap: Roadmap, known: Iterable[str] = ()) -> list[str]:
    """The pieces of the texts that the roadmap says nowhere."""
    said = " ".join(map(essence, _said(roadmap)))
    words = {essence(word) for word in known}
    return [piece for text in texts for piece in pieces(text) if piece not in said and piece.lower() not in words]


def made_up(roadmap: Roadmap, texts: Iterable[str]) -> list[str]:
    """The fields whose characters do not stand together in any of the texts."""
    sources = " ".join(map(essence, texts))
    return [text for text in _fields(roadmap) if essence(text) not in sources]


# ------------------------------------------------------------ files


def _rows(document: Document, vocabulary: Vocabulary) -> Iterator[str]:
    """The texts of the plan's rows; headings of columns are known to the model by their meaning."""
    for row in find_plan(document, vocabulary).rows:
        yield "\n".join(paragraph.text for paragraph in row.heading)
        yield from (slot.text for slots in row.fields.values() for slot in slots)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_files(path: Path, vocabulary: Vocabulary) -> None:
    skip_where_lacking(path.name)
    document = read(path)
    roadmap = normalize(document, vocabulary)
    texts = list(_rows(document, vocabulary))
    assert lost(texts, roadmap, known=vocabulary.stages.headings) == []
    assert made_up(roadmap, texts) == []


# ------------------------------------------------------------ invented tables

HEADERS = (
    ["№", "Этап", "Содержание", "Сроки", "Ответственные", "Результат"],
    ["№", "Мероприятия", "Содержание", "Сроки", "Ответственные", "Примечание"],
    ["№", "Содержание", "Сроки", "Ответственные", "Результат", "Ещё"],
)
SHAPES = {
    "№": ("1", "1.", "2", "", "{}", "1. {}", "{} {}", "1.1", "II", "п/п", "№ 3"),
    "Этап": ("Отбор и обучение", "Этап 2. {}", "{}", "", "", "II этап — {}", "{}¶{}"),
    "Мероприятия": ("{}", "", "{};¶{}"),
    "Содержание": (
        "{}", "", "1) {};¶2) {}.", "- {}¶- {}", "{}:\n- {};\n- {}", "{}. {}.", "{}\n{}", "а) {}; б) {}", "1. {}:¶- {}¶2. {}", "{}, {}", "{} ({})", "-", "{}¶¶{}",
        "{} 5", "5 {}", "{} - {}", "• {}¶• {}", "{}:¶{}:¶{}", "1. {} 2. {} 3. {}", "{} «{}¶{}»", "({}", "{})", "{}-\n{}", "§", "№", "{} № 5", "{} 1) {}",
    ),
    "Сроки": (
        "май", "{}", "", "май, {}", "май¶{}", "{} до 1 октября {}", "-", "ежегодно {}", "сентябрь; май", "5", "май ({})", "(май", "май)", "{} (сентябрь", "1) май 2) {}", "до {}",
        "01.09.2023 {}", "май / {}", "май!", "«май»", "§", "в течение года, {}", "2 раза {}",
    ),
    "Ответственные": (
        "Директор", "директор {}", "МБОУ № 5 {}", "{}", "", "{}, куратор", "Директор, {}", "Куратор¶Директор", "{} и {}", "—", "{} Зимина А.А.", "1. Директор 2. {}",
        "Директор ({})", "директор / {}", "Директор МБОУ «{}» № 5", "Директор; 5", "(директор)", "Директор, МБОУ № 5", "Зимина А.А. – {}", "Директор: {}", "№", "п/п", "куратор и", "и {}",
    ),
    "Результат": ("{}", "", "1. {}. 2. {}", "{}¶{}", "{}; {}", "-", "приказ¶{}", "§", "5", "{} 100%", "- {};\n- {}"),
    "Примечание": ("{}", "", "{}¶{}", "§", "-"),
    "Ещё": ("{}", "", "5"),
}  # fmt: skip
_SYLLABLES = ("бра", "вле", "гро", "дни", "жму", "зво", "кле", "пла", "сту", "тро")
_DRESSES = (
    *("{}",) * 6,
    *("«{}»", '"{}"', "({})", "[{}]", "№{}", "§{}", "{}!", "{}?", "{}…", "{}%", "+{}", "{}=5", "{}_{}", "{}/{}", "{}-{}", "{}–{}", "{}—{}", "{}'", "`{}`"),
    *("\U0001f393{}", "{}\U0001f393", "{}\u0301", "и\u0306{}", "{}\u00ad{}", "{}\u200b{}", "{}\u00a0{}", "{}a{}", "М{}", "{}5", "5{}", "___{}", "{}___", "{}\u2116 5", "{}<br>", "{}\\", "@{}", "#{}", "{}&{}"),
    *("\x07{}", "{}\x1f{}", "{}\u2028{}", "{}°", "{}²", "½{}", "ſ{}", "ё{}", "Ё{}", "{}™", "→{}", "☒{}", "☐ {}", "{} 🎓", "{} ✓", "{} +", "* {}", "{}*"),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table of a plan whose words are each unique, so that none can stand for another; its cells merged here and there."""
    header = draw(st.sampled_from(HEADERS))
    count = iter(range(1000, 100_000))

    def word(_: object) -> str:
        return "".join(_SYLLABLES[int(digit)] for digit in str(next(count)))

    def dressed(_: object) -> str:
        return re.sub(r"\{\}", word, draw(st.sampled_from(_DRESSES)))

    def cell(column: str) -> str:
        return re.sub(r"\{\}", dressed, draw(st.sampled_from(SHAPES[column])))

    def row(above: list[str]) -> list[str]:
        kind = draw(st.integers(0, 9))
        if kind == 0:
            return [cell("Этап"), *"<" * (len(header) - 1)]
        may_merge = kind < 5 and above is not header and "<" not in above
        return ["^" if may_merge and draw(st.integers(0, 3)) == 0 else cell(column) for column in header]

    rows = [header]
    for _ in range(draw(st.integers(1, 5))):
        rows.append(row(rows[-1]))
    return rows


LABELS = (None, None, "•", "{}.", "{})")
"""Automatic labels, which stand beside the text of a paragraph."""


def _labelled(document: Document, label: str | None) -> Document:
    """The document with a label for each paragraph of its third column."""
    if label is None:
        return document
    tables = [block.model_copy(update={"cells": tuple(_with_labels(cell, label) for cell in block.cells)}) for block in document.tables]
    return document.model_copy(update={"blocks": tuple(tables)})


def _with_labels(cell: Cell, label: str) -> Cell:
    if cell.column != 3 or cell.row == 1:
        return cell
    labels = [label.format(number) for number in range(1, len(cell.paragraphs) + 1)]
    found = [one.model_copy(update={"label": mark, "level": 0}) for one, mark in zip(cell.paragraphs, labels, strict=True)]
    return cell.model_copy(update={"paragraphs": tuple(found)})


def _on_pages(grid: list[list[str]], at: int) -> list[list[list[str]]]:
    """The table, or two that go on over a page: the second begins at a row that no cell above reaches into."""
    is_cut = 1 < at < len(grid) and "^" not in grid[at]
    return [grid[:at], grid[at:]] if is_cut else [grid]


@settings(
    max_examples=300, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(grid=tables(), merges=st.booleans(), at=st.integers(0, 5), label=st.sampled_from(LABELS))
def test_invented_tables(grid: list[list[str]], merges: bool, at: int, label: str | None, make_document: Make) -> None:
    vocabulary = load()
    document = _labelled(make_document(*_on_pages(grid, at), merges=merges, pages=True), label)
    cells = [cell.text for table in document.tables for cell in table.cells if not _is_row_number(cell)]
    contents = [text for text in cells if text not in grid[0]]
    assume(any(map(pieces, contents)))
    roadmap = normalize(document, vocabulary)
    assert lost(contents, roadmap, known=vocabulary.stages.headings) == []
    assert made_up(roadmap, [*cells, *_rows(document, vocabulary), *map(str, range(10))]) == []


def _is_row_number(cell: Cell) -> bool:
    """A row's number is a label: of an activity that has one of its own it is said nowhere."""
    return cell.column == cell.column_span == 1 and is_number(cell.text)
