"""Whose plan it is: legal form, kind, short name, number and place out of a line.

The short name keeps kind, number and proper name, in the nominative and without quotes; places have fields of their own.
Several organisations may be named: a school goes before the authority that founded it, and both before one that is only cited.
"""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Organisation
from pipeline.normalize.front.organisation_bounds import read_mention
from pipeline.normalize.front.organisation_mentions import Mention
from pipeline.normalize.front.organisation_name import is_oblique, short_name
from pipeline.normalize.front.organisation_starts import find_start, is_cited, is_of_country, is_partner, wordings
from pipeline.normalize.front.organisation_words import Words, read_words
from pipeline.normalize.front.place_parts import Places, city_regions, settle
from pipeline.normalize.front.places import read_place
from pipeline.normalize.words.sureness import judge
from pipeline.text import fold, squash
from pipeline.vocabulary.shapes import Vocabulary

_OWN, _AUTHORITY, _CITED = range(3)


class Found(NamedTuple):
    """An organisation, the regions that its town may be in where there are several, and how little it is the plan's own."""

    organisation: Organisation
    candidates: tuple[str, ...] = ()
    distance: int = _OWN

    @property
    def is_cited(self) -> bool:
        """Whether it may be another's: a partner, or an authority whose act is cited."""
        return self.distance == _CITED


def find_organisation(texts: Iterable[str], vocabulary: Vocabulary) -> Found | None:
    """The first organisation with a name or a number that the texts tell, in their order of trust; a school before an authority.

    What it lacks of place is taken from a later line that names the same form and number.
    """
    found = [found for text in texts for found in _organisations(text, vocabulary)]
    named = [each for each in found if each.organisation.name or each.organisation.number]
    return _completed_by(min(named, key=lambda each: each.distance), found) if named else None


def complete_organisation(found: Found, texts: Iterable[str], vocabulary: Vocabulary) -> Found:
    """An organisation with what it lacks of form, name and place, as other texts have it."""
    return _completed_by(found, [other for text in texts for other in _organisations(text, vocabulary)])


def _completed_by(best: Found, others: Iterable[Found]) -> Found:
    for other in others:
        if other is not best and _is_same(best.organisation, other.organisation):
            best = _completed(best, other)
    return best


def _is_same(one: Organisation, other: Organisation) -> bool:
    if one.number or other.number:
        return one.number == other.number and (one.kind == other.kind or one.name is None or other.name is None or not other.legal_form)
    return fold(one.name or "") == fold(other.name or "")


def _completed(best: Found, other: Found) -> Found:
    names = ("legal_form", "name", "locality", "district", "region")
    lacking = {name: getattr(other.organisation, name) for name in names if getattr(best.organisation, name) is None}
    return best._replace(organisation=best.organisation.model_copy(update=lacking), candidates=best.candidates or other.candidates)


# ------------------------------------------------------------ the mentions of one text


def _organisations(text: str, vocabulary: Vocabulary) -> list[Found]:
    words = read_words(text)
    found: list[Found] = []
    loose: list[Places] = []  # places that stand before a mention, or between two
    at = 0
    while at < len(words.tokens):
        start = find_start(words, at, vocabulary)
        if start:
            mention = read_mention(words, start, vocabulary)
            each = _read(words, mention, vocabulary)
            is_foreign = each.organisation.kind == "municipality" and is_of_country(words, start.at, mention.end)
            found += [] if is_foreign else [each]
            loose += _city_before(words, start.at, vocabulary)
            at = max(mention.end, at + 1)
            continue
        part = read_place(words, at, vocabulary)
        loose += [part.places] if part else []
        at = part.end if part else at + 1
    return _judged(_with_loose(found, loose, vocabulary), words, vocabulary)


def _city_before(words: Words, at: int, vocabulary: Vocabulary) -> list[Places]:
    """«Санкт-Петербургское государственное …»: a town that is a region opens the form of its own."""
    before = words.text[: words.tokens[at].start].split()[-1:]
    regions = [region for region in city_regions(vocabulary) if before and fold(before[0]) == fold(region) + "ское"]
    return [Places(region, None, region) for region in regions]


