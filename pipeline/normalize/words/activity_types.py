"""Texts of activities to their types: every type whose phrase stands in the text, since one line may be several things.

A phrase may have other words between its own («формирование [базы данных] наставников»). A text about another subject
(«Обновление раздела «Организация питания»») has no code, whatever phrase it shares. Where no phrase stands in the text, one in
another order of words is taken, or the likest; each such reading has evidence of its own. Else there is no code: never a guess.
"""

import functools
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pipeline.model import Match, Method
from pipeline.normalize.words.alike import Comparer, band
from pipeline.normalize.words.spots import Spot, Spotter
from pipeline.normalize.words.subjects import Subject, neutral_words, subject_of
from pipeline.normalize.words.sureness import judge
from pipeline.normalize.words.wording import Word, Words, language
from pipeline.vocabulary.shapes import Vocabulary

Codes = tuple[str, ...]


class Reading(NamedTuple):
    """The codes of a text, in the order of their places, and all the evidence that they rest on."""

    codes: Codes
    evidence: tuple[str, ...]


@functools.cache
def _spotter(vocabulary: Vocabulary) -> Spotter:
    words = language(vocabulary)
    return Spotter((words.lemmas(phrase), entry.code) for entry in vocabulary.activities.activities for phrase in entry.phrases)


@functools.cache
def _comparer(vocabulary: Vocabulary) -> Comparer:
    words = language(vocabulary)
    return Comparer((words.lemmas(phrase), entry.code) for entry in vocabulary.activities.activities for phrase in entry.phrases)


@functools.cache
def _reading(vocabulary: Vocabulary) -> frozenset[str]:
    """The actions behind which a title only says what is read."""
    return frozenset(word for phrase in vocabulary.wording.reading for word in language(vocabulary).lemmas(phrase))


def match_activity(text: str, vocabulary: Vocabulary) -> tuple[Codes, Match]:
    """The codes of a text, and how the least sure of them was found.

    >>> from pipeline.vocabulary import load
    >>> match_activity("Формирование банка данных наставников, сбор согласий", load())[0]
    ('form_mentor_bank', 'personal_data_consent')
    >>> match_activity("Субботник на школьном дворе", load())[0]
    ()
    """
    return match_item(text, None, vocabulary)


@functools.lru_cache(maxsize=20_000)
def match_item(text: str, lead: str | None, vocabulary: Vocabulary, plan: Subject = "open") -> tuple[Codes, Match]:
    """The codes of an item: its own, or else those that it has with the sentence or group that it stands under.

    `plan`: what the whole plan is about. In a plan of mentoring, what says nothing of a subject is of mentoring.

    >>> from pipeline.vocabulary import load
    >>> match_item("занятие «Анализ урока»", "Обучение наставников", load())[0]
    ('train_mentors',)
    >>> match_item("Сбор согласий", "Обучение наставников", load())[0]
    ('personal_data_consent',)
    """
    reading = read_item(text, lead, vocabulary, plan)
    scores = vocabulary.review.scores.activity
    evidence = min(reading.evidence, key=lambda code: scores[code])
    return reading.codes, judge("activity", evidence, vocabulary.review, _METHODS.get(evidence.rstrip("_0123456789"), "lemma"))


_METHODS: dict[str, Method] = {"fuzzy": "fuzzy", "typo": "fuzzy", "lead": "context", "with_lead": "context", "other_subject": "none"}


def read_item(text: str, lead: str | None, vocabulary: Vocabulary, plan: Subject = "open") -> Reading:
    """The codes of an item, and their evidence."""
    read = language(vocabulary).read
    own, above = read(text), read(lead or "")
    subject = subject_of((*above, *own), vocabulary)
    if subject == "other":
        return Reading((), ("other_subject",))
    own = _uncited(own, _reading(vocabulary))
    spots = _spots(own, vocabulary)
    strong = [spot for spot in spots if _is_strong(spot, own)]
    if above and all(own[spot.head].is_title for spot in spots):
        found = _with_lead(above, own, vocabulary)
        if found:
            return found
    spots = strong or spots
    return Reading(_codes(spots), _evidence(spots, own, subject, plan, vocabulary)) if spots else _unsure(own, vocabulary)


def _spots(words: Words, vocabulary: Vocabulary) -> list[Spot]:
    """The phrases of a text. A title in quotation marks is no object of an action, and is looked into where nothing else is said."""
    spotter = _spotter(vocabulary)
    outside = [at for at, word in enumerate(words) if not word.is_title]
    found = [spot._replace(places=tuple(outside[at] for at in spot.places)) for spot in spotter.spots(tuple(words[at] for at in outside))]
    if len(outside) == len(words):
        return found
    everywhere = spotter.spots(words)
    named = [spot for spot in everywhere if not words[spot.head].is_title and words[spot.places[-1]].is_title]
    named = [spot for spot in named if not words[spot.head].is_action]
    return found or named or [spot for spot in everywhere if words[spot.head].is_title]


