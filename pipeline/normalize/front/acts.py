"""Number and date of an act: which of the numbers and dates in its block are its own.

Beside the act's number stand those of annexes, schools and protocols. The act's own stands beside its date or its word.
"""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.normalize.front.act_numbers import DATE_AHEAD, SIGN, Number, find_numbers
from pipeline.normalize.front.dates import Dated, find_dates
from pipeline.normalize.front.openings import Act, find_act, is_federal
from pipeline.normalize.words.phrases import lemmas
from pipeline.text import DASHES
from pipeline.vocabulary.shapes import Documents, Vocabulary

Evidence = Literal[
    "found",
    "authority",
    "odd_date",
    "part_of_date",
    "school_number",
    "bare_number",
    "left_number",
    "two_acts",
    "protocol",
    "signed_date",
    "no_act",
]


class Reading(NamedTuple):
    """What an act's own words say: kind, number, date; and what that rests on."""

    act: str | None = None
    number: str | None = None
    date: Dated | None = None
    evidence: tuple[Evidence, ...] = ()


def read_act(text: str, vocabulary: Vocabulary) -> Reading:
    """The act that the text of one block names, with its number and date.

    An act that is only cited, or issued for the whole country, is none.
    """
    dates = find_dates(text, vocabulary.calendar)
    inside = [number for number in find_numbers(text, vocabulary) if not any(date.start <= number.start < date.end for date in dates)]
    dates = [date for date in dates if not any(number.value and number.start <= date.start < number.end for number in inside)]
    acts = [act for act in _acts(text, vocabulary.documents) if not _is_cited(text, act, vocabulary.documents)]
    record = _find_record(text, vocabulary.documents)
    own = [act for act in acts if record is None or act.start != record[0]]
    if own:
        return _of_act(text, own, record, (dates, inside))
    if record:
        found = _beside(text, record, len(text), dates, inside)
        return found._replace(act=vocabulary.documents.records[0], evidence=("protocol", *found.evidence))
    is_cited = find_act(text, vocabulary.documents) is not None
    return Reading() if is_cited else _without_act(text, dates, inside, vocabulary)


def _acts(text: str, documents: Documents) -> list[Act]:
    found: list[Act] = []
    while act := find_act(text, documents, found[-1].end if found else 0):
        found.append(act)
    return [act for act in found if not re.search(rf"{SIGN}\s*$", text[: act.start], re.IGNORECASE)] or found[:1]


def _is_cited(text: str, act: Act, documents: Documents) -> bool:
    before = lemmas(text[: act.start])
    if any(before[-len(row) :] == row for row in map(lemmas, documents.citations)):
        return True
    number_or_date = re.compile(rf"{SIGN}|\d").search(text, act.end)
    return is_federal(text[act.end : number_or_date.start() if number_or_date else len(text)], documents)


def _find_record(text: str, documents: Documents) -> tuple[int, int] | None:
    """Where the word for a protocol stands; «Пр. № 1» is one where a council is named before it."""
    for found in re.finditer(r"[^\W\d_]+", text):
        if lemmas(found[0])[0] in {lemmas(phrase)[0] for phrase in documents.records}:
            return found.span()
        act = find_act(text[: found.end() + 3], documents, found.start()) if len(found[0]) == 2 else None
        if act and act.start == found.start() and set(lemmas(text[: found.start()])) & _councils(documents):
            return found.span()
    return None


@functools.cache
def _councils(documents: Documents) -> frozenset[str]:
    return frozenset(lemmas(phrase)[0] for phrase in documents.councils)


