"""Parquet: a file for each table, with a schema of its own, lists as lists and dates as dates."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import Column, Row, Table, Type
from pipeline.export.files import output_errors
from pipeline.export.sinks import AddRows, opened
from pipeline.export.table_files import TableFiles

GROUP_ROWS = 2048
"""Rows of a row group: so many are held of each table before they are written. Some MiB for texts of usual length; fixed, so that
the bytes depend on nothing but the rows.
"""

_TYPES: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int32(),
    "long": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


@contextmanager
def _appending(table: Table[Any], path: Path) -> Iterator[AddRows]:
    schema = pa.schema([_field(column) for column in table.columns])
    waiting: list[Row] = []
    with opened(path, lambda: path.open("wb")) as stream, _writing(path, stream, schema) as writer:

        def write(rows: Sequence[Row]) -> None:
            arrays = [pa.array([row[n] for row in rows], type=field.type) for n, field in enumerate(schema)]
            with output_errors(path):
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=GROUP_ROWS)

        def add(rows: Sequence[Row]) -> None:
            waiting.extend(rows)
            while len(waiting) >= GROUP_ROWS:
                write(waiting[:GROUP_ROWS])
                del waiting[:GROUP_ROWS]

        yield add
        if waiting:
            write(waiting)


PARQUET = TableFiles("parquet", _appending)


@contextmanager
def _writing(path: Path, stream: Any, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer that is closed however it ends: it would else try to, and complain, when it is thrown away."""
    with output_errors(path):
        writer = pq.ParquetWriter(stream, schema, compression="zstd")
    try:
        yield writer
    except BaseException:
        with suppress(OSError, ValueError, pa.ArrowException):
            writer.close()
        raise
    with output_errors(path):
        writer.close()


def _field(column: Column[Any]) -> pa.Field:
    words = {"title": column.title, "description": column.description}
    return pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=words)
