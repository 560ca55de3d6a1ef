"""A small grammar of periods: rules over the kinds of tokens, each a pattern in letters, one for a kind.

A rule makes a candidate: first and last day, kind, and the evidence that it rests on. Where years are told without a word that
they are the plan's, or only a part is told, the evidence says so.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from pipeline.model import PeriodKind
from pipeline.normalize.front.period_tokens import Token

Evidence = Literal["found", "one_for_two", "bare_years", "bare_year", "part_of_year", "open", "several", "unread"]
_LETTERS = {
    "pair": "P",
    "year": "Y",
    "blank": "B",
    "academic": "A",
    "years": "L",
    "year_word": "W",
    "since": "F",
    "through": "T",
    "until": "U",
    "for": "N",
    "in": "I",
    "and": "&",
    "dash": "-",
    "calendar": "K",
    "term": "R",
    "planned": "Q",
    "part": "H",
    "act": "X",
    "month": "M",
    "date": "D",
    "number": "n",
    "bracket": "(",
}
_BEGINNINGS = (8, 9)
"""The months in which a school year begins."""
_EARLIEST, _LONGEST = 1990, 20
"""Plans of mentoring are not older, and for no more years than this."""


class Candidate(NamedTuple):
    """A period that tokens tell: its days, kind, evidence; the tokens that tell it, end excluded; whether it is said to be the plan's."""

    start: dt.date | None
    end: dt.date | None
    kind: PeriodKind
    evidence: Evidence
    first: int
    last: int
    is_said: bool


Tokens = Sequence[Token]
Days = tuple[dt.date | None, dt.date | None, PeriodKind, Evidence]


def candidates(row: Tokens) -> list[Candidate]:
    """All periods that the tokens tell, in the order of the rules; no token tells two."""
    letters = _letters(row)
    found: list[Candidate] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(letters):
            first, last = match.span()
            if _is_of_act(letters, first, match[0]) or any(first < other.last and other.first < last for other in found):
                continue
            days = build(row[first:last], match[0])
            if days:
                found.append(_candidate(letters, days, first, last))
    return found


def is_left(row: Tokens, found: Sequence[Candidate]) -> bool:
    """Whether a year stands there that no candidate takes, and that is not the year of a date or an act."""
    letters = _letters(row)
    taken = {at for candidate in found for at in range(candidate.first, candidate.last)}
    return any(letter in "PYB" and at not in taken and not _is_of_date(letters, at) for at, letter in enumerate(letters))


def _letters(row: Tokens) -> str:
    return "".join(_LETTERS.get(token.kind, "w") for token in row)


def _is_of_act(letters: str, at: int, own: str) -> bool:
    """Whether an act, or «от», stands shortly before: its year is none of the plan's. «Учебный» and «на» speak for the plan."""
    return "X" in letters[max(0, at - 3) : at] and not re.search("[ANR]", own)


def _is_of_date(letters: str, at: int) -> bool:
    return "X" in letters[max(0, at - 3) : at] and "N" not in letters[max(0, at - 2) : at]


def _candidate(letters: str, days: Days, first: int, last: int) -> Candidate:
    start, end, kind, evidence = days
    around = letters[max(0, first - 3) : first] + letters[last : last + 3]
    if "H" in letters[first:last] + around:
        evidence = "part_of_year"
    own = letters[first:last]
    is_whole = own == letters and "Y" not in own
    is_said = is_whole or (evidence != "open" and bool(re.search("[NRAFQMD]|P.?[WL]|[YP][-&T]", own)))
    return Candidate(start, end, kind, evidence, first, last, is_said)


# ------------------------------------------------------------ the rules


def _span(row: Tokens, _: str) -> Days | None:
    """«с 01.09.2023 по 31.05.2024», «сентябрь 2022 г. - май 2024 г.», «сентябрь - май 2023-2024 учебного года»."""
    middle = next(at for at, token in enumerate(row) if at and token.kind in {"dash", "through", "until"})
    years = _years(row)
    last = _day(row[middle + 1 :], years[-1] if years else None, is_end=True)
    if last is None:
        return None
    pair = next((token.value for token in row if token.kind == "pair"), None)
    left = next((token.value for token in row[:middle] if token.kind == "year"), None)
    month = next((token.value for token in row[:middle] if token.kind == "month"), 0)
    guessed = pair[0] if pair and month > _BEGINNINGS[0] - 1 else last.year - (month > last.month)
    first = _day(row[:middle], left or guessed, is_end=False)
    if first is None or not first <= last:
        return None
    is_within = left is None and pair is None and row[0].kind not in {"date"} and not any(token.kind == "date" for token in row[:middle])
    return first, last, _kind_of_span(first, last), "part_of_year" if is_within else "found"


