"""What parts of places say, alone and together; and federal subjects, which need no word before them."""

import functools
from typing import NamedTuple

from pipeline.normalize.front.organisation_words import Wordings, Words
from pipeline.vocabulary.shapes import Vocabulary


class Places(NamedTuple):
    """What a text says of where, which regions a town of several may be in, and on what evidence (`vocab/review.yaml`)."""

    locality: str | None = None
    district: str | None = None
    region: str | None = None
    candidates: tuple[str, ...] = ()
    evidence: frozenset[str] = frozenset()


class Part(NamedTuple):
    """The place after the words of a part, and what they say."""

    end: int
    places: Places


def settle(parts: list[Places], vocabulary: Vocabulary) -> Places:
    """What several parts say together: the region that is named decides which town of a name is meant."""
    locality = next((part for part in parts if part.locality), Places())
    district = next((part.district for part in parts if part.district), None)
    named = [part for part in parts if not part.locality and (part.region or part.candidates)]
    region = next((part.region for part in named if part.region), None)
    possible = next((part.candidates for part in named if part.candidates), ())
    evidence = frozenset(code for part in parts for code in part.evidence)
    own = (locality.region,) if locality.region else locality.candidates
    if region and own and region not in own:
        evidence |= {"place_conflict"}
    if region is None:
        both = tuple(name for name in own if name in possible) or own or possible
        region, candidates = (both[0], ()) if len(both) == 1 else (None, both)
    else:
        candidates = ()
    name = locality.locality or (region if region in city_regions(vocabulary) and any(part.region == region for part in named) else None)
    return Places(name, district, region, candidates, evidence)


@functools.cache
def city_regions(vocabulary: Vocabulary) -> frozenset[str]:
    """Москва, Санкт-Петербург, Севастополь: towns and federal subjects at once."""
    return frozenset(region.name for region in vocabulary.places.regions if region.capital == region.name)


# ------------------------------------------------------------ federal subjects


@functools.cache
def _regions(vocabulary: Vocabulary) -> Wordings[str]:
    return Wordings((phrase, region.name) for region in vocabulary.places.regions for phrase in (region.name, *region.phrases))


@functools.cache
def _region_codes(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    codes = {code for region in vocabulary.places.regions for code in region.codes}
    return {code: tuple(region.name for region in vocabulary.places.regions if code in region.codes) for code in codes}


def read_region(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """The federal subject that is named at a place; None where none is."""
    found = _regions(vocabulary).longest(words, at) if words.tokens[at].is_capital else None
    return Part(found[0], Places(region=found[1])) if found else None


def read_region_code(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """«РТ», «СО»: capitals that stand for a region, or for one of several; only where nothing else is due."""
    if at >= len(words.tokens):
        return None
    regions = _region_codes(vocabulary).get(words.tokens[at].text, ())
    if not regions:
        return None
    evidence = frozenset({"region_code"})
    return Part(
        at + 1, Places(region=regions[0], evidence=evidence) if len(regions) == 1 else Places(candidates=regions, evidence=evidence)
    )
