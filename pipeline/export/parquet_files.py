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

GROUP_ROWS, GROUP_BYTES = 16_384, 8 << 20
"""A row group ends with so many rows or bytes, whichever comes first: so much is held of each table before it is written. The bytes of
the file depend on nothing but the rows. What the file tells of each group is held to its end, so small ones would cost memory too.
"""
_BATCH_ROWS = 256
"""Rows that are held as such, which takes several times the memory of their columns. A group consists of such batches."""

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
    group: list[pa.RecordBatch] = []
    with opened(path, lambda: path.open("wb")) as stream, _writing(path, stream, schema) as writer:

        def end_batch() -> None:
            some = waiting[:_BATCH_ROWS]
            del waiting[:_BATCH_ROWS]
            arrays = [pa.array([row[n] for row in some], type=field.type) for n, field in enumerate(schema)]
            group.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
            if sum(one.num_rows for one in group) >= GROUP_ROWS or sum(one.nbytes for one in group) >= GROUP_BYTES:
                end_group()

        def end_group() -> None:
            with output_errors(path):
                writer.write_table(pa.Table.from_batches(group), row_group_size=GROUP_ROWS)
            group.clear()

        def add(rows: Sequence[Row]) -> None:
            waiting.extend(rows)
            while len(waiting) >= _BATCH_ROWS:
                end_batch()

        yield add
        if waiting:
            end_batch()
        if group:
            end_group()


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
