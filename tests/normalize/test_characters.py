"""Characters that deceive: what is told of them, what is not, and that no text changes for it."""

from pathlib import Path

import pytest

from pipeline import vocabulary
from pipeline.document import Cell, Document, Origin, Paragraph, Source, Table
from pipeline.extract import read_bytes
from pipeline.model import Problem
from pipeline.normalize import normalize
from pipeline.normalize.characters import character_problems

PLAN = Path(__file__).parent.parent.parent / "samples" / "01_tabs.txt"


def document(*texts: str, file: str = "план.docx") -> Document:
    """Paragraphs, each on a page of its own."""
    blocks = tuple(Paragraph(text=text, origin=Origin(page=n)) for n, text in enumerate(texts, 1))
    return Document(source=Source(file=file, sha256="0" * 64, format="docx", characters=1), blocks=blocks)


def told(*texts: str, file: str = "план.docx") -> list[tuple[str, str | None]]:
    return [(found.code, found.text) for found in character_problems(document(*texts, file=file))]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("приказ\u202e№ 5", "direction_characters", "U+202E (принудительно справа налево) — стр. 1"),
        ("\u2067приказ\u2069", "direction_characters", "U+2067 (начало отрывка справа налево) — стр. 1; U+2069 (конец отрывка) — стр. 1"),
        ("настав\u200bник и на\u200bставник", "invisible_characters", "U+200B (пробел нулевой ширины) ×2 — стр. 1"),
        ("настав\ufeffник", "invisible_characters", "U+FEFF (неразрывный пробел нулевой ширины) — стр. 1"),
        ("приказ \u200b\u200c\u200b", "invisible_characters", "U+200B (пробел нулевой ширины) ×2 — стр. 1; U+200C (разъединитель нулевой ширины) — стр. 1"),
        ("приказ\U000e0041", "invisible_characters", "U+E0041 (невидимая метка) — стр. 1"),
        ("приказ\u3164", "invisible_characters", "U+3164 (знак без изображения) — стр. 1"),
        ("приказ\x1b[31m", "invisible_characters", "U+001B (управляющий знак) — стр. 1"),
        ("Нaставник", "mixed_alphabets", "«Нaставник» (латиница: a) — стр. 1"),
        ("нaстaвник", "mixed_alphabets", "«нaстaвник» (латиница: a) — стр. 1"),
        ("Κуратор", "mixed_alphabets", "«Κуратор» (греческие: Κ) — стр. 1"),
        ("Еxcel", "mixed_alphabets", "«Еxcel» (кириллица: Е) — стр. 1"),
    ],
)  # fmt: skip
def test_what_is_told(text: str, code: str, expected: str) -> None:
    assert told(text) == [(code, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "наставник", "на\u00adставник", "№\u00a05", "10\u202f000", "\ufeffприказ", "приказ\ufeff", "\u200eприказ\u200e", "и/\u200bили", "приказ \u200bи", "a\tb\nc",
        "во\u2011первых", "со\x1eставление", "👩\u200d🏫", "IT-наставник", "ITшник", "PR-служба", "Wordовский", "VIII класс", "IIполугодие", "Iполугодие", "5А",
        "Zoom", "наставничество «учитель — учитель»", "μкм",
    ],
)  # fmt: skip
def test_what_is_not_told(text: str) -> None:
    assert told(text) == []


def test_each_kind_is_told_once_with_its_first_places() -> None:
    texts = ["приказ", *["Нaставник"] * 5, "\u202e"]
    assert told(*texts) == [
        ("direction_characters", "U+202E (принудительно справа налево) — стр. 7"),
        ("mixed_alphabets", "«Нaставник» (латиница: a) ×5 — стр. 2 | стр. 3 | стр. 4 …"),
    ]
    assert [found.origin for found in character_problems(document(*texts))] == [Origin(page=7), Origin(page=2)]


def test_many_words_are_cut() -> None:
    (found,) = told(" ".join(f"a{letter}" for letter in "абвгдежз"))
    assert found[1] and found[1].endswith("; и ещё видов: 3")


def test_a_word_without_end_is_cut() -> None:
    assert told("aб" * 10_000) == [("mixed_alphabets", f"«{'aб' * 20}…» (латиница: a) — стр. 1")]


def test_name_of_a_file_and_cells_are_looked_at() -> None:
    assert told("", file="план\u202efdp.docx") == [("direction_characters", "U+202E (принудительно справа налево) — имя файла")]
    cell = Cell(row=2, column=3, paragraphs=(Paragraph(text="cроки"),), origin=Origin(table=1, row=2, column=3))
    table = Table(rows=2, columns=3, cells=(cell,), shows_merges=True)
    (found,) = character_problems(document().model_copy(update={"blocks": (table,)}))
    assert (found.text, found.origin) == ("«cроки» (латиница: c) — таблица 1, строка 2, графа 3", cell.origin)


def test_understanding_passes_over_them_and_keeps_the_texts() -> None:
    """A plan with such characters is understood as the one without, and none of its characters is gone from the document."""
    content = PLAN.read_text("utf-8")
    odd = content.replace("приказ", "при\u200bказ").replace("наставников", "нaставников")
    assert odd != content
    plain, marked = (read_bytes(text.encode(), "план.txt") for text in (content, odd))
    words = vocabulary.load()
    one, other = normalize(plain, words), normalize(marked, words)
    assert [stage.code for stage in one.stages] == [stage.code for stage in other.stages]
    assert [activity.codes for stage in one.stages for activity in stage.activities] == [
        a.codes for s in other.stages for a in s.activities
    ]
    assert "".join(block.text for block in marked.blocks if isinstance(block, Paragraph)).count("\u200b") + sum(
        cell.text.count("\u200b") for table in marked.tables for cell in table.cells
    ) == odd.count("\u200b")
    assert {"invisible_characters", "mixed_alphabets"} <= codes(other.problems)


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {found.code for found in problems}
