"""Whose plan it is: legal form, kind, short name, number and place out of a line.

The short name keeps kind, number and proper name, in the nominative and without quotes; places have fields of their own.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Organisation
from pipeline.morphology import is_adjective, nominative
from pipeline.normalize.front.organisation_bounds import Words, find_end, find_start, kinds, read_words
from pipeline.normalize.front.places import Places, find_places
from pipeline.normalize.words.phrases import Lexicon
from pipeline.normalize.words.sureness import judge
from pipeline.text import fold, join_nonempty, squash
from pipeline.vocabulary.shapes import Kind, LegalForm, Vocabulary


class Found(NamedTuple):
    """An organisation, and the regions that its town may be in where there are several."""

    organisation: Organisation
    candidates: tuple[str, ...] = ()


def find_organisation(texts: Iterable[str], vocabulary: Vocabulary) -> Found | None:
    """The first organisation with a name or a number that the texts tell, in their order of trust.

    What it lacks of place is taken from a later line that names the same form and number.
    """
    best: Found | None = None
    for text in texts:
        for found in _organisations(text, vocabulary):
            if best is None and (found.organisation.name or found.organisation.number):
                best = found
            elif best and _is_same(best.organisation, found.organisation):
                best = _completed(best, found)
    return best


def _is_same(one: Organisation, other: Organisation) -> bool:
    if one.number or other.number:
        return one.number == other.number
    return fold(one.name or "") == fold(other.name or "")


def _completed(best: Found, other: Found) -> Found:
    names = ("legal_form", "name", "locality", "district", "region")
    lacking = {name: getattr(other.organisation, name) for name in names if getattr(best.organisation, name) is None}
    return Found(best.organisation.model_copy(update=lacking), best.candidates or other.candidates)


def _organisations(text: str, vocabulary: Vocabulary) -> Iterable[Found]:
    words = read_words(text)
    at = 0
    while at < len(words.tokens):
        start = find_start(words, at, vocabulary)
        if start is None:
            at += 1
            continue
        form, after, first = start
        end = find_end(words, after, vocabulary)
        yield _read(words, form, (first, after, end), vocabulary)
        at = max(end, at + 1)


def _read(words: Words, form: LegalForm | None, bounds: tuple[int, int, int], vocabulary: Vocabulary) -> Found:
    first, after, end = bounds
    start, stop = words.tokens[first][0], words.tokens[end - 1][1]
    text = squash(words.text[start:stop]).rstrip(" .,")
    places = find_places(words.text[words.tokens[after - 1][1] if form else start : stop], vocabulary)
    offset = words.tokens[after - 1][1] if form else start
    districts = _district_words(words, range(after, end), vocabulary)
    if form and after < end and _is_region_abbreviation(words, after, vocabulary):
        districts.add(after)
    named = [at for at in range(after, end) if at not in districts and not _inside(words.tokens[at], places, offset)]
    kind, wording, kind_places = _kind(words, named, vocabulary)
    name = _name(words, named, kind, wording, kind_places)
    number = next((number for number in map(words.number, named) if number), None)
    return Found(
        Organisation(
            text=text,
            legal_form=form.abbreviation if form else None,
            kind=kind.code if kind else (form.kind if form else None),
            name=name if name and not re.fullmatch(r"[№N]\s?\d+", name) else None,
            number=number,
            locality=places.locality,
            district=places.district,
            region=places.region,
            match=judge("organisation", "found", vocabulary.review),
        ),
        places.candidates,
    )


def _is_region_abbreviation(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """The «РМ» of «ГАПОУ РМ «…»: capitals between the legal form and the name, which stand for the region."""
    token = words.token(at)
    is_kind = kinds(vocabulary).longest(words.row, at) is not None
    return (
        token.isalpha()
        and token.isupper()
        and 1 < len(token) < 5
        and not is_kind
        and at + 1 < len(words.tokens)
        and words.token(at + 1) in '«"'
    )


def _district_words(words: Words, places: range, vocabulary: Vocabulary) -> set[int]:
    """«Городского округа» with no name of its own is neither a district nor part of the school's name."""
    lexicon = Lexicon((phrase, True) for phrase in vocabulary.organisations.districts if " " in phrase)
    found = ((at, lexicon.longest(words.row, at)) for at in places)
    return {at + step for at, phrase in found if phrase for step in range(phrase[0])}


def _inside(token: tuple[int, int], places: Places, offset: int) -> bool:
    return any(start + offset <= token[0] and token[1] <= end + offset + 1 for start, end in places.spans)


def _kind(words: Words, named: list[int], vocabulary: Vocabulary) -> tuple[Kind | None, str, range]:
    """The first kind in the name, its wording, and where it stands."""
    for at in named:
        found = kinds(vocabulary).longest(words.row, at)
        if found:
            return *found[1], range(at, at + found[0])
    return None, "", range(0)


def _name(words: Words, named: list[int], kind: Kind | None, wording: str, places: range) -> str | None:
    """The words of the name without quotes; the kind and adjectives before it in the nominative."""
    shown: list[str] = []
    for at in named:
        token = words.token(at)
        if at in places:
            shown += [_as_written(token, wording)] if at == places.start else []
        elif token in '«»"' or not any(map(str.isalnum, token)) or fold(token) == "администрации":
            continue
        elif kind and at < places.start and is_adjective(token):
            shown.append(nominative(token, like=kind.head if wording.isupper() else wording.rsplit(maxsplit=1)[-1]))
        else:
            shown.append(token)
    return join_nonempty(shown, " ")


def _as_written(token: str, wording: str) -> str:
    """The vocabulary's wording, with the capital that the text has: «Лицей», «лицей» (also for «ЛИЦЕЙ»), «СОШ»."""
    begins_large = token[:1].isupper() and not (token.isupper() and len(token) > 5)
    return wording[:1].upper() + wording[1:] if begins_large else wording
