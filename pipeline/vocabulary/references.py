"""Codes of one list that another list names: whether there are such codes."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.vocabulary.strict_yaml import Fault, Node


class _Reference(NamedTuple):
    """Where codes are named (file, list, key of its entries; None: the values themselves), and where they are listed."""

    file: str
    group: str
    key: str | None
    listed_in: tuple[str, str]


_REFERENCES = (
    _Reference("activities", "activities", "stages", ("stages", "stages")),
    _Reference("schemes", "schemes", "stages", ("stages", "stages")),
    _Reference("organisations", "legal_forms", "kind", ("organisations", "kinds")),
    _Reference("roles", "deputy_abbreviations", None, ("roles", "areas")),
)


def reference_faults(nodes: Mapping[str, Node]) -> list[Fault]:
    """A fault for each code that is named and not listed. The files hold together by themselves."""
    return [fault for reference in _REFERENCES for fault in _faults(reference, nodes)]


def _faults(reference: _Reference, nodes: Mapping[str, Node]) -> Iterator[Fault]:
    file, group = reference.listed_in
    codes = [str(entry.plain["code"]) for _, entry in _group(nodes[file], group).members()]
    for code in _codes(_group(nodes[reference.file], reference.group), reference.key):
        if code.value not in codes:
            near = get_close_matches(str(code.value), codes, n=1)
            advice = f"может быть, «{near[0]}»?" if near else f"коды перечислены в {file}.yaml, список {group}"
            yield Fault(code.spot, f"кода «{code.value}» нет", advice)


def _group(node: Node, key: str) -> Node:
    return dict(node.members())[key]


def _codes(group: Node, key: str | None) -> Iterator[Node]:
    for _, entry in group.members():
        named = entry if key is None else _group(entry, key)
        members = [member for _, member in named.members()] or ([named] if isinstance(named.value, str) else [])
        yield from (_group(member, "code") if isinstance(member.value, dict) else member for member in members)
