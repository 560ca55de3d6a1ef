"""A comparison to files: `csv/<table>.csv`, `parquet/<table>.parquet`, `comparison.xlsx`, `datapackage.json`."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.compare import Comparison
from pipeline.compare.tables import TABLES, rows
from pipeline.compare.workbook import write_workbook
from pipeline.export.csv_files import write_tables as write_csv
from pipeline.export.package import Package, write_package
from pipeline.export.parquet_files import write_tables as write_parquet

PACKAGE = Package(
    "mentoring-roadmaps-comparison",
    "Сравнение дорожных карт наставничества",
    "Чего в планах нет, кто опаздывает, кто за что отвечает, какие планы похожи и что изменилось.",
    TABLES,
)


def write(comparison: Comparison, out: Path) -> list[Path]:
    """Writes the tables below the folder `out`; returns the paths, sorted. OutputError where one cannot be written."""
    content = rows(comparison.frames, comparison.data)
    written = [
        *write_csv(TABLES, content, out),
        *write_parquet(TABLES, content, out),
        write_workbook(content, _introduction(comparison), out),
    ]
    return sorted([*written, write_package(written, out, about=PACKAGE)])


def _introduction(comparison: Comparison) -> Sequence[str]:
    data = comparison.data
    return (
        "Сравнение дорожных карт наставничества",
        f"Наборы данных: {', '.join(data.names)}. Планов: {len(data.documents)}, мероприятий: {len(data.activities)}.",
        f"Образец: {comparison.reference.name} ({comparison.reference.code}).",
        f"Группы для сравнения: {', '.join(comparison.by) or 'все планы вместе'}.",
        "Красное — чего-то нет или сильно не в срок, жёлтое — немного не в срок, зелёное — есть, синее — сверх образца.",
        "",
    )
