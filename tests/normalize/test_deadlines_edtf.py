"""EDTF that the deadlines give is EDTF, and its days exist."""

import datetime as dt
import itertools

import edtf
import pytest
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Period
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.vocabulary import load
from tests.normalize.deadline_corpus import ONE, PERIOD
from tests.normalize.deadline_doubts import SEVERAL, UNSURE

PERIODS = (
    PERIOD,
    Period(start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31), kind="calendar_year"),
    Period(start=dt.date(2024, 1, 1), end=dt.date(2026, 12, 31), kind="years"),
    Period(),
)
MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь")
PIECES = (
    *MONTHS, "сен.25", "дек.", "до", "не позднее", "к", "с", "по", "начиная с", "после", "за", "в", "и", "-", "–", ",", ";", "/", ":", "(", ")",
    "2025", "2025-2026", "2026", "г.", "уч. год", "учебного года", "года", "0", "1", "5", "15", "29", "31", "99", "I", "IV", "II", "31.08", "29.02.2025",
    "29.02", "1.09.25", "09-10.2025", "10.25", "ежегодно", "ежемесячно", "раза в год", "раз в", "каждый", "каждые", "месяца", "неделя", "декада",
    "половина", "квартал", "четверть", "триместр", "полугодие", "начало", "конец", "последняя", "пятница", "по средам", "числа", "каникулы", "осенние",
    "зимние", "зима", "в течение", "в течение года", "постоянно", "весь период", "далее", "по запросу", "по графику", "Сентбрь", "втечение", "класс",
)  # fmt: skip
"""Words of every kind that the language of deadlines has, and some that it has not."""


def is_edtf(value: str) -> bool:
    """Whether a text is EDTF by its library. It fails on an open end beside an unknown year, so that ends are parsed by themselves."""
    ends = [end for end in value.split("/") if end != ".."]
    try:
        return 1 <= len(ends) <= 2 and [str(edtf.parse_edtf(end)) for end in ends] == ends and _may_be_whole(value)
    except EDTFParseException:
        return False


def _may_be_whole(value: str) -> bool:
    return ".." in value or str(edtf.parse_edtf(value)) == value


def readings(text: str, period: Period) -> list[tuple[str | None, dt.date | None, dt.date | None]]:
    """EDTF, first and last day of each deadline in a text."""
    return [(found.edtf, found.start, found.end) for found in read_deadlines(text, period, load().calendar).deadlines]


@pytest.mark.parametrize("value", ["2025-09", "2025-09-01/2026-05-31", "../XXXX-10-01", "XXXX-XX-25", "XXXX-09/XXXX-05", "2025-09/.."])
def test_forms_that_we_write_are_edtf(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize("value", ["2025-13", "2025-09-31", "2025-9", "09-2025", "..", "2025/2026/2027"])
def test_other_forms_are_not(value: str) -> None:
    assert not is_edtf(value)


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.kind)
def test_the_corpus_gives_edtf(period: Period) -> None:
    groups = [*ONE.values(), *itertools.chain.from_iterable(groups.values() for groups in UNSURE.values()), tuple(SEVERAL)]
    values = {value for phrases in groups for phrase in phrases for value, _, _ in readings(phrase, period) if value}
    assert sorted(value for value in values if not is_edtf(value)) == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=7), st.sampled_from(PERIODS))
def test_any_row_of_words_gives_edtf_and_days_in_order(row: list[str], period: Period) -> None:
    found = readings(" ".join(row), period)
    assert [value for value, _, _ in found if value and not is_edtf(value)] == []
    assert [(start, end) for _, start, end in found if start and end and start > end] == []


@settings(deadline=None)
@given(st.text(alphabet="0123456789абвгсентябрьюмйоктг .,-/–()№XIVІ|'", max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = read_deadlines(text, Period(), load().calendar)
    assert bool(reading.deadlines) == any(character.isalnum() for character in text)
    assert len(reading.evidences) == len(reading.deadlines)
