"""Automatic numbers and bullets: they are shown on the page and stand nowhere in the text."""

from collections.abc import Callable
from functools import cached_property

from pipeline.extract.common.lists import MOST_LEVELS, Counters, Label, Level, Levels, label_of, step
from pipeline.extract.common.xml import whole_number
from pipeline.extract.docx.styles import ListRef, Styles
from pipeline.extract.docx.xml import Element, at, number, switch, value, w


class Numbering:
    """The lists of one document and how far each has counted; paragraphs must come in document order."""

    def __init__(self, load: Callable[[], Element | None], styles: Styles) -> None:
        self._load = load
        self._styles = styles
        self._levels: dict[int, Levels] = {}
        # Lists that share a definition count on together.
        self._counters: dict[int, Counters] = {}
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
        counters = self._counters.setdefault(self._abstract_id(ref.num_id), {})
        step(counters, depth, levels, self._override_once(ref.num_id, depth))
        return label_of(depth, levels, counters)

    def _override_once(self, num_id: int, depth: int) -> int | None:
        """Where a list begins that says so itself; it says it once."""
        override = None if (num_id, depth) in self._started else number(self._override(num_id, depth), "startOverride")
        self._started.add((num_id, depth))
        return override

    def _levels_of(self, num_id: int) -> Levels:
        if num_id not in self._levels:
            abstract = self._abstracts.get(self._abstract_id(num_id))
            found = [] if abstract is None else abstract.findall(w("lvl"))
            found += [lvl for override in self._nums[num_id].findall(w("lvlOverride")) for lvl in override.findall(w("lvl"))]
            self._levels[num_id] = {depth: _level(lvl) for lvl in found if (depth := number_of(lvl)) < MOST_LEVELS}
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
    return max(0, whole_number(element.get(w(name), "")) or 0)


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


def _depth(ref: ListRef, levels: Levels) -> int:
    """A level that names the paragraph's style is its level; or else what the paragraph or style says."""
    linked = (depth for style in ref.styles for depth, level in levels.items() if level.style == style)
    return next(linked, ref.level or 0)
