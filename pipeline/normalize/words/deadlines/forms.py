"""The forms that stand in a text of time: dates, years, numbers, words, marks. What words mean is not known here."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pipeline.text import DASHES, LOOKALIKES

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DASH = f"[{re.escape(DASHES)}÷~]"
_STROKES = "IVІӀ|lⅠⅡⅢⅣ"
"""Roman numbers as they are typed: Latin, Ukrainian І, палочка, a bar, a small L, signs of their own."""

_FORMS = re.compile(
    rf"""(?P<months_year>(?<![\d.]){_MONTH}\.?\s?{_DASH}\s?{_MONTH}\.{_YEAR}(?![\d.]))
    |(?P<month_year>(?<![\d.]){_MONTH}[./]{_YEAR}(?!\d))
    |(?P<iso>{_YEAR}[.-](?:0[1-9]|1[0-2])[.-](?:0[1-9]|[12]\d|3[01])(?!\d))
    |(?P<clock>\d{{1,2}}:\d\d(?!\d)(?:\s?ч\w*\.?)?|\d{{1,2}}[.-]\d\d\s?ч(?:ас\w*)?(?![а-яё])\.?|(?<=\sв\s)\d{{1,2}}[.-]\d\d(?![\d.]))
    |(?P<date>\d{{1,2}}\s?[./]\s?\d{{1,2}}\s?[./]\s?(?:{_YEAR}|\d{{2}})(?!\d)\.?|\d{{1,2}}[./]\d{{2}}(?!\d)\.?
        |\d{{1,2}}-\d\d-{_YEAR}(?!\d)|\d\d,\d\d,{_YEAR}(?!\d))
    |(?P<years>{_YEAR}(?:\s*[-/\\{DASHES}]\s*(?:{_YEAR}|\d\d(?![\d.]))|{_YEAR})(?!\d))
    |(?P<year>{_YEAR}(?!\d))
    |(?P<short_year>(?<=[а-яё][.'])(?:19|[2-4]\d)(?![\d.])|(?<=[а-яё]-)(?:19|[2-4]\d)(?![\d.]|\s*[а-яё])|['’‘`´]\s?(?:19|[2-4]\d)(?!\d))
    |(?P<roman>(?<!\w)(?-i:[{_STROKES}1]*[{_STROKES}][{_STROKES}1]*|[iі]{{1,3}}v?|iv)(?:-(?:го|ого|е|ое|й|ый|я|ая|му|ую|ой|м|ом))?
        (?:(?!\w)|(?=кв|четв|полуг|трим|сем)))
    |(?P<number>\d{{1,2}}(?!\d)(?:\s?-?(?:го|ого|е|ое|й|ый|я|ая|му|ему)(?![а-яё])|-(?:х|ти|ой|ую|ю|м|ом|ей)(?![а-яё]))?)
    |(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)
    |(?P<dash>{_DASH})
    |(?P<slash>[/\\])
    |(?P<comma>[,;+])
    |(?P<mark>:)
    |(?P<other>\d+|[^\s\w.()«»"])""",
    re.VERBOSE | re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_TO_ROMAN = str.maketrans(
    {"І": "I", "Ӏ": "I", "|": "I", "l": "I", "1": "I", "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "і": "I", "i": "I", "v": "V"}
)


class Shape(NamedTuple):
    """A form: its kind, its value, and where it stands (characters, end excluded)."""

    kind: str
    value: Any
    start: int
    end: int


def shapes(text: str) -> list[Shape]:
    """The forms of a tidy text, in order; a word is its own value.

    >>> [(shape.kind, shape.value) for shape in shapes("09-10.2024, ІІ кв., 32.01")]
    [('months_year', [9, 10, 2024]), ('comma', ','), ('number', 2), ('word', 'кв'), ('comma', ','), ('other', [32, 1])]
    """
    return [shape for match in _FORMS.finditer(text) for shape in _shaped(match)]


def _shaped(match: re.Match[str]) -> list[Shape]:
    kind, text = str(match.lastgroup), match[0]
    if kind == "word" and "-" in text:
        return _split_at_hyphens(text, match.start())
    if kind == "word" and len(text) == 1:
        text = LOOKALIKES.get(text, text)  # a Latin «c» of «c 1 ноября»
    kind, value = _VALUES[kind](text) if kind in _VALUES else (kind, text)
    return [Shape(kind, value, match.start(), match.end())]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _date(text: str) -> tuple[str, Any]:
    """A day and a month, and a year where it is written; «10.25», which no calendar has as a day, is a month of 2025."""
    parts = _numbers(text)
    if 1 <= parts[0] <= 31 and 1 <= parts[1] <= 12:
        return "date", parts
    is_month = len(parts) == 2 and re.fullmatch(r"(?:0[1-9]|1[0-2])\.2\d\.?", text)
    return ("short_month", [parts[0], 2000 + parts[1]]) if is_month else ("other", parts)


def _years(text: str) -> tuple[str, Any]:
    """«2023-2024», «2023/24», «20232024»."""
    first, second = int(text[:4]), int(re.sub(r"\D", "", text)[4:])
    return "years", (first, second if second > 99 else first // 100 * 100 + second)


def _roman(text: str) -> tuple[str, Any]:
    number = _ROMAN.get(text.partition("-")[0].translate(_TO_ROMAN))
    return ("number", number) if number else ("word", text)


_VALUES: dict[str, Callable[[str], tuple[str, Any]]] = {
    "iso": lambda text: ("date", _numbers(text)[::-1]),
    "months_year": lambda text: ("months_year", _numbers(text)),
    "month_year": lambda text: ("month_year", _numbers(text)),
    "date": _date,
    "years": _years,
    "year": lambda text: ("year", _numbers(text)[0]),
    "short_year": lambda text: ("short_year", 2000 + _numbers(text)[0]),
    "number": lambda text: ("number", _numbers(text)[0]),
    "roman": _roman,
}


def _split_at_hyphens(text: str, start: int) -> list[Shape]:
    """«сентябрь-октябрь» is two words; «теч-е» stays whole: its rest is too short for a word of time."""
    if min(len(part) for part in text.split("-")) < 3:
        return [Shape("word", text, start, start + len(text))]
    return [
        Shape("dash" if part[0] == "-" else "word", part[0], start + part.start(), start + part.end())
        for part in re.finditer(r"[^-]+|-", text)
    ]
