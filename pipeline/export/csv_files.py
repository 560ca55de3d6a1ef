"""CSV: a file for each table, UTF-8 with BOM so that spreadsheets see the letters, RFC 4180."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.export.cells import harmless, joined
from pipeline.export.columns import Row, Table, Value
from pipeline.export.files import output_errors
from pipeline.export.sinks import AddRows, opened
from pipeline.export.table_files import TableFiles

LINE_END = "\r\n"


@contextmanager
def _appending(table: Table[Any], path: Path) -> Iterator[AddRows]:
    with opened(path, lambda: path.open("w", encoding="utf-8-sig", newline="")) as stream:
        writer = csv.writer(stream, lineterminator=LINE_END)

        def add(rows: Iterable[Row]) -> None:
            with output_errors(path):
                writer.writerows([_cell(value) for value in row] for row in rows)

        add([tuple(column.name for column in table.columns)])
        yield add


CSV = TableFiles("csv", _appending)


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
