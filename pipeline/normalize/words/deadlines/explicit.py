"""One explicit date, cut out of its text: the one door to dateparser, whose import is slow and therefore late.

It knows orders and spellings that the grammar does not («2024 года 24 января», «24-янв-2024»). Left to itself it would
also read ranges as their first day, swap day and month where that makes a date, and fill what is missing: so only a text with
one day, one month and one year goes in, and only these come out.
"""

import datetime as dt
import functools
import re
from typing import Any

from pipeline.text import squash

_WORDS_OF_YEAR = re.compile(r"(?<![^\W\d_])(?:года|год|г)(?![^\W\d_])\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)\s?-?(?:го|ого|е|ое)(?![а-яё])", re.IGNORECASE)
_QUOTES = re.compile(r"[\"«»„“”_']+")
_BASE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - dateparser compares it with its own, which have no zone
"""What dateparser would count from; nothing is ever taken of it."""


@functools.cache
def _parser() -> Any:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - a tenth of a second, for what few documents need

    return DateDataParser(
        languages=["ru"],
        settings={
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": _BASE,
        },
    )


@functools.lru_cache(maxsize=5_000)
def explicit_date(text: str) -> dt.date | None:
    """The date that a text is, whole and by itself, its year with four digits; None where it is none, or anything more.

    >>> [str(explicit_date(text)) for text in ("«24»_января_2024 г.", "1-е сентября 2023 года", "2024 года 24 января", "24/01/2024")]
    ['2024-01-24', '2023-09-01', '2024-01-24', '2024-01-24']
    >>> [explicit_date(text) for text in ("15-20 сентября 2023", "05.13.2024", "31.09.2023", "24 января", "сентябрь 2023", "12", "п. 3.2")]
    [None, None, None, None, None, None, None]
    """
    text = squash(_ORDINAL.sub("", _WORDS_OF_YEAR.sub(" ", _QUOTES.sub(" ", text)))).strip(" ,;")
    numbers = re.findall(r"\d+", text)
    years = [number for number in numbers if len(number) == 4]
    short = [int(number) for number in numbers if len(number) < 3]
    names_month = bool(re.search(r"[^\W\d_]{3,}", text))
    if len(years) != 1 or len(numbers) != 1 + len(short) or len(short) != 2 - names_month:
        return None
    found = _parser().get_date_data(text).date_obj
    if found is None or not _says(found, int(years[0]), short if numbers[-1] == years[0] else short[::-1]):
        return None
    return dt.date(found.year, found.month, found.day)


def _says(found: dt.datetime, year: int, short: list[int]) -> bool:
    """Whether a date has the year, the day and, where it is a number, the month that the text says."""
    return found.year == year and short == [found.day, found.month][: len(short)]
