"""Names of organisations: legal form, kind, short name, number."""

import pytest

from pipeline.normalize.front.organisation import find_organisation
from pipeline.vocabulary.shapes import Vocabulary

# line: legal form, kind, name, number
NAMES = {
    "МБОУ СОШ № 5": ("МБОУ", "school", "СОШ № 5", "5"),
    "МБОУ СОШ№5": ("МБОУ", "school", "СОШ№5", "5"),
    "МБОУ «СОШ № 5»": ("МБОУ", "school", "СОШ № 5", "5"),
    "план МБОУ СОШ № 5 по реализации": ("МБОУ", "school", "СОШ № 5", "5"),
    "МБОУ СОШ № 5 на 2023-2024 учебный год": ("МБОУ", "school", "СОШ № 5", "5"),
    "МАОУ Гимназия № 1": ("МАОУ", "gymnasium", "Гимназия № 1", "1"),
    "в МАОУ лицее №144": ("МАОУ", "lyceum", "лицей №144", "144"),
    "МБОУ Коскинской СОШ": ("МБОУ", "school", "Коскинская СОШ", None),
    "МКОУ Ивановская СОШ": ("МКОУ", "school", "Ивановская СОШ", None),
    "МБОУ №12": ("МБОУ", "school", None, "12"),
    "МБДОУ «Детский сад № 22»": ("МБДОУ", "kindergarten", "Детский сад № 22", "22"),
    "МКДОУ детский сад «Ромашка»": ("МКДОУ", "kindergarten", "детский сад Ромашка", None),
    "ГБПОУ «Северный политехнический техникум»": ("ГБПОУ", "college", "Северный политехнический техникум", None),
    "МБУ ДО «ДДТ»": ("МБУ ДО", "additional_education", "ДДТ", None),
    "МАУДО ДЮСШ": ("МАУДО", "additional_education", "ДЮСШ", None),
    "КГБОУ Школа-интернат № 5": ("КГБОУ", "boarding_school", "Школа-интернат № 5", "5"),
    "ЧОУ «Православная гимназия»": ("ЧОУ", "gymnasium", "Православная гимназия", None),
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 5»": (
        "МБОУ", "school", "Средняя общеобразовательная школа № 5", "5",
    ),
    "муниципального автономного общеобразовательного учреждения лицея № 3": ("МАОУ", "lyceum", "лицей № 3", "3"),
    "Муниципальное казенное общеобразовательное учреждение средняя общеобразовательная школа № 4": (
        "МКОУ", "school", "средняя общеобразовательная школа № 4", "4",
    ),
    "лицей № 7": (None, "lyceum", "лицей № 7", "7"),
    "МБДОУ «Детский сад N 22»": ("МБДОУ", "kindergarten", "Детский сад N 22", "22"),
    "СОШ № 17": (None, "school", "СОШ № 17", "17"),
}  # fmt: skip

PLACES = {
    "МБОУ СОШ № 5 г. Томска": ("Томск", None, "Томская область"),
    "МБОУ «СОШ №5» г. Асино Томской области": ("Асино", None, "Томская область"),
    "МОУ «СОШ № 5» Ленинского района г. Саратова": ("Саратов", "Ленинский район", "Саратовская область"),
    "ГБОУ школа № 123 Центрального района Санкт-Петербурга": ("Санкт-Петербург", "Центральный район", "Санкт-Петербург"),
    "ГБОУ Школа № 1500 г. Москвы": ("Москва", None, "Москва"),
    "МКОУ «СОШ с. Ивановка Сергиевского района Самарской области»": ("Ивановка", "Сергиевский район", "Самарская область"),
    "МБОУ СОШ № 5": (None, None, None),
    "МКДОУ детский сад «Ромашка» с. Ивановка": ("Ивановка", None, None),
}

NOTHING = (
    "", "школа", "наша школа", "в школе молодого педагога", "План работы с молодыми педагогами", "дорожная карта наставничества", "классы № 5", "мои моу",
)  # fmt: skip


@pytest.mark.parametrize("line", NAMES)
def test_name(line: str, vocabulary: Vocabulary) -> None:
    found = find_organisation([line], vocabulary)
    assert found is not None
    organisation = found.organisation
    assert (organisation.legal_form, organisation.kind, organisation.name, organisation.number) == NAMES[line]


@pytest.mark.parametrize("line", PLACES)
def test_place(line: str, vocabulary: Vocabulary) -> None:
    found = find_organisation([line], vocabulary)
    assert found is not None
    assert (found.organisation.locality, found.organisation.district, found.organisation.region) == PLACES[line]


@pytest.mark.parametrize("line", NOTHING)
def test_what_names_no_organisation(line: str, vocabulary: Vocabulary) -> None:
    assert find_organisation([line], vocabulary) is None


def test_the_first_line_wins(vocabulary: Vocabulary) -> None:
    found = find_organisation(["МБОУ СОШ № 5", "МАОУ лицей № 7"], vocabulary)
    assert found is not None and found.organisation.name == "СОШ № 5"


def test_a_later_line_adds_the_place(vocabulary: Vocabulary) -> None:
    found = find_organisation(["СОШ № 5", "МАОУ лицей № 7 г. Омска", "МБОУ СОШ № 5 г. Томска"], vocabulary)
    assert found is not None
    assert (found.organisation.legal_form, found.organisation.locality) == ("МБОУ", "Томск")


def test_a_town_of_several_regions_has_none(vocabulary: Vocabulary) -> None:
    found = find_organisation(["МБОУ СОШ № 3 г. Советска"], vocabulary)
    assert found is not None
    assert (found.organisation.locality, found.organisation.region) == ("Советск", None)
    assert len(found.candidates) > 1
