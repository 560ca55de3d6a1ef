"""`datapackage.json`: what was written, for people and programs (Frictionless Data Package, version 1)."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.export.columns import Column, Table, Type
from pipeline.export.csv_files import LINE_END
from pipeline.export.dataset import Words
from pipeline.export.files import replacing
from pipeline.export.manifest import WRITTEN
from pipeline.export.table_files import path_of
from pipeline.model import SCHEMA_VERSION

NAME = "mentoring-roadmaps"
COMPARISON = "mentoring-roadmaps-comparison"
FILE = "datapackage.json"


class Package(NamedTuple):
    """What a data package is called and holds."""

    name: str
    title: str
    description: str
    tables: Sequence[Table[Any]]
    files: Sequence[tuple[str, str]] = ()
    """What else may stand in it, a path and a title each."""


ROADMAPS = Package(
    NAME,
    "Дорожные карты наставничества",
    "Планы мероприятий по наставничеству, приведённые к одному виду: документы, этапы, мероприятия, сроки, ответственные, результаты и замечания.",
    WRITTEN,
)

_FIELD_TYPES: dict[Type, str] = {"list": "string", "text": "string", "long": "integer"}
_TABULAR = "tabular-data-resource"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_LIST_NOTE = "Список; в CSV его члены соединены через «; » (член с «;» внутри — в кавычках)."


def write_package(written: Iterable[str], out: Path, words: Words | None = None, about: Package = ROADMAPS) -> Path:
    """Writes the description of the files `written`, named by their paths below `out`; returns its path. OutputError where it cannot be written.

    `vocabulary` in it is a property of our own, as the standard allows: the words that the data were understood with.
    """
    resources = _resources(sorted(written), about)
    # The standard's tabular package may hold nothing but tables.
    tabular = bool(resources) and all(resource["profile"] == _TABULAR for resource in resources)
    package = {
        "profile": "tabular-data-package" if tabular else "data-package",
        "name": about.name,
        "version": SCHEMA_VERSION,
        "title": about.title,
        "description": about.description,
        **({"vocabulary": {"sha256": words.sha256, "additions": list(words.additions)}} if words else {}),
        "resources": resources,
    }
    with replacing(out / FILE) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(package, stream, ensure_ascii=False, indent=1)  # piece by piece: it names every JSON
        stream.write("\n")
    return out / FILE


def _resources(paths: Sequence[str], about: Package) -> list[dict[str, Any]]:
    present = set(paths)
    tabular = [_tabular(table) for table in about.tables if path_of("csv", table) in present]
    parquet = [
        _plain(f"{table.name}-parquet", table.title, path, "parquet")
        for table in about.tables
        if (path := path_of("parquet", table)) in present
    ]
    books = [path for path in paths if path.endswith(".xlsx")]
    workbook = [_plain(path.replace(".", "-"), "Книга Excel со всеми таблицами", path, "xlsx") for path in books]
    documents = [path for path in paths if path.startswith("json/")]
    whole = [_plain("roadmaps-json", "Дорожные карты целиком, по файлу на документ", documents, "json")] if documents else []
    others = [_plain(path.replace(".", "-"), title, path, path.rpartition(".")[2]) for path, title in about.files if path in present]
    return [*tabular, *parquet, *workbook, *others, *whole]


def _plain(name: str, title: str, path: str | list[str], kind: str) -> dict[str, Any]:
    return {
        "profile": "data-resource",
        "type": "file",
        "name": name,
        "title": title,
        "path": path,
        "format": kind,
        "mediatype": _MEDIA_TYPES[kind],
    }


def _tabular(table: Table[Any]) -> dict[str, Any]:
    return {
        **_plain(table.name, table.title, path_of("csv", table), "csv"),
        "profile": _TABULAR,
        "type": "table",
        "description": table.description,
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": LINE_END,
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            **({"primaryKey": [table.key]} if table.key else {}),
            "foreignKeys": [_foreign_key(column) for column in table.columns if column.refers],
        },
    }


def _field(table: Table[Any], column: Column[Any]) -> dict[str, Any]:
    note = f" {_LIST_NOTE}" if column.type == "list" else ""
    constraints = {"required": column.required, "unique": column.name == table.key}
    return {
        "name": column.name,
        "type": _FIELD_TYPES.get(column.type, column.type),
        "title": column.title,
        "description": column.description + note,
        "constraints": constraints,
    }


def _foreign_key(column: Column[Any]) -> dict[str, Any]:
    return {"fields": [column.name], "reference": {"resource": column.refers, "fields": [column.name]}}
