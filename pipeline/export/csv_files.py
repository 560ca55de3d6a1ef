"""CSV: a file for each table, UTF-8 with BOM so that spreadsheets see the letters, RFC 4180."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.export.cells import harmless, joined
from pipeline.export.columns import Row, Table, Value
from pipeline.export.dataset import Dataset
from pipeline.export.files import replacing
from pipeline.export.tables import TABLES

LINE_END = "\r\n"


def write_csv(dataset: Dataset, out: Path) -> list[Path]:
    """Writes the tables of a dataset; returns the paths. OutputError where one cannot be written."""
    return write_tables(TABLES, dataset.tables, out)


def write_tables(tables: Iterable[Table[Any]], rows: Mapping[str, Sequence[Row]], out: Path) -> list[Path]:
    """Writes `csv/<table>.csv` with the rows of its name; returns the paths. OutputError where one cannot be written."""
    return [_write(table, rows[table.name], out / "csv" / f"{table.name}.csv") for table in tables]


def _write(table: Table[Any], rows: Sequence[Row], path: Path) -> Path:
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator=LINE_END)
        writer.writerow([column.name for column in table.columns])
        writer.writerows([_cell(value) for value in row] for row in rows)
    return path


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
