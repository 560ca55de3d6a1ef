"""The words of a deadline, each with what it means: numbers, years and dates by their form, all else from the vocabulary."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.model import Recurrence
from pipeline.normalize.words.deadlines.explicit import explicit_date
from pipeline.normalize.words.deadlines.expressions import Evidence, weakest
from pipeline.normalize.words.deadlines.forms import shapes
from pipeline.normalize.words.deadlines.lexicon import Meaning, Words, words_of
from pipeline.normalize.words.deadlines.mending import Word, mend
from pipeline.normalize.words.deadlines.shortened import complete
from pipeline.vocabulary.calendar import Calendar


class Token(NamedTuple):
    """One word of the language of deadlines: kind, value, and where it stands in the text (characters, end excluded).

    `text`: as written; `unit`: what recurrence it counts («год», «неделя»); `evidence`: how sure it is that this word was meant.
    """

    kind: str
    value: Any
    start: int
    end: int
    text: str = ""
    unit: Recurrence | None = None
    evidence: Evidence = "whole"


Row = Sequence[Token]

_SEPARATORS = {"comma", "slash"}
_TIED = {"и", "или", "в"}
_COUNTED = {"quarters", "numbered_term"}
_LIKE_ROMAN = {"П": 2, "Ш": 3, "11": 2, "111": 3, "1111": 4}
"""What is typed, or recognised, for II and III; and ones for strokes, where a term has no such number."""


def kind_at(row: Row, at: int) -> str:
    """The kind of the token at a place; «» past the end."""
    return row[at].kind if at < len(row) else ""


def skip(row: Row, at: int, *kinds: str) -> int:
    """The first place from `at` on whose token is of none of the kinds."""
    while kind_at(row, at) in kinds:
        at += 1
    return at


def is_and(row: Row, at: int) -> bool:
    """Whether «и» or «или» stands at a place."""
    return kind_at(row, at) == "fillers" and row[at].value in {"и", "или"}


def tokens(text: str, calendar: Calendar) -> list[Token]:
    """The tokens of a tidy text, in order. What is in no list has the kind «unknown».

    >>> from pipeline.vocabulary import load
    >>> [(token.kind, token.text) for token in tokens("II кв. 2024 г.", load().calendar)]
    [('number', 'II'), ('quarters', 'кв'), ('year', '2024'), ('fillers', 'г')]
    >>> [(token.kind, token.evidence) for token in tokens("втечение Сентбря", load().calendar)]
    [('during', 'mended'), ('month', 'mended')]
    """
    words = words_of(calendar)
    whole, shortened = complete(shapes(text), text, calendar)
    row = [_of_short(word) if word.start in shortened else word for word in mend(whole, words)]
    found: list[Token] = []
    at = 0
    while at < len(row):
        length, (kind, value) = _meaning(row, at, words)
        taken = row[at : at + length]
        unit = words.units.get(tuple(word.lemma for word in taken))
        evidence = weakest(word.evidence for word in taken)
        found.append(Token(kind, value, taken[0].start, taken[-1].end, text[taken[0].start : taken[-1].end], unit, evidence))
        at += length
    return _in_any_order([_numbered(found, at) for at in range(len(found))], text)


def _of_short(word: Word) -> Word:
    return word._replace(evidence=weakest((word.evidence, "shortened")))


def _in_any_order(row: list[Token], text: str) -> list[Token]:
    """«2024 года 24 января», «24 01 2024»: one date whose parts stand as the grammar does not have them."""
    parts = [token for token in row if token.kind not in {"fillers", "comma"}]
    kinds = [token.kind for token in parts]
    if sorted(kinds) not in (["month", "number", "year"], ["number", "number", "year"]) or kinds == ["number", "month", "year"]:
        return row
    date = explicit_date(text[row[0].start : row[-1].end])
    if date is None:
        return row
    return [Token("date", [date.day, date.month, date.year], row[0].start, row[-1].end, text, evidence="implied")]


def _meaning(row: Sequence[Word], at: int, words: Words) -> tuple[int, Meaning]:
    word = row[at]
    if word.kind != "word":
        return 1, (word.kind, word.value)
    found = words.phrases.longest(tuple(other.lemma for other in row), at)
    if found is None or found[1][0] == "month_part":
        term = _term_of_list(row, at, words)
        if term is not None:
            return 1, ("term", term)
    return found or (1, ("unknown", word.value))


def _term_of_list(row: Sequence[Word], at: int, words: Words) -> Any:
    """The term that «осенние» of «осенние, зимние и весенние каникулы» begins: the noun is said once, at the end."""
    for rest, term in words.terms.get(row[at].lemma, ()):
        after, parted = at + 1, False
        while after < len(row) and (
            row[after].kind in _SEPARATORS or row[after].lemma in _TIED or (parted and _begins(row, after, rest, words))
        ):
            parted, after = True, after + 1
        if parted and tuple(word.lemma for word in row[after : after + len(rest)]) == rest:
            return term
    return None


def _begins(row: Sequence[Word], at: int, rest: tuple[str, ...], words: Words) -> bool:
    return any(other == rest for other, _ in words.terms.get(row[at].lemma, ()))


def _numbered(row: Row, at: int) -> Token:
    """«П квартал», «Ш четверть», «11 полугодие»: letters and ones that stand for Roman numbers before what is counted."""
    token = row[at]
    if token.text not in _LIKE_ROMAN or kind_at(row, at + 1) not in _COUNTED:
        return token
    return token._replace(kind="number", value=_LIKE_ROMAN[token.text], evidence="mended")
