"""Nothing is dropped in silence: every word of the plan's table is in a field of the roadmap, or in a problem's text."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Document, Table
from pipeline.errors import MissingToolError
from pipeline.extract import read
from pipeline.model import Roadmap
from pipeline.normalize import normalize
from pipeline.normalize.plan.find import find_plan
from pipeline.text import fold, tidy
from pipeline.vocabulary import load
from pipeline.vocabulary.shapes import Vocabulary

Make = Callable[..., Document]
SAMPLES = Path(__file__).parents[2] / "samples"
SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
READ = {".txt", ".docx", ".pdf", ".doc", ".rtf", ".odt", ".xlsx", ".html", ".csv"}
FILES = sorted(path for folder in (SAMPLES, SEEDS) if folder.is_dir() for path in folder.iterdir() if path.suffix in READ)

_LABELS = re.compile(r"[ivx]+|\d+|[а-яё]")
"""Labels of items: a number, a roman number, a letter."""


def _said(roadmap: Roadmap) -> Iterator[str]:
    yield from (problem.text or "" for problem in roadmap.problems)
    yield from (roadmap.title or "", roadmap.approval.text or "")
    for stage in roadmap.stages:
        yield f"{stage.number or ''} {stage.name}"
        for activity in stage.activities:
            yield f"{activity.number or ''} {activity.lead or ''} {activity.text}"
            yield from (deadline.text for deadline in activity.deadlines)
            yield from (responsible.text for responsible in activity.responsibles)
            yield from (result.text for result in activity.results)


def _squeezed(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def lost_words(texts: Iterator[str], roadmap: Roadmap, known: Sequence[str] = ()) -> list[str]:
    """The words of the texts that the roadmap says nowhere. A word may be broken over lines, so the texts are compared squeezed."""
    said = " ".join(map(_squeezed, _said(roadmap)))
    words = [word for text in texts for word in re.findall(r"[^\W_]+", fold(tidy(text)))]
    return [word for word in words if _squeezed(word) not in said and word not in known and not _LABELS.fullmatch(word)]


def _cells_below_header(document: Document, vocabulary: Vocabulary) -> Iterator[str]:
    """The texts of the plan's rows; headings of columns are known to the model by their meaning."""
    for row in find_plan(document, vocabulary).rows:
        yield from (paragraph.text for paragraph in row.heading)
        yield from (slot.text for slots in row.fields.values() for slot in slots)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_files(path: Path, vocabulary: Vocabulary) -> None:
    try:
        document = read(path)
    except MissingToolError:
        pytest.skip("a program that it needs is not on this machine")
    roadmap = normalize(document, vocabulary)
    assert lost_words(_cells_below_header(document, vocabulary), roadmap, known=vocabulary.stages.headings) == []


# ------------------------------------------------------------ invented tables

HEADERS = (
    ["№", "Этап", "Содержание", "Сроки", "Ответственные", "Результат"],
    ["№", "Мероприятия", "Содержание", "Сроки", "Ответственные", "Примечание"],
    ["№", "Содержание", "Сроки", "Ответственные", "Результат", "Ещё"],
)
SHAPES = {
    "№": ("1", "1.", "2", "", "{}", "1. {}", "{} {}"),
    "Этап": ("Отбор и обучение", "Этап 2. {}", "{}", "", ""),
    "Мероприятия": ("{}", "", "{};¶{}"),
    "Содержание": (
        "{}", "", "1) {};¶2) {}.", "- {}¶- {}", "{}:\n- {};\n- {}", "{}. {}.", "{}\n{}", "а) {}; б) {}", "1. {}:¶- {}¶2. {}", "{}, {}", "{} ({})", "-", "{}¶¶{}",
    ),
    "Сроки": ("май", "{}", "", "май, {}", "май¶{}", "{} до 1 октября {}", "-", "ежегодно {}", "сентябрь; май"),
    "Ответственные": ("Директор", "директор {}", "МБОУ № 5 {}", "{}", "", "{}, куратор", "Директор, {}", "Куратор¶Директор", "{} и {}", "—", "{} Зимина А.А."),
    "Результат": ("{}", "", "1. {}. 2. {}", "{}¶{}", "{}; {}", "-"),
    "Примечание": ("{}", "", "{}¶{}"),
    "Ещё": ("{}", ""),
}  # fmt: skip
_SYLLABLES = ("бра", "вле", "гро", "дни", "жму", "зво", "кле", "пла", "сту", "тро")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table of a plan whose words are each unique, so that none can stand for another."""
    header = draw(st.sampled_from(HEADERS))
    count = iter(range(1000, 10_000))

    def cell(column: str) -> str:
        shape: str = draw(st.sampled_from(SHAPES[column]))
        return re.sub(r"\{\}", lambda _: "".join(_SYLLABLES[int(digit)] for digit in str(next(count))), shape)

    return [header, *([cell(column) for column in header] for _ in range(draw(st.integers(1, 5))))]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(grid=tables(), merges=st.booleans())
def test_invented_tables(grid: list[list[str]], merges: bool, make_document: Make) -> None:
    vocabulary = load()
    document = make_document(grid, merges=merges)
    cells = [cell.text for block in document.blocks if isinstance(block, Table) for cell in block.cells if cell.row > 1]
    assert lost_words(iter(cells), normalize(document, vocabulary), known=vocabulary.stages.headings) == []
