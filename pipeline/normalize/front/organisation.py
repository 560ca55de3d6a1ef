"""Whose plan it is: legal form, kind, short name, number and place out of a line.

A name begins with a legal form («МБОУ», or spelt out) or with a word of its kind («лицей», «Коскинская СОШ»), and ends where
the line speaks of something else («на 2024 год», «по реализации»). The short name keeps kind, number and proper name.
"""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Organisation
from pipeline.morphology import is_adjective, lemma, nominative
from pipeline.normalize.front.places import Places, find_places
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lemmas, Lexicon
from pipeline.text import fold, join_nonempty, squash
from pipeline.vocabulary.shapes import Kind, LegalForm, Vocabulary

_TOKEN = re.compile(r"№\s?\d+|(?<!\w)[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?|\w+(?:[-/]\w+)*\.?|[«»\"]|[^\s\w]")
_NAMED_AFTER = frozenset(("имени", "им"))
_INNER = _NAMED_AFTER | {"при", "и", "вида"}
_STOPS = frozenset(["на", "по", "от", "для", "приказ", "утверждать", "утвердить", "о", "об", "с", "к", "далее"])
_DASHES = "-–—"
_YEARS = re.compile(r"(?:19|20)\d\d(?!\d)")
_MISSING_FORM = re.compile(r"^[А-ЯЁ]{2,5}(?:ОУ|ДОУ|ПОУ|ДО)$")


class Found(NamedTuple):
    """An organisation, and the regions that its town may be in where there are several."""

    organisation: Organisation
    candidates: tuple[str, ...] = ()


class _Words(NamedTuple):
    text: str
    tokens: list[tuple[int, int]]
    row: Lemmas

    def token(self, at: int) -> str:
        """The token at a place, as written."""
        return self.text[slice(*self.tokens[at])]


@functools.cache
def _forms(vocabulary: Vocabulary) -> Lexicon[LegalForm]:
    """Legal forms, abbreviated and spelt out; the abbreviation alone counts in capitals."""
    forms = vocabulary.organisations.legal_forms
    return Lexicon([(phrase, form) for form in forms for phrase in (form.abbreviation, form.name)])


@functools.cache
def _kinds(vocabulary: Vocabulary) -> Lexicon[tuple[Kind, str]]:
    """Words of kinds: the kind, and its wording in the nominative."""
    return Lexicon((phrase, (kind, phrase)) for kind in vocabulary.organisations.kinds for phrase in kind.phrases)


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
    words = _words(text)
    at = 0
    while at < len(words.tokens):
        start = _start(words, at, vocabulary)
        if start is None:
            at += 1
            continue
        form, after, first = start
        end = _end(words, after, vocabulary)
        yield _read(words, form, (first, after, end), vocabulary)
        at = max(end, at + 1)


def _words(text: str) -> _Words:
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    return _Words(text, tokens, tuple(lemma(fold(text[start:end])) for start, end in tokens))


def _start(words: _Words, at: int, vocabulary: Vocabulary) -> tuple[LegalForm | None, int, int] | None:
    """A legal form at a place, or a kind with a number or an adjective beside it: form, place after it, and first place."""
    found = _forms(vocabulary).longest(words.row, at)
    if found and (found[0] > 1 or words.token(at).isupper()):
        return found[1], at + found[0], at
    if _MISSING_FORM.match(words.token(at)):
        return LegalForm(abbreviation=words.token(at), name="", kind="school"), at + 1, at
    kind = _kinds(vocabulary).longest(words.row, at)
    if kind is None or (len(words.token(at)) < 3 and not words.token(at).isupper()):
        return None
    before = at > 0 and words.token(at - 1)[:1].isupper() and is_adjective(words.token(at - 1))
    if kind[1][0].code == "municipality" and words.token(at)[:1].isupper():
        return None, at, at
    after = at + kind[0] < len(words.tokens) and words.token(at + kind[0]).startswith(("№", "«", '"'))
    return (None, at - before, at - before) if before or after else None


def _end(words: _Words, at: int, vocabulary: Vocabulary) -> int:
    """The first token that is no longer of the name: a word of another matter, a bracket, a bare small word, a person."""
    depth = 0
    first, persons = at, {start for start, _ in find_persons(words.text)}
    while at < len(words.tokens):
        token = words.token(at)
        if words.tokens[at][0] in persons and not any(fold(words.token(before)) in _NAMED_AFTER for before in range(first, at)):
            break
        if _YEARS.match(token) or (at > first and _ends_name(words, at, vocabulary)):
            break
        if token in '«»"':
            depth = int(token == "«")  # «Детский сад «Журавлик»: one closing quote closes all
        elif depth <= 0:
            kind = _kinds(vocabulary).longest(words.row, at)
            if kind:
                at += kind[0]
                continue
            if (
                token in ",;:()–—"
                or (words.row[at] in _STOPS and not token.isupper() and not token.endswith("."))
                or (token.isdigit() and len(token) == 4)
            ):
                break
            if token[:1].islower() and fold(token) not in _INNER and not _is_place_word(words.row[at], token, vocabulary):
                break
            if token == "в":
                break
        at += 1
    return at


