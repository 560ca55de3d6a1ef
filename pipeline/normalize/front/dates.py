"""Dates as title blocks have them: written, in figures, and the blanks of forms that nobody filled in."""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from pipeline.morphology import lemma
from pipeline.text import DASHES, fold
from pipeline.vocabulary.calendar import Calendar

Wholeness = Literal["whole", "part", "blank", "odd"]
_DAY = r"(?:[«\"]\s?)?(?<!\d)(?P<{0}day>\d{{1,2}})(?:-?го)?(?:\s?[»\"])?"
_DASHES = re.escape(DASHES)
_FORMS = re.compile(
    rf"""(?P<iso>(?<![\d.])(?:19|20)\d\d[.-]\d\d[.-]\d\d(?!\d))
    |(?P<figures>{_DAY.format("f_")}(?:\s?[./]\s?|(?<=[»"])\s?)(?P<f_month>\d{{1,2}})\s?[./]\s?(?P<f_year>(?:19|20)\s?\d\s?\d|\d{{1,5}})(?!\d))
    |(?P<dashed>{_DAY.format("d_")}\s?[{_DASHES}]\s?(?P<d_month>\d{{1,2}})\s?[{_DASHES}]\s?(?P<d_year>(?:19|20)\d\d)(?!\d))
    |(?P<quoted>[«"]\s?(?P<q_day>\d{{1,2}})\s?[»"][\s_]?(?P<q_month>\d{{1,2}})[\s_](?P<q_year>(?:19|20)\d\d)(?!\d))
    |(?P<written>{_DAY.format("w_")}[\s_.]*(?P<w_month>[а-яё]{{3,}})[\s_.]*(?P<w_year>(?:19|20)\s?\d\s?\d|\d\d(?=\s?г)|\d{{3}}(?!\d))(?!\d))
    |(?P<blank>(?:[«"]\s?(?:[_.…\s]*|\d{{1,2}})\s?[»"]|(?<![а-яё.]\s)[_…]{{2}})[\s_.…]*(?:[а-яё]{{3,8}}[\s_.…]*)?(?:20[\d_]{{0,2}}(?!\d)|(?<=[»"])(?=\s|$|_)))
    |(?P<part>(?P<p_month>[а-яё]{{3,}})\s(?:19|20)\d\d(?!\d))""",
    re.VERBOSE | re.IGNORECASE,
)
_LIKE_A_MONTH = 80


class Dated(NamedTuple):
    """A date, or what stands for one: a part of it, a blank, or what looks like a date and is none; its place in characters."""

    date: dt.date | None
    wholeness: Wholeness
    start: int
    end: int


def find_date(text: str, calendar: Calendar, start: int = 0) -> tuple[dt.date, int, int] | None:
    """The first whole date from a place on, and where it stands (characters, end excluded).

    >>> from pipeline.vocabulary import load
    >>> [str(find_date(text, load().calendar)[0]) for text in ("от 01.09.2022 № 5", "от «24»_января_2024 г.", "1.9.22", "30/08/2023")]
    ['2022-09-01', '2024-01-24', '2022-09-01', '2023-08-30']
    >>> find_date("п. 3.2 приказа 2023 года", load().calendar) is None
    True
    """
    return next(((found.date, found.start, found.end) for found in find_dates(text, calendar, start) if found.date), None)


def find_dates(text: str, calendar: Calendar, start: int = 0) -> list[Dated]:
    """All dates of a tidy text and all that stands for one, in order.

    >>> from pipeline.vocabulary import load
    >>> [found.wholeness for found in find_dates("31.09.2023, «__» ____ 2023, сентября 2023, 1 сентября 2023", load().calendar)]
    ['odd', 'blank', 'part', 'whole']
    """
    return list(_dates(text, calendar, start))


def _dates(text: str, calendar: Calendar, at: int) -> Iterator[Dated]:
    while found := _FORMS.search(text, at):
        read = _read(found, calendar)
        if read:
            yield Dated(*read, found.start(), found.end())
        at = found.end() if read else found.start() + 1


def _read(found: re.Match[str], calendar: Calendar) -> tuple[dt.date | None, Wholeness] | None:
    """The date and how whole it is; None for what is no date at all («5 классов 2023»)."""
    kind = next(name for name in _KINDS if found[name])
    if kind == "iso":
        year, month, day = map(int, re.split("[.-]", found[0]))
        return _date(year, month, day)
    if kind in {"figures", "dashed", "quoted"}:
        return _date(*(int(_figures(found[f"{kind[0]}_{part}"])) for part in ("year", "month", "day")))
    if kind == "written":
        return _written(found, calendar)
    if kind == "blank":
        return None, "blank"
    return (None, "part") if _month(found["p_month"], calendar) else None


_KINDS = ("iso", "figures", "dashed", "quoted", "written", "blank", "part")


def _written(found: re.Match[str], calendar: Calendar) -> tuple[dt.date | None, Wholeness] | None:
    month = _month(found["w_month"], calendar)
    if month:
        return _date(int(_figures(found["w_year"])), month, int(found["w_day"]))
    word = fold(found["w_month"])
    return (None, "odd") if any(fuzz.ratio(word[:-1], name[:-1]) >= _LIKE_A_MONTH for name in _months(calendar)) else None


def _figures(text: str) -> str:
    return re.sub(r"\s", "", text)


def _date(year: int, month: int, day: int) -> tuple[dt.date | None, Wholeness]:
    """The date; odd where the calendar has none such, or the year is of three figures or of another age."""
    year += 2000 if year < 100 else 0
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None, "odd"
    return (found, "whole") if 1950 <= year <= 2099 else (None, "odd")


def _month(word: str, calendar: Calendar) -> int | None:
    return _months(calendar).get(lemma(fold(word)))


@functools.cache
def _months(calendar: Calendar) -> dict[str, int]:
    return {lemma(fold(phrase)): month.number for month in calendar.months for phrase in month.phrases}
