"""Names of towns and villages in the nominative: from the gazetteer, or by the endings of the words.

The gazetteer gives the region of a town; of a name that two regions have, all of them. A village's name stands everywhere, so
nobody looks for its region. An adjective agrees with the word before it: «станицы Каневской» is «Каневская».
"""

import functools
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.morphology import can_be_nominative, is_adjective, is_known, nominative
from pipeline.normalize.front.organisation_words import Words
from pipeline.normalize.front.place_parts import Part, Places
from pipeline.normalize.front.town_forms import name_forms
from pipeline.text import fold
from pipeline.vocabulary.shapes import Vocabulary

_LONGEST = 4


class Town(NamedTuple):
    """A town of the gazetteer, and the regions that have one of its name."""

    name: str
    regions: tuple[str, ...]


@functools.cache
def _towns(vocabulary: Vocabulary) -> Mapping[tuple[str, ...], tuple[Town, ...]]:
    """The towns by the words of their names in every case: «Печоры» is of Печора and of Печоры."""
    regions: dict[str, tuple[str, ...]] = {}
    for region in vocabulary.places.regions:
        for town in region.towns:
            regions[town] = (*regions.get(town, ()), region.name)
    found: dict[tuple[str, ...], tuple[Town, ...]] = {}
    for name, names in regions.items():
        for form in {*name_forms(name)}:
            found[form] = (*found.get(form, ()), Town(name, names))
    return found


def find_towns(words: Words, at: int, vocabulary: Vocabulary) -> tuple[int, tuple[Town, ...]]:
    """The place after the longest name of a town that begins at a place, and the towns that it may mean; none where none does."""
    for length in range(_LONGEST, 0, -1):
        tokens = words.tokens[at : at + length]
        if len(tokens) == length and (found := _towns(vocabulary).get(tuple(token.folded for token in tokens))):
            return at + length, found
    return at, ()


def choose_town(towns: tuple[Town, ...], written: str) -> Town | None:
    """The town that several readings agree on: the only one, or the one whose nominative stands there.

    >>> choose_town((Town("Киров", ()), Town("Кировск", ())), "Кировск").name
    'Кировск'
    """
    same = [town for town in towns if fold(town.name) == fold(written)]
    return towns[0] if len(towns) == 1 else next(iter(same), None)


def places_of(town: Town) -> Places:
    """A town with its region, or with those that it may be in."""
    is_clear = len(town.regions) == 1
    return Places(town.name, None, town.regions[0] if is_clear else None, () if is_clear else town.regions)


def read_bare_town(words: Words, at: int, vocabulary: Vocabulary) -> Part | None:
    """A town without «г.»: «СОШ № 5 Сосногорска»."""
    end, towns = find_towns(words, at, vocabulary)
    town = choose_town(towns, " ".join(token.text for token in words.tokens[at:end]))
    return Part(end, places_of(town)._replace(evidence=frozenset({"town_unmarked"}))) if town else None


def own_nominative(names: list[str], noun: str, is_oblique: bool) -> tuple[str, bool]:
    """A name that the gazetteer does not know, in the nominative, and whether that is a guess.

    names: its words; noun: the word for such a place («село»); is_oblique: whether that word stood in another case.

    >>> own_nominative(["Каневской"], "станица", True), own_nominative(["Верхнего", "Услона"], "село", False)
    (('Каневская', True), ('Верхний Услон', True))
    >>> own_nominative(["Троицкого"], "село", False), own_nominative(["Ключи"], "село", True)
    (('Троицкое', True), ('Ключи', True))
    """
    shown = [name.title() if name.isupper() and len(name) > 1 else name for name in names]
    *before, last = shown
    is_declined = any(is_adjective(name) and fold(name).endswith(_OBLIQUE) for name in before)
    if is_adjective(last) and _is_other_case(last, noun):
        done = [nominative(name, like=noun) for name in shown]
    elif not is_declined and ("-" in last or not _declines(last) or _may_stand(last, is_oblique)):
        done = shown
    else:
        done = [*(nominative(name, like=nominative(last)) if is_adjective(name) else name for name in before), nominative(last)]
    return " ".join(done), done != shown or (is_oblique and not is_adjective(last) and _declines(last))


_OBLIQUE = ("ого", "его", "ому", "ему", "ом", "ем", "ых", "их")


def _is_other_case(word: str, noun: str) -> bool:
    """Whether an adjective before which such a noun stands is in another case: «села Троицкого», «станицы Каневской»."""
    folded = fold(word)
    return folded.endswith(_OBLIQUE[:6]) or (folded.endswith(("ой", "ей", "ую")) and nominative("новый", like=noun) == "новая")


def _may_stand(word: str, is_oblique: bool) -> bool:
    """Whether a form is rather the nominative: «Ключи»; «села Ивановки» is not."""
    if not is_known(word) and not is_oblique and fold(word).endswith("а"):
        return True  # «с. Карата»: a name of its own language
    return can_be_nominative(word) and not (is_oblique and fold(word).endswith("вки"))


def _declines(word: str) -> bool:
    """Whether the word is a form of another: «Ивановки»; not «Ключи», a plural."""
    restored = fold(nominative(word))
    return restored != fold(word) and len(restored) <= len(word) + 1  # «Мокшан» is no form of «мокшанин»
