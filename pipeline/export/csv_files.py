"""CSV: a file for each table, UTF-8 with BOM so that spreadsheets see the letters, RFC 4180."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.export.cells import harmless, joined
from pipeline.export.columns import Row, Table, Value
from pipeline.export.files import output_errors, replacing
from pipeline.export.sinks import Add, AddRows, opened, side_by_side

LINE_END = "\r\n"


@contextmanager
def csv_tables(tables: Iterable[Table[Any]], out: Path) -> Iterator[Add]:
    """Files `csv/<table>.csv` below `out`, to which rows are appended. OutputError where one cannot be written."""
    with side_by_side({table.name: _appending(table, out / path_of(table)) for table in tables}) as add:
        yield add


def write_tables(tables: Iterable[Table[Any]], rows: Mapping[str, Sequence[Row]], out: Path) -> list[Path]:
    """Writes `csv/<table>.csv` with the rows of its name; returns the paths. OutputError where one cannot be written."""
    return [_write(table, rows[table.name], out / path_of(table)) for table in tables]


def path_of(table: Table[Any]) -> str:
    """Where a table stands below the folder of its dataset."""
    return f"csv/{table.name}.csv"


def _write(table: Table[Any], rows: Sequence[Row], path: Path) -> Path:
    with replacing(path) as temporary, _appending(table, temporary) as add:
        add(rows)
    return path


@contextmanager
def _appending(table: Table[Any], path: Path) -> Iterator[AddRows]:
    with opened(path, lambda: path.open("w", encoding="utf-8-sig", newline="")) as stream:
        writer = csv.writer(stream, lineterminator=LINE_END)

        def add(rows: Iterable[Row]) -> None:
            with output_errors(path):
                writer.writerows([_cell(value) for value in row] for row in rows)

        add([tuple(column.name for column in table.columns)])
        yield add


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case tuple():
            return joined(value)
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)
