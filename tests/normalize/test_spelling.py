"""What a hand or a file does to words, and what is made of it; and the words that must stay as they are."""

import pytest

from pipeline.morphology import forms
from pipeline.normalize.words.spelling import Speller

WORDS = ("наставник", "директор", "база", "банк", "сентябрь", "октябрь", "декабрь", "мероприятие", "формирование", "отбор")

MENDED = {
    # one letter, or two that changed places
    "диретор": "директор",
    "дирректор": "директор",
    "сетнябрь": "сентябрь",
    "отбоор": "отбор",
    # two letters of a long word
    "мераприятеи": "мероприятие",
    "фармирование": "формирование",
    # a word that spaces or lines broke
    "наста вников": "наставников",
    "наст авни ков": "наставников",
    "баз ы": "базы",
    "от бора": "отбора",
    # words run together
    "формированиебазы": "формирование базы",
    "директорапо": "директора по",
    "ибазы": "и базы",
    # both
    "сентябр ьдекабр ь": "сентябрь декабрь",
}

KEPT = (
    "наставление",  # a word of the dictionary
    "сертификация",  # no word of ours is near
    "баз",  # a form of ours
    "банка",
    "банн",  # too short
    "директор наставник",  # words are not run together
    "сентябрь октябрь",
    "наставленник",  # three letters away
    "звездочёт",
    "базыи",  # a lone letter at the end is a slip rather than a word
    "отборбан",
    "октдекабрь",  # between two words, none is taken
    "2 директор",
    "",
)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller((form for word in WORDS for form in forms(word)), least=5, small=("по", "и"))


def _mended(speller: Speller, text: str) -> str:
    return " ".join(mended.word for mended in speller.mend(text.split()))


@pytest.mark.parametrize("text", MENDED)
def test_mended(text: str, speller: Speller) -> None:
    assert _mended(speller, text) == MENDED[text]


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str, speller: Speller) -> None:
    assert _mended(speller, text) == text


def test_of_two_words_that_are_as_near_none_is_taken() -> None:
    speller = Speller(["перенос", "переном"], least=5, key=str)
    assert speller.nearest("переноц") is None


def test_a_word_that_goes_on_is_nearer() -> None:
    speller = Speller(["завершение", "завершен", "завершенный"], least=5, key=str)
    assert speller.nearest("завершени") == "завершение"


def test_which_form_was_meant_does_not_matter_where_they_mean_one() -> None:
    speller = Speller(["кураторы", "куратора"], least=5, key=lambda form: "куратор")
    assert speller.nearest("кураторш") in {"кураторы", "куратора"}


def test_letters_are_changed_for_targets_alone() -> None:
    speller = Speller(["куратор", "школы"], least=5, targets=["куратор"])
    assert (speller.nearest("куратар"), speller.nearest("школыы")) == ("куратор", None)


def test_how_and_where() -> None:
    speller = Speller(["база", "базы", "формирование", "наставников"], least=5)
    found = speller.mend(["фомирование", "баз", "ы", "", "формированиебазы", "наставников"])
    assert [(word.word, word.at, word.length, word.how) for word in found] == [
        ("формирование", 0, 1, "mended"),
        ("базы", 1, 2, "broken"),
        ("", 3, 1, "whole"),
        ("формирование", 4, 1, "glued"),
        ("базы", 4, 1, "glued"),
        ("наставников", 5, 1, "whole"),
    ]


def test_a_mark_parts_words() -> None:
    speller = Speller(["базы"], least=5)
    assert [word.word for word in speller.mend(["баз", "", "ы"])] == ["баз", "", "ы"]