def _day(row: Tokens, year: int | None, *, is_end: bool) -> dt.date | None:
    """The day that a date or a month means, the last of the month for an end; None where the calendar has none."""
    date = next((token.value for token in row if token.kind == "date"), None)
    month = next((token.value for token in row if token.kind == "month"), None)
    if date or not (month and year):
        return date if isinstance(date, dt.date) else None
    number = next((int(token.value) for token in row if token.kind == "number"), None)
    days = calendar.monthrange(year, month)[1]
    if number is not None and not 1 <= number <= days:
        return None
    return dt.date(year, month, number or (days if is_end else 1))


def _kind_of_span(start: dt.date, end: dt.date) -> PeriodKind:
    """A span within one school year is of that year; within one calendar year of this."""
    if start.month in _BEGINNINGS and end <= dt.date(start.year + 1, 8, 31):
        return "academic_year"
    return "calendar_year" if start.year == end.year else "years"


def _years(row: Tokens) -> list[int]:
    values = [token.value for token in row if token.kind in {"pair", "year"}]
    return [year for value in values for year in (value if isinstance(value, tuple) else (value,))]


def _chain(row: Tokens, letters: str) -> Days | None:
    """«2024 – 2025 – 2026 годы», «2023-2024, 2024-2025 учебные годы», «2024 год и плановый период 2025 и 2026 годов»."""
    years = _years(row)
    if not _are_plausible(years) or sorted(years) != years:
        return None
    first, last = years[0], years[-1]
    if "A" in letters:
        kind: PeriodKind = "academic_year" if last == first + 1 else "years"
        return dt.date(first, 9, 1), dt.date(last, 8, 31), kind, "several" if {"P", "Y"} <= set(letters) else "found"
    evidence: Evidence = "found" if re.search("[WLFQ]", letters) else "bare_years"
    return dt.date(first, 1, 1), dt.date(last, 12, 31), "years", evidence


def _pair(row: Tokens, letters: str) -> Days | None:
    """«2023-2024 учебный год», «2022-2024 гг.»; «2023-2024» without a word is taken for a school year, and said to be unsure."""
    first, last = _years(row)
    if not _are_plausible([first, last]) or first == last:
        return None
    follows = last == first + 1
    if "A" in letters:
        evidence: Evidence = "found" if follows else "bare_years"
        return dt.date(first, 9, 1), dt.date(last, 8, 31), "academic_year" if follows else "years", evidence
    if "L" in letters or not follows:
        return dt.date(first, 1, 1), dt.date(last, 12, 31), "years", "found" if re.search("[LW]", letters) else "bare_years"
    pair = next(token for token in row if token.kind == "pair")
    is_short = pair.end - pair.start < len("20232024") and not re.search(r"[NR(]", letters)
    return None if is_short else (dt.date(first, 9, 1), dt.date(last, 8, 31), "academic_year", "bare_years")


def _year(row: Tokens, letters: str) -> Days | None:
    """«на 2024 год»; «2024 г.» and «на 2024» are unsure, and one year alone is none."""
    (year,) = _years(row)
    if not _are_plausible([year]) or not re.search("[NRAKWL]", letters):
        return None
    is_sure = re.search("[NRIK]", letters) and re.search("[WLK]", letters)
    evidence: Evidence = "one_for_two" if "A" in letters else "found" if is_sure else "bare_year"
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "calendar_year", evidence


def _open(row: Tokens, letters: str) -> Days | None:
    """«с 1 сентября 2023 года», «до 2026 года»: the other end is unknown."""
    is_end = "U" in letters
    date, years = _day(row, (_years(row) or [None])[0], is_end=is_end), _years(row)  # type: ignore[list-item]
    if date is None and years:
        date = dt.date(years[0], 12, 31) if is_end else dt.date(years[0], 1, 1)
    if date is None or not _are_plausible([date.year]):
        return None
    return (None, date, "years", "open") if is_end else (date, None, "years", "open")


def _are_plausible(years: Sequence[int]) -> bool:
    return years[0] >= _EARLIEST and 0 <= years[-1] - years[0] <= _LONGEST


_POINT = "(?:DW?|n?MY?W?)"
_UNIT = "[PY]A?[WL]?"
_RULES: list[tuple[re.Pattern[str], Callable[[Tokens, str], Days | None]]] = [
    (re.compile(rf"(?:F{_POINT}[-TU]|{_POINT}[-T])(?:DW?|n?MYW?|n?MPA?W?)"), _span),
    (re.compile(rf"(?:AW-?)?[NR]*-?F?{_UNIT}(?:(?:[-&T]|\(Q|&?N?Q|&N?R*U){_UNIT})+A?[WL]?"), _chain),
    (re.compile(r"(?:AW?)?[NR(]*-?PA?K?[WL]?"), _pair),
    (re.compile("F(?:D|MY|Y)W?|U(?:D|MY|Y)W?"), _open),
    (re.compile("(?:AW)?[NRI]*-?(?<!M)YA?K?A?[WL]?"), _year),
]
