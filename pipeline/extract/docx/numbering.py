"""Automatic numbers and bullets: they are shown on the page and stand nowhere in the text."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from pipeline.extract.docx.styles import ListRef, Styles
from pipeline.extract.docx.xml import Element, at, number, switch, value, w
from pipeline.extract.numerals import numeral

BULLET = "•"


class Label(NamedTuple):
    """What stands before a list item, and the item's depth."""

    text: str
    level: int


class Level(NamedTuple):
    """How one level of a list counts and what it shows."""

    form: str
    pattern: str
    start: int
    restart: int | None
    style: str | None
    legal: bool


class Numbering:
    """The lists of one document and how far each has counted; paragraphs must come in document order."""

    def __init__(self, load: Callable[[], Element | None], styles: Styles) -> None:
        self._load = load
        self._styles = styles
        self._levels: dict[int, Mapping[int, Level]] = {}
        # Lists that share a definition count on together.
        self._counters: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()

    @cached_property
    def _root(self) -> Element | None:
        """The part is read when its first list comes."""
        return self._load()

    @cached_property
    def _nums(self) -> dict[int, Element]:
        return _by_id(self._root, "num", "numId")

    @cached_property
    def _abstracts(self) -> dict[int, Element]:
        return _by_id(self._root, "abstractNum", "abstractNumId")

    def begin_story(self) -> None:
        """Page headers, footers and notes count on their own, and the body on its own."""
        self._counters.clear()
        self._started.clear()

    def count(self, ref: ListRef | None) -> Label | None:
        """Counts one paragraph and gives its label; None for no list, or a level that shows nothing."""
        if ref is None or ref.num_id not in self._nums:
            return None
        levels = self._levels_of(ref.num_id)
        depth = _depth(ref, levels)
        if depth not in levels:
            return None
        counters = self._advance(ref.num_id, depth, levels)
        text = BULLET if levels[depth].form == "bullet" else _fill(depth, levels, counters)
        return Label(text, depth) if text else None

    def _advance(self, num_id: int, depth: int, levels: Mapping[int, Level]) -> dict[int, int]:
        counters = self._counters.setdefault(self._abstract_id(num_id), {})
        override = number(self._override(num_id, depth), "startOverride")
        if override is not None and (num_id, depth) not in self._started:
            counters[depth] = override
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else levels[depth].start
        self._started.add((num_id, depth))
        for deeper in [level for level in counters if level > depth and _restarts(levels.get(level), depth)]:
            del counters[deeper]
        return counters

    def _levels_of(self, num_id: int) -> Mapping[int, Level]:
        if num_id not in self._levels:
            abstract = self._abstracts.get(self._abstract_id(num_id))
            found = [] if abstract is None else abstract.findall(w("lvl"))
            found += [lvl for override in self._nums[num_id].findall(w("lvlOverride")) for lvl in override.findall(w("lvl"))]
            self._levels[num_id] = {number_of(lvl): _level(lvl) for lvl in found}
        return self._levels[num_id]

    def _abstract_id(self, num_id: int, depth: int = 0) -> int:
        """The definition that a list counts by; a definition may only point to a list style, whose list has it."""
        abstract_id = number(self._nums[num_id], "abstractNumId") or 0
        link = value(self._abstracts.get(abstract_id), "numStyleLink")
        behind = self._styles.list_behind(link) if link else None
        if behind not in self._nums or depth > 4:
            return abstract_id
        return self._abstract_id(behind, depth + 1)

    def _override(self, num_id: int, depth: int) -> Element | None:
        overrides = self._nums[num_id].findall(w("lvlOverride"))
        return next((override for override in overrides if number_of(override) == depth), None)


def number_of(level: Element) -> int:
    """The depth that a level or its override is for."""
    return _number(level, "ilvl")


def _number(element: Element, name: str) -> int:
    """An attribute that counts; 0 where it is none."""
    text = element.get(w(name), "")
    return int(text) if text.isdecimal() else 0


def _by_id(root: Element | None, tag: str, key: str) -> dict[int, Element]:
    return {} if root is None else {_number(found, key): found for found in root.findall(w(tag))}


def _level(lvl: Element) -> Level:
    start = number(lvl, "start")
    return Level(
        form=value(lvl, "numFmt") or "decimal",
        pattern=value(lvl, "lvlText") or "",
        start=1 if start is None and at(lvl, "start") is None else start or 0,
        restart=number(lvl, "lvlRestart"),
        style=value(lvl, "pStyle"),
        legal=bool(switch(lvl, "isLgl")),
    )


def _depth(ref: ListRef, levels: Mapping[int, Level]) -> int:
    """A level that names the paragraph's style is its level; or else what the paragraph or style says."""
    linked = (depth for style in ref.styles for depth, level in levels.items() if level.style == style)
    return next(linked, ref.level or 0)


def _restarts(level: Level | None, after: int) -> bool:
    """Whether a deeper level begins anew after an item of level `after`: always, unless it says how far up it looks."""
    return level is None or level.restart is None or after < level.restart


def _fill(depth: int, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
    def shown(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        level = levels.get(place)
        if level is None:
            return ""
        return numeral(counters.get(place, level.start), "decimal" if levels[depth].legal else level.form)

    return re.sub(r"%([1-9])", shown, levels[depth].pattern).strip()
