"""What stands in a deadline cell besides one expression: several of them, other words, or no time at all."""

import datetime as dt

import pytest

from pipeline.model import Period
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.text import words
from pipeline.vocabulary.shapes import Vocabulary

PERIOD = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31), kind="academic_year")

NO_TIME = (
    "9-11 класс", "5-9 классы", "1-4 кл.", "12 ч", "2 часа", "15:00", "п. 3.2", "Приказ № 12", "протокол № 3", "каб. 12", "10-15 человек",
    "8-900-000-00-00", "школа", "Да", "нет", "с детьми", "до детей", "майские праздники", "мартовский кот", "маевка", "по согласованию",
    "1 год", "2 года", "3 месяца", "10 дней", "в течение 10 дней", "первые 3 месяца", "педсовет", "32.09.2025", "01.13.2025", "1.1", "3.1", "14.30",
    "разработать", "неделя", "к Дню учителя", "Совещание при директоре",
)  # fmt: skip

# text: the entries, each with the EDTF of its expressions
SEVERAL = {
    "сентябрь, май": [["2025-09", "2026-05"]],
    "сентябрь,май": [["2025-09", "2026-05"]],
    "сентябрь и май": [["2025-09", "2026-05"]],
    "сентябрь, декабрь, март": [["2025-09", "2025-12", "2026-03"]],
    "август, сентябрь 2025": [["2025-08", "2025-09"]],
    "сентябрь, октябрь, ноябрь 2025": [["2025-09", "2025-10", "2025-11"]],
    "сентябрь 2025, май": [["2025-09", "2026-05"]],
    "сентябрь-октябрь, апрель-май": [["2025-09/2025-10", "2026-04/2026-05"]],
    "20.12, 20.05": [["2025-12-20", "2026-05-20"]],
    "до 10 сентября, до 10 января": [["../2025-09-10", "../2026-01-10"]],
    "октябрь, февраль 2026": [["2025-10", "2026-02"]],
    "ноябрь-декабрь, март 2026": [["2025-11/2025-12", "2026-03"]],
    "5 и 19 октября": [["2025-10-05", "2025-10-19"]],
    "до 10 сентября и 10 января": [["../2025-09-10", "../2026-01-10"]],
    "сентябрь; май": [["2025-09"], ["2026-05"]],
    "сентябрь май": [["2025-09"], ["2026-05"]],
    "до 1 сентября; до 1 октября": [["../2025-09-01"], ["../2025-10-01"]],
    "до 1 сентября до 1 октября": [["../2025-09-01"], ["../2025-10-01"]],
    "Сентябрь 2025 В течение учебного года": [["2025-09"], ["2025-09-01/2026-05-31"]],
    "сентябрь, в течение года": [["2025-09", "2025-09-01/2026-08-31"]],
    "01.09.2025 15.01.2026": [["2025-09-01"], ["2026-01-15"]],
}

# text: the EDTF of what was understood
PARTLY = {
    "5 октября (День учителя)": ["2025-10-05"],
    "Приказ № 12 от 01.09.2025": ["2025-09-01"],
    "сентябрь (входной), май (итоговый)": ["2025-09", "2026-05"],
    "после 1 сентября": ["2025-09-01"],
    "сентябрь, на линейке": ["2025-09"],
}


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time_is_unclear(text: str, vocabulary: Vocabulary) -> None:
    found = read_deadlines(text, PERIOD, vocabulary.calendar).deadlines
    assert [(deadline.kind, deadline.start, deadline.end, deadline.edtf, deadline.text) for deadline in found] == [
        ("unclear", None, None, None, text.strip())
    ]


@pytest.mark.parametrize("text", ["-", "—", "–", "", " ", "...", "- -"])
def test_a_dash_says_nothing(text: str, vocabulary: Vocabulary) -> None:
    assert read_deadlines(text, PERIOD, vocabulary.calendar) == ((), True)


@pytest.mark.parametrize("text", SEVERAL)
def test_a_comma_list_is_one_entry(text: str, vocabulary: Vocabulary) -> None:
    entries = read_deadlines(text, PERIOD, vocabulary.calendar).entries
    assert [[deadline.edtf for deadline in entry] for entry in entries] == SEVERAL[text]


@pytest.mark.parametrize("text", PARTLY)
def test_words_left_over_are_told(text: str, vocabulary: Vocabulary) -> None:
    reading = read_deadlines(text, PERIOD, vocabulary.calendar)
    assert ([deadline.edtf for deadline in reading.deadlines], reading.whole) == (PARTLY[text], False)


@pytest.mark.parametrize("text", [*SEVERAL, *PARTLY])
def test_no_word_of_the_cell_is_lost(text: str, vocabulary: Vocabulary) -> None:
    """The texts of the expressions hold the cell's words; «и» between two of them apart."""
    said = [word for deadline in read_deadlines(text, PERIOD, vocabulary.calendar).deadlines for word in words(deadline.text)]
    assert [word for word in said if word != "и"] == [word for word in words(text) if word != "и"]
