"""The words of a deadline, each with what it means: numbers, years and dates by their form, all else from the vocabulary."""

import functools
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pipeline.morphology import lemma
from pipeline.normalize.words.phrases import Lexicon
from pipeline.text import DASHES, fold
from pipeline.vocabulary.calendar import Calendar

_YEAR = r"(?:19|20)\d\d"
_FORMS = re.compile(
    rf"""(?P<month_year>(?<![\d.])(?:0?[1-9]|1[0-2])\.{_YEAR}(?!\d))
    |(?P<iso>{_YEAR}[.-](?:0[1-9]|1[0-2])[.-](?:0[1-9]|[12]\d|3[01])(?!\d))
    |(?P<date>\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?(?:{_YEAR}|\d{{2}})(?!\d)\.?|\d{{1,2}}[./]\d{{2}}(?!\d)\.?)
    |(?P<years>{_YEAR}(?:\s*[-/\\{DASHES}]\s*(?:{_YEAR}|\d\d(?![\d.]))|{_YEAR})(?!\d))
    |(?P<year>{_YEAR}(?!\d))
    |(?P<short_year>(?<=[а-яё][.'])(?:19|[2-4]\d)(?![\d.])|(?<=[а-яё]-)(?:19|[2-4]\d)(?![\d.]|\s*[а-яё]))
    |(?P<number>\d{{1,2}}(?!\d)(?:\s?-?(?:го|ого|е|ое|й|ый|я|ая|му|ему)(?![а-яё]))?)
    |(?P<roman>[IVX]{{1,4}}(?![a-zA-Zа-яё]))
    |(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)
    |(?P<dash>[{re.escape(DASHES)}])
    |(?P<comma>[,;])
    |(?P<other>\d+|[^\s\w.()«»"])""",
    re.VERBOSE | re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Token(NamedTuple):
    """One word of the language of deadlines: kind, value, and where it stands in the text (characters, end excluded)."""

    kind: str
    value: Any
    start: int
    end: int


@functools.cache
def _lexicon(calendar: Calendar) -> Lexicon[tuple[str, Any]]:
    words: list[tuple[str, tuple[str, Any]]] = []
    for kind in (
        "fillers",
        "academic",
        "times",
        "during",
        "through",
        "since",
        "until",
        "ongoing",
        "throughout",
        "decades",
        "weeks",
        "quarters",
    ):
        words += [(phrase, (kind, phrase)) for phrase in getattr(calendar, kind)]
    words += [(phrase, ("school_year", calendar.school_year)) for phrase in calendar.school_year.phrases]
    words += [(phrase, ("month", month.number)) for month in calendar.months for phrase in month.phrases]
    words += [(phrase, ("number", ordinal.number)) for ordinal in calendar.ordinals for phrase in ordinal.phrases]
    words += [(phrase, ("term", term)) for term in calendar.terms for phrase in term.phrases]
    words += [(phrase, ("numbered_term", term)) for term in calendar.numbered_terms for phrase in term.phrases]
    words += [(phrase, ("month_part", part)) for part in calendar.month_parts for phrase in part.phrases]
    words += [(phrase, ("recurrence", entry.code)) for entry in calendar.recurrences for phrase in entry.phrases]
    words += [(phrase, ("condition", entry.code)) for entry in calendar.conditions for phrase in entry.phrases]
    return Lexicon(words)


def tokens(text: str, calendar: Calendar) -> list[Token]:
    """The tokens of a tidy text, in order. What is in no list has the kind «unknown»."""
    found = [token for match in _FORMS.finditer(text) for token in _shaped(match)]
    return _with_phrases(text, found, _lexicon(calendar))


def _shaped(match: re.Match[str]) -> list[Token]:
    """The token or tokens of a form: numbers as numbers, words as they are."""
    kind, text = str(match.lastgroup), match[0]
    if kind == "word" and "-" in text:
        return _split_at_hyphens(text, match.start())
    kind, value = _VALUES[kind](text) if kind in _VALUES else (kind, text)
    return [Token(kind, value, match.start(), match.end())]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _date(text: str) -> tuple[str, Any]:
    parts = _numbers(text)
    return ("date" if _is_date(parts) else "other"), parts


def _years(text: str) -> tuple[str, Any]:
    """«2023-2024», «2023/24», «20232024»."""
    first, second = int(text[:4]), int(re.sub(r"\D", "", text)[4:])
    return "years", (first, second if second > 99 else first // 100 * 100 + second)


def _roman(text: str) -> tuple[str, Any]:
    return ("number", _ROMAN[text.upper()]) if text.upper() in _ROMAN else ("word", text)


_VALUES: dict[str, Callable[[str], tuple[str, Any]]] = {
    "iso": lambda text: ("date", _numbers(text)[::-1]),
    "month_year": lambda text: ("month_year", _numbers(text)),
    "date": _date,
    "years": _years,
    "year": lambda text: ("year", _numbers(text)[0]),
    "short_year": lambda text: ("short_year", 2000 + int(text)),
    "number": lambda text: ("number", _numbers(text)[0]),
    "roman": _roman,
}


def _is_date(parts: list[int]) -> bool:
    return 1 <= parts[0] <= 31 and 1 <= parts[1] <= 12


def _split_at_hyphens(text: str, start: int) -> list[Token]:
    """«сентябрь-октябрь» is two words; «теч-е» stays whole: its rest is too short for a word of time."""
    if min(len(part) for part in text.split("-")) < 3:
        return [Token("word", text, start, start + len(text))]
    found: list[Token] = []
    for part in re.finditer(r"[^-]+|-", text):
        found.append(Token("dash" if part[0] == "-" else "word", part[0], start + part.start(), start + part.end()))
    return found


def _with_phrases(text: str, shaped: list[Token], lexicon: Lexicon[tuple[str, Any]]) -> list[Token]:
    row = tuple(lemma(fold(text[token.start : token.end])) if token.kind == "word" else "" for token in shaped)
    found: list[Token] = []
    at = 0
    while at < len(shaped):
        phrase = lexicon.longest(row, at) if shaped[at].kind == "word" else None
        length, (kind, value) = phrase or (1, (shaped[at].kind if shaped[at].kind != "word" else "unknown", shaped[at].value))
        found.append(Token(kind, value, shaped[at].start, shaped[at + length - 1].end))
        at += length
    return found
