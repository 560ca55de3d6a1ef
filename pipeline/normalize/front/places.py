"""Places among the words of a line: town or village, district, federal subject, each in the nominative.

A place is told by its own word («г.», «района»), or is a federal subject by name. One part is read at a time, so that whoever
reads a name knows which words are places and which are the name.
"""

import functools
from typing import NamedTuple

from pipeline.morphology import is_adjective, nominative
from pipeline.normalize.front.localities import choose_town, find_towns, own_nominative
from pipeline.normalize.front.organisation_words import Wordings, Words, read_words
from pipeline.text import fold
from pipeline.vocabulary.shapes import LocalityWord, Vocabulary


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


def find_places(text: str, vocabulary: Vocabulary) -> Places:
    """The first town, district and region that a tidy line names.

    >>> from pipeline.vocabulary import load
    >>> find_places("СОШ №2 г. Сосногорска", load())[:3]
    ('Сосногорск', None, 'Республика Коми')
    >>> find_places("школа г. Советска", load())[:3]
    ('Советск', None, None)
    """
    words = read_words(text)
    found: list[Places] = []
    at = 0
    while at < len(words.tokens):
        part = read_place(words, at, vocabulary)
        found += [part.places] if part else []
        at = part.end if part else at + 1
    return settle(found, vocabulary)


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
    name = locality.locality or (region if region in _city_regions(vocabulary) and any(part.region == region for part in named) else None)
    return Places(name, district, region, candidates, evidence)


@functools.cache
def _city_regions(vocabulary: Vocabulary) -> frozenset[str]:
    """Москва, Санкт-Петербург, Севастополь: towns and federal subjects at once."""
    return frozenset(region.name for region in vocabulary.places.regions if region.capital == region.name)


# ------------------------------------------------------------ one part


