"""Which formats can be read on this machine, what each lacks, and how to get it: for a person and for a program."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from pipeline.archives import ARCHIVES
from pipeline.extract import READERS
from pipeline.extract.tools import Tool, lacking

Readable = Literal["yes", "partly", "no"]
Kind = Literal["document", "archive"]

_VERDICTS: dict[Readable, str] = {"yes": "да", "partly": "частично", "no": "нет"}
_HEADINGS: dict[Kind, str] = {"document": "Документы", "archive": "Архивы (читаются как папки)"}
_NO_SUFFIX = "без расширения"


class Row(NamedTuple):
    """A format, whether it can be read here, and the tools that it lacks."""

    key: str
    kind: Kind
    title: str
    suffixes: tuple[str, ...]
    readable: Readable
    lacks: tuple[Tool, ...]
    any_will_do: bool
    """Whether one of those that it lacks is enough to read it at all."""


class _Format(Protocol):
    """What formats of documents and of archives have in common."""

    @property
    def title(self) -> str: ...
    @property
    def suffixes(self) -> Collection[str]: ...
    @property
    def needs(self) -> tuple[Tool, ...]: ...
    @property
    def tools(self) -> tuple[Tool, ...]: ...


def formats() -> list[Row]:
    """Every format that this program knows, first those of documents. Asks the machine for each tool."""
    return [*_rows("document", READERS), *_rows("archive", ARCHIVES)]


def as_text(rows: list[Row]) -> str:
    """A table for a terminal, and below each format that lacks something what it is and how to install it."""
    width = max(len(row.title) for row in rows)
    lines = ["Что читается на этой машине. Вид файла программа узнаёт по содержимому, а не по расширению."]
    for kind, heading in _HEADINGS.items():
        lines += ["", heading]
        for row in (row for row in rows if row.kind == kind):
            lines.append(f"  {row.title:<{width}}  {_VERDICTS[row.readable]:<8}  {_suffixes(row)}")
            lines += _lacks(row)
    return "\n".join(lines) + "\n"


def as_json(rows: list[Row]) -> str:
    """The same as a list of objects, in letters that any console can show."""
    return json.dumps([_object(row) for row in rows], indent=1) + "\n"


def _rows(kind: Kind, known: Mapping[str, _Format]) -> Iterator[Row]:
    for key, one in known.items():
        needed = tuple(tool for need in one.needs for tool in lacking(need))
        unreadable = bool(one.needs) and all(lacking(need) for need in one.needs)
        added = tuple(tool for extra in one.tools for tool in lacking(extra))
        lacks = (*needed, *added) if unreadable else added
        readable: Readable = "no" if unreadable else "partly" if added else "yes"
        suffixes = tuple(sorted(one.suffixes, key=lambda suffix: (suffix != f".{key}", not suffix, suffix)))
        yield Row(key, kind, one.title, suffixes, readable, tuple(dict.fromkeys(lacks)), unreadable and len(one.needs) > 1)


def _suffixes(row: Row) -> str:
    return " ".join(suffix or _NO_SUFFIX for suffix in row.suffixes)


def _lacks(row: Row) -> Iterator[str]:
    if row.any_will_do:
        yield "      достаточно одного из них:"
    for tool in row.lacks:
        yield f"      не хватает: {tool.name} ({tool.adds})"
        yield f"      установить: {tool.install}"


def _object(row: Row) -> dict[str, Any]:
    return {
        "format": row.key,
        "kind": row.kind,
        "title": row.title,
        "suffixes": row.suffixes,
        "readable": row.readable,
        "lacks": [{"name": tool.name, "adds": tool.adds, "install": tool.install} for tool in row.lacks],
    }
