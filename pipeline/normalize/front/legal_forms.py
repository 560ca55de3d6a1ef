"""Legal forms: abbreviations («МБОУ», «ГАУ ДПО»), and their words spelt out in any order, case and spelling of capitals.

A form that is spelt out gives its letters one by one («муниципальное бюджетное общеобразовательное учреждение» is МБОУ), as the
abbreviations are made. One that vocab/organisations.yaml does not list is trusted less.
"""

import functools
import re
from typing import NamedTuple

from pipeline.normalize.front.organisation_words import Token, Wordings, Words
from pipeline.text import fold
from pipeline.vocabulary.shapes import FormWord, LegalForm, Vocabulary

_UNLISTED = re.compile(r"[А-ЯЁ]{1,6}(?:ДОУ|ПОУ|ОУ|ОБУ|ОАУ|ОКУ|ДОБУ|ДОАУ|АНО|АНОО)")
_PLURAL = ("ые", "ых", "ыми", "ие", "их", "ими", "ий", "ям", "ях", "ями")


class Form(NamedTuple):
    """The place after a legal form, its abbreviation, the kind that it tells, and on what evidence (`vocab/review.yaml`)."""

    end: int
    abbreviation: str
    kind: str
    evidence: frozenset[str] = frozenset()


def find_form(words: Words, at: int, vocabulary: Vocabulary) -> Form | None:
    """The legal form that begins at a place; None where none does, or where its words are plural, as laws cite them.

    >>> from pipeline.normalize.front.organisation_words import read_words
    >>> from pipeline.vocabulary import load
    >>> find_form(read_words("муниципального дошкольного образовательного бюджетного учреждения № 5"), 0, load())[:3]
    (5, 'МДОБУ', 'kindergarten')
    >>> find_form(read_words("муниципальных общеобразовательных учреждений"), 0, load()) is None
    True
    """
    return _abbreviated(words, at, vocabulary) or _spelt_out(words, at, vocabulary)


@functools.cache
def _listed(vocabulary: Vocabulary) -> Wordings[LegalForm]:
    return Wordings((form.abbreviation, form) for form in vocabulary.organisations.legal_forms)


@functools.cache
def _by_abbreviation(vocabulary: Vocabulary) -> dict[str, LegalForm]:
    return {form.abbreviation: form for form in vocabulary.organisations.legal_forms}


@functools.cache
def _suffixes(vocabulary: Vocabulary) -> dict[str, str]:
    """«ДО», «ДПО»: what may stand behind any abbreviation, and the kind that it tells."""
    kinds = {"ДО": "additional_education", "ДОД": "additional_education", "СПО": "college", "НПО": "college"}
    return {letters: kinds.get(letters, "other") for letters in vocabulary.organisations.form_endings.values()}


def _abbreviated(words: Words, at: int, vocabulary: Vocabulary) -> Form | None:
    token = words.tokens[at]
    found = _listed(vocabulary).longest(words, at)
    if found and _is_abbreviation(token):
        suffix = _suffix(words, found[0], vocabulary) if found[1].kind not in {"college", "kindergarten"} else None
        if suffix:
            return Form(found[0] + 1, f"{found[1].abbreviation} {suffix}", _suffixes(vocabulary)[suffix])
        return Form(found[0], found[1].abbreviation, found[1].kind)
    following = words.tokens[at + 1].text if at + 1 < len(words.tokens) else ""
    whole = _by_abbreviation(vocabulary).get(token.text + following)
    if whole and following.isupper():  # «ГБ ПОУ»
        return Form(at + 2, whole.abbreviation, whole.kind)
    if _UNLISTED.fullmatch(token.text):
        return Form(at + 1, token.text, _kind_of_letters(token.text), frozenset({"unknown_form"}))
    return None


def _is_abbreviation(token: Token) -> bool:
    """Capitals, but for a slip: «МБОу»."""
    return sum(map(str.isupper, token.text)) >= max(2, len(token.text) - 1)


def _suffix(words: Words, at: int, vocabulary: Vocabulary) -> str | None:
    if at >= len(words.tokens) or words.tokens[at].text not in _suffixes(vocabulary):
        return None
    return words.tokens[at].text


def _kind_of_letters(letters: str) -> str:
    return "kindergarten" if "ДО" in letters else "college" if "ПО" in letters else "school"


# ------------------------------------------------------------ spelt out


@functools.cache
def _form_words(vocabulary: Vocabulary) -> Wordings[FormWord]:
    return Wordings((entry.word, entry) for entry in vocabulary.organisations.form_words)


@functools.cache
def _nouns(vocabulary: Vocabulary) -> Wordings[str]:
    return Wordings(vocabulary.organisations.form_nouns.items())


@functools.cache
def _endings(vocabulary: Vocabulary) -> Wordings[str]:
    return Wordings(vocabulary.organisations.form_endings.items())


def _spelt_out(words: Words, at: int, vocabulary: Vocabulary) -> Form | None:
    """The adjectives, the noun, and «дополнительного образования» behind it."""
    if at and _form_words(vocabulary).longest(words, at - 1) and not words.tokens[at - 1].is_dashed:
        return None
    found: list[FormWord] = []
    place, before = at, ""
    first = _form_words(vocabulary).longest(words, at)
    if first is None and words.tokens[at].is_capital and _is_regional(words, at, vocabulary):
        place, before = at + 1, words.tokens[at].text[0].upper()
    while word := _form_words(vocabulary).longest(words, place):
        found.append(word[1])
        place = word[0]
    noun = _nouns(vocabulary).longest(words, place)
    if not found or not found[0].owner or noun is None or words.tokens[place].folded.endswith(_PLURAL[-4:]) or _is_plural(words, at, place):
        return None
    return _composed(words, noun, before + "".join(word.letter for word in found), vocabulary)


def _is_regional(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """«Кировское областное государственное …»: only where such a form is listed."""
    following = _form_words(vocabulary).longest(words, at + 1)
    initial = words.tokens[at].text[0].upper()
    return following is not None and any(
        form.abbreviation.startswith(initial + following[1].letter + "Г") and fold(form.name)[:4] == words.tokens[at].folded[:4]
        for form in vocabulary.organisations.legal_forms
    )


def _is_plural(words: Words, start: int, end: int) -> bool:
    adjectives = [token for token in words.tokens[start:end] if token.is_word]
    return any(token.folded.endswith(_PLURAL[:6]) for token in adjectives)


def _composed(words: Words, noun: tuple[int, str], letters: str, vocabulary: Vocabulary) -> Form:
    abbreviation = letters + noun[1]
    ending = _endings(vocabulary).longest(words, noun[0])
    if ending:
        whole = f"{abbreviation} {ending[1]}"
        known = whole in _by_abbreviation(vocabulary) or abbreviation in _by_abbreviation(vocabulary)
        return Form(ending[0], whole, _suffixes(vocabulary)[ending[1]], frozenset(() if known else {"composed_form"}))
    listed = _by_abbreviation(vocabulary).get(abbreviation)
    if listed:
        return Form(noun[0], abbreviation, listed.kind)
    return Form(noun[0], abbreviation, _kind_of_letters(abbreviation), frozenset({"composed_form"}))
