"""The act that approved a plan: kind, number, date, person, position."""

import datetime as dt

import pytest

from pipeline.model import Approval
from pipeline.normalize.front.approval import read_approval
from pipeline.normalize.front.approval.signature import read_signature
from pipeline.normalize.front.dates import find_date
from pipeline.vocabulary.shapes import Vocabulary

Parts = tuple[str | None, str | None, dt.date | None, str | None, str | None]
DAY = dt.date(2023, 9, 1)

# the lines of a block: act, number, date, person, position
BLOCKS: dict[str, Parts] = {
    "УТВЕРЖДАЮ|Директор МБОУ СОШ № 5|____ А.А. Зимина|«01» сентября 2023 г.": (None, None, DAY, "А.А. Зимина", "Директор"),
    "УТВЕРЖДАЮ:|Директор школы|Зимина А.А.|Приказ № 123 от 01.09.2023": ("приказ", "123", DAY, "Зимина А.А.", "Директор"),
    "Утверждаю|Заведующий МБДОУ № 3|Зимина А.А.": (None, None, None, "Зимина А.А.", "Заведующий"),
    "Утверждаю|И.о. директора|Зимина А.А.|Приказ от 1 сентября 2023 г. № 77": ("приказ", "77", DAY, "Зимина А.А.", "И.о. директора"),
    "Утверждаю|Заместитель директора по УВР|Зимина А.А.": (None, None, None, "Зимина А.А.", "Заместитель директора по УВР"),
    "УТВЕРЖДАЮ Директор МБОУ «Лицей № 3» Приказ № 55/1-ОД от 01.09.2023 г.": ("приказ", "55/1-ОД", DAY, None, "Директор"),
    "Утверждено|приказом директора МБОУ СОШ № 5|от 01.09.2023 № 123-од": ("приказ", "123-од", DAY, None, None),
    "УТВЕРЖДЕНО приказом МБОУ СОШ №7 от 01.09.2023 г. №5": ("приказ", "5", DAY, None, None),
    "Приложение № 1|к приказу от 01.09.2023г. № 01-09/123": ("приказ", "01-09/123", DAY, None, None),
    "Приложение к приказу № 123 от 01.09.2023": ("приказ", "123", DAY, None, None),
    "Приложение 2 к Приказу|от 01.09.2023 № 246-о/д": ("приказ", "246-о/д", DAY, None, None),
    "Приложение № 1 к приказу от 1.09.2023 № 5": ("приказ", "5", DAY, None, None),
    "Приложение № 5 к приказу № 7": ("приказ", "7", None, None, None),
    "Приложение 1|к распоряжению администрации|от 01.09.2023 № 45-р": ("распоряжение", "45-р", DAY, None, None),
    "Приложение|к приказу|№ 100|от 01.09.2023": ("приказ", "100", DAY, None, None),
    "Приложение|к приказу от 01.09.2023 № 100 «О системе № 5»": ("приказ", "100", DAY, None, None),
    "Приказ МБОУ СОШ № 12 от 01.09.2023 № 150": ("приказ", "150", DAY, None, None),
    "Утверждена приказом от «__»______20__ г. № ___": ("приказ", None, None, None, None),
    "Утверждаю|Директор|____ /Зимина А.А./|«___» ______ 2023 г.": (None, None, None, "Зимина А.А.", "Директор"),
    "Приложение 3": (None, None, None, None, None),
}  # fmt: skip

DATES = {
    "01.09.2023": DAY,
    "1.09.2023 г.": DAY,
    "01. 09. 2023": DAY,
    "«01» сентября 2023 г.": DAY,
    "« 1 » сентября 2023": DAY,
    '"01" сентября 2023 года': DAY,
    "от 1 сентября 2023 года": DAY,
    "«01»_сентября_2023": DAY,
    "31.09.2023": None,
    "01.13.2023": None,
    "сентябрь 2023": None,
    "«__» ____ 2023": None,
    "01.09": None,
}


def _parts(approval: Approval) -> Parts:
    return approval.act, approval.number, approval.date, approval.person, approval.position


@pytest.mark.parametrize("block", BLOCKS)
def test_block(block: str, vocabulary: Vocabulary) -> None:
    assert _parts(read_approval([block.split("|")], vocabulary)) == BLOCKS[block]


def test_text_is_kept(vocabulary: Vocabulary) -> None:
    assert read_approval([["Приложение 1", "к приказу от 01.09.2023 № 5"]], vocabulary).text == "Приложение 1 к приказу от 01.09.2023 № 5"


def test_act_of_one_block_and_person_of_another(vocabulary: Vocabulary) -> None:
    blocks = [["УТВЕРЖДАЮ", "Директор", "Зимина А.А."], ["Приложение к приказу от 01.09.2023 № 5"]]
    assert _parts(read_approval(blocks, vocabulary)) == ("приказ", "5", DAY, "Зимина А.А.", "Директор")


def test_no_block_no_approval(vocabulary: Vocabulary) -> None:
    assert read_approval([], vocabulary) == Approval()


@pytest.mark.parametrize("text", DATES)
def test_date(text: str, vocabulary: Vocabulary) -> None:
    found = find_date(text, vocabulary.calendar)
    assert (found[0] if found else None) == DATES[text]


def test_a_dash_between_words_is_no_word(vocabulary: Vocabulary) -> None:
    assert read_signature(["октябрь–декабрь", "Директор"], vocabulary).position == "Директор"
