"""Places among the words of a line: town or village, district, federal subject, each in the nominative.

A place is told by its own word («г.», «района»), or is a federal subject by name. One part is read at a time, so that whoever
reads a name knows which words are places and which are the name.
"""

import functools

from pipeline.normalize.front.localities import choose_town, find_towns, own_nominative, places_of
from pipeline.normalize.front.organisation_words import Wordings, Words, read_words
from pipeline.normalize.front.place_parts import Part, Places, read_region, settle
from pipeline.normalize.front.place_words import (
    compound_end,
    district_adjective,
    is_adjective_at,
    is_initial,
    is_marker,
    is_name,
    past_quote,
    text_of,
    words_of,
)
from pipeline.text import fold
from pipeline.vocabulary.shapes import LocalityWord, Vocabulary


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


# ------------------------------------------------------------ one part


def read_place(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """The place that begins at a token; None where none does."""
    return (
        read_region(words, at, vocabulary)
        or _read_settlement(words, at, vocabulary)
        or _read_district(words, at, vocabulary)
        or _read_locality(words, at, vocabulary)
        or _read_municipal(words, at, vocabulary)
    )


@functools.cache
def _settlements(vocabulary: Vocabulary) -> Wordings[bool]:
    return Wordings((phrase, True) for phrase in vocabulary.organisations.settlements)


def _read_settlement(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """«Хатырыкского наслега», «сельского поселения Верхний Луг»: what a district is made of has no field."""
    end = compound_end(words, at)
    if words.tokens[at].is_capital and is_adjective_at(words, end - 1) and (found := _settlements(vocabulary).longest(words, end)):
        return Part(found[0], Places())
    found = _settlements(vocabulary).longest(words, at)
    if found is None or not (words.is_quote(found[0]) or is_name(words, found[0])):
        return None
    start = found[0] + words.is_quote(found[0])
    inner = read_place(words, start, vocabulary) if start < len(words.tokens) else None
    if inner:
        return Part(past_quote(words, inner.end), inner.places)
    end = _name_end(words, start, vocabulary)
    return Part(past_quote(words, end), Places(evidence=frozenset({"left_over"}))) if end > start else None


# ------------------------------------------------------------ districts


@functools.cache
def _districts(vocabulary: Vocabulary) -> Wordings[str]:
    return Wordings((phrase, entry.name) for entry in vocabulary.organisations.districts for phrase in (entry.name, *entry.phrases))


def _read_district(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """«Невского р-на», «Барун-Хемчикского кожууна»; «МР «Мегино-Кангаласский улус», «городского округа Самара»."""
    return _district_behind_name(words, at, vocabulary) or _district_before_name(words, at, vocabulary)


def _district_behind_name(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    end = compound_end(words, at)
    if not words.tokens[at].is_capital or not is_adjective_at(words, end - 1):
        return None
    start = end + (words.is_quote(end) and not words.opens(end))
    found = _district_of(words, start, vocabulary)
    if found:
        return Part(found[0], Places(district=f"{district_adjective(words, at, end, vocabulary)} {found[1]}"))
    if start < len(words.tokens) and words.tokens[start].text == "МО":  # of an area rather than of a municipality, but who knows
        return Part(
            start + 1,
            Places(district=f"{district_adjective(words, at, end, vocabulary)} муниципальный округ", evidence=frozenset({"odd_district"})),
        )
    return None


def _district_of(words: Words, at: int, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """The word of a district that the adjective before it belongs to.

    In «пос. Комсомольский м.р. Кинельский» it belongs to the next one: they differ in case, or it is short and another follows.
    """
    found = _districts(vocabulary).longest(words, at)
    if not found or not words.tokens[at - 1].folded.endswith(("ий", "ый", "ой", "ое", "ая")):
        return found
    last = words.tokens[found[0] - 1]
    is_short = last.text.endswith(".") or last.text.isupper() or "-" in last.text
    following = found[0] + words.is_quote(found[0])
    another = (
        is_name(words, following)
        and is_adjective_at(words, compound_end(words, following) - 1)
        and not read_region(words, following, vocabulary)
    )
    return None if (another if is_short else last.folded.endswith(("а", "е"))) else found


def _district_before_name(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    found = _districts(vocabulary).longest(words, at)
    if not found:
        return None
    start = found[0] + words.is_quote(found[0])
    if start >= len(words.tokens):
        return Part(found[0], Places())
    inner = read_place(words, start, vocabulary)
    if inner and not (inner.places.region and not words.is_quote(found[0])):
        return Part(past_quote(words, inner.end), inner.places)
    if not is_name(words, start) or inner:
        return Part(found[0], Places())  # «городского округа» with no name of its own
    return _named_district(words, start, found[1], vocabulary)


def _named_district(words: Words, start: int, word: str, vocabulary: Vocabulary) -> Part:
    after = compound_end(words, start)
    end, towns = find_towns(words, start, vocabulary)
    town = choose_town(towns, text_of(words, start, end)) if towns else None
    is_adjective_form = is_adjective_at(words, after - 1)
    if is_adjective_form and not (town and word.endswith("округ") and fold(town.name) == fold(text_of(words, start, end))):
        return Part(past_quote(words, after), Places(district=f"{district_adjective(words, start, after, vocabulary)} {word}"))
    if town and word.endswith("округ"):
        return Part(past_quote(words, end), places_of(town))
    end = max(end, _name_end(words, start, vocabulary))
    name = town.name if town else text_of(words, start, end)
    return Part(past_quote(words, end), Places(district=f"{word} {name}", evidence=frozenset({"odd_district"})))


# ------------------------------------------------------------ towns and villages


@functools.cache
def _localities(vocabulary: Vocabulary) -> Wordings[LocalityWord]:
    return Wordings((phrase, entry) for entry in vocabulary.organisations.localities for phrase in entry.phrases)


def _read_locality(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    found = _localities(vocabulary).longest(words, at)
    if not found or not is_marker(words, at, found[0]):
        return None
    start = found[0] + words.is_quote(found[0])
    nested = _localities(vocabulary).longest(words, start)
    if nested and nested[1].towns and is_marker(words, start, nested[0]):
        found, start = nested, nested[0] + words.is_quote(nested[0])  # «ЗАТО г. Северск»
    if start >= len(words.tokens) or not is_name(words, start) or is_initial(words, start):
        return None
    end, place = _named_locality(words, start, found[1], at, vocabulary)
    return Part(past_quote(words, end) if start > found[0] else end, place) if end > start else None


def _named_locality(words: Words, start: int, word: LocalityWord, marker: int, vocabulary: Vocabulary) -> tuple[int, Places]:
    end, towns = find_towns(words, start, vocabulary)
    is_part = bool(towns) and is_adjective_at(words, end - 1) and _name_end(words, start, vocabulary) > end  # «п. Лесной Городок»
    if towns and not is_part and not _goes_on_as_district(words, start, end, vocabulary):
        town = choose_town(towns, text_of(words, start, end)) or towns[0]
        if len(towns) == 1:
            return end, places_of(town._replace(regions=town.regions if word.towns else ()))
        regions = tuple(dict.fromkeys(region for each in towns for region in each.regions))
        return end, Places(locality=town.name, candidates=regions if word.towns else (), evidence=frozenset({"two_towns"}))
    end = _name_end(words, start, vocabulary)
    names = words_of(words, start, end)
    is_oblique = len(words.tokens[marker].folded) > 3 and words.tokens[marker].folded != fold(word.name.split()[0])
    if not names:
        return start, Places()
    name, is_changed = own_nominative(names, word.name.split()[-1], is_oblique)
    evidence = {"place_restored"} if is_changed else {"unknown_town"} if word.name == "город" else set()
    return end, Places(locality=name, evidence=frozenset(evidence))


def _goes_on_as_district(words: Words, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """«г. Советского района»: the name is the district's."""
    return is_adjective_at(words, end - 1) and _district_of(words, end, vocabulary) is not None


def _name_end(words: Words, start: int, vocabulary: Vocabulary) -> int:
    """The end of a name that nobody knows: a word, adjectives before it, or all that stands in quotes."""
    at = start
    while at < len(words.tokens) and is_name(words, at) and not is_initial(words, at):
        end = compound_end(words, at)
        if at > start and (read_place(words, at, vocabulary) or (words.tokens[at].text.isupper() and not words.is_shouted)):
            break
        if is_adjective_at(words, end - 1) and _district_of(words, end, vocabulary):
            break
        at = end
        if not is_adjective_at(words, end - 1) or (at < len(words.tokens) and words.tokens[at].is_dashed):
            break
    return at


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
        return Part(past_quote(words, inner.end) if start > found[0] else inner.end, inner.places)
    end, towns = find_towns(words, start, vocabulary)
    town = choose_town(towns, text_of(words, start, end)) if towns and words.tokens[start].is_capital else None
    return Part(past_quote(words, end), places_of(town)) if town else None
