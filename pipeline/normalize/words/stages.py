"""Names of stages to their codes, and headings to number and name.

From sure to unsure: the phrase itself; its words in other forms; words that mean the same, in any order; a phrase that the name
begins with (a school adds its own name behind); likeness of the whole. Where nothing fits, the code is «other»: never a guess.
"""

import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.model import Match, Method
from pipeline.normalize.words.alike import Comparer, band
from pipeline.normalize.words.phrases import ACTORS, Lemmas, content_lemmas, squeeze
from pipeline.normalize.words.subjects import neutral_words, subject_of
from pipeline.normalize.words.sureness import judge
from pipeline.normalize.words.wording import Words, language
from pipeline.text import strip_closing, tidy
from pipeline.vocabulary.shapes import Stages, Vocabulary

OTHER = "other"
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
    code, match = match_stage(heading.name, vocabulary)
    return heading.is_named or (code != OTHER and match.method in {"exact", "lemma"})


_LONGEST_NAME = 1_000
"""Characters of a stage's name: a longer text is no name, and every phrase is looked for in it."""


@functools.cache
def _exact(stages: Stages) -> Mapping[str, str]:
    return {squeeze(phrase): stage.code for stage in stages.stages for phrase in stage.phrases}


@functools.cache
def _by_words(vocabulary: Vocabulary) -> Sequence[tuple[Lemmas, str]]:
    """Phrases in words of one meaning, without what stands in brackets, the longest first."""
    read = language(vocabulary).lemmas
    phrases = {(read(_BRACKETS.sub(" ", phrase)), stage.code) for stage in vocabulary.stages.stages for phrase in stage.phrases}
    return sorted(phrases, key=lambda entry: (-len(entry[0]), entry))


@functools.cache
def _by_lemmas(stages: Stages) -> Mapping[Lemmas, str]:
    return {content_lemmas(_BRACKETS.sub(" ", phrase)): stage.code for stage in stages.stages for phrase in stage.phrases}


@functools.cache
def _comparer(vocabulary: Vocabulary) -> Comparer:
    return Comparer(_by_words(vocabulary))


@functools.cache
def _organisation_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words that a name of an organisation begins with."""
    forms = [form.abbreviation for form in vocabulary.organisations.legal_forms]
    kinds = [phrase for kind in vocabulary.organisations.kinds for phrase in kind.phrases if " " not in phrase and phrase != kind.head]
    return frozenset(word for text in (*forms, *kinds) for word in language(vocabulary).lemmas(text)[:1])


@functools.lru_cache(maxsize=5_000)
def match_stage(name: str, vocabulary: Vocabulary) -> tuple[str, Match]:
    """The code of a stage's name, and how it was found. An empty name is «other», and needs no look; so is one that is none.

    >>> from pipeline.vocabulary import load
    >>> [match_stage(f"Формирование базы {who}", load())[0] for who in ("наставников", "наставляемых", "данных о питании")]
    ['mentor_pool', 'mentee_pool', 'other']
    """
    if not name or len(name) > _LONGEST_NAME:
        return OTHER, Match()
    code, evidence = _read(name, vocabulary)
    return code, judge("stage", evidence, vocabulary.review, _METHODS.get(evidence.rstrip("_0123456789"), "lemma"))


_METHODS: dict[str, Method] = {
    "exact": "exact",
    "fuzzy": "fuzzy",
    "typo": "fuzzy",
    "core": "fuzzy",
    "prefix_left_over": "fuzzy",
    "other_subject": "none",
    "unknown": "none",
}


def _read(name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The code of a name, and its evidence."""
    exact = _exact(vocabulary.stages)
    bare = _BRACKETS.sub(" ", name)
    found = exact.get(squeeze(name)) or exact.get(squeeze(bare))
    if found:
        return found, "exact"
    found = _by_lemmas(vocabulary.stages).get(content_lemmas(bare))
    if found:
        return found, "lemma"
    words = language(vocabulary).read(bare)
    if subject_of(words, vocabulary) == "other":
        return OTHER, "other_subject"
    return _by_meaning(_without_frame(words, vocabulary), vocabulary)


def _by_meaning(words: Words, vocabulary: Vocabulary) -> tuple[str, str]:
    row = tuple(word.lemma for word in words)
    by_words = _by_words(vocabulary)
    is_typo = any(word.is_typo for word in words)
    for phrase, code in by_words:
        if sorted(set(row)) == sorted(set(phrase)):
            return code, "typo" if is_typo else "words"
    for phrase, code in by_words:
        if len(phrase) > 1 and row[: len(phrase)] == phrase and _names_no_other_actor(row, phrase):
            evidence = _prefix_evidence(words, len(phrase), vocabulary)
            return code, "typo" if is_typo and evidence == "prefix" else evidence
    core = _cores(vocabulary).get(_core(row, vocabulary))
    if core and subject_of(words, vocabulary) == "own":
        return core, "core"
    likeness = _comparer(vocabulary).best(row)
    if likeness and likeness.score >= vocabulary.review.floors.stage and likeness.margin >= vocabulary.review.margin:
        return likeness.code, band(likeness.score)
    return OTHER, "unknown"


@functools.cache
def _cores(vocabulary: Vocabulary) -> Mapping[frozenset[str], str]:
    """The words of phrases that are left without «система», «внедрение», «программа»: two at the least, of one code only."""
    codes: dict[frozenset[str], set[str]] = {}
    for phrase, code in _by_words(vocabulary):
        codes.setdefault(_core(phrase, vocabulary), set()).add(code)
    return {core: min(found) for core, found in codes.items() if len(core) > 1 and len(found) == 1}


def _core(row: Lemmas, vocabulary: Vocabulary) -> frozenset[str]:
    """What «на территории Зиминского района» is called is not of it either."""
    known, neutral = language(vocabulary).known, neutral_words(vocabulary) - _GROUPS
    names = {word for word, behind in itertools.pairwise(row) if word not in known and behind in neutral}
    return frozenset(word for word in row if not word.isdigit() and word not in neutral | names)


_GROUPS = frozenset({"пара", "группа"})
"""Neutral elsewhere; here «формирование пар» and «формирование базы» are stages of their own."""


def _without_frame(words: Words, vocabulary: Vocabulary) -> Words:
    """The words of a name without «Этап», «Блок» before it, and the organisation behind it."""
    headings = {language(vocabulary).lemmas(word)[0] for word in vocabulary.stages.headings}
    begin = 1 if len(words) > 1 and words[0].lemma in headings else 0
    organisation = _organisation_words(vocabulary)
    end = next((at for at in range(begin + 1, len(words)) if words[at].lemma in organisation), len(words))
    return words[begin:end]


def _prefix_evidence(words: Words, length: int, vocabulary: Vocabulary) -> str:
    """What it says that a name goes on behind a phrase: with words that change nothing, or with others."""
    phrase, rest = words[:length], words[length:]
    lemmas = {word.lemma for word in rest}
    if ACTORS & lemmas and not ACTORS & {word.lemma for word in phrase}:
        return "prefix_of_others"
    is_own = subject_of(words, vocabulary) == "own"
    harmless = language(vocabulary).known if is_own else neutral_words(vocabulary)
    goes_on = any(word.begins and word.lemma in language(vocabulary).actions for word in rest)
    return "prefix" if not goes_on and all(word in harmless or word.isdigit() for word in lemmas) else "prefix_left_over"


def _names_no_other_actor(row: Lemmas, phrase: Lemmas) -> bool:
    """«Формирование базы наставников и наставляемых» is more than «Формирование базы наставников»."""
    return not ACTORS & set(phrase) or ACTORS & set(row) <= set(phrase)
