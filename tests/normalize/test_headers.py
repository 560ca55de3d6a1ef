"""Headings of a plan's columns."""

import pytest

from pipeline.normalize.plan.headers import match_heading, read_header
from pipeline.vocabulary.shapes import Vocabulary

HEADINGS = {
    "number": ("№", "№ п/п", "№ п / п", "№п/п", "N п/п", "п/п", "№\nп/п"),
    "stage": ("Этап", "Наименование этапа", "Этапы реализации", "Раздел", "Направление деятельности"),
    "activity": ("Мероприятие", "МЕРОПРИЯТИЯ", "Наименование мероприятия", "Основные мероприятия", "Мероприятия по реализации"),
    "content": ("Содержание", "Содержание деятельности", "Содержание работы", "Содержание деятельности и план \nмероприятий"),
    "deadline": ("Срок", "Сроки:", "Сроки реализации", "Срок реали-", "Сроки выпол-\nнения", "Дата проведения", "Срок исполнения мероприятия"),
    "responsible": ("Ответственный", "Ответст-\nвенные", "Ответственный исполнитель", "Исполнители", "Ответственные лица", "Ответствен ные"),
    "result": ("Результат", "Ожидаемый результат", "Предполагаемый \n\nрезультат", "Результат (документ)", "Результат деятельности"),
    "unused": ("Примечание", "Отметка о выполнении", "Форма проведения", "Место проведения"),
    None: ("", " ", "Сентябрь", "Приказ о назначении куратора", "Отчёт о сроках", "1", "Директор"),
}  # fmt: skip

ROWS = {
    ("№", "Мероприятие", "Сроки", "Ответственные"): ("number", "content", "deadline", "responsible"),
    ("№", "Этап", "Мероприятия", "Содержание", "Сроки"): ("number", "stage", "group", "content", "deadline"),
    ("Этап", "Содержание", "Результат"): ("stage", "content", "result"),
    ("Мероприятие", "Срок", "Примечание", "Ещё"): ("content", "deadline", "unused", "unknown"),
    ("", "Мероприятие", "Срок", ""): ("unknown", "content", "deadline", "unknown"),
    ("Содержание", "Содержание", "Срок"): ("content", "content", "deadline"),
    ("1", "2", "3", "4"): None,
    ("Мероприятие", "Примечание"): None,
    ("Мероприятие",): None,
    ("Сроки", "Ответственные"): None,
    ("1", "Приказ о назначении", "сентябрь", "директор"): None,
    ("Мероприятие " + "очень " * 30, "Сроки"): None,
}


@pytest.mark.parametrize("code", HEADINGS)
def test_heading(code: str | None, vocabulary: Vocabulary) -> None:
    found = {text: match_heading(text, vocabulary.columns) for text in HEADINGS[code]}
    assert found == dict.fromkeys(HEADINGS[code], code)


@pytest.mark.parametrize("headings", ROWS)
def test_header(headings: tuple[str, ...], vocabulary: Vocabulary) -> None:
    assert read_header(headings, vocabulary.columns) == ROWS[headings]
