"""The page that describes the tables: `docs/data.md` is generated from here (`python -m pipeline.export.page`)."""

from typing import Any

from pipeline.export.columns import Column, Table
from pipeline.export.manifest import WRITTEN

_INTRODUCTION = """# Таблицы

Создано командой `python -m pipeline.export.page > docs/data.md`.

Одни и те же таблицы лежат в `csv/`, `parquet/` и на листах `roadmaps.xlsx`. Они связаны кодами: `document_id`, `stage_id`, `activity_id`
на всех таблицах одни и те же. Пустое значение: в документе этого нет или это не удалось понять; непонятое перечислено в `problems`.
Списки: в CSV и Excel члены соединены через «; », в Parquet это списки. Член, в котором есть «;», пустой или начатый с кавычки «"», стоит в
кавычках «"…"», а его собственные кавычки удвоены.

Для людей — `roadmaps.xlsx`: «00123», «1.1» и «1-2» в нём остаются текстом. CSV — для программ: если открыть его двойным щелчком, Excel сделает из
них число 123 и даты, а в русских настройках не разделит граф. Точнее всего — Parquet: в нём тексты такие, как в документе.

## Апостроф

В документе может стоять «=1+1» или «- провести», и программа таблиц приняла бы это за формулу. Поэтому в CSV и в Excel (и в `comparison.xlsx`,
`review.xlsx`) перед таким местом стоит апостроф: в начале текста, после «;» (и пробела за ней), табуляции и перевода строки. Где он там
стоит уже в документе, их два; текст без единого знака — один апостроф, а незаполненная ячейка пуста.

Как вернуть исходный текст: **уберите по одному апострофу в начале текста и после каждых «;», «; », табуляции и перевода строки**. Формулы для
этого узнавать не нужно, и так возвращается любой текст:

```python
import re


def as_written(text):
    return re.sub(r"(^|; ?|[\\t\\r\\n])'", r"\\1", text)
```

В Excel прежде этого ещё одно: знаки, которых книга вместить не может (управляющие, возврат каретки), стоят в ней как «�» и четыре
шестнадцатеричные цифры кода: `re.sub("�([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), text)`. Текст длиннее 32 767 знаков сокращён, о
чём сказано на листе «О данных». То же для pandas и R — в [analysts.md](analysts.md).
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
