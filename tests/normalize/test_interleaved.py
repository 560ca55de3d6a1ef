"""Dumps of a table whose columns are interleaved: there is no grid, only lines."""

from collections.abc import Callable

import pytest

from pipeline.document import Document, Paragraph, Table
from pipeline.errors import NoPlanError
from pipeline.normalize import normalize
from pipeline.normalize.plan.interleaved import rebuild
from pipeline.vocabulary.shapes import Vocabulary

Make = Callable[..., Document]

DUMP = """План работы
№
Этап
Содержание
Сроки Ответственные
1. Формирование банка
наставляемых
1) Опрос педагогов Сентябрь 2023 Куратор
2) Анкета
2. Формирование банка
наставников
1) Беседа с педагогами
Октябрь 2023 Директор
3. Отбор и обучение
1) Собеседование Ноябрь 2023 Директор, куратор
- 2 -
"""


def _lines(text: str) -> str:
    return text.strip().replace("\n", "¶")


def test_stages_and_their_activities(make_document: Make, vocabulary: Vocabulary) -> None:
    stages = normalize(make_document(_lines(DUMP)), vocabulary).stages
    assert [(stage.number, stage.code) for stage in stages] == [("1", "mentee_pool"), ("2", "mentor_pool"), ("3", "selection_training")]
    assert [[activity.text for activity in stage.activities] for stage in stages] == [
        ["Опрос педагогов", "Анкета"],
        ["Беседа с педагогами"],
        ["Собеседование"],
    ]


def test_deadlines_and_roles_at_the_ends_of_lines(make_document: Make, vocabulary: Vocabulary) -> None:
    activities = [activity for stage in normalize(make_document(_lines(DUMP)), vocabulary).stages for activity in stage.activities]
    assert [[deadline.edtf for deadline in activity.deadlines] for activity in activities] == [
        ["2023-09"],
        ["2023-09"],
        ["2023-10"],
        ["2023-11"],
    ]
    assert [[value.role for value in activity.responsibles] for activity in activities] == [
        ["curator"],
        ["curator"],
        ["head"],
        ["head", "curator"],
    ]


def test_the_grid_is_told_to_be_inferred(make_document: Make, vocabulary: Vocabulary) -> None:
    assert "inferred_grid" in [problem.code for problem in normalize(make_document(_lines(DUMP)), vocabulary).problems]


def test_no_word_is_lost(make_document: Make, vocabulary: Vocabulary) -> None:
    blocks = rebuild(make_document(_lines(DUMP)).paragraphs, vocabulary) or []
    tables = [block for block in blocks if isinstance(block, Table)]
    outside = [block.text for block in blocks if isinstance(block, Paragraph)]
    said = " ".join([*outside, *(cell.text for table in tables for cell in table.cells)]).split()
    body = DUMP.split("Ответственные\n")[1].split()
    assert sorted(set(body) - set(said)) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Формирование банка наставников¶Опрос Май",  # one stage is no plan
        "1. Приглашение гостей¶2. Накрыть на стол¶3. Встреча",
        "Формирование банка наставников¶Отбор и обучение",
        "2. Формирование банка наставников¶3. Отбор и обучение",
    ],
)
def test_lines_that_are_no_plan(text: str, make_document: Make, vocabulary: Vocabulary) -> None:
    with pytest.raises(NoPlanError):
        normalize(make_document(text), vocabulary)
