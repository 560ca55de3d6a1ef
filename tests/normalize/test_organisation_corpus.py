"""A corpus of organisations grouped by what they are about, and of what names none, or none of its own."""

from pathlib import Path

import pytest

from pipeline.normalize.front.organisation import Found, find_organisation
from pipeline.text import tidy
from pipeline.vocabulary.shapes import Vocabulary

_LINES = (Path(__file__).parent / "organisations.txt").read_text(encoding="utf-8").splitlines()
CORPUS = [tuple(field.strip() for field in line.split(" | ")) for line in _LINES if line and not line.startswith("#")]

NOTHING = (
    "приказ Министерства просвещения РФ от 01.01.2020 № 5",
    "распоряжение Министерства просвещения Российской Федерации от 25.12.2019 № Р-145",
    "Письмо Министерства просвещения России от 21.12.2021 № АЗ-1128/08",
    "Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»",
    "в муниципальных общеобразовательных учреждениях Томской области",
    "образовательные организации дополнительного образования",
    "общеобразовательная организация",
    "учебное заведение",
    "План наставничества в школе",
    "Школа молодого педагога",
    "наставники школы и города",
    "сотрудничество с ТПУ",
    "Школьный этап олимпиады",
    "открытые уроки в 5 классе",
    "центр образования цифрового и гуманитарного профилей",
    "педагоги ОУ",
    "директор школы",
    "г. Томск",
    "члены ШМО № 2",
    "Обучение в вузах и колледжах",
    "наставник - студент колледжа",
    "молодые специалисты ДОУ",
    "Совет школы № протокола 5",
    "Дорожная карта 2022-2024",
    "ученик – ученик",
)

UNSURE = (
    "приказ управления образования администрации Белгородского района от 01.09.2022 № 5",  # cited
    "встреча на базе МБОУ СОШ № 5",
    "МБОУ СОШ № 5 и МБОУ СОШ № 7",
    "Структурное подразделение «Детский сад «Теремок» МБОУ СОШ № 2",
    "МБОУ СОШ № 1 г. Кировск Томской области",  # no such town there
    "школа «Лидер»",
    "ЖБОУ «СОШ № 5»",  # no such form
    "МБОУ СОШ 5",
    "МБОУ СОШ села Горки",  # Горки or Горка
    "МБОУ СОШ № 5 Сосногорска",
    "МБОУ СОШ № 5 Многопрофильная",
    "МБОУ СОШ № 5 г. Неведомска",
    "МБОУ СОШ № 5 г. Печоры",  # Печора or Печоры
    "ГАПОУ СО «Лесной техникум»",  # three regions
)


def _fields(found: Found | None) -> tuple[str | None, ...]:
    assert found is not None
    of = found.organisation
    return (of.legal_form, of.kind, of.name, of.number, of.locality, of.district, of.region)


@pytest.mark.parametrize("line", CORPUS, ids=lambda line: line[0])
def test_corpus(line: tuple[str, ...], vocabulary: Vocabulary) -> None:
    text, *expected = line
    assert _fields(find_organisation([tidy(text)], vocabulary)) == tuple(None if field == "-" else field for field in expected)


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_organisation(text: str, vocabulary: Vocabulary) -> None:
    assert find_organisation([text], vocabulary) is None


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_thin_is_flagged(text: str, vocabulary: Vocabulary) -> None:
    found = find_organisation([text], vocabulary)
    assert found is not None
    assert found.organisation.match.review or (found.candidates and found.organisation.region is None)


def test_the_school_goes_before_its_founder_and_partners(vocabulary: Vocabulary) -> None:
    lines = ["Управление образования администрации Белгородского района", "МОУ «Лесная СОШ»", "на базе ГБПОУ «Волжский колледж»"]
    found = find_organisation(lines, vocabulary)
    assert found is not None and found.organisation.name == "Лесная СОШ"


def test_every_legal_form_is_read_from_its_words(vocabulary: Vocabulary) -> None:
    forms = {form.name: form.kind for form in vocabulary.organisations.legal_forms}
    told = {name: find_organisation([f"{name[:1].upper()}{name[1:]} № 5"], vocabulary) for name in forms}
    assert {name: found.organisation.kind if found else None for name, found in told.items() if forms[name] != "municipality"} == {
        name: kind for name, kind in forms.items() if kind != "municipality"
    }


def test_every_legal_form_is_read_from_its_letters(vocabulary: Vocabulary) -> None:
    forms = [form.abbreviation for form in vocabulary.organisations.legal_forms]
    told = [find_organisation([f"{form} № 5"], vocabulary) for form in forms]
    assert [found.organisation.legal_form if found else None for found in told] == forms