def _names_kind(words: _Words, at: int, vocabulary: Vocabulary) -> bool:
    """«ЦРР – детский сад № 14», «МБОУ – СОШ № 5»."""
    return at < len(words.tokens) and (words.token(at).startswith("№") or _kinds(vocabulary).longest(words.row, at) is not None)


def _ends_name(words: _Words, at: int, vocabulary: Vocabulary) -> bool:
    """Where another name or another matter begins: a second legal form, the head's role, the number of an act («№ 18 от …»)."""
    if words.token(at).startswith("№"):
        return bool(re.match(r"\s*от\s", words.text[words.tokens[at][1] :]))
    form = _forms(vocabulary).longest(words.row, at)
    is_form = form is not None and words.token(at).isupper()
    return is_form or (words.token(at)[:1].isupper() and words.row[at] in _heads(vocabulary))


@functools.cache
def _heads(vocabulary: Vocabulary) -> frozenset[str]:
    """The first words of roles that lead an organisation: «директор», «заведующий»."""
    return frozenset(
        lemma(fold(phrase)) for role in vocabulary.roles.roles if role.code == "head" for phrase in role.phrases if phrase.isalpha()
    )


def _is_place_word(word: str, token: str, vocabulary: Vocabulary) -> bool:
    places = {*vocabulary.organisations.localities, *vocabulary.organisations.districts}
    known = {lemma(fold(part)) for place in places for part in place.split()} | {"область", "край", "республика", "автономный", "округ"}
    return word in known or f"{fold(token)}." in places


def _read(words: _Words, form: LegalForm | None, bounds: tuple[int, int, int], vocabulary: Vocabulary) -> Found:
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
    number = next((token[1:].strip() for token in map(words.token, named) if token.startswith("№")), None)
    return Found(
        Organisation(
            text=text,
            legal_form=form.abbreviation if form else None,
            kind=kind.code if kind else (form.kind if form else None),
            name=name if name and not re.fullmatch(r"№\s?\d+", name) else None,
            number=number,
            locality=places.locality,
            district=places.district,
            region=places.region,
        ),
        places.candidates,
    )


def _is_region_abbreviation(words: _Words, at: int, vocabulary: Vocabulary) -> bool:
    """The «РМ» of «ГАПОУ РМ «…»: capitals between the legal form and the name, which stand for the region."""
    token = words.token(at)
    is_kind = _kinds(vocabulary).longest(words.row, at) is not None
    return (
        token.isalpha()
        and token.isupper()
        and 1 < len(token) < 5
        and not is_kind
        and at + 1 < len(words.tokens)
        and words.token(at + 1) in '«"'
    )


def _district_words(words: _Words, places: range, vocabulary: Vocabulary) -> set[int]:
    """«Городского округа» with no name of its own is neither a district nor part of the school's name."""
    lexicon = Lexicon((phrase, True) for phrase in vocabulary.organisations.districts if " " in phrase)
    found = ((at, lexicon.longest(words.row, at)) for at in places)
    return {at + step for at, phrase in found if phrase for step in range(phrase[0])}


def _inside(token: tuple[int, int], places: Places, offset: int) -> bool:
    return any(start + offset <= token[0] and token[1] <= end + offset + 1 for start, end in places.spans)


def _kind(words: _Words, named: list[int], vocabulary: Vocabulary) -> tuple[Kind | None, str, range]:
    """The first kind in the name, its wording, and where it stands."""
    for at in named:
        found = _kinds(vocabulary).longest(words.row, at)
        if found:
            return *found[1], range(at, at + found[0])
    return None, "", range(0)


def _name(words: _Words, named: list[int], kind: Kind | None, wording: str, places: range) -> str | None:
    """The words of the name without quotes; the kind and adjectives before it in the nominative."""
    shown: list[str] = []
    for at in named:
        token = words.token(at)
        if at in places:
            shown += [_as_written(token, wording)] if at == places.start else []
        elif token in '«»"' or not any(map(str.isalnum, token)):
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
