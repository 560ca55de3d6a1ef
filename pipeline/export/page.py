"""The page that describes the tables: `docs/data.md` is generated from here (`python -m pipeline.export.page`)."""

from typing import Any

from pipeline.export.columns import Column, Table
from pipeline.export.manifest import WRITTEN

_INTRODUCTION = """# Таблицы

Создано командой `python -m pipeline.export.page > docs/data.md`.

Одни и те же таблицы лежат в `csv/`, `parquet/` и на листах `roadmaps.xlsx`. Они связаны кодами: `document_id`, `stage_id`, `activity_id`
на всех таблицах одни и те же. Пустое значение: в документе этого нет или это не удалось понять; непонятое перечислено в `problems`.
Списки: в CSV и Excel члены соединены через «; », в Parquet это списки.
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(section(table) for table in WRITTEN)])


def section(table: Table[Any]) -> str:
    """The part of a page that describes one table, in Markdown."""
    rows = "\n".join(_row(column) for column in table.columns)
    return f"## `{table.name}` — {table.title}\n\n{table.description}\n\n| графа | тип | в Excel | что в ней |\n|---|---|---|---|\n{rows}\n"


def _row(column: Column[object]) -> str:
    key = f" Ключ таблицы `{column.refers}`." if column.refers else ""
    return f"| `{column.name}` | {column.type} | {column.title} | {column.description}{key} |"


if __name__ == "__main__":
    print(page(), end="")
