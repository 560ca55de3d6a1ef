"""The one way in which strings are shown, and in which two are called equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import characters, fold, join_nonempty, mend_lookalikes, squash, strip_closing, tidy, words

TIDY = {
    "  План \t работы\n": "План работы",
    "настав\u00adник": "наставник",
    "План\u00a0работы": "План работы",
    "\ufeffПлан\u200b": "План",
    "Mай": "Май",  # Latin M
    "сентябpь": "сентябрь",  # Latin p
    "c наставником": "с наставником",  # Latin c alone before a Cyrillic word
    "й": "й",  # и and a breve of its own
    "МБОУ «СОШ № 5»": "МБОУ «СОШ № 5»",
    "BMW": "BMW",
    "IT-куб": "IT-куб",
    "Точка роста – IT": "Точка роста – IT",
    "school.ru": "school.ru",
    "": "",
}  # fmt: skip

FOLDED = {
    "Ёлка": "елка",
    "«План»": '"план"',
    "“План”": '"план"',
    "план – график": "план - график",
    "План.": "план",
    "План;": "план",
    "План!": "план",
    "ПЛАН:": "план",
}

CLOSED = {
    "Приказ.": "Приказ",
    "Приказ;": "Приказ",
    "Приказ:": "Приказ",
    "Приказ,": "Приказ",
    "Приказ ;": "Приказ",
    "Приказ и др.": "Приказ и др.",
    "Приказ и др.;": "Приказ и др.",
    "и т.д.": "и т.д.",
    "и т. п.": "и т. п.",
    "2021-2024 гг.": "2021-2024 гг.",
    "Зимина А.А.": "Зимина А.А.",
    "Приказ!": "Приказ!",
    "Приказ?": "Приказ?",
    "(приказ)": "(приказ)",
    "«Приказ».": "«Приказ»",
    "": "",
}


@pytest.mark.parametrize("text", TIDY)
def test_tidy(text: str) -> None:
    assert tidy(text) == TIDY[text]


@pytest.mark.parametrize("text", FOLDED)
def test_fold(text: str) -> None:
    assert fold(text) == FOLDED[text]


@pytest.mark.parametrize("text", CLOSED)
def test_closing_marks(text: str) -> None:
    assert strip_closing(text) == CLOSED[text]


def test_words() -> None:
    assert words("Педагог-психолог, ЁЛКА № 5 (1-й класс)") == ["педагог-психолог", "елка", "5", "1-й", "класс"]


def test_characters_are_counted_without_spaces() -> None:
    assert characters(" а б\n\tв ") == 3


def test_join_nonempty() -> None:
    assert (join_nonempty(["а", None, "", "б"], " / "), join_nonempty([None, ""], " / ")) == ("а / б", None)


@given(st.text())
def test_squashed_twice_is_squashed(text: str) -> None:
    assert squash(squash(text)) == squash(text)


@given(st.text(alphabet="абвАЁёйaceopxyABCHKMOPTX -–«»\u00ad\u200b.,;:1№\n\t"))
def test_a_tidy_text_is_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet="абвАЁёй -–«»\u00ad\u200b.,;:1№\n\t"))
def test_a_folded_text_is_folded(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвгABCaceopxy ,.-"))
def test_mending_letters_keeps_the_length(text: str) -> None:
    assert len(mend_lookalikes(text)) == len(text)


@given(st.text(alphabet="абв .,;:др"))
def test_closing_marks_are_all_that_is_lost(text: str) -> None:
    assert words(strip_closing(text)) == words(text)
