"""The time that a plan covers, told by its title or a line before the table."""

import datetime as dt

import pytest

from pipeline.normalize.front.period import read_period
from pipeline.vocabulary.shapes import Vocabulary

SCHOOL_YEAR = ("academic_year", dt.date(2022, 9, 1), dt.date(2023, 8, 31))
YEAR = ("calendar_year", dt.date(2024, 1, 1), dt.date(2024, 12, 31))
YEARS = ("years", dt.date(2021, 1, 1), dt.date(2024, 12, 31))
UNKNOWN = ("unknown", None, None)

TITLES = {
    SCHOOL_YEAR: (
        "на 2022-2023 учебный год",
        "НА 2022-2023 УЧЕБНЫЙ ГОД",
        "в 2022-2023 учебном году",
        "на 2022/2023 уч.г.",
        "на 2022 – 2023 уч. год",
        "2022/23 учебный год",
        "на 2022-2023уч.год",
        "План на 2022-2023",
        "на 2 полугодие 2022-2023 учебного года",
    ),
    YEAR: ("на 2024 год", "на 2024 г.", "План на 2024 год по наставничеству", "2024 учебный год", "в 2024 году"),
    YEARS: ("на 2021-2024 гг.", "2021-2024 годы", "на период 2021-2024 годов", "на 2021 – 2024 годы"),
    ("years", dt.date(2022, 9, 1), dt.date(2024, 5, 31)): ("(сентябрь 2022 г. - май 2024 г.)", "сентябрь 2022 - май 2024"),
    UNKNOWN: (
        "План мероприятий",
        "План к приказу от 01.09.2023 № 5",
        "по распоряжению от 25.12.2019 № Р-145",
        "на 20__-20__ учебный год",
        "2024-2022 учебный год",
        "Тел. 2023-24",
        "Приказ № 2023",
        "от 31 августа 2023 года",
    ),
}

# lines before the table that are no title
OTHERS = {
    SCHOOL_YEAR: ("на 2022-2023 учебный год", "2022-2023 учебный год"),
    YEAR: ("на 2024 год", "2024 учебный год"),
    YEARS: ("2021-2024 годы",),
    UNKNOWN: ("г. Томск, 2024 год", "г. Томск 2024 г.", "2024", "протокол № 1 от 31 августа 2024 г.", "«31» августа 2024 года", "2024 г."),
}


@pytest.mark.parametrize("expected", TITLES)
def test_title(expected: tuple[str, dt.date, dt.date], vocabulary: Vocabulary) -> None:
    periods = {title: read_period(title, (), vocabulary).period for title in TITLES[expected]}
    assert {title: (period.kind, period.start, period.end) for title, period in periods.items()} == dict.fromkeys(
        TITLES[expected], expected
    )


@pytest.mark.parametrize("expected", OTHERS)
def test_other_line(expected: tuple[str, dt.date, dt.date], vocabulary: Vocabulary) -> None:
    periods = {line: read_period(None, [line], vocabulary).period for line in OTHERS[expected]}
    assert {line: (period.kind, period.start, period.end) for line, period in periods.items()} == dict.fromkeys(OTHERS[expected], expected)


def test_the_title_comes_first(vocabulary: Vocabulary) -> None:
    period = read_period("План на 2022-2023 учебный год", ["на 2024 год"], vocabulary).period
    assert (period.kind, period.text) == ("academic_year", "2022-2023 учебный год")


@pytest.mark.parametrize(
    ("title", "expected"), [("на 2024 учебный год", True), ("на 2024 год", False), ("на 2022-2023 учебный год", False)]
)
def test_one_year_for_two_is_told(title: str, expected: bool, vocabulary: Vocabulary) -> None:
    assert read_period(title, (), vocabulary).is_one_for_two is expected


@pytest.mark.parametrize("written", ["2021-2024 гг.", "2021-2024 г.г.", "2024 г.", "2023/24 уч.г.", "2024 год"])
def test_text_of_the_period_is_as_written(written: str, vocabulary: Vocabulary) -> None:
    assert read_period(f"План на {written}", [], vocabulary).period.text == written
