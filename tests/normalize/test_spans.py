"""Two columns of time: a begin and an end are one span; a month and a day are two deadlines."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.document import Document
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

Make = Callable[..., Document]
ENDS = ("Дата начала", "Дата окончания")

# name: the headings of both columns, the cells of each row, the kind and EDTF of each row's deadlines
PLANS: dict[str, tuple[tuple[str, str], Sequence[tuple[str, str]], list[list[tuple[str, str | None]]]]] = {
    "days": (ENDS, [("01.09.2025", "15.09.2025")], [[("interval", "2025-09-01/2025-09-15")]]),
    "months": (ENDS, [("сентябрь", "май")], [[("interval", "2025-09/2026-05")]]),
    "merged over rows": (ENDS, [("сентябрь", "май"), ("^", "^")], [[("interval", "2025-09/2026-05")]] * 2),
    "one word each": (("Начало", "Окончание"), [("сентябрь", "май")], [[("interval", "2025-09/2026-05")]]),
    "no end": (ENDS, [("сентябрь", "")], [[("interval", "2025-09")]]),
    "no span": (ENDS, [("сентябрь", "постоянно")], [[("interval", "2025-09"), ("ongoing", "2025-09-01/2026-08-31")]]),
    "other headings": (("Месяц", "Срок"), [("сентябрь", "до 15.09")], [[("interval", "2025-09"), ("due", "../2025-09-15")]]),
}


@pytest.mark.parametrize("name", PLANS)
def test_columns_of_time(name: str, make_document: Make, vocabulary: Vocabulary) -> None:
    headings, cells, expected = PLANS[name]
    rows = [[f"Провести встречу {number}", *row, "Директор"] for number, row in enumerate(cells, start=1)]
    table = [["Мероприятия", *headings, "Ответственные"], *rows]
    roadmap = normalize(make_document("План на 2025-2026 учебный год", table, merges=True), vocabulary)
    found = [[(one.kind, one.edtf) for one in activity.deadlines] for stage in roadmap.stages for activity in stage.activities]
    assert found == expected


def test_columns_under_one_heading(make_document: Make, vocabulary: Vocabulary) -> None:
    header = [["Мероприятия", "Сроки", "<", "Ответственные"], ["^", "Начало", "Окончание", "^"]]
    table = [*header, ["Провести встречу", "сентябрь", "май", "Директор"]]
    roadmap = normalize(make_document("План на 2025-2026 учебный год", table, merges=True), vocabulary)
    assert [one.edtf for one in roadmap.stages[0].activities[0].deadlines] == ["2025-09/2026-05"]


def test_text_says_both_cells(make_document: Make, vocabulary: Vocabulary) -> None:
    table = [["Мероприятия", *ENDS, "Ответственные"], ["Провести встречу", "1 сентября", "31 мая", "Директор"]]
    roadmap = normalize(make_document("План на 2025-2026 учебный год", table), vocabulary)
    (deadline,) = roadmap.stages[0].activities[0].deadlines
    assert (deadline.text, roadmap.problems and [one.code for one in roadmap.problems if "deadline" in one.code]) == (
        "1 сентября - 31 мая",
        [],
    )
