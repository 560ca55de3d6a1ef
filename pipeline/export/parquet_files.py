"""Parquet: a file for each table, with a schema of its own, lists as lists and dates as dates."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import Column, Row, Table, Type
from pipeline.export.dataset import Dataset
from pipeline.export.files import replacing
from pipeline.export.tables import TABLES

_TYPES: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


def write_parquet(dataset: Dataset, out: Path) -> list[Path]:
    """Writes the tables of a dataset; returns the paths. OutputError where one cannot be written."""
    return write_tables(TABLES, dataset.tables, out)


def write_tables(tables: Iterable[Table[Any]], rows: Mapping[str, Sequence[Row]], out: Path) -> list[Path]:
    """Writes `parquet/<table>.parquet` with the rows of its name; returns the paths. OutputError where one cannot be written."""
    return [_write(table, rows[table.name], out / "parquet" / f"{table.name}.parquet") for table in tables]


def _write(table: Table[Any], rows: Sequence[Row], path: Path) -> Path:
    schema = pa.schema([_field(column) for column in table.columns])
    arrays = [pa.array([row[n] for row in rows], type=field.type) for n, field in enumerate(schema)]
    with replacing(path) as temporary:
        pq.write_table(pa.Table.from_arrays(arrays, schema=schema), temporary, compression="zstd")
    return path


def _field(column: Column[Any]) -> pa.Field:
    words = {"title": column.title, "description": column.description}
    return pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=words)
