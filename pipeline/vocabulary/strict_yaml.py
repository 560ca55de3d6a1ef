"""YAML for people who edit words: every scalar is text, a key stands once, and every value knows its file and line.

So «010», «no», «on» and «2024-09-01» stay what was typed, and an error can name the line.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

Path = tuple[str | int, ...]
"""Keys and 0-based list indexes from the top to a value."""


class Spot(NamedTuple):
    """A line of a file, 1-based; the file as it is called in messages."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, строка {self.line}"


class Fault(NamedTuple):
    """One error in a file of words: where, what is wrong, and what to do, in Russian."""

    spot: Spot
    text: str
    advice: str

    def __str__(self) -> str:
        return f"{self.spot}: {self.text} - {self.advice}"


class Node(NamedTuple):
    """A value of a file (a mapping, a list or a text) and where it stands: a member of a mapping where its key does."""

    value: "dict[str, Node] | list[Node] | str"
    spot: Spot

    @property
    def plain(self) -> Any:
        """The value as dict, list and str alone."""
        match self.value:
            case dict():
                return {key: member.plain for key, member in self.value.items()}
            case list():
                return [member.plain for member in self.value]
            case _:
                return self.value

    def members(self) -> "Iterator[tuple[str | int, Node]]":
        """Key or index, and value, of a mapping or list; nothing of a text."""
        match self.value:
            case dict():
                yield from self.value.items()
            case list():
                yield from enumerate(self.value)

    def walk(self, path: Path = ()) -> "Iterator[tuple[Path, Node]]":
        """The value and all that is in it, each with its path."""
        yield path, self
        for key, member in self.members():
            yield from member.walk((*path, key))


class Tree(NamedTuple):
    """A file as a node, and what is wrong with its form; an empty file is an empty mapping."""

    node: Node
    faults: list[Fault]


def read(text: str, file: str) -> Tree:
    """The values of a YAML text that is called `file`. What cannot be parsed at all is one fault and an empty mapping."""
    empty = Node({}, Spot(file, 1))
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Tree(
            empty, [Fault(Spot(file, line), "строка не читается как YAML", "проверьте отступы, двоеточия и кавычки около этой строки")]
        )
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        return Tree(empty, [Fault(Spot(file, line), "в строке невидимый служебный знак", "наберите эту строку заново")])
    faults: list[Fault] = []
    return Tree(_node(node, file, faults) if node else empty, faults)


def scalar(text: str) -> str:
    """A text as it is written in YAML: in quotation marks where it would be read as something else."""
    return str(yaml.safe_dump(text, allow_unicode=True, width=10**6)).removesuffix("\n").removesuffix("\n...")


def _node(node: yaml.Node, file: str, faults: list[Fault]) -> Node:
    spot = _spot(node, file)
    if isinstance(node, yaml.MappingNode):
        return Node(_mapping(node, file, faults), spot)
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(item, file, faults) for item in node.value], spot)
    return Node(str(node.value), spot)


def _mapping(node: yaml.MappingNode, file: str, faults: list[Fault]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in found:
            faults.append(Fault(_spot(key, file), f"ключ «{name}» стоит дважды", "оставьте один, а списки объедините"))
        found[name] = _node(value, file, faults)._replace(spot=_spot(key, file))
    return found


def _spot(node: yaml.Node, file: str) -> Spot:
    return Spot(file, node.start_mark.line + 1)
