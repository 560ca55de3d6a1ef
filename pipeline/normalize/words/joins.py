"""Pieces of one text put together: a word that a line or a page broke is made whole."""

import re

from pipeline.morphology import is_known
from pipeline.text import DASHES, squash

_WORD_AT_END = re.compile(rf"(?P<word>[А-Яа-яёЁ]{{2,}})(?P<hyphen>[{re.escape(DASHES)}]?)$")
_WORD_AT_START = re.compile(r"[а-яё]+")
_COMPOUNDING = frozenset(
    "учебно научно нормативно психолого воспитательно социально материально информационно экспериментально духовно культурно административно организационно профессионально педагог учитель преподаватель".split()  # noqa: SIM905 - a list of words reads better so
)


def join(first: str, second: str) -> str:
    """Two pieces of one text: with a space, or without where a word is broken between them, with or without a hyphen.

    >>> join("персонализирован-", "ных программ"), join("понедельн", "ик")
    ('персонализированных программ', 'понедельник')
    >>> join("психолого-", "педагогической"), join("базы", "наставников")
    ('психолого-педагогической', 'базы наставников')
    """
    start, rest = _WORD_AT_END.search(first), _WORD_AT_START.match(second)
    if not (start and rest):
        return squash(f"{first} {second}")
    whole = start["word"] + rest[0]
    if start["hyphen"]:
        keeps_hyphen = _is_compound(start["word"], rest[0]) and (start["word"] in _COMPOUNDING or not is_known(whole))
        return (first if keeps_hyphen else first[:-1]) + second
    is_broken = rest[0][0] in "ьъы" or (is_known(whole) and not (is_known(start["word"]) and is_known(rest[0])))
    return first + second if is_broken else squash(f"{first} {second}")


def _is_compound(first: str, second: str) -> bool:
    """«психолого-» + «педагогической»: both parts are words of a compound."""
    return is_known(second) and (first.endswith("о") or is_known(first))