def read_place(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """The place that begins at a token; None where none does."""
    return (
        _read_region(words, at, vocabulary)
        or _read_settlement(words, at, vocabulary)
        or _read_district(words, at, vocabulary)
        or _read_locality(words, at, vocabulary)
        or _read_municipal(words, at, vocabulary)
    )


@functools.cache
def _regions(vocabulary: Vocabulary) -> Wordings[str]:
    return Wordings((phrase, region.name) for region in vocabulary.places.regions for phrase in (region.name, *region.phrases))


@functools.cache
def _region_codes(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    codes = {code for region in vocabulary.places.regions for code in region.codes}
    return {code: tuple(region.name for region in vocabulary.places.regions if code in region.codes) for code in codes}


def _read_region(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
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
    return Part(at + 1, Places(region=regions[0], evidence=evidence) if len(regions) == 1 else Places(candidates=regions, evidence=evidence))


@functools.cache
def _settlements(vocabulary: Vocabulary) -> Wordings[bool]:
    return Wordings((phrase, True) for phrase in vocabulary.organisations.settlements)


def _read_settlement(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """«Хатырыкского наслега», «сельского поселения Верхний Луг»: what a district is made of has no field."""
    end = _compound(words, at)
    if words.tokens[at].is_capital and _is_adjective(words, end - 1) and (found := _settlements(vocabulary).longest(words, end)):
        return Part(found[0], Places())
    found = _settlements(vocabulary).longest(words, at)
    if found is None or not (words.is_quote(found[0]) or _is_name(words, found[0])):
        return None
    start = found[0] + words.is_quote(found[0])
    inner = read_place(words, start, vocabulary) if start < len(words.tokens) else None
    if inner:
        return Part(_past_quote(words, inner.end), inner.places)
    end = _name_end(words, start, vocabulary)
    return Part(_past_quote(words, end), Places(evidence=frozenset({"left_over"}))) if end > start else None


# ------------------------------------------------------------ districts


@functools.cache
def _districts(vocabulary: Vocabulary) -> Wordings[str]:
    return Wordings((phrase, entry.name) for entry in vocabulary.organisations.districts for phrase in (entry.name, *entry.phrases))


def _read_district(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """«Невского р-на», «Барун-Хемчикского кожууна»; «МР «Мегино-Кангаласский улус», «городского округа Самара»."""
    return _district_behind_name(words, at, vocabulary) or _district_before_name(words, at, vocabulary)


def _district_behind_name(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    end = _compound(words, at)
    if not words.tokens[at].is_capital or not _is_adjective(words, end - 1):
        return None
    start = end + (words.is_quote(end) and not words.opens(end))
    found = _districts(vocabulary).longest(words, start)
    if not found:
        return None
    return Part(found[0], Places(district=f"{_adjective(words, at, end, 'район')} {found[1]}"))


def _district_before_name(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    found = _districts(vocabulary).longest(words, at)
    if not found:
        return None
    start = found[0] + words.is_quote(found[0])
    if start >= len(words.tokens):
        return Part(found[0], Places())
    inner = read_place(words, start, vocabulary)
    if inner and not (inner.places.region and not words.is_quote(found[0])):
        return Part(_past_quote(words, inner.end), inner.places)
    if not _is_name(words, start) or inner:
        return Part(found[0], Places())  # «городского округа» with no name of its own
    return _named_district(words, start, found[1], vocabulary)


def _named_district(words: Words, start: int, word: str, vocabulary: Vocabulary) -> Part:
    end = _compound(words, start)
    if _is_adjective(words, end - 1):
        return Part(_past_quote(words, end), Places(district=f"{_adjective(words, start, end, 'район')} {word}"))
    end, towns = find_towns(words, start, vocabulary)
    town = choose_town(towns, _text(words, start, end)) if towns else None
    if town and word.endswith("округ"):
        return Part(_past_quote(words, end), _of_town(town.name, town.regions))
    end = max(end, _name_end(words, start, vocabulary))
    name = town.name if town else _text(words, start, end)
    return Part(_past_quote(words, end), Places(district=f"{word} {name}", evidence=frozenset({"odd_district"})))


def _is_adjective(words: Words, at: int) -> bool:
    token = words.tokens[at]
    return token.is_word and len(token.text) > 3 and (is_adjective(token.text) or token.folded.endswith(("ского", "ский", "ском", "цкого", "цкий")))


def _adjective(words: Words, start: int, end: int, like: str) -> str:
    """«Усть-Удинского» as «Усть-Удинский»: the last part agrees."""
    shown = [token.text.title() if token.text.isupper() else token.text for token in words.tokens[start:end]]
    return "-".join((*shown[:-1], nominative(shown[-1], like=like)))


# ------------------------------------------------------------ towns and villages


@functools.cache
def _localities(vocabulary: Vocabulary) -> Wordings[LocalityWord]:
    return Wordings((phrase, entry) for entry in vocabulary.organisations.localities for phrase in entry.phrases)


def _read_locality(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    found = _localities(vocabulary).longest(words, at)
    if not found or not _is_marker(words, at, found[0]):
        return None
    start = found[0] + words.is_quote(found[0])
    nested = _localities(vocabulary).longest(words, start)
    if nested and nested[1].towns and _is_marker(words, start, nested[0]):
        found, start = nested, nested[0] + words.is_quote(nested[0])  # «ЗАТО г. Северск»
    if start >= len(words.tokens) or not _is_name(words, start) or _is_initial(words, start):
        return None
    end, place = _named_locality(words, start, found[1], at, vocabulary)
    return Part(_past_quote(words, end) if start > found[0] else end, place) if end > start else None


def _is_marker(words: Words, at: int, end: int) -> bool:
    """«г.», «с.», «город»: a single letter has its full stop, or a name glued to it."""
    token = words.tokens[at]
    if len(token.text.rstrip(".")) == 1 and token.text[0].isupper():
        return words.is_shouted and not _is_of_initials(words, at)
    if end - at > 1 or len(token.text) > 1:
        return token.text[0].islower() or words.is_shouted or token.text[:2].isupper() or len(token.text) > 3 or token.text.endswith(".")
    return token.text == "г" or (token.text.islower() and end < len(words.tokens) and words.tokens[end].is_capital and token.text in "спдх")


def _is_of_initials(words: Words, at: int) -> bool:
    """«С.» of «С.В. ДОРОШКОВА», «ИМЕНИ П. МАЛЬЦЕВА»."""
    near = [*words.tokens[max(0, at - 1) : at], *words.tokens[at + 1 : at + 2]]
    return any(len(token.text) == 2 and token.text[1] == "." for token in near) or (at > 0 and words.tokens[at - 1].folded in {"имени", "им"})


def _named_locality(words: Words, start: int, word: LocalityWord, marker: int, vocabulary: Vocabulary) -> tuple[int, Places]:
    end, towns = find_towns(words, start, vocabulary)
    if towns and not _goes_on_as_district(words, start, end, vocabulary):
        town = choose_town(towns, _text(words, start, end))
        if town:
            return end, _of_town(town.name, town.regions if word.towns else (), len(towns) > 1)
        regions = tuple(dict.fromkeys(region for each in towns for region in each.regions))
        return end, Places(locality=towns[0].name, candidates=regions if word.towns else (), evidence=frozenset({"two_towns"}))
    end = _name_end(words, start, vocabulary)
    names = _words_of(words, start, end)
    is_oblique = len(words.tokens[marker].folded) > 3 and words.tokens[marker].folded != fold(word.name.split()[0])
    if not names:
        return start, Places()
    name, is_changed = own_nominative(names, word.name.split()[-1], is_oblique)
    evidence = {"place_restored"} if is_changed else {"unknown_town"} if word.name == "город" else set()
    return end, Places(locality=name, evidence=frozenset(evidence))


def _of_town(name: str, regions: tuple[str, ...], is_doubtful: bool = False) -> Places:
    evidence = frozenset({"two_towns"} if is_doubtful and len(regions) > 1 else ())
    return Places(name, None, regions[0] if len(regions) == 1 else None, regions if len(regions) > 1 else (), evidence)


def _goes_on_as_district(words: Words, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """«г. Советского района»: the name is the district's."""
    return _is_adjective(words, end - 1) and _districts(vocabulary).longest(words, end) is not None


def _name_end(words: Words, start: int, vocabulary: Vocabulary) -> int:
    """The end of a name that nobody knows: a word, adjectives before it, or all that stands in quotes."""
    at = start
    while at < len(words.tokens) and _is_name(words, at) and not _is_initial(words, at):
        end = _compound(words, at)
        if at > start and (read_place(words, at, vocabulary) or words.tokens[at].text.isupper() and not words.is_shouted):
            break
        if _is_adjective(words, end - 1) and _districts(vocabulary).longest(words, end):
            break
        at = end
        if not _is_adjective(words, end - 1) or (at < len(words.tokens) and words.tokens[at].is_dashed):
            break
    return at


# ------------------------------------------------------------ «муниципального образования …», and words


@functools.cache
def _municipal(vocabulary: Vocabulary) -> Wordings[bool]:
    return Wordings((phrase, True) for phrase in vocabulary.organisations.municipal)


def _read_municipal(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """«муниципального образования «город Саратов», «администрации Энгельсского района»: what stands behind counts."""
    found = _municipal(vocabulary).longest(words, at)
    if not found or found[0] >= len(words.tokens):
        return None
    start = found[0] + words.is_quote(found[0])
    inner = read_place(words, start, vocabulary) if start < len(words.tokens) else None
    if inner:
        return Part(_past_quote(words, inner.end) if start > found[0] else inner.end, inner.places)
    end, towns = find_towns(words, start, vocabulary)
    town = choose_town(towns, _text(words, start, end)) if towns and words.tokens[start].is_capital else None
    return Part(_past_quote(words, end), _of_town(town.name, town.regions)) if town else None


def _past_quote(words: Words, at: int) -> int:
    return at + (words.is_quote(at) and not words.opens(at))


def _is_name(words: Words, at: int) -> bool:
    return at < len(words.tokens) and words.tokens[at].is_capital


def _is_initial(words: Words, at: int) -> bool:
    return len(words.tokens[at].text) == 2 and words.tokens[at].text[1] == "."


def _compound(words: Words, at: int) -> int:
    """The end of the word that begins at a place, with what a hyphen joins to it."""
    end = at + 1
    while end < len(words.tokens) and words.tokens[end].is_hyphened and words.tokens[end].is_word:
        end += 1
    return end


def _text(words: Words, start: int, end: int) -> str:
    return " ".join(_words_of(words, start, end))


def _words_of(words: Words, start: int, end: int) -> list[str]:
    found: list[str] = []
    for at in range(start, end):
        token = words.tokens[at]
        if at > start and token.is_hyphened:
            found[-1] += "-" + token.text.rstrip(".")
        else:
            found.append(token.text.rstrip("."))
    return found
