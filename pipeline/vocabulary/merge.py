"""A region's own words over the built-in ones: one file of additions merged into the built-in file of that name.

A file of additions has the shape of the built-in one and as little of it as is needed. What becomes of it:

- an entry with a known `code` (`number`, `name`, `abbreviation`) adds its phrases to that entry; entries without such a name
  (terms of the calendar) are known by a phrase that both have;
- codes, numbers and names are closed lists, since data of other years refer to them; other entries may be added;
- a single value overrides; a list whose order means something (stages of an activity, dates of terms) is replaced as a whole;
- a phrase that the built-in file gives another meaning moves: the region knows its documents. Nothing else is taken away.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.text import fold
from pipeline.vocabulary.checks import phrases, title
from pipeline.vocabulary.strict_yaml import Fault, Node, Spot

_NAMES = ("code", "number", "abbreviation", "name")
_OPEN = {"abbreviation"}
_ORDERED = {"stages"}
_ONE_MEANING_A_FILE = {"calendar", "documents"}
"""Files whose lists are meanings of one text, so that a phrase moves from list to list. Elsewhere it moves within its list."""


class Move(NamedTuple):
    """A phrase that the additions give another meaning than the built-in file: where it stands, and both meanings."""

    phrase: str
    spot: Spot
    before: str
    after: str


class Merged(NamedTuple):
    """The words of a file with the additions, which phrases moved, and what could not be merged."""

    node: Node
    moves: list[Move]
    faults: list[Fault]


def merge(name: str, base: Node, extra: Node) -> Merged:
    """The built-in file `name` (without its suffix) with the additions. Neither is changed."""
    faults: list[Fault] = []
    merged = _merge(base, extra, "", faults)
    moves = dict(_moves(name, merged, {id(node) for _, node in extra.walk()}))
    return Merged(_without(merged, set(moves)), list(moves.values()), [*faults, *_strange_evidence(base, extra)])


def _strange_evidence(base: Node, extra: Node) -> Iterator[Fault]:
    """Scores (review.yaml) of evidence that the program never gives: a slip of the pen, which nothing else would show."""
    own = _inner(extra, "scores")
    for kind, scores in own.members() if own else ():
        known = _inner(_inner(base, "scores"), str(kind))
        listed = dict(known.members()) if known else {}
        for name, score in scores.members() if listed else ():
            if name not in listed:
                yield Fault(score.spot, f"решений вида «{name}» у «{kind}» нет", f"возьмите одно из: {', '.join(map(str, listed))}")


def _inner(node: Node | None, key: str) -> Node | None:
    return node.value.get(key) if node and isinstance(node.value, dict) else None


def _merge(base: Node, extra: Node, key: str, faults: list[Fault]) -> Node:
    if isinstance(base.value, dict) and isinstance(extra.value, dict):
        both = {name: _merge(base.value[name], value, name, faults) for name, value in extra.value.items() if name in base.value}
        return Node({**base.value, **extra.value, **both}, base.spot)
    if isinstance(base.value, list) and isinstance(extra.value, list):
        return Node(_merge_lists(base.value, extra, key, faults), base.spot)
    return extra


def _merge_lists(base: list[Node], extra: Node, key: str, faults: list[Fault]) -> list[Node]:
    added = [member for _, member in extra.members()]
    if base and all(isinstance(member.value, str) for member in base) and key not in _ORDERED:
        known = {fold(str(member.value)) for member in base}
        return [*base, *(member for member in added if not (isinstance(member.value, str) and fold(member.value) in known))]
    if base and _is_named(base[0]):
        return _merge_entries(base, added, faults)
    return added


def _merge_entries(base: list[Node], added: list[Node], faults: list[Fault]) -> list[Node]:
    naming = next((name for name in _NAMES if isinstance(base[0].value, dict) and name in base[0].value), None)
    result = list(base)
    for entry in added:
        at = _place(entry, result, naming)
        if at is not None:
            result[at] = _merge(result[at], entry, "", faults)
        elif naming is None or naming in _OPEN or not _named(entry, naming):
            result.append(entry)  # what it lacks, the check of the file tells
        else:
            faults.append(_unknown(entry, naming, base))
    return result


def _place(entry: Node, entries: list[Node], naming: str | None) -> int | None:
    """Which of the entries it is about: that of its name, or of a phrase of it where entries have no names."""
    if naming is not None:
        return next(
            (at for at, other in enumerate(entries) if _named(entry, naming) and _named(other, naming) == _named(entry, naming)), None
        )
    own = _folded(entry)
    return next((at for at, other in enumerate(entries) if own & _folded(other)), None)


def _is_named(entry: Node) -> bool:
    return isinstance(entry.value, dict) and bool({*_NAMES, "phrases"} & set(entry.value))


def _named(entry: Node, naming: str) -> str | None:
    value = entry.value.get(naming) if isinstance(entry.value, dict) else None
    return value.value if value and isinstance(value.value, str) else None


def _folded(entry: Node) -> set[str]:
    return {fold(str(phrase.value)) for _, phrase in phrases(Node([entry], entry.spot))}


def _unknown(entry: Node, naming: str, base: list[Node]) -> Fault:
    known = [name for other in base if (name := _named(other, naming))]
    name = str(_named(entry, naming))
    near = get_close_matches(name, known, n=1) or known
    shown = f"может быть, «{near[0]}»?" if len(near) == 1 else f"здесь могут стоять: {', '.join(near)}"
    spot = entry.value[naming].spot if isinstance(entry.value, dict) else entry.spot
    advice = f"возьмите значение из встроенного словаря: {shown} Новых добавлять нельзя: на них ссылаются данные прошлых лет"
    return Fault(spot, f"«{name}» у «{naming}» словарю неизвестно", advice)


def _moves(name: str, merged: Node, own: set[int]) -> Iterator[tuple[int, Move]]:
    """The phrases, by the ids of their nodes, that the additions give another meaning: `own` are the ids of theirs."""
    said: dict[tuple[str, str], list[tuple[str, Node]]] = {}
    for group, meaning, phrase in meanings(name, merged):
        said.setdefault((group, fold(str(phrase.value))), []).append((meaning, phrase))
    for found in said.values():
        mine = [(meaning, phrase) for meaning, phrase in found if id(phrase) in own]
        for meaning, phrase in found if mine else ():
            if id(phrase) not in own:
                yield id(phrase), Move(str(mine[0][1].value), mine[0][1].spot, meaning, mine[0][0])


def meanings(name: str, node: Node) -> Iterator[tuple[str, str, Node]]:
    """Every phrase of a file: the group in which it may have but one meaning, that meaning, and the phrase."""
    for key, group in node.members():
        where = "" if name in _ONE_MEANING_A_FILE else str(key)
        listed = group if isinstance(group.value, list) else Node([group], group.spot)
        yield from ((where, title(entry) if listed is group else str(key), phrase) for entry, phrase in phrases(listed))
        yield from ((where, str(key), phrase) for _, phrase in listed.members() if listed is group and isinstance(phrase.value, str))


def _without(node: Node, lost: set[int]) -> Node:
    match node.value:
        case dict():
            return node._replace(value={key: _without(member, lost) for key, member in node.value.items()})
        case list():
            return node._replace(value=[_without(member, lost) for member in node.value if id(member) not in lost])
        case _:
            return node
