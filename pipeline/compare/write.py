"""A comparison to files: `csv/<table>.csv`, `parquet/<table>.parquet`, `comparison.xlsx`, `report.html`, `report.docx`, `datapackage.json`."""

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline import vocabulary
from pipeline.compare import Comparison
from pipeline.compare.report import document, page
from pipeline.compare.tables import TABLES, rows
from pipeline.compare.workbook import write_workbook
from pipeline.errors import OutputError
from pipeline.export import stale
from pipeline.export.csv_files import CSV
from pipeline.export.package import COMPARISON, FILE, Package, write_package
from pipeline.export.parquet_files import PARQUET
from pipeline.names import Names

PACKAGE = Package(
    COMPARISON,
    "Сравнение дорожных карт наставничества",
    "Чего в планах нет, кто опаздывает, кто за что отвечает, какие планы похожи и что изменилось.",
    TABLES,
    ((page.FILE, "Отчёт для просмотра в браузере"), (document.FILE, "Отчёт для официальной переписки")),
)


def write(comparison: Comparison, out: Path) -> list[Path]:
    """Writes the tables and the reports below the folder `out`; returns the paths, sorted.

    Files of a former comparison there that this one did not write are removed, others are not touched. OutputError where the folder
    is another data package's, or something cannot be written.
    """
    check_place(out)
    former = stale.recorded(out, [COMPARISON])
    names = Names(vocabulary.load())
    content = rows(comparison.frames, comparison.data)
    written = [
        *CSV.write(TABLES, content, out),
        *PARQUET.write(TABLES, content, out),
        write_workbook(comparison, content, _introduction(comparison), names, out),
        page.write_page(comparison, names, out),
        document.write_document(comparison, names, out),
    ]
    stale.remove(out, former, kept=written)
    return sorted([*written, write_package((path.relative_to(out).as_posix() for path in written), out, about=PACKAGE)])


def check_place(out: Path) -> None:
    """OutputError where a data package stands in `out` that is no comparison, such as the dataset that is to be compared."""
    try:
        package = json.loads((out / FILE).read_bytes())
    except OSError:
        return
    except (ValueError, RecursionError):
        package = None
    if not isinstance(package, dict) or package.get("name") != COMPARISON:
        raise OutputError(str(out), f"в этой папке лежат другие данные с описанием {FILE}, и оно пропало бы")


def _introduction(comparison: Comparison) -> Sequence[str]:
    data = comparison.data
    return (
        "Сравнение дорожных карт наставничества",
        f"Наборы данных: {', '.join(data.names)}. Планов: {len(data.documents)}, мероприятий: {len(data.activities)}.",
        f"Образец: {comparison.reference.name} ({comparison.reference.code}).",
        f"Группы для сравнения: {', '.join(comparison.by) or 'все планы вместе'}.",
        "",
    )
