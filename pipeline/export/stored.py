"""A dataset read back: the tables that an earlier run wrote, whatever it wrote them in."""

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from pipeline.errors import MissingPathError, NoDatasetError, UnreadableFileError
from pipeline.export.cells import as_written, members
from pipeline.export.columns import Type
from pipeline.export.entries import entries_of
from pipeline.export.manifest import MANIFEST
from pipeline.export.package import FILE, NAME
from pipeline.export.publish import unfinished
from pipeline.export.stale import recorded
from pipeline.export.table_files import path_of
from pipeline.export.tables import TABLES, flatten
from pipeline.model import Roadmap

Record = dict[str, Any]
"""A row of a table by the names of its columns; the types are those of `Column`, lists as tuples."""

ACCOUNT = path_of("csv", MANIFEST)
"""Stands there whatever the tables are written in."""
_OTHER_VERSION = "он записан другой версией программы"


def read_tables(out: Path) -> dict[str, list[Record]]:
    """The rows of every table in the dataset below the folder `out`: from Parquet, CSV or JSON, the first of them that was written.

    Only files that its data package names are read. MissingPathError where there is no such folder; NoDatasetError where it holds
    no dataset, one of another version, or none but a workbook; UnreadableFileError where a file of it cannot be opened.
    """
    read_package(out)
    paths = recorded(out, [NAME])
    try:
        for kind, read in _READERS.items():
            if any(path.startswith(f"{kind}/") and path != ACCOUNT for path in paths):
                return read(out, paths)
    except OSError as error:
        raise UnreadableFileError(str(error.filename or out), error.strerror or "") from error
    except (ValidationError, pa.ArrowException, KeyError, ValueError, csv.Error) as error:
        raise NoDatasetError(str(out), _OTHER_VERSION) from error
    raise NoDatasetError(str(out), "в нём только книга Excel; нужны json, csv или parquet: их задаёт --formats" if paths else "он пуст")


def read_package(out: Path) -> dict[str, Any]:
    """The data package below the folder `out`. MissingPathError where there is no such folder, NoDatasetError where it is not convert's, or
    is being replaced by a run that was interrupted.
    """
    if not out.is_dir():
        raise MissingPathError(str(out), "нужна папка с результатом convert" if out.exists() else "")
    if told := unfinished(out):
        raise NoDatasetError(str(out), told)
    try:
        package = json.loads((out / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoDatasetError(str(out), f"нет файла {FILE}") from None
    except (OSError, ValueError, RecursionError):
        raise NoDatasetError(str(out), f"{FILE} не читается") from None
    if not isinstance(package, dict) or package.get("name") != NAME:
        raise NoDatasetError(str(out), f"{FILE} описывает другие данные")
    return package


def _read_parquet(out: Path, _: list[str]) -> dict[str, list[Record]]:
    return {table.name: [_as_tuples(row) for row in _parquet_rows(out, table.name, _names(table))] for table in TABLES}


def _parquet_rows(out: Path, name: str, columns: list[str]) -> list[Record]:
    rows: list[Record] = pq.read_table(out / "parquet" / f"{name}.parquet").select(columns).to_pylist()
    return rows


def _as_tuples(row: Record) -> Record:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _read_csv(out: Path, _: list[str]) -> dict[str, list[Record]]:
    return {table.name: list(_csv_rows(out / path_of("csv", table), table)) for table in TABLES}


def _csv_rows(path: Path, table: Any) -> Iterator[Record]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if not set(_names(table)) <= set(reader.fieldnames or ()):
            raise ValueError(path.name)
        for row in reader:
            yield {
                column.name: _VALUES[column.type](row[column.name]) if row[column.name] else _blank(column.type) for column in table.columns
            }


_VALUES: dict[Type, Callable[[str], Any]] = {
    "text": as_written,
    "integer": int,
    "long": int,
    "number": float,
    "boolean": lambda text: text == "true",
    "date": dt.date.fromisoformat,
    "list": members,
}


def _blank(kind: Type) -> Any:
    return () if kind == "list" else None


def _read_json(out: Path, paths: list[str]) -> dict[str, list[Record]]:
    roadmaps = [Roadmap.model_validate_json((out / path).read_bytes()) for path in paths if path.startswith("json/")]
    tables = flatten(entries_of(roadmaps))
    return {table.name: [dict(zip(_names(table), row, strict=True)) for row in tables[table.name]] for table in TABLES}


def _names(table: Any) -> list[str]:
    return [column.name for column in table.columns]


_READERS: dict[str, Callable[[Path, list[str]], dict[str, list[Record]]]] = {
    "parquet": _read_parquet,
    "csv": _read_csv,
    "json": _read_json,
}
