"""The values of a row at its activities, and how they came to stand there.

The notation: text of the activity: deadlines, then responsibles, then results, each with its scope.
"""

from collections.abc import Callable, Sequence

import pytest

from pipeline.document import Document
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

Make = Callable[..., Document]
HEADER = ["№", "Мероприятия", "Сроки", "Ответственные", "Результат"]
FIRST = ["1", "Приказ", "Май", "Директор", "Документ"]

# name: merged cells shown, rows, what is said of each activity
ROWS: dict[str, tuple[bool, Sequence[Sequence[str]], list[str]]] = {
    "a value of its own": (True, [FIRST], ["Приказ: own Май; own Директор; own Документ"]),
    "merged over rows": (
        True,
        [FIRST, ["2", "Карта", "^", "^", "^"]],
        ["Приказ: merged Май; merged Директор; merged Документ", "Карта: merged Май; merged Директор; merged Документ"],
    ),
    "blank where merges are shown": (True, [FIRST, ["2", "Карта", "", "", ""]], ["Приказ: own Май; own Директор; own Документ", "Карта"]),
    "blank where they cannot be shown": (
        False,
        [FIRST, ["2", "Карта", "", "", ""]],
        ["Приказ: own Май; own Директор; own Документ", "Карта: carried Май; carried Директор; carried Документ"],
    ),
    "a dash says nothing and stops what is carried": (
        False,
        [FIRST, ["2", "Карта", "-", "—", "–"], ["3", "Отчёт", "", "", ""]],
        ["Приказ: own Май; own Директор; own Документ", "Карта", "Отчёт"],
    ),
    "a row without a text adds to the activity above": (
        True,
        [FIRST, ["", "", "Июнь", "Куратор", ""]],
        ["Приказ: own Май; own Июнь; own Директор; own Куратор; own Документ"],
    ),
    "what is equal is said once": (True, [FIRST, ["", "", "Май", "Директор", "Документ"]], ["Приказ: own Май; own Директор; own Документ"]),
    "one to one by the leaves": (
        True,
        [["1", "1) Приказ¶2) Карта", "Май¶Июнь", "Директор¶Куратор", "- Документ¶- База"]],
        ["Приказ: own Май; own Директор; own Документ", "Карта: own Июнь; own Куратор; own База"],
    ),
    "one to one by the top level": (
        True,
        [["1", "1) Документы:¶- приказ¶- карта¶2) Отбор", "Май¶Июнь", "", ""]],
        ["приказ: own Май", "карта: own Май", "Отбор: own Июнь"],
    ),
    "once for a row of several": (
        True,
        [["1", "1) Приказ¶2) Карта", "Май", "Директор", "Документ"]],
        ["Приказ: row Май; row Директор; row Документ", "Карта: row Май; row Директор; row Документ"],
    ),
    "the members of a comma list are for each": (
        True,
        [["1", "1) Приказ¶2) Карта", "Май, июнь", "Директор, куратор", ""]],
        ["Приказ: row Май; row июнь; row Директор; row куратор", "Карта: row Май; row июнь; row Директор; row куратор"],
    ),
    "a trailing comma joins": (
        True,
        [["1", "1) Приказ¶2) Карта", "Май", "Директор,¶Куратор", ""]],
        ["Приказ: row Май; row Директор; row Куратор", "Карта: row Май; row Директор; row Куратор"],
    ),
    "a month in a merged column": (
        True,
        [["1", "Приказ", "Сентябрь", "Директор", ""], ["2", "Карта", "^", "Куратор", ""]],
        ["Приказ: merged Сентябрь; own Директор", "Карта: merged Сентябрь; own Куратор"],
    ),
}


def _said(document: Document, vocabulary: Vocabulary) -> list[str]:
    found: list[str] = []
    for stage in normalize(document, vocabulary).stages:
        for activity in stage.activities:
            values = [f"{deadline.scope} {deadline.text}" for deadline in activity.deadlines]
            values += [f"{responsible.scope} {responsible.text}" for responsible in activity.responsibles]
            values += [f"{result.scope} {result.text}" for result in activity.results]
            found.append(": ".join(filter(None, (activity.text, "; ".join(values)))))
    return found