def _is_strong(spot: Spot, words: Words) -> bool:
    """Whether a phrase says what is done, and not what is spoken about: «рассказ о [работе пар]», «тренинг [обратной связи]»."""
    head = words[spot.head]
    if head.is_title or head.begins or head.preposition in {"с", "со", "для"} or words[spot.places[-1]].is_place:
        return not head.is_title
    return any(words[at].is_action for at in range(_segment(spot.head, words), spot.head))


def _segment(at: int, words: Words) -> int:
    """Where what a word is part of begins."""
    return next((place for place in range(at, 0, -1) if words[place].begins), 0)


def _with_lead(above: Words, own: Words, vocabulary: Vocabulary) -> Reading | None:
    """The codes that an item has together with what stands above it, or that this has alone."""
    spots = _spotter(vocabulary).spots(_under(above, own))
    across = [spot for spot in spots if spot.places[0] < len(above) <= spot.places[-1]]
    alone = [spot for spot in spots if spot.places[-1] < len(above)]
    if across:
        return Reading(_codes(across), ("with_lead",))
    return Reading(_codes(alone), ("lead",)) if alone else None


def _codes(spots: Sequence[Spot]) -> Codes:
    return tuple(dict.fromkeys(spot.code for spot in spots))


def _under(above: Words, own: Words) -> Words:
    """An item behind its lead, as one sentence."""
    last = above[-1].sentence
    return (*above, *(word._replace(sentence=word.sentence + last) for word in own))


def _unsure(words: Words, vocabulary: Vocabulary) -> Reading:
    """The codes of a text in which no phrase stands as it is."""
    spots = _spotter(vocabulary).reordered(words)
    if spots:
        return Reading(_codes(spots), ("reordered",))
    review = vocabulary.review
    likeness = _comparer(vocabulary).best(tuple(word.lemma for word in words)) if words else None
    if likeness and likeness.score >= review.floors.activity and likeness.margin >= review.margin:
        return Reading((likeness.code,), (band(likeness.score),))
    return Reading((), ("unknown",))


def _uncited(words: Words, reading: Collection[str]) -> Words:
    """The words without titles of acts that are only read: «Изучение распоряжения «Об утверждении …»»."""
    first = next((at for at, word in enumerate(words) if word.lemma in reading), len(words))
    return tuple(word for at, word in enumerate(words) if at < first or not word.is_quoted)


def _evidence(spots: Sequence[Spot], words: Words, subject: Subject, plan: Subject, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the codes rest on."""
    taken = {at for spot in spots for at in spot.places}
    found = ["together", *(_apart(spot, words, taken, vocabulary) for spot in spots if spot.gap)]
    if not all(_is_strong(spot, words) for spot in spots):
        found.append("inside")
    if any(words[at].is_typo for at in taken):
        found.append("typo")
    if subject == "open" and _strange(words, taken, vocabulary):
        found.append("left_over")
    elif subject == "open" and plan != "own":
        found.append("general")
    led = {place for at in taken for place in range(_segment(at, words), at)}
    if any(_is_action_left(words, at, taken | led, vocabulary) for at in range(len(words))):
        found.append("action_left")
    return tuple(found)


def _apart(spot: Spot, words: Words, taken: set[int], vocabulary: Vocabulary) -> str:
    """What stands between the words of a phrase: a list or what goes with it («банк [данных] наставников»), or words that may mean another."""
    between = [at for at in range(spot.head, spot.places[-1]) if at not in spot.places]
    is_list = any(words[at].is_joined for at in range(spot.head + 1, spot.places[-1] + 1))
    harmless = neutral_words(vocabulary) | _words_of_code(vocabulary)[spot.code]
    return "apart" if is_list or all(at in taken or words[at].is_title or words[at].lemma in harmless for at in between) else "apart_far"


@functools.cache
def _words_of_code(vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """The words that go with each code: those of its phrases, and of mentoring itself."""
    read = language(vocabulary).lemmas
    own = {word for phrase in vocabulary.wording.own for word in read(phrase)}
    entries = vocabulary.activities.activities
    return {entry.code: frozenset(own.union(*(read(phrase) for phrase in entry.phrases))) for entry in entries}


def _strange(words: Words, taken: set[int], vocabulary: Vocabulary) -> list[Word]:
    """The words that are in no phrase found, and say what nobody knows."""
    known = language(vocabulary).known | set(neutral_words(vocabulary))
    return [word for at, word in enumerate(words) if at not in taken and not word.lemma.isdigit() and word.lemma not in known]


def _is_action_left(words: Words, at: int, taken: set[int], vocabulary: Vocabulary) -> bool:
    """Whether an action begins here that no phrase takes."""
    word, words_of = words[at], language(vocabulary)
    return word.begins and not word.is_aside and at not in taken and word.lemma in words_of.actions - words_of.light
