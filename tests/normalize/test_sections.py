"""The rows of a plan in its stages, in the formats that show merged cells and in those that cannot."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.document import Document
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

Make = Callable[..., Document]
Grid = Sequence[Sequence[str]]
WITH_STAGES = ["№", "Этап", "Мероприятия", "Сроки"]
WITHOUT = ["№", "Мероприятия", "Сроки"]

# name: merged cells shown, grid, stages (number, code, activities with their numbers)
PLANS: dict[str, tuple[bool, Grid, list[tuple[str | None, str, list[tuple[str | None, str]]]]]] = {
    "stage column, merged": (
        True,
        [
            WITH_STAGES,
            ["1.", "Отбор и обучение", "Приказ", "май"],
            ["^", "^", "Карта", "июнь"],
            ["2.", "Завершение наставничества", "Отчёт", "май"],
        ],
        [("1", "selection_training", [(None, "Приказ"), (None, "Карта")]), ("2", "completion", [(None, "Отчёт")])],
    ),
    "stage column, blank below": (
        False,
        [
            WITH_STAGES,
            ["1.", "Отбор и обучение", "Приказ", "май"],
            ["", "", "Карта", "июнь"],
            ["2.", "Завершение наставничества", "Отчёт", "май"],
        ],
        [("1", "selection_training", [(None, "Приказ"), (None, "Карта")]), ("2", "completion", [(None, "Отчёт")])],
    ),
    "a number for each row": (
        False,
        [
            WITH_STAGES,
            ["1", "Отбор и обучение", "Приказ", "май"],
            ["2", "", "Карта", "июнь"],
            ["3", "Завершение наставничества", "Отчёт", "май"],
        ],
        [(None, "selection_training", [("1", "Приказ"), ("2", "Карта")]), (None, "completion", [("3", "Отчёт")])],
    ),
    "the same stage again": (
        True,
        [WITH_STAGES, ["1", "Отбор и обучение", "Приказ", "май"], ["1", "Отбор и обучение", "Карта", "июнь"]],
        [("1", "selection_training", [(None, "Приказ"), (None, "Карта")])],
    ),
    "a number in the stage's cell": (
        True,
        [
            ["Этап", "Мероприятия", "Сроки"],
            ["Этап 1. Отбор и обучение", "Приказ", "май"],
            ["II. Завершение наставничества", "Отчёт", "май"],
        ],
        [("1", "selection_training", [(None, "Приказ")]), ("II", "completion", [(None, "Отчёт")])],
    ),
    "wide section rows": (
        True,
        [
            WITHOUT,
            ["Раздел 1. Отбор и обучение", "<", "<"],
            ["1.1", "Приказ", "май"],
            ["Работа с родителями", "<", "<"],
            ["2.1", "Отчёт", "май"],
        ],
        [("1", "selection_training", [("1.1", "Приказ")]), (None, "other", [("2.1", "Отчёт")])],
    ),
    "a wide section row behind its number": (
        True,
        [WITHOUT, ["I", "Отбор и обучение", "<"], ["1", "Приказ", "май"]],
        [("I", "selection_training", [("1", "Приказ")])],
    ),
    "section rows of one cell": (
        False,
        [WITHOUT, ["Отбор и обучение", "", ""], ["1", "Приказ", "май"], ["", "Завершение наставничества", ""], ["2", "Отчёт", "май"]],
        [(None, "selection_training", [("1", "Приказ")]), (None, "completion", [("2", "Отчёт")])],
    ),
    "a named section row of one cell": (
        False,
        [WITHOUT, ["Раздел 3. Работа с родителями", "", ""], ["1", "Приказ", "май"]],
        [("3", "other", [("1", "Приказ")])],
    ),
    "no stages": (True, [WITHOUT, ["1", "Приказ", "май"]], [(None, "other", [("1", "Приказ")])]),
    "rows before the first section": (
        True,
        [WITHOUT, ["1", "Приказ", "май"], ["Завершение наставничества", "<", "<"], ["2", "Отчёт", "май"]],
        [(None, "other", [("1", "Приказ")]), (None, "completion", [("2", "Отчёт")])],
    ),
}


@pytest.mark.parametrize("plan", PLANS)
def test_stages(plan: str, make_document: Make, vocabulary: Vocabulary) -> None:
    merges, grid, expected = PLANS[plan]
    stages = normalize(make_document(grid, merges=merges), vocabulary).stages
    assert [(stage.number, stage.code, [(activity.number, activity.text) for activity in stage.activities]) for stage in stages] == expected


def test_a_plan_without_stages_has_no_name(make_document: Make, vocabulary: Vocabulary) -> None:
    stages = normalize(make_document([WITHOUT, ["1", "Приказ", "май"]]), vocabulary).stages
    assert [(stage.name, stage.match.review) for stage in stages] == [("", False)]


@pytest.mark.parametrize(
    ("row", "code", "text"),
    [
        (["Работа с родителями", "<", "<", "<"], "unknown_stage", "Работа с родителями"),
        (["Завершение наставничества", "<", "<", "<"], "empty_stage", "Завершение наставничества"),
    ],
)
def test_a_stage_that_is_no_stage_is_told(row: list[str], code: str, text: str, make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [["№", "Мероприятия", "Сроки", "Ответственные"], ["1", "Приказ", "май", "Директор"], row]
    problems = normalize(make_document(grid, merges=True), vocabulary).problems
    assert (code, text) in [(problem.code, problem.text) for problem in problems]


def test_a_wide_row_that_names_no_stage_is_told(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [WITH_STAGES, ["1", "Отбор и обучение", "Приказ", "май"], ["Педсовет проводят ежегодно", "<", "<", "<"]]
    roadmap = normalize(make_document(grid, merges=True), vocabulary)
    assert [problem.text for problem in roadmap.problems if problem.code == "unplaced_value"] == ["Педсовет проводят ежегодно"]


def test_a_title_that_is_a_month_is_the_deadline_of_the_rows_below(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [["№", "Мероприятие", "Срок", "Ответственный"], ["Сентябрь", "", "", ""], ["1", "Анкетирование", "", "Куратор"]]
    grid += [["2", "Приказ", "до 20 сентября", "Директор"], ["Октябрь", "", "", ""], ["3", "Открытые уроки", "", "Наставники"]]
    (stage,) = normalize(make_document(grid), vocabulary).stages
    told = [[(deadline.text, deadline.scope) for deadline in activity.deadlines] for activity in stage.activities]
    assert told == [[("Сентябрь", "merged")], [("до 20 сентября", "own")], [("Октябрь", "merged")]]
