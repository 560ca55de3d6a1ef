"""Places in a line: town or village, district, federal subject, each in the nominative.

The gazetteer gives the region of a town; of a name that two regions have, none. A village («с.», «д.») gives none either:
its name stands everywhere. Words are compared by lemma, so «г. Сосногорска» is found as «Сосногорск».
"""

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.morphology import can_be_nominative, is_adjective, lemma, nominative
from pipeline.normalize.words.phrases import Lemmas, Lexicon, lemmas
from pipeline.text import WORD, fold
from pipeline.vocabulary.shapes import Vocabulary

_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*|[А-ЯЁ]{3,}(?:-[А-ЯЁ]+)*"
_TOWN_MARKERS = frozenset({"г", "город", "пгт", "рп", "ст-ца", "станица", "ст"})


class Places(NamedTuple):
    """What a text says of where, which regions a town of several may be in, and what parts of the text said it."""

    locality: str | None = None
    district: str | None = None
    region: str | None = None
    candidates: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


class _Town(NamedTuple):
    name: str
    regions: tuple[str, ...]


@functools.cache
def _towns(vocabulary: Vocabulary) -> Mapping[Lemmas, tuple[_Town, ...]]:
    """The towns by the lemmas of their names: «Печора» and «Печоры» share theirs."""
    regions: dict[str, tuple[str, ...]] = {}
    for region in vocabulary.places.regions:
        for town in region.towns:
            regions[town] = (*regions.get(town, ()), region.name)
    found: dict[Lemmas, tuple[_Town, ...]] = {}
    for town, names in regions.items():
        found[lemmas(town)] = (*found.get(lemmas(town), ()), _Town(town, names))
    return found


def _town(name: str, vocabulary: Vocabulary) -> _Town | None:
    """The town of a name in any case; None where there is none, or several and the name is no nominative of one."""
    towns = _towns(vocabulary).get(lemmas(name), ())
    same = [town for town in towns if fold(town.name) == fold(name)]
    return next(iter(same), None) or (towns[0] if len(towns) == 1 else None)


@functools.cache
def _regions(vocabulary: Vocabulary) -> Lexicon[str]:
    return Lexicon((phrase, region.name) for region in vocabulary.places.regions for phrase in (region.name, *region.phrases))


@functools.cache
def _marker(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A word before the name of a place («г.», «станицы»), and one to three words of a name."""
    words = sorted({word.rstrip(".") for word in vocabulary.organisations.localities}, key=len, reverse=True)
    forms = "|".join(re.escape(word) + ("[а-яё]{0,2}" if len(word) > 3 else "") for word in words)
    return re.compile(
        rf"(?<![\w.-])(?<!19\d\d\s)(?<!20\d\d\s)(?P<marker>{forms})(?:\.\s*|\s+)[«\"]?(?P<name>(?:{_NAME})(?:\s(?:{_NAME})){{0,2}})[»\"]?"
    )


@functools.cache
def _district(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = sorted(vocabulary.organisations.districts, key=len, reverse=True)
    forms = "|".join(r"\s+".join(_with_ending(word) for word in phrase.split()) for phrase in words)
    return re.compile(rf"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?(?:ого|его|ий|ый|ой))\s+(?P<word>{forms})(?!\w)", re.IGNORECASE)


def _with_ending(word: str) -> str:
    if word.endswith((".", "-н")):
        return re.escape(word)
    return re.escape(re.sub(r"(?:ой|ый|ий)$", "", word)) + "[а-яё]{0,3}"


def find_places(text: str, vocabulary: Vocabulary) -> Places:
    """The first town, district and region that a tidy line names.

    >>> from pipeline.vocabulary import load
    >>> find_places("СОШ №2 г. Сосногорска", load())[:3]
    ('Сосногорск', None, 'Республика Коми')
    >>> find_places("школа г. Советска", load())[:3]
    ('Советск', None, None)
    """
    region, region_span = _find_region(text, vocabulary)
    district = _find_district(text, vocabulary)
    locality, town_regions, locality_span = _find_locality(text, vocabulary)
    if locality is None and region and (own := _town(region, vocabulary)) and own.regions == (region,):
        locality = region  # Москва, Санкт-Петербург, Севастополь are towns and federal subjects at once
    candidates = () if region else town_regions
    if region is None and len(candidates) == 1:
        region = candidates[0]
    spans = tuple(span for span in (region_span, district[1] if district else None, locality_span) if span)
    return Places(locality, district[0] if district else None, region, candidates if len(candidates) > 1 else (), spans)


def _find_region(text: str, vocabulary: Vocabulary) -> tuple[str | None, tuple[int, int] | None]:
    places = [found.span() for found in WORD.finditer(text)]
    row = tuple(lemma(fold(text[start:end])) for start, end in places)
    for at, (start, _) in enumerate(places):
        found = _regions(vocabulary).longest(row, at) if text[start].isupper() else None
        if found:
            return found[1], (start, places[at + found[0] - 1][1])
    return None, None


def _find_district(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[int, int]] | None:
    found = _district(vocabulary).search(text)
    if not found or not found["name"][0].isupper():
        return None
    words = [nominative(word, like="район") if is_adjective(word) else nominative(word) for word in found["word"].split()]
    return " ".join((nominative(found["name"], like="район"), *words)).replace("р-н", "район"), found.span()


def _find_locality(text: str, vocabulary: Vocabulary) -> tuple[str | None, tuple[str, ...], tuple[int, int] | None]:
    for found in _marker(vocabulary).finditer(text):
        words = found["name"].split()
        for length in range(len(words), 0, -1):
            known = _town(" ".join(words[:length]), vocabulary)
            if known:
                end = found.start("name") + len(" ".join(words[:length]))
                is_town = lemma(fold(found["marker"])) in _TOWN_MARKERS or fold(found["marker"]) in _TOWN_MARKERS
                return known.name, known.regions if is_town else (), (found.start(), end)
        if _is_district(text, found.end("name")):
            words.pop()  # «с. Верхний Луг Лебедянского района»
        if words:
            name = " ".join(_own_case(word, len(words)) for word in words)
            return name, (), (found.start(), found.start("name") + len(" ".join(words)))
    return None, (), None


def _is_district(text: str, end: int) -> bool:
    """«с. Багаевского района»: the name goes on to be a district's."""
    return bool(re.match(r"\s+(?:район|р-н|област|кра[йя])", text[end:]))


def _own_case(word: str, words: int) -> str:
    """A name that the gazetteer does not know: its nominative, where it is a single word."""
    shown = word.title() if word.isupper() else word
    return shown if words > 1 or "-" in shown or can_be_nominative(shown) else nominative(shown)
