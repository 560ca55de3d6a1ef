"""The words of a title that tell a plan's period, each with what it means; what means nothing here is «word»."""

import functools
import re
from typing import Any, NamedTuple

from pipeline.morphology import lemma
from pipeline.normalize.front.dates import find_dates
from pipeline.normalize.words.phrases import Lexicon
from pipeline.text import DASHES, fold
from pipeline.vocabulary.shapes import Vocabulary

_YEAR = r"(?:19|20)\d\d"
_DASHES = re.escape(DASHES)
_FORMS = re.compile(
    rf"""(?P<pair>(?<![\d.№/]){_YEAR}(?:\s?[{_DASHES}/\\]+\s?{_YEAR}|\s?[{_DASHES}/\\]\s?\d\d(?!\s?[{_DASHES}/.]?\d)|\s{_YEAR}|{_YEAR})(?!\d))
    |(?P<year>(?<![\d.№/]){_YEAR}(?!\d|/\d|[{_DASHES}](?!(?:й|го|м|ый)(?!\w))[\dа-яё])(?:-(?:й|ый|го|м)(?!\w))?)
    |(?P<short>(?<![\d./{_DASHES}№])\d\d\s?[{_DASHES}/]\s?\d\d(?=\s?уч))
    |(?P<blank>(?<!\d)20\d?_+)
    |(?P<academic>уч(?:еб[а-яё]*|[её]н[а-яё]{{2,3}}|бн[а-яё]*)?(?![а-яё])\.?|уч\.?(?=\s?г(?:од|\.|г|$))|(?<!\w)у[./](?=\s?г))
    |(?P<years>гг\.?(?!\w)|г\.?\s?г\.?(?!\w)|г/г(?!\w)|год(?:ы|ов|ах|ам)(?!\w))
    |(?P<year_word>год(?:а|у|ом|е)?(?!\w)|г\.|г(?!\w))
    |(?P<named>[^\W\d_]+)
    |(?P<number>\d+)
    |(?P<dash>[{_DASHES}])
    |(?P<and>[,;])
    |(?P<bracket>\()
    |(?P<word>[^\s:«»").])""",
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """One word: its kind, its value (a year, two years, a month, a date), and its place in the text (characters, end excluded)."""

    kind: str
    value: Any
    start: int
    end: int


def tokens(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a tidy text, in order.

    >>> from pipeline.vocabulary import load
    >>> [(token.kind, token.value) for token in tokens("на 2023/24 уч. год", load())]
    [('for', 'на'), ('pair', (2023, 2024)), ('academic', 'уч.'), ('year_word', 'год')]
    >>> [(token.kind, str(token.value)) for token in tokens("с 1 сентября 2023 г. по май 2024", load())]
    [('since', 'с'), ('date', '2023-09-01'), ('year_word', 'г.'), ('through', 'по'), ('month', '5'), ('year', '2024')]
    >>> [token.kind for token in tokens("учителям, приказ № 2023", load())]
    ['word', 'and', 'act', 'word', 'word']
    >>> tokens("2О23", load())[0].value  # a letter for a nought
    2023
    """
    text = re.sub(r"(?<=\d)[ОоOo](?=\d)", "0", text)
    dates = [found for found in find_dates(text, vocabulary.calendar) if found.wholeness in {"whole", "odd"}]
    found: list[Token] = []
    at = 0
    for date in [*dates, None]:
        end = date.start if date else len(text)
        found += [_token(match) for match in _FORMS.finditer(text, at, end)]
        if date:
            found.append(Token("date" if date.date else "word", date.date or text[date.start : date.end], date.start, date.end))
            at = date.end
    return _with_meanings(text, found, _lexicon(vocabulary))


def _token(found: re.Match[str]) -> Token:
    kind, value = _shaped(str(found.lastgroup), found[0])
    is_number_of_act = kind in {"pair", "year"} and found.string[: found.start()].rstrip().endswith(("№", "N"))
    return Token("word" if is_number_of_act else kind, value, found.start(), found.end())


def _shaped(kind: str, text: str) -> tuple[str, Any]:
    if kind in {"pair", "short"}:
        return "pair", _pair(re.sub(r"\D", "", text))
    return kind, int(text[:4]) if kind == "year" else text


def _pair(figures: str) -> tuple[int, int]:
    """«20232024», «202324», «2324»."""
    if len(figures) == len("2324"):
        return 2000 + int(figures[:2]), 2000 + int(figures[2:])
    first, second = int(figures[:4]), figures[4:]
    return first, int(second) if len(second) == len("2024") else first // 100 * 100 + int(second)


@functools.cache
def _lexicon(vocabulary: Vocabulary) -> Lexicon[tuple[str, Any]]:
    words = [(phrase, ("month", month.number)) for month in vocabulary.calendar.months for phrase in month.phrases]
    meanings = vocabulary.documents.period_words.model_dump(by_alias=True)
    return Lexicon([*words, *((phrase, (kind, phrase)) for kind, phrases in meanings.items() for phrase in phrases)])


def _with_meanings(text: str, shaped: list[Token], lexicon: Lexicon[tuple[str, Any]]) -> list[Token]:
    """Words that are a phrase of the vocabulary become one token with its meaning."""
    row = tuple(lemma(fold(text[token.start : token.end])) if token.kind == "named" else "" for token in shaped)
    found: list[Token] = []
    at = 0
    while at < len(shaped):
        phrase = lexicon.longest(row, at) if row[at] else None
        count, (kind, value) = phrase or (1, ("word" if shaped[at].kind == "named" else shaped[at].kind, shaped[at].value))
        found.append(Token(kind, value, shaped[at].start, shaped[at + count - 1].end))
        at += count
    return found
