"""Files that hold a table each, whatever kind they are of: `<kind>/<table>.<kind>` below the folder of a dataset."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.export.columns import Row, Table
from pipeline.export.files import replacing
from pipeline.export.sinks import Add, AddRows, side_by_side


class TableFiles(NamedTuple):
    """One kind of them. `appending` opens a file, and gives what appends rows to it; OutputError where it cannot be written."""

    kind: str
    appending: Callable[[Table[Any], Path], AbstractContextManager[AddRows]]

    @contextmanager
    def open(self, tables: Iterable[Table[Any]], out: Path) -> Iterator[Add]:
        """The files of several tables below `out`, to which rows are appended. OutputError where one cannot be written."""
        with side_by_side({table.name: self.appending(table, out / path_of(self.kind, table)) for table in tables}) as add:
            yield add

    def write(self, tables: Iterable[Table[Any]], rows: Mapping[str, Sequence[Row]], out: Path) -> list[Path]:
        """Writes the tables with the rows of their names, each whole or not; returns the paths. OutputError where one cannot be written."""
        return [self._write(table, rows[table.name], out / path_of(self.kind, table)) for table in tables]

    def _write(self, table: Table[Any], rows: Sequence[Row], path: Path) -> Path:
        with replacing(path) as temporary, self.appending(table, temporary) as add:
            add(rows)
        return path


def path_of(kind: str, table: Table[Any]) -> str:
    """Where a table stands below the folder of its dataset."""
    return f"{kind}/{table.name}.{kind}"