def _of_act(text: str, acts: Sequence[Act], record: tuple[int, int] | None, told: tuple[list[Dated], list[Number]]) -> Reading:
    """The first of the acts with its number and date; a date under the signature where the act itself has none."""
    dates, numbers = told
    act = acts[0]
    end = min([other.start for other in acts[1:]] + ([record[0]] if record and record[0] > act.start else []), default=len(text))
    found = _beside(text, (act.start, act.end), end, dates, numbers)
    taken = _beside(text, record, act.start if record[0] < act.start else len(text), dates, numbers).date if record else None
    if found.date is None or found.date.date is None:
        signed = next((date for date in dates if date.date and date != taken and not act.end <= date.start < end), None)
        blank = found.date is not None
        if signed:
            found = found._replace(date=signed, evidence=(*found.evidence, *(("signed_date",) if blank else ())))
    others = [_beside(text, (other.start, other.end), len(text), dates, numbers) for other in acts[1:]]
    if any(other.number and other.number != found.number for other in others):
        found = found._replace(evidence=(*found.evidence, "two_acts"))
    return found._replace(act=act.name)


def _beside(text: str, word: tuple[int, int], end: int, dates: Sequence[Dated], numbers: Sequence[Number]) -> Reading:
    """Number and date behind a word for an act: a number right behind the date, right before it, behind the word, or the only one."""
    start = word[1]
    own = [
        number for number in numbers if (start <= number.start < end or number.start <= word[0] < number.end) and number.owner != "annex"
    ]
    told = [date for date in dates if start <= date.start < end]
    date = next((date for date in told if date.wholeness == "whole"), told[0] if told else None)
    after = [number for number in own if date and date.end <= number.start and _touch(text[date.end : number.start])]
    before = [number for number in own if date and number.end <= date.start and _touch(text[number.end : date.start])]
    free = [number for number in own if number.owner not in {"school", "protocol"}]
    named = next(iter(after or [number for number in before if number in free] or free[:1] or before), None)
    evidence: list[Evidence] = _of_date(date)
    if date is None and re.search(r"(?<!\w)от[\s«\"_]*\d", text[start:end]):
        evidence.append("odd_date")
    if named is None:
        bare = _bare_number(text[start:end], text[date.end : end] if date else "")
        return Reading(None, bare[0], date, (*evidence, *bare[1]))
    if named.owner == "school" and named not in after:
        return Reading(None, None, date, (*evidence, "school_number"))
    if named.owner == "order_of_school" and named not in after:
        evidence.append("school_number")
    if any(number.value and number != named and number.owner == "act" for number in free):
        evidence.append("left_number")
    return Reading(None, named.value, date, tuple(evidence))


def _of_date(date: Dated | None) -> list[Evidence]:
    if date and date.wholeness == "odd":
        return ["odd_date"]
    return ["part_of_date"] if date and date.wholeness == "part" else []


def _touch(between: str) -> bool:
    """Whether nothing parts a number from a date but «г.», «от» and marks."""
    return re.fullmatch(r"[\s,;.(«\"]*(?:г(?:ода|\.)?)?[\s,;.(]*(?:от)?[\s«\"(]*", between) is not None


def _bare_number(behind: str, after_date: str) -> tuple[str | None, tuple[Evidence, ...]]:
    """A number without a sign: «приказ 52 от …» is one; what follows the date may be one."""
    found = re.match(rf"\s+(?!{DATE_AHEAD})(\d+(?:[{re.escape(DASHES)}/]\w+)*)\s+от(?!\w)", behind)
    if found:
        return found[1], ()
    found = re.match(rf"\s*(?:г(?:ода|\.)?)?\s*(?!{DATE_AHEAD})(\d+(?:[{re.escape(DASHES)}/]\w+)*)\s*$", after_date)
    return (found[1], ("bare_number",)) if found else (None, ())


def _without_act(text: str, dates: Sequence[Dated], numbers: Sequence[Number], vocabulary: Vocabulary) -> Reading:
    """A block that names no act: the date is that of the signature, or a number beside it that of an act nobody names."""
    date = next((date for date in dates if date.date), dates[0] if dates else None)
    found = [number for number in numbers if number.value and number.owner == "act"]
    paired = [n for n in found if date and (_touch(text[n.end : date.start]) or _touch(text[date.end : n.start]))]
    evidence: list[Evidence] = _of_date(date)
    if paired:
        evidence.append("no_act")
    if set(lemmas(text)) & _councils(vocabulary.documents) and date:
        evidence.append("protocol")
    return Reading(None, paired[0].value if paired else None, date, tuple(evidence))
