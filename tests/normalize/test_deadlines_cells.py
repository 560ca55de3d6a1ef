"""What stands in a deadline cell besides one expression: several of them, other words, or no time at all."""

import pytest

from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.text import words
from pipeline.vocabulary.shapes import Vocabulary
from tests.normalize.deadline_corpus import PERIOD
from tests.normalize.deadline_doubts import NO_TIME, PARTLY, SEVERAL


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time_is_unclear(text: str, vocabulary: Vocabulary) -> None:
    found = read_deadlines(text, PERIOD, vocabulary.calendar).deadlines
    assert [(deadline.kind, deadline.start, deadline.end, deadline.edtf, deadline.text) for deadline in found] == [
        ("unclear", None, None, None, text.strip())
    ]


@pytest.mark.parametrize("text", ["-", "—", "–", "", " ", "...", "- -"])
def test_a_dash_says_nothing(text: str, vocabulary: Vocabulary) -> None:
    reading = read_deadlines(text, PERIOD, vocabulary.calendar)
    assert (reading.entries, reading.whole, reading.evidences) == ((), True, ())


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
