"""What is said of a workbook that was written to be filled in, and of one that was."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline import vocabulary as words
from pipeline.corrections import review
from pipeline.errors import CorrectionsError


class Applied(NamedTuple):
    """The faults, a line each; what was kept and what to do next; and the exit code."""

    faults: tuple[str, ...]
    text: str
    exit_code: int


def ask(dataset: Path, out: Path | None, with_sure: bool, additions: Path | None = None) -> str:
    """Writes the workbook; returns what to say of it. RoadmapError where it cannot be written."""
    return _text(_asked(review.ask(dataset, words.load(additions), out, with_sure), dataset))


def apply(workbook: Path, dataset: Path | None, additions: Path | None = None) -> Applied:
    """Keeps the corrections of a workbook. RoadmapError where none of it can be used."""
    kept = review.apply(workbook, words.load(additions), dataset)
    faults = tuple(fault.message for fault in kept.faults)
    return Applied(faults, _text(_kept(kept)), CorrectionsError.exit_code if faults else 0)


def _asked(asked: review.Asked, dataset: Path) -> Iterator[str]:
    if not asked.questions:
        yield f"Проверять нечего: ни в одном решении программа не сомневается. Пустая книга: {asked.path}"
        return
    yield f"Строк для проверки: {asked.rows}, планов: {asked.plans}. Книга: {asked.path}"
    if asked.rows < asked.questions:
        yield f"Ещё {asked.questions - asked.rows} в лист Excel не поместились: примените эти и создайте книгу снова."
    other = "" if asked.path.absolute().parent == dataset.absolute() else f' --dataset "{dataset}"'
    yield f'Исправьте её в Excel или LibreOffice, сохраните и запустите: roadmaps apply "{asked.path}"{other}'


def _kept(kept: review.Kept) -> Iterator[str]:
    taken = len(kept.answers.corrections)
    if not taken and not kept.faults:
        yield "В книге ничего не заполнено: исправлений нет."
        return
    yield f"Принято исправлений: {taken}, из них подтверждений: {kept.answers.confirmed}. Всего их теперь {kept.total}: {kept.path}"
    if kept.replaced:
        yield f"Прежних исправлений того же заменено: {len(kept.replaced)}."
    if kept.strangers:
        yield f"Документов книги, которых в этой папке нет: {kept.strangers}. Их исправления сохранены и подействуют, когда документы вернутся."
    if kept.faults:
        yield f"Ошибок: {len(kept.faults)}, они названы выше. Исправьте эти строки в книге, сохраните её и запустите apply ещё раз."
    if taken:
        yield f'Теперь запустите снова: roadmaps convert … --out "{kept.path.parent}". Исправления войдут в таблицы.'


def _text(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