def _read(words: Words, mention: Mention, vocabulary: Vocabulary) -> Found:
    places = settle(list(mention.places), vocabulary)
    form = mention.start.form
    kind = mention.kinds[0].kind.code if mention.kinds else (form.kind if form else None)
    numbers = [words.tokens[at].number or (words.tokens[at].text if "bare_number" in mention.evidence else None) for at in mention.name]
    start, end = words.tokens[mention.start.at].start, words.tokens[mention.end - 1].end
    organisation = Organisation(
        text=squash(words.text[start:end]).rstrip(" .,"),
        legal_form=form.abbreviation if form else None,
        kind=kind,
        name=short_name(words, mention),
        number=next((number for number in numbers if number and number[0].isdigit()), None),
        locality=places.locality,
        district=places.district,
        region=places.region,
    )
    evidence = {*mention.evidence, *places.evidence, *(["oblique"] if is_oblique(words, mention) else [])}
    match = judge("organisation", _weakest(evidence, vocabulary), vocabulary.review)
    return Found(organisation.model_copy(update={"match": match}), places.candidates, _distance(words, mention, kind, vocabulary))


def _weakest(evidence: set[str], vocabulary: Vocabulary) -> str:
    return min(sorted({*evidence, "found"}), key=lambda code: vocabulary.review.scores.organisation[code])


def _distance(words: Words, mention: Mention, kind: str | None, vocabulary: Vocabulary) -> int:
    if is_partner(words, mention.start.at, vocabulary):
        return _CITED
    if kind != "municipality":
        return _OWN
    return _CITED if is_cited(words, mention.start.at, vocabulary) else _AUTHORITY


def _with_loose(found: list[Found], loose: list[Places], vocabulary: Vocabulary) -> list[Found]:
    """Of a single school in a text, the places before it and those of its authority are its own, where it has none."""
    schools = [each for each in found if each.distance == _OWN]
    others = [each.organisation for each in found if each.distance == _AUTHORITY]
    if len(schools) != 1 or any(each.distance == _CITED for each in found):
        return found
    near = [*loose, *(Places(other.locality, other.district, other.region) for other in others)]
    own = schools[0].organisation
    mine = Places(own.locality, own.district, own.region, schools[0].candidates)
    places = settle([mine, *near] if mine.locality or mine.region or mine.candidates else [*near, mine], vocabulary)
    if places[:3] == mine[:3] or not near:
        return found
    update = {
        "locality": own.locality or places.locality,
        "district": own.district or places.district,
        "region": own.region or places.region,
    }
    match = judge("organisation", "place_nearby", vocabulary.review)
    match = min(match, own.match, key=lambda each: each.score)
    completed = schools[0]._replace(organisation=own.model_copy(update={**update, "match": match}), candidates=places.candidates)
    return [completed if each is schools[0] else each for each in found]


def _judged(found: list[Found], words: Words, vocabulary: Vocabulary) -> list[Found]:
    """The mentions, less sure where several schools are named, where it is cited, or where a part of one may be meant."""
    own = [each.organisation for each in found if each.distance == _OWN]
    is_of_several = any(not _is_same(own[0], other) for other in own[1:])
    is_part = any(wordings(vocabulary.organisations.branches).longest(words, at) for at in range(len(words.tokens)))
    judged: list[Found] = []
    for each in found:
        codes = {"several"} if is_of_several and each.distance == _OWN else {"cited"} if each.distance == _CITED else set()
        codes |= {"branch"} if is_part else set()
        match = judge("organisation", _weakest(codes, vocabulary), vocabulary.review)
        weaker = min(match, each.organisation.match, key=lambda one: one.score)
        judged.append(each._replace(organisation=each.organisation.model_copy(update={"match": weaker})))
    return judged
