"""Names of stages to their codes, and headings to number and name.

From sure to unsure: the phrase itself; its words in other forms; a phrase that the name begins with (a school adds its own
name behind); likeness of the whole. Where nothing fits, the code is «other»: never a guess.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.model import Match
from pipeline.normalize.words.alike import Comparer
from pipeline.normalize.words.phrases import ACTORS, Lemmas, content_lemmas, squeeze
from pipeline.text import strip_closing, tidy
from pipeline.vocabulary.shapes import Stages, Vocabulary

OTHER = "other"
LEMMA_SCORE, PREFIX_SCORE = 0.98, 0.9
UNSURE_PREFIX_SCORE = 0.75
"""The rest of the name says whom it is about, and the phrase does not: «Отбор и обучение [наставляемых]»."""
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2})?|[IVX]{1,5})"
_MARK = r"\s*(?:[.:)]|[-–—](?=\s)|\s)\s*"
_BRACKETS = re.compile(r"\([^()]*\)")


class Heading(NamedTuple):
    """A heading of a stage: its number, if any, and its name; whether it says itself that it is one («Этап 1»)."""

    number: str | None
    name: str
    is_named: bool


@functools.cache
def _patterns(stages: Stages) -> Sequence[re.Pattern[str]]:
    words = "|".join(re.escape(word) for word in stages.headings)
    return (
        re.compile(rf"^(?P<word>{words})\s*№?\s*{_NUMBER}(?:{_MARK}|$)", re.IGNORECASE),
        re.compile(rf"^{_NUMBER}(?:-?[а-я]{{1,2}})?\s+(?P<word>{words})(?:{_MARK}|$)", re.IGNORECASE),
        re.compile(rf"^(?P<word>){_NUMBER}[.)]?\s*(?=[«А-ЯЁ])"),
    )


def read_heading(text: str, stages: Stages) -> Heading:
    """Number and name of a heading.

    >>> from pipeline.vocabulary import load
    >>> [read_heading(text, load().stages)[:2] for text in ("Раздел 1. Подготовка", "II этап - Работа пар", "3. Отбор", "2023 год")]
    [('1', 'Подготовка'), ('II', 'Работа пар'), ('3', 'Отбор'), (None, '2023 год')]
    """
    text = tidy(text)
    for pattern in _patterns(stages):
        found = pattern.match(text)
        if found:
            return Heading(found["number"], strip_closing(text[found.end() :]), bool(found["word"]))
    return Heading(None, strip_closing(text), False)


def is_heading(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line outside the columns names a stage: it says so itself, or is a known name."""
    heading = read_heading(text, vocabulary.stages)
    return heading.is_named or match_stage(heading.name, vocabulary)[1].method in {"exact", "lemma"}


@functools.cache
def _exact(stages: Stages) -> Mapping[str, str]:
    return {squeeze(phrase): stage.code for stage in stages.stages for phrase in stage.phrases}


@functools.cache
def _by_lemmas(stages: Stages) -> Sequence[tuple[Lemmas, str]]:
    """Phrases without what stands in brackets, the longest first."""
    phrases = {(content_lemmas(_BRACKETS.sub(" ", phrase)), stage.code) for stage in stages.stages for phrase in stage.phrases}
    return sorted(phrases, key=lambda entry: (-len(entry[0]), entry))


@functools.cache
def _comparer(stages: Stages) -> Comparer:
    return Comparer((phrase, stage.code) for stage in stages.stages for phrase in stage.phrases)


@functools.lru_cache(maxsize=5_000)
def match_stage(name: str, vocabulary: Vocabulary) -> tuple[str, Match]:
    """The code of a stage's name, and how it was found. An empty name is «other», and needs no look.

    >>> from pipeline.vocabulary import load
    >>> [match_stage(f"Формирование базы {who}", load())[0] for who in ("наставников", "наставляемых", "данных о питании")]
    ['mentor_pool', 'mentee_pool', 'other']
    """
    if not name:
        return OTHER, Match()
    code, match = _match(name, vocabulary)
    needs_review = 100 * match.score < vocabulary.review.lines.stage
    return code, match.model_copy(update={"review": needs_review})


def _match(name: str, vocabulary: Vocabulary) -> tuple[str, Match]:
    stages = vocabulary.stages
    bare = _BRACKETS.sub(" ", name)
    exact = _exact(stages).get(squeeze(name)) or _exact(stages).get(squeeze(bare))
    if exact:
        return exact, Match(method="exact", score=1.0)
    row = content_lemmas(bare)
    for phrase, code in _by_lemmas(stages):
        if row == phrase:
            return code, Match(method="lemma", score=LEMMA_SCORE)
    for phrase, code in _by_lemmas(stages):
        if len(phrase) > 1 and row[: len(phrase)] == phrase and _names_no_other_actor(row, phrase):
            is_of_others = bool(ACTORS & set(row[len(phrase) :])) and not ACTORS & set(phrase)
            return code, Match(method="lemma", score=UNSURE_PREFIX_SCORE if is_of_others else PREFIX_SCORE)
    likeness = _comparer(stages).best(bare)
    if likeness and likeness.score >= vocabulary.review.floors.stage and likeness.margin >= vocabulary.review.margin:
        return likeness.code, Match(method="fuzzy", score=round(likeness.score / 100, 2))
    return OTHER, Match()


def _names_no_other_actor(row: Lemmas, phrase: Lemmas) -> bool:
    """«Формирование базы наставников и наставляемых» is more than «Формирование базы наставников»."""
    return not ACTORS & set(phrase) or ACTORS & set(row) <= set(phrase)
