"""Texts of activities to their types: every type whose phrase stands in the text, since one line may be several things.

A phrase may have other words between its own («формирование [базы данных] наставников»). Where none stands in the text, the
likest phrase is taken if it is like enough; else there is no code: never a guess.
"""

import functools

from pipeline.model import Match
from pipeline.normalize.words.alike import Comparer
from pipeline.normalize.words.phrases import Spotter
from pipeline.vocabulary.shapes import Activities, Vocabulary

TOGETHER_SCORE, APART_SCORE = 0.98, 0.9


@functools.cache
def _spotter(activities: Activities) -> Spotter:
    return Spotter((phrase, entry.code) for entry in activities.activities for phrase in entry.phrases)


@functools.cache
def _comparer(activities: Activities) -> Comparer:
    return Comparer((phrase, entry.code) for entry in activities.activities for phrase in entry.phrases)


@functools.lru_cache(maxsize=20_000)
def match_activity(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], Match]:
    """The codes of a text, in the order of their places, and how the least sure of them was found.

    >>> from pipeline.vocabulary import load
    >>> match_activity("Формирование банка данных наставников, сбор согласий", load())[0]
    ('form_mentor_bank', 'personal_data_consent')
    >>> match_activity("Субботник на школьном дворе", load())[0]
    ()
    """
    spots = _spotter(vocabulary.activities).spots(text)
    if spots:
        score = TOGETHER_SCORE if all(spot.together for spot in spots) else APART_SCORE
        return tuple(dict.fromkeys(spot.code for spot in spots)), _match("lemma", score, vocabulary)
    likeness = _comparer(vocabulary.activities).best(text)
    review = vocabulary.review
    if likeness and likeness.score >= review.floors.activity and likeness.margin >= review.margin:
        return (likeness.code,), _match("fuzzy", likeness.score / 100, vocabulary)
    return (), Match(review=True)


def match_item(text: str, lead: str | None, vocabulary: Vocabulary) -> tuple[tuple[str, ...], Match]:
    """The codes of an item: its own, or else those of the sentence or group that it stands under.

    >>> from pipeline.vocabulary import load
    >>> match_item("занятие «Анализ урока»", "Обучение наставников", load())[0]
    ('train_mentors',)
    >>> match_item("Сбор согласий", "Обучение наставников", load())[0]
    ('personal_data_consent',)
    """
    codes, match = match_activity(text, vocabulary)
    if codes or not lead:
        return codes, match
    codes, match = match_activity(lead, vocabulary)
    return codes, match.model_copy(update={"method": "context", "review": True}) if codes else match


def _match(method: str, score: float, vocabulary: Vocabulary) -> Match:
    return Match.model_validate({"method": method, "score": round(score, 2), "review": 100 * score < vocabulary.review.lines.activity})
