"""Where the name of an organisation begins and ends in a line.

It begins with a legal form («МБОУ», or spelt out) or with a word of its kind («лицей», «Коскинская СОШ»), and ends where the line
speaks of something else («на 2024 год», «по реализации»).
"""

import functools
import re
from typing import NamedTuple

from pipeline.morphology import is_adjective, lemma
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lemmas, Lexicon
from pipeline.text import fold
from pipeline.vocabulary.shapes import Kind, LegalForm, Vocabulary

_TOKEN = re.compile(r"№\s?\d+|(?<!\w)N\s?\d+|(?<!\w)[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?|\w+(?:[-/]\w+)*\.?|[«»\"]|[^\s\w]")
_NUMBER = re.compile(r"[№N]\s?(\d+)")
_NAMED_AFTER = frozenset(("имени", "им"))
_INNER = _NAMED_AFTER | {"при", "и", "вида", "администрации"}
_STOPS = frozenset(["на", "по", "от", "для", "приказ", "утверждать", "утвердить", "о", "об", "с", "к", "далее"])
_DASHES = "-–—"
_YEARS = re.compile(r"(?:19|20)\d\d(?!\d)")
_MISSING_FORM = re.compile(r"^[А-ЯЁ]{2,5}(?:ОУ|ДОУ|ПОУ|ДО)$")


class Words(NamedTuple):
    """A line, the places of its tokens (characters, end excluded), and their lemmas."""

    text: str
    tokens: list[tuple[int, int]]
    row: Lemmas

    def token(self, at: int) -> str:
        """The token at a place, as written."""
        return self.text[slice(*self.tokens[at])]

    def number(self, at: int) -> str | None:
        """The digits of a «№ 5» at a place, also of «N 5»: typed where the keyboard has no «№»."""
        found = _NUMBER.fullmatch(self.token(at))
        return found[1] if found else None


@functools.cache
def legal_forms(vocabulary: Vocabulary) -> Lexicon[LegalForm]:
    """Legal forms, abbreviated and spelt out; the abbreviation alone counts in capitals."""
    forms = vocabulary.organisations.legal_forms
    return Lexicon([(phrase, form) for form in forms for phrase in (form.abbreviation, form.name)])


@functools.cache
def kinds(vocabulary: Vocabulary) -> Lexicon[tuple[Kind, str]]:
    """Words of kinds: the kind, and its wording in the nominative."""
    return Lexicon((phrase, (kind, phrase)) for kind in vocabulary.organisations.kinds for phrase in kind.phrases)


def read_words(text: str) -> Words:
    """The tokens of a tidy line: words, «№ 5» as one, initials as one, quotes and marks."""
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    return Words(text, tokens, tuple(lemma(fold(text[start:end])) for start, end in tokens))


def find_start(words: Words, at: int, vocabulary: Vocabulary) -> tuple[LegalForm | None, int, int] | None:
    """A legal form at a place, or a kind with a number or an adjective beside it: form, place after it, and first place."""
    found = legal_forms(vocabulary).longest(words.row, at)
    if found and (found[0] > 1 or words.token(at).isupper()):
        return found[1], at + found[0], at
    if _MISSING_FORM.match(words.token(at)):
        return LegalForm(abbreviation=words.token(at), name="", kind="school"), at + 1, at
    kind = kinds(vocabulary).longest(words.row, at)
    if kind is None or (len(words.token(at)) < 3 and not words.token(at).isupper()):
        return None
    before = at > 0 and words.token(at - 1)[:1].isupper() and is_adjective(words.token(at - 1))
    if kind[1][0].code == "municipality" and words.token(at)[:1].isupper():
        return None, at, at
    next_at = at + kind[0]
    after = next_at < len(words.tokens) and (words.number(next_at) is not None or words.token(next_at) in '«"')
    return (None, at - before, at - before) if before or after else None


def find_end(words: Words, at: int, vocabulary: Vocabulary) -> int:
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
            kind = kinds(vocabulary).longest(words.row, at)
            if kind:
                at += kind[0]
                continue
            if token in _DASHES and _names_kind(words, at + 1, vocabulary):
                at += 1
                continue
            if token in ",;:()–—" or not token.strip("_") or (words.row[at] in _STOPS and not token.isupper() and not token.endswith(".")):
                break
            if token[:1].islower() and fold(token) not in _INNER and not _is_place_word(words.row[at], token, vocabulary):
                break
            if token == "в":
                break
        at += 1
    return at


def _names_kind(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """«ЦРР – детский сад № 14», «МБОУ – СОШ № 5»."""
    return at < len(words.tokens) and (words.number(at) is not None or kinds(vocabulary).longest(words.row, at) is not None)


def _ends_name(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Where another name or another matter begins: a second legal form, the head's role, the number of an act («№ 18 от …»)."""
    if words.number(at) is not None:
        return bool(re.match(r"\s*от\s", words.text[words.tokens[at][1] :]))
    form = legal_forms(vocabulary).longest(words.row, at)
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
