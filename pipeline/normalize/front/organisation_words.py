"""The words of a line that may name an organisation, and the phrases of the vocabulary among them.

A word is compared by all its dictionary forms: «основной» may come from «основной» and from «основный». Dashes are no tokens:
they are told as what stands before a token, so that «школа-интернат», «школа – интернат» and «школа интернат» are one phrase.
"""

import functools
import re
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from pipeline.morphology import is_known, word_forms
from pipeline.normalize.words.joins import join
from pipeline.text import DASHES, fold

Meaning = TypeVar("Meaning")

_DASH = f"[{re.escape(DASHES)}]"
_SIGN = r"№+|(?<!\w)N[ºo]?(?=\s?\d)"
_SHORT = r"(?:[рР]|[сС][тТ]|[мМ]|[пП])-[а-яёА-ЯЁ]{1,3}"
"""«р-на», «ст-цы», «м-н», «п-ов»: short for one word, the hyphen inside."""
_TOKEN = re.compile(
    rf"(?:{_SIGN})\s?\d+(?:[-–/](?:\d+|[а-яёА-ЯЁ](?!\w)))*(?:[а-яёА-ЯЁ](?![\w.]))?|\d+|(?<!\w){_SHORT}(?!\w)|[^\W\d_]+\.?|_+|[^\s\w{re.escape(DASHES)}]"
)
_NUMBER = re.compile(rf"(?:{_SIGN})\s?(\d.*)")
_BROKEN = re.compile(rf"(?<=[а-яё]){_DASH}\s+(?=[а-яё])", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[БАКМ]ОУ)(?=(?:СОШ|ООШ|НОШ|СШ)(?!\w))")
_OPENING, _CLOSING, _EITHER = "«“„‹", "»”›", "\"'"


class Token(NamedTuple):
    """A word, «№ 5» or mark as written; what stands before it (blanks, dashes); its dictionary forms; and where it begins and ends."""

    text: str
    gap: str
    forms: frozenset[str]
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is letters."""
        return self.text[0].isalpha() and not self.number

    @property
    def is_capital(self) -> bool:
        """Whether it is a word with a capital letter."""
        return self.is_word and self.text[0].isupper()

    @property
    def is_hyphened(self) -> bool:
        """Whether only a dash joins it to the word before: «Усть-Илимск»."""
        return bool(self.gap) and not self.gap.strip(DASHES)

    @property
    def is_dashed(self) -> bool:
        """Whether a dash stands before it, blanks about."""
        return any(mark in DASHES for mark in self.gap)

    @property
    def number(self) -> str | None:
        """The number of «№ 5-а», also of «N 5»: typed where the keyboard has no «№»."""
        found = _NUMBER.fullmatch(self.text)
        return found[1] if found else None

    @property
    def folded(self) -> str:
        """The word for comparing."""
        return fold(self.text)


class Words(NamedTuple):
    """A tidy line and its tokens; whether it is all in capitals; whether its quotes pair."""

    text: str
    tokens: tuple[Token, ...]
    is_shouted: bool
    is_paired: bool

    def opens(self, at: int) -> bool:
        """Whether the token is a quote that opens: a straight one by the blank before it."""
        token = self.tokens[at]
        if token.text in _EITHER:
            is_before_word = at + 1 < len(self.tokens) and not self.tokens[at + 1].gap
            return is_before_word and (bool(token.gap) or at == 0 or self.tokens[at - 1].text[-1] in _OPENING + _EITHER + "(")
        return token.text in _OPENING

    def is_quote(self, at: int) -> bool:
        """Whether the token is a quote."""
        return at < len(self.tokens) and self.tokens[at].text in _OPENING + _CLOSING + _EITHER


def read_words(text: str) -> Words:
    """The tokens of a tidy line; words that a line break cut are made whole.

    >>> [token.text for token in read_words("МБОУ«СОШ№5-а»г.Орла, общеобразова- тельное").tokens]
    ['МБОУ', '«', 'СОШ', '№5-а', '»', 'г.', 'Орла', ',', 'общеобразовательное']
    """
    text = mend_breaks(text)
    tokens: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(text):
        tokens.append(Token(found[0], text[end : found.start()], _forms(found[0]), *found.span()))
        end = found.end()
    letters = [letter for letter in text if letter.isalpha()]
    is_shouted = len(letters) > 25 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
    is_paired = sum(map(text.count, _OPENING)) == sum(map(text.count, _CLOSING))
    return Words(text, tuple(tokens), is_shouted, is_paired)


def _forms(text: str) -> frozenset[str]:
    folded = fold(text)
    if text.isupper() and 1 < len(text) < 8 and not is_known(folded):
        return frozenset((folded,))  # an abbreviation has no cases: «КГБ» is not «КГБУ»
    if "-" in folded and text[0].isalpha():
        return frozenset((folded, folded.rstrip("аеыуюи")))  # «р-на», «ст-цы»
    return word_forms(folded) if folded[:1].isalpha() and len(folded) > 2 else frozenset((folded or text,))  # «со» is no form of «с.»


def mend_breaks(text: str) -> str:
    """A line with the words made whole that a line break cut at a hyphen, and those apart that were typed as one («МБОУСОШ»).

    >>> mend_breaks("МБОУ «Красно- ярковская СОШ», школа- интернат")
    'МБОУ «Красноярковская СОШ», школа-интернат'
    """
    pieces = _BROKEN.split(_GLUED.sub(" ", text))
    whole = pieces[0]
    for piece in pieces[1:]:
        is_name = re.search(r"(?<!\w)[А-ЯЁ][а-яё]*о$", whole)  # «Красно-ярковская»: a name with a hyphen has two capitals
        whole = whole + piece if is_name else join(whole + "-", piece)
    return whole


class Wordings(Generic[Meaning]):
    """Phrases with meanings, found at a place among tokens: the longest wins. A short abbreviation counts in capitals only."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[Token, ...], Meaning]]] = {}
        for phrase, meaning in entries:
            tokens = read_words(phrase).tokens
            for form in tokens[0].forms:
                self._by_first.setdefault(form, []).append((tokens, meaning))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: -len(entry[0]))

    def longest(self, words: Words, at: int) -> tuple[int, Meaning] | None:
        """The place after the phrase that begins at a place, and what it means; None where none begins there."""
        if at >= len(words.tokens):
            return None
        entries = [entry for form in sorted(words.tokens[at].forms) for entry in self._by_first.get(form, ())]
        fitting = [(len(phrase), meaning) for phrase, meaning in entries if _stands(phrase, words, at)]
        if not fitting:
            return None
        length, meaning = max(fitting, key=lambda entry: entry[0])
        return at + length, meaning


def _stands(phrase: tuple[Token, ...], words: Words, at: int) -> bool:
    tokens = words.tokens[at : at + len(phrase)]
    return len(tokens) == len(phrase) and all(map(_is_same, phrase, tokens))


def _is_same(one: Token, other: Token) -> bool:
    if not one.forms & other.forms:
        return False
    is_abbreviation = one.text.isupper() and len(one.text.rstrip(".")) > 1
    return not is_abbreviation or one.text[-1] == "." or other.text[:2].isupper() or not _is_word(other.folded)


@functools.cache
def _is_word(word: str) -> bool:
    return len(word) < 3 or is_known(word)
