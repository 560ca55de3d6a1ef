"""What was found of the words, as lines of plain text for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.cli.console import one_line
from pipeline.lexicography.check import Check
from pipeline.lexicography.effect import Change
from pipeline.lexicography.hints import Suggestion
from pipeline.lexicography.missing import Kind
from pipeline.lexicography.trial import Trial
from pipeline.vocabulary.merge import Move

_MOST_PHRASES = 20
_MOST_PLACES = 3
_HEADINGS: dict[Kind, str] = {
    "stages": "Этапы",
    "activities": "Мероприятия без вида",
    "columns": "Графы",
    "roles": "Роли ответственных",
    "calendar": "Сроки",
}


def check_lines(found: Check, folder: Path | None) -> Iterator[str]:
    """Everything that a check found."""
    yield f"Проверены слова папки {one_line(str(folder))} поверх встроенного словаря." if folder else "Проверен встроенный словарь."
    if found.faults:
        yield from _section(f"Ошибки: {len(found.faults)}. С ними словарь не работает.", found.faults)
        return
    yield "Ошибок нет."
    if found.moves:
        yield from _section("Фразы, которые во встроенном словаре значили другое:", map(_move, found.moves))
    if found.advice:
        yield from _section(f"Советы: {len(found.advice)}. Словарь работает и так.", found.advice)
    if found.trial:
        yield from _trial(found.trial)


def suggestion_lines(suggestions: Sequence[Suggestion]) -> Iterator[str]:
    """The phrases that were not understood, kind after kind, the commonest first."""
    if not suggestions:
        yield "Непонятых фраз нет: добавлять нечего."
        return
    for kind, heading in _HEADINGS.items():
        own = [one for one in suggestions if one.phrase.kind == kind]
        if own:
            yield f"{heading} ({kind}.yaml): {len(own)}"
            yield from (line for one in own[:_MOST_PHRASES] for line in _suggestion(one))
            if len(own) > _MOST_PHRASES:
                yield f"  … и ещё {len(own) - _MOST_PHRASES}: все запишет --out ФАЙЛ.yaml"
            yield ""
    yield "«Похоже на» — подсказка, а не решение. Заготовки для своих файлов слов запишет --out ФАЙЛ.yaml."


def _section(heading: str, items: Iterator[object] | Sequence[object]) -> Iterator[str]:
    yield ""
    yield heading
    yield from (f"  {one_line(str(item))}" for item in items)


def _move(move: Move) -> str:
    return f"{move.spot}: «{move.phrase}» — было «{move.before}», стало «{move.after}»"


def _trial(trial: Trial) -> Iterator[str]:
    yield ""
    yield f"Сравнено планов: {trial.documents}. Изменений: {len(trial.changes)}."
    last = None
    for change in trial.changes:
        if last is None or (last.file, last.place, last.text) != (change.file, change.place, change.text):
            yield f"  {one_line(change.file)}{_after(change.place)}"
            yield from ([f"    «{one_line(change.text)}»"] if change.text else [])
        yield from _change(change)
        last = change
    yield from (f"  {one_line(failed.problem.message)}" for failed in trial.failures)


def _change(change: Change) -> Iterator[str]:
    yield f"      {change.what}: было  {one_line(change.before)}"
    yield f"      {'':<{len(change.what)}}  стало {one_line(change.after)}"


def _suggestion(suggestion: Suggestion) -> Iterator[str]:
    phrase, target = suggestion
    yield f"  {phrase.times} × «{one_line(phrase.text)}» — документов: {phrase.documents}"
    if target:
        code = f"{target.group}, {target.code}" if target.code else target.group
        yield f"      похоже на: {target.name} ({code})"
    yield from (f"      {one_line(place)}" for place in phrase.places[:_MOST_PLACES])
    if len(phrase.places) > _MOST_PLACES:
        yield f"      … и ещё мест: {len(phrase.places) - _MOST_PLACES}"


def _after(place: str) -> str:
    return f", {place}" if place else ""
