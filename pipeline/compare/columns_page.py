"""The page that describes the tables of a comparison: `docs/compare-data.md` is generated from here (`python -m pipeline.compare.columns_page`)."""

from pipeline.compare.tables import TABLES
from pipeline.export.page import section

_INTRODUCTION = """# Таблицы сравнения

Создано командой `python -m pipeline.compare.columns_page > docs/compare-data.md`.

Одни и те же таблицы лежат в `csv/` и `parquet/` той папки, которая названа в `--out`; на листах `comparison.xlsx` они короче и с названиями кодов.
С таблицами набора данных они связаны кодами `document_id` и `activity_ids`. Пустое значение: этого нельзя узнать.
Как что считается, сказано в [compare.md](compare.md).
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(section(table) for table in TABLES)])


if __name__ == "__main__":
    print(page(), end="")
