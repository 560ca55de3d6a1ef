"""Towns, districts and regions in a line."""

import pytest

from pipeline.normalize.front.places import find_places
from pipeline.normalize.words.phrases import lemmas
from pipeline.vocabulary.shapes import Vocabulary

# line: locality, district, region
LINES = {
    "г. Томск": ("Томск", None, "Томская область"),
    "г.Томска": ("Томск", None, "Томская область"),
    "города Томска": ("Томск", None, "Томская область"),
    "г. Орла": ("Орёл", None, "Орловская область"),
    "г. Королёва": ("Королёв", None, "Московская область"),
    "г. Ростова-на-Дону": ("Ростов-на-Дону", None, "Ростовская область"),
    "г. Нижний Новгород": ("Нижний Новгород", None, "Нижегородская область"),
    "г. Нижнего Тагила": ("Нижний Тагил", None, "Свердловская область"),
    "Санкт-Петербург": ("Санкт-Петербург", None, "Санкт-Петербург"),
    "с. Ивановка": ("Ивановка", None, None),
    "Томская область": (None, None, "Томская область"),
    "Томской области": (None, None, "Томская область"),
    "Республика Татарстан": (None, None, "Республика Татарстан"),
    "Алтайского края": (None, None, "Алтайский край"),
    "Ленинского района": (None, "Ленинский район", None),
    "Сергиевский муниципальный район": (None, "Сергиевский муниципальный район", None),
    "с. Ивановка Сергиевского района Самарской области": ("Ивановка", "Сергиевский район", "Самарская область"),
    "г. Советск Кировской области": ("Советск", None, "Кировская область"),
    "г. Советск": ("Советск", None, None),
    "МБОУ СОШ № 5": (None, None, None),
    "школа": (None, None, None),
    "": (None, None, None),
}


@pytest.mark.parametrize("line", LINES)
def test_places(line: str, vocabulary: Vocabulary) -> None:
    found = find_places(line, vocabulary)
    assert (found.locality, found.district, found.region) == LINES[line]


@pytest.mark.parametrize("town", ["Советск", "Железногорск", "Благовещенск", "Киров"])
def test_a_town_of_several_regions_has_no_region(town: str, vocabulary: Vocabulary) -> None:
    regions = {region.name for region in vocabulary.places.regions if town in region.towns}
    found = find_places(f"г. {town}", vocabulary)
    assert (found.region, set(found.candidates)) == ((None, regions) if len(regions) > 1 else (regions.pop(), set()))


def test_every_town_of_a_name_of_its_own_is_found(vocabulary: Vocabulary) -> None:
    towns = {town for region in vocabulary.places.regions for town in region.towns}
    names: dict[tuple[str, ...], set[str]] = {}
    for town in towns:
        names.setdefault(lemmas(town), set()).add(town)
    alone = sorted(town for town in towns if len(names[lemmas(town)]) == 1 and not any(map(str.isdigit, town)))
    assert [town for town in alone if find_places(f"г. {town}", vocabulary).locality != town] == []


def test_every_region_is_found_by_its_name(vocabulary: Vocabulary) -> None:
    names = [region.name for region in vocabulary.places.regions]
    assert [find_places(name, vocabulary).region for name in names] == names
