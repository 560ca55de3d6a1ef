"""Automatic lists: how their levels count, and what they show before an item. It stands nowhere in the text."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.extract.common.numerals import numeral

BULLET = "•"

MOST_LEVELS = 10
"""Levels of a list: OpenDocument has ten, WordprocessingML nine (ISO/IEC 29500-1, 17.9.6)."""

_LONGEST_PATTERN = 255
"""Characters around the numbers of a label; programs let no more be typed, and each item repeats them."""


class Label(NamedTuple):
    """What stands before a list item, and the item's depth."""

    text: str
    level: int


class Level(NamedTuple):
    """How one level of a list counts and what it shows; `pattern` names the numbers of the levels by %1 … %9."""

    form: str
    pattern: str
    start: int = 1
    restart: int | None = None
    style: str | None = None
    legal: bool = False


Levels = Mapping[int, Level]
Counters = dict[int, int]
"""How far each level of a list has counted, by 0-based depth."""


def step(counters: Counters, depth: int, levels: Levels, start: int | None = None) -> None:
    """Counts one item: on from the last of its depth, or from `start` where it is told; deeper levels begin anew."""
    if start is not None:
        counters[depth] = start
    else:
        counters[depth] = counters[depth] + 1 if depth in counters else levels[depth].start
    for deeper in [level for level in counters if level > depth and _restarts(levels.get(level), depth)]:
        del counters[deeper]


def label_of(depth: int, levels: Levels, counters: Counters) -> Label | None:
    """The label of the item that was counted last; None for a level that shows nothing."""
    text = BULLET if levels[depth].form == "bullet" else _fill(depth, levels, counters)
    return Label(text, depth) if text else None


def _restarts(level: Level | None, after: int) -> bool:
    """Whether a deeper level begins anew after an item of level `after`: always, unless it says how far up it looks."""
    return level is None or level.restart is None or after < level.restart


def _fill(depth: int, levels: Levels, counters: Counters) -> str:
    def shown(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        level = levels.get(place)
        if level is None:
            return ""
        return numeral(counters.get(place, level.start), "decimal" if levels[depth].legal else level.form)

    return re.sub(r"%([1-9])", shown, levels[depth].pattern[:_LONGEST_PATTERN]).strip()
