"""A text of the field as the words that carry its meaning: mended, in dictionary form, and one word for all that mean the same.

«Сформировать реестр» and «составление базы» become the same words; what stands between them (marks, «и», brackets, quotes)
is kept with each word, since it says what belongs together.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.morphology import forms, is_adjective, lemma
from pipeline.normalize.words.phrases import EMPTY, Lemmas, content_lemmas
from pipeline.normalize.words.spelling import Speller
from pipeline.text import fold, tidy
from pipeline.vocabulary.shapes import Vocabulary, Wording

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?…]\s+[«\"(]?\s*$")
_BEGINNING = re.compile(r"[;.:–—()«“„]|\s-\s|^-\s")
_HYPHEN = re.compile(r"(?<=[а-яё])[-­]\s+(?=[а-яё])")
_JOINING = re.compile(r"[,/]|(?:^|\s)(?:и|или|а также)(?:\s|$)", re.IGNORECASE)
_LEAST = 5
"""Titles and activities are common words, few of which no dictionary has."""


class Word(NamedTuple):
    """A word of a text: its dictionary form, the sentence that it stands in, and how."""

    lemma: str
    sentence: int
    is_joined: bool
    """«и», a comma or a slash stands before it."""
    begins: bool
    """An action can begin here: at the beginning, behind a mark or «и», or behind «проведение», «организация» …"""
    is_aside: bool
    """It stands in brackets or quotation marks."""
    is_quoted: bool
    is_title: bool
    """It stands in a title in quotation marks, other than that of an act («О закреплении …»)."""
    is_typo: bool
    preposition: str
    """What small word stands right before it: «в» in «участие в распространении»."""
    is_action: bool
    is_place: bool
    """It says where something is shown: «на сайте»."""


Words = tuple[Word, ...]


class _Found(NamedTuple):
    """A word as it stands, folded; the text before it since the last one; how deep it is in brackets and quotes."""

    text: str
    is_capital: bool
    before: str
    brackets: int
    quotes: int
    is_title: bool


class Language:
    """The words of the vocabulary, and how a text is told in them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._wording = vocabulary.wording
        self._same = _same_words(vocabulary.wording)
        self.light = frozenset(self.canonical(lemma(fold(word))) for word in vocabulary.wording.light)
        self.actions = self.light | {self.canonical(lemma(fold(row[0]))) for row in vocabulary.wording.actions}
        self._places = frozenset(self.canonical(lemma(fold(word))) for word in vocabulary.wording.places)
        self._expanded = {fold(short): fold(full).split() for short, full in vocabulary.wording.abbreviations.items()}
        self.known = frozenset(self.canonical(word) for phrase in _phrases(vocabulary) for word in content_lemmas(phrase))
        self._speller = Speller(_spellings(vocabulary), _LEAST)
        self.read = functools.lru_cache(maxsize=20_000)(self._read)

    def canonical(self, word: str) -> str:
        """The one word for all that mean the same, of a dictionary form."""
        return self._same.get(word, word)

    def lemmas(self, text: str) -> Lemmas:
        """The meaning words of a text, without what stands between them."""
        return tuple(word.lemma for word in self.read(text))

    def _read(self, text: str) -> Words:
        found = list(_scan(_HYPHEN.sub("", tidy(text))))
        words: list[Word] = []
        sentence, joined, begins, preposition = 0, False, True, ""
        for mended in self._speller.mend([one.text for one in found]):
            one = found[mended.at]
            sentence += bool(words) and _breaks(one.before, one.is_capital)
            joined = joined or bool(_JOINING.search(one.before))
            begins = begins or joined or _BEGINNING.search(one.before) is not None
            if mended.word in EMPTY:
                begins = begins and not (words and words[-1].begins and words[-1].lemma not in self.light and not one.before.strip())
                joined, preposition = joined or mended.word in {"и", "или"}, mended.word
                continue
            for part in self._expanded.get(mended.word, [mended.word]):
                aside = bool(one.brackets or one.quotes)
                form = self._lemma(part)
                is_place = form in self._places
                words.append(
                    Word(
                        form,
                        sentence,
                        joined,
                        begins,
                        aside,
                        bool(one.quotes),
                        one.is_title,
                        mended.how == "mended",
                        preposition,
                        form in self.actions,
                        is_place,
                    )
                )
                joined, begins, preposition = False, begins and self._goes_before(part, form), ""
        return tuple(words)

    def _goes_before(self, word: str, form: str) -> bool:
        """Whether an action can still begin behind a word: «проведение», «ежегодное», «2.»."""
        return form in self.light or form.isdigit() or is_adjective(word)

    def _lemma(self, word: str) -> str:
        """A participle is no action: «сформированная база» is not «формирование базы»."""
        form = lemma(word)
        return form if is_adjective(word) and form.endswith(("ть", "ти", "чь")) else self.canonical(form)


@functools.cache
def language(vocabulary: Vocabulary) -> Language:
    """The language of a vocabulary, made once."""
    return Language(vocabulary)


def _scan(text: str) -> Iterable[_Found]:
    brackets = quotes = end = 0
    of_act = False
    for match in _WORD.finditer(text):
        before = text[end : match.start()]
        for mark in before:
            brackets = max(0, brackets + (mark == "(") - (mark == ")"))
            of_act = of_act if mark not in "«“„" or quotes else fold(match[0]) in {"о", "об", "приказ"}
            quotes = max(0, quotes + (mark in "«“„") - (mark in "»”"))
        is_title = quotes > 0 and not of_act
        yield _Found(fold(match[0]), match[0][0].isupper() or match[0][0].isdigit(), before, brackets, quotes, is_title)
        end = match.end()


def _breaks(before: str, is_capital: bool) -> bool:
    """Whether the marks between two words end a sentence."""
    return ";" in before or (is_capital and _STOP.search(before) is not None)


def _same_words(wording: Wording) -> Mapping[str, str]:
    """Each word of a row to the first of the row, as dictionary forms."""
    return {lemma(fold(word)): lemma(fold(row[0])) for row in (*wording.actions, *wording.synonyms) for word in row}


def _spellings(vocabulary: Vocabulary) -> frozenset[str]:
    """All forms of the words of the phrases."""
    written = {word for phrase in _phrases(vocabulary) for word in content_lemmas(phrase.replace("-", " "))}
    return frozenset(form for word in written for form in forms(word))


def _phrases(vocabulary: Vocabulary) -> list[str]:
    wording = vocabulary.wording
    entries = (*vocabulary.stages.stages, *vocabulary.activities.activities)
    rows = (*wording.actions, *wording.synonyms, wording.own, wording.neutral, wording.light)
    return [phrase for entry in entries for phrase in entry.phrases] + [word for row in rows for word in row]
