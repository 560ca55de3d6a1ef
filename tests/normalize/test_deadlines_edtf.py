"""EDTF that the deadlines give is EDTF, and its days exist."""

import datetime as dt
import itertools
import re

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Period
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.vocabulary import load

_POINT = r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_FORM = re.compile(rf"(?:\.\./)?{_POINT}|{_POINT}/(?:{_POINT}|\.\.)")

MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь")
SHAPES = (
    "{one}",
    "{one} 2025",
    "{one}-{two}",
    "{one} 2025 - {two} 2026",
    "с 1.{number:02d} по 20.{number:02d}",
    "{number:02d} {one}",
    "до 7.{number:02d}.2025",
)
PHRASES = [
    shape.format(one=one, two=two, number=number)
    for shape, (number, one), two in itertools.product(SHAPES, enumerate(MONTHS, start=1), MONTHS[::5])
]


@pytest.mark.parametrize("phrase", sorted(set(PHRASES)))
def test_edtf_is_parsed_by_its_library(phrase: str) -> None:
    found = [deadline.edtf for deadline in read_deadlines(phrase, Period(), load().calendar).deadlines]
    taken = [value for value in found if value and ".." not in value and "XXXX-XX" not in value]
    assert [str(edtf.parse_edtf(value)) for value in taken] == taken


@given(
    st.lists(
        st.sampled_from([*MONTHS, "до", "с", "по", "-", ",", "2025", "2026", "г.", "15", "ежегодно", "I квартал", "в течение года"]),
        max_size=7,
    )
)
def test_any_words_give_edtf_of_the_right_form(row: list[str]) -> None:
    found = read_deadlines(" ".join(row), Period(), load().calendar).deadlines
    assert [deadline.edtf for deadline in found if deadline.edtf and not _FORM.fullmatch(deadline.edtf)] == []


@given(st.text(alphabet="0123456789абвгсентябрьюмйоктг .,-/–()№XIV", max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = read_deadlines(text, Period(), load().calendar)
    assert bool(reading.deadlines) == any(character.isalnum() for character in text)


@pytest.mark.parametrize("year", [2023, 2025])
def test_days_of_an_interval_are_in_order(year: int) -> None:
    period = Period(start=dt.date(year, 9, 1), end=dt.date(year + 1, 8, 31), kind="academic_year")
    found = [deadline for phrase in PHRASES for deadline in read_deadlines(phrase, period, load().calendar).deadlines]
    assert [deadline.text for deadline in found if deadline.start and deadline.end and deadline.start > deadline.end] == []
