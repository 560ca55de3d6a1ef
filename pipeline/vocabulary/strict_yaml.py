"""YAML for people who edit words: every scalar is text, a key stands once, and every value knows its line.

So «010», «no», «on» and «2024-09-01» stay what was typed, and an error can name the line.
"""

from typing import Any, NamedTuple

import yaml

Path = tuple[str | int, ...]
"""Keys and 0-based list indexes from the top to a value."""


class Fault(NamedTuple):
    """One error in a file of words: the line (1-based), what is wrong, and what to do, in Russian."""

    line: int
    text: str
    advice: str


class Tree(NamedTuple):
    """A file as plain values (dict, list, str), with the line of each, and what is wrong with its form."""

    value: Any
    lines: dict[Path, int]
    faults: list[Fault]


def read(text: str) -> Tree:
    """The values of a YAML text. What cannot be parsed at all is one fault and the value None."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Tree(None, {}, [Fault(line, "строка не читается как YAML", "проверьте отступы, двоеточия и кавычки около этой строки")])
    lines: dict[Path, int] = {}
    faults: list[Fault] = []
    return Tree(_value(node, (), lines, faults) if node else {}, lines, faults)


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], faults: list[Fault]) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines, faults) for index, item in enumerate(node.value)]
    return node.value


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], faults: list[Fault]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in found:
            faults.append(Fault(key.start_mark.line + 1, f"ключ «{name}» стоит дважды", "оставьте один, а списки объедините"))
        found[name] = _value(value, (*path, name), lines, faults)
        lines[*path, name] = key.start_mark.line + 1
    return found
