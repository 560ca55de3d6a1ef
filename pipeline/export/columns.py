"""What a table of the dataset is: columns, each declared once with its type, its words and the way to its value."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Type = Literal["text", "integer", "long", "number", "boolean", "date", "list"]
Value = str | int | float | dt.date | tuple[str, ...] | None
Row = tuple[Value, ...]

S = TypeVar("S")


@dataclass(frozen=True)
class Column(Generic[S]):
    """One column of a table whose rows are made of S. `list` is a list of texts; a boolean's values are bool; a long is an integer of 64 bits."""

    name: str
    type: Type
    title: str
    description: str
    take: Callable[[S], Value]
    required: bool = False
    refers: str | None = None
    """The table whose key, under the same name, this column holds."""


@dataclass(frozen=True)
class Table(Generic[S]):
    """One table of the dataset. Its first column is its key, where it has one."""

    name: str
    title: str
    description: str
    columns: tuple[Column[S], ...]
    keyed: bool = True

    @property
    def key(self) -> str | None:
        """Name of the column that tells its rows apart."""
        return self.columns[0].name if self.keyed else None

    def rows(self, sources: Iterable[S]) -> list[Row]:
        """A row for each source: its values in the order of the columns."""
        takes = [column.take for column in self.columns]
        return [tuple([take(source) for take in takes]) for source in sources]
