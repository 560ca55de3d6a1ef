"""What a batch came to, in a few lines for the person who ran it: how much was read, what to look at, where the results are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.batch import Report
from pipeline.cli.console import one_line
from pipeline.export.rows import DocumentRow, document_rows

_MOST_FILES = 10

_PLACES = {
    "roadmaps.xlsx": "книга Excel: начните с листов «О данных» и «Мероприятия»",
    "csv": "те же таблицы по одной, для любых программ",
    "parquet": "те же таблицы для программ анализа данных",
    "json": "каждый план целиком, по файлу на план",
    "datapackage.json": "описание таблиц и их граф для программ",
}


class _Look(NamedTuple):
    """A file that somebody should look at, and for how many reasons."""

    file: str
    warnings: int
    activities: int

    def __str__(self) -> str:
        counts = [f"предупреждений: {self.warnings}"] if self.warnings else []
        counts += [f"мероприятий с пометкой «Проверить»: {self.activities}"] if self.activities else []
        return f"  {one_line(self.file)} — {', '.join(counts)}"

    @property
    def reasons(self) -> int:
        """How many there are in all."""
        return self.warnings + self.activities


def summary(report: Report, out: Path) -> str:
    """The lines for a terminal, in Russian."""
    documents = document_rows(report.roadmaps)
    lines = [*_read(report, documents), *_looks(documents, report, out), *_results(report, out)]
    return "\n".join(lines) + "\n"


def _read(report: Report, documents: Sequence[DocumentRow]) -> Iterator[str]:
    passed_over = f" Скрытые и служебные файлы и JSON пропущены: {report.passed_over}." if report.passed_over else ""
    yield f"Прочитано файлов: {len(report.roadmaps)} из {report.files}.{passed_over}"
    if unread := report.files - len(report.roadmaps):
        yield f"Не прочитано: {unread}. О каждом есть сообщение: что с ним и что делать."
    if report.corrected:
        yield f"Учтено исправлений, сделанных человеком: {report.corrected}."
    if report.lost:
        yield f"Исправлений, которые не нашли своего места: {report.lost}. О каждом есть замечание, сами они сохранены."
    if same := len(report.roadmaps) - len(documents):
        yield f"Повторов, которые вошли в таблицы один раз: {same}."
    if documents:
        activities = sum(len(document.activities) for document in documents)
        yield f"Планов: {len(documents)}, мероприятий: {activities}."


def _looks(documents: Sequence[DocumentRow], report: Report, out: Path) -> Iterator[str]:
    looks = sorted((look for document in documents if (look := _look(document)).reasons), key=lambda look: -look.reasons)
    if looks:
        yield f"Стоит посмотреть человеку: файлов — {len(looks)}."
        yield from map(str, looks[:_MOST_FILES])
    if len(looks) > _MOST_FILES:
        yield f"  … и ещё {len(looks) - _MOST_FILES}"
    if (looks or report.failures) and (table := _problems_table(report, out)):
        yield f"Все замечания с местом в документе: {table}"
    if any(look.activities for look in looks) and any(path.is_relative_to(out / "json") for path in report.written):
        yield f'Проверить и исправить в Excel: roadmaps review "{out}"'


def _look(document: DocumentRow) -> _Look:
    warnings = sum(found.problem.severity == "warning" for found in document.problems)
    return _Look(document.roadmap.source.file, warnings, sum(row.review for row in document.activities))


def _problems_table(report: Report, out: Path) -> str | None:
    """The table of problems, in the handiest form that was written; none where only JSON was asked for."""
    sheet = {"roadmaps.xlsx": ", лист «Замечания»", "csv/problems.csv": "", "parquet/problems.parquet": ""}
    return next((f"{out / name}{note}" for name, note in sheet.items() if out / name in report.written), None)


def _results(report: Report, out: Path) -> Iterator[str]:
    if not report.written:
        yield "Результата нет: читать было нечего."
        return
    yield f"Результат в папке {out}:"
    written = {path.relative_to(out).parts[0] for path in report.written}
    yield from (f"  {name:<17}{meaning}" for name, meaning in _PLACES.items() if name in written)
