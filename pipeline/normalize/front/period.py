"""The time that a plan covers: «2022-2023 учебный год», «2024 год», «2021-2024 гг.», «(сентябрь 2022 г. - май 2024 г.)»."""

import datetime as dt
import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Period, PeriodKind
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.normalize.words.phrases import lemmas
from pipeline.normalize.words.sureness import judge
from pipeline.text import DASHES, squash
from pipeline.vocabulary.calendar import Calendar
from pipeline.vocabulary.shapes import Vocabulary

_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?<![\d.])(?P<first>{_YEAR})(?:\s*(?:[{re.escape(DASHES)}/\\]|по)?\s*(?P<second>{_YEAR}|\d\d(?!\d)))?\s*(?P<academic>(?:уч\w*\.?)\s*)?(?:календарн\w*\s+)?(?P<word>годы|годов|годах|год\w*|(?:г\.\s?г|гг|г)(?:\.|(?!\w)))?(?!\w)",
    re.IGNORECASE,
)
_DATES = re.compile(
    rf"(?<!\w)с\s+(?:\d{{1,2}}\.\d{{1,2}}\.{_YEAR}|[^\W\d_]+\s+{_YEAR})(?:\s*(?:г\.|года))?\s+по\s+(?:\d{{1,2}}\.\d{{1,2}}\.{_YEAR}|[^\W\d_]+\s+{_YEAR})(?:\s*(?:г\.|года))?",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\(?[^\W\d_]+\s+{_YEAR}\s*(?:г\.|года)?\s*[{re.escape(DASHES)}]\s*[^\W\d_]+\s+{_YEAR}(?:\s*(?:г\.|года))?\)?", re.IGNORECASE
)
_BEGINNINGS = (8, 9)
"""The months in which a school year begins."""

_PLURAL = ("годы", "годов", "годах", "гг", "г.г", "г. г")


class Reading(NamedTuple):
    """The period, and whether one year stands where an academic year has two."""

    period: Period
    is_one_for_two: bool = False


def read_period(title: str | None, others: Iterable[str], vocabulary: Vocabulary) -> Reading:
    """The period that the title tells, or else the first of the other lines; `unknown` where none does.

    The year of a date is none («от 25 декабря 2019 г.»). Outside the title a single year must be said to be the plan's: «на 2024
    год»; «г. Томск, 2024 г.» is the year of the paper.

    >>> from pipeline.vocabulary import load
    >>> read_period("План на 2023/2024 учебный год", [], load()).period.kind
    'academic_year'
    >>> read_period(None, ["г. Томск, 2024 г.", "распоряжение от 25 декабря 2019 г."], load()).period.kind
    'unknown'
    """
    for text, is_title in [*([(title, True)] if title else []), *((text, False) for text in others)]:
        found = _span(text, vocabulary.calendar) or _years(text, vocabulary.calendar, is_title)
        if found:
            match = judge("period", "found", vocabulary.review)
            return found._replace(period=found.period.model_copy(update={"match": match}))
    return Reading(Period())


def _span(text: str, calendar: Calendar) -> Reading | None:
    found = _SPAN.search(text) or _DATES.search(text)
    deadlines = read_deadlines(found[0].strip("()"), Period(), calendar).deadlines if found else ()
    if found and len(deadlines) == 1 and deadlines[0].start and deadlines[0].end:
        start, end = deadlines[0].start, deadlines[0].end
        return Reading(Period(start=start, end=end, kind=_kind(start, end), text=squash(found[0]).strip("()")))
    return None


def _kind(start: dt.date, end: dt.date) -> PeriodKind:
    """A span within one school year is of that year; within one calendar year of this."""
    if start.month in _BEGINNINGS and end <= dt.date(start.year + 1, 8, 31):
        return "academic_year"
    return "calendar_year" if start.year == end.year else "years"


def _years(text: str, calendar: Calendar, is_title: bool) -> Reading | None:
    for found in _YEARS.finditer(text):
        before = lemmas(text[: found.start()])[-1:]
        if before and before[0] in _months(calendar):
            continue
        first = int(found["first"])
        second = _full(found["second"], first) if found["second"] else None
        word = (found["word"] or "").casefold().rstrip(".")
        in_brackets = is_title and second is not None and text[: found.start()].endswith("(")
        is_meant = (
            bool(found["academic"]) or in_brackets or before in {("на",), ("за",)} or (bool(word) and (is_title or second is not None))
        )
        if not is_meant or not (word or found["academic"] or second):
            continue
        written = squash(found[0])
        if second is None:
            period = Period(start=dt.date(first, 1, 1), end=dt.date(first, 12, 31), kind="calendar_year", text=written)
            return Reading(period, bool(found["academic"]))
        if second == first + 1 and (found["academic"] or word not in _PLURAL):
            return Reading(Period(start=dt.date(first, 9, 1), end=dt.date(second, 8, 31), kind="academic_year", text=written))
        if second > first:
            return Reading(Period(start=dt.date(first, 1, 1), end=dt.date(second, 12, 31), kind="years", text=written))
    return None


@functools.cache
def _months(calendar: Calendar) -> frozenset[str]:
    return frozenset(word for month in calendar.months for phrase in month.phrases for word in lemmas(phrase))


def _full(second: str, first: int) -> int:
    return int(second) if len(second) == 4 else first // 100 * 100 + int(second)