@pytest.mark.parametrize("name", ROWS)
def test_values(name: str, make_document: Make, vocabulary: Vocabulary) -> None:
    merges, rows, expected = ROWS[name]
    assert _said(make_document([HEADER, *rows], merges=merges), vocabulary) == expected


def test_nothing_is_carried_into_another_stage(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [["Этап", "Мероприятия", "Сроки"], ["Отбор и обучение", "Приказ", "Май"], ["Завершение наставничества", "Отчёт", ""]]
    assert _said(make_document(grid), vocabulary) == ["Приказ: own Май", "Отчёт"]


def test_a_grouping_column_is_the_lead(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [
        ["№", "Мероприятия", "Содержание деятельности", "Сроки"],
        ["1", "Опрос", "Анкета", "Май"],
        ["", "", "Беседы:¶- первая¶- вторая", "Июнь"],
    ]
    grid += [["2", "Отчёт", "", "Июль"]]
    activities = normalize(make_document(grid), vocabulary).stages[0].activities
    assert [(activity.number, activity.lead, activity.text) for activity in activities] == [
        ("1", "Опрос", "Анкета"),
        (None, "Опрос / Беседы", "первая"),
        (None, "Опрос / Беседы", "вторая"),
        ("2", None, "Отчёт"),
    ]


def test_values_before_the_first_activity_are_told(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER, ["", "", "Май", "Директор", ""], FIRST], merges=True), vocabulary)
    assert [problem.text for problem in roadmap.problems if problem.code == "unplaced_value"] == ["Май", "Директор"]


@pytest.mark.parametrize(
    ("row", "code", "text"),
    [
        (["1", "Приказ", "когда-нибудь", "Директор", ""], "unclear_deadline", "когда-нибудь"),
        (["1", "Приказ", "Май, на линейке", "Директор", ""], "partly_read_deadline", "Май, на линейке"),
        (["1", "Приказ", "Май", "звездочёт", ""], "unknown_role", "звездочёт"),
    ],
)
def test_what_is_not_understood_is_told(row: list[str], code: str, text: str, make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER, row], merges=True), vocabulary)
    assert [problem.text for problem in roadmap.problems if problem.code == code] == [text]


def test_a_condition_alone_is_no_problem(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER, ["1", "Приказ", "По графику", "Директор", ""]], merges=True), vocabulary)
    assert [problem.code for problem in roadmap.problems if "deadline" in problem.code] == []


def test_activities_know_where_they_stand(make_document: Make, vocabulary: Vocabulary) -> None:
    roadmap = normalize(make_document([HEADER, FIRST, ["2", "Карта", "", "", ""]], merges=True), vocabulary)
    origins = [activity.origin for activity in roadmap.stages[0].activities]
    assert [(origin.table, origin.row, origin.column) for origin in origins] == [(1, 2, 2), (1, 3, 2)]


def test_values_in_small_letters_are_apart(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [["№", "Мероприятия", "Сроки", "Ответственные", "Результат"]]
    grid += [
        ["1", "1) Анкетирование¶2) Приказ¶3) Семинар", "сентябрь¶октябрь¶до 20 мая", "куратор¶директор¶методист", "справка¶приказ¶памятка"]
    ]
    (stage,) = normalize(make_document(grid), vocabulary).stages
    told = [(a.deadlines[0].text, a.responsibles[0].text, a.results[0].text, a.results[0].scope) for a in stage.activities]
    assert told == [
        ("сентябрь", "куратор", "справка", "own"),
        ("октябрь", "директор", "приказ", "own"),
        ("до 20 мая", "методист", "памятка", "own"),
    ]


def test_a_value_goes_on_in_small_letters(make_document: Make, vocabulary: Vocabulary) -> None:
    grid = [["№", "Мероприятия", "Сроки", "Ответственные", "Результат"]]
    grid += [
        ["1", "Приказ", "Ежегодно сентябрь¶(дополнительно по запросу)", "заместитель директора¶по УВР", "Сформирована база¶наставников"]
    ]
    ((activity,),) = [stage.activities for stage in normalize(make_document(grid), vocabulary).stages]
    assert [deadline.conditions for deadline in activity.deadlines] == [("on_demand",)]
    assert [(one.role, one.area) for one in activity.responsibles] == [("deputy_head", "academic")]
    assert [result.text for result in activity.results] == ["Сформирована база наставников"]
