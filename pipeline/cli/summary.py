"""What a batch came to, in a few lines for the person who ran it: how much was read, what to look at, where the results are."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.batch import Report
from pipeline.batch.report import Look
from pipeline.cli.console import one_line
from pipeline.export.json_files import FOLDER
from pipeline.export.stale import tops

_PLACES = {
    "roadmaps.xlsx": "книга Excel: начните с листов «О данных» и «Мероприятия»",
    "csv": "те же таблицы по одной, для любых программ",
    "parquet": "те же таблицы для программ анализа данных",
    "json": "каждый план целиком, по файлу на план",
    "datapackage.json": "описание таблиц и их граф для программ",
}


def summary(report: Report, out: Path, shown: str | None = None) -> str:
    """The lines for a terminal, in Russian. shown: what the person calls the folder `out`, where that is not its path."""
    place = shown or str(out)
    return "\n".join([*_read(report), *_looks(report, out, place), *_results(report, place)]) + "\n"


def _read(report: Report) -> Iterator[str]:
    passed_over = f" Скрытые и служебные файлы и JSON пропущены: {report.passed_over}." if report.passed_over else ""
    refused = report.verdicts.get("refused", 0)
    yield f"Прочитано файлов: {report.files - refused} из {report.files}.{passed_over}"
    if refused:
        yield f"Не прочитано: {refused}. О каждом есть сообщение: что с ним и что делать."
    if partial := report.verdicts.get("partial"):
        yield f"Прочитано не целиком: {partial}. Чего не хватает, сказано в таблице manifest."
    if report.corrected:
        yield f"Учтено исправлений, сделанных человеком: {report.corrected}."
    if report.lost:
        yield f"Исправлений, которые не нашли своего места: {report.lost}. О каждом есть замечание, сами они сохранены."
    if report.duplicates:
        yield f"Повторов, которые вошли в таблицы один раз: {report.duplicates}."
    if report.plans:
        yield f"Планов: {report.plans}, мероприятий: {report.activities}."


def _looks(report: Report, out: Path, place: str) -> Iterator[str]:
    if report.to_look_at:
        yield f"Стоит посмотреть человеку: файлов — {report.to_look_at}."
        yield from map(_look, report.looks)
    if more := report.to_look_at - len(report.looks):
        yield f"  … и ещё {more}"
    if (report.to_look_at or report.causes) and (table := _problems_table(report, place)):
        yield f"Все замечания с местом в документе: {table}"
    if place == str(out) and FOLDER in report.written and any(look.activities for look in report.looks):
        yield f'Проверить и исправить в Excel: roadmaps review "{out}"'


def _look(look: Look) -> str:
    counts = [f"предупреждений: {look.warnings}"] if look.warnings else []
    counts += [f"мероприятий с пометкой «Проверить»: {look.activities}"] if look.activities else []
    return f"  {one_line(look.file)} — {', '.join(counts)}"


def _problems_table(report: Report, place: str) -> str | None:
    """The table of problems, in the handiest form that was written; none where only JSON was asked for."""
    sheet = {"roadmaps.xlsx": ", лист «Замечания»", "csv/problems.csv": "", "parquet/problems.parquet": ""}
    return next((f"{_below(place, name)}{note}" for name, note in sheet.items() if name in report.written), None)


def _below(place: str, name: str) -> str:
    return f"{place.rstrip('/')}/{name}" if "://" in place else str(Path(place) / name)


def _results(report: Report, place: str) -> Iterator[str]:
    if not report.written:
        yield "Результата нет: читать было нечего."
        return
    if report.unchanged:
        yield f"Ничего не изменилось с прошлого запуска; результат в папке {place}:"
    else:
        yield f"Результат в папке {place}:"
    written = tops(report.written)
    yield from (f"  {name:<17}{meaning}" for name, meaning in _PLACES.items() if name in written)
