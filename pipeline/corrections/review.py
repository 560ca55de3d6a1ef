"""The two ways between a dataset and a person: its unsure decisions to a workbook, and a filled workbook to corrections."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.corrections import store
from pipeline.corrections.answers import Answers, Fault, answers, is_filled, keys_of
from pipeline.corrections.book import FILE
from pipeline.corrections.lists import lists_of
from pipeline.corrections.model import Correction
from pipeline.corrections.questions import questions
from pipeline.corrections.reader import read_review
from pipeline.corrections.workbook import write_review
from pipeline.errors import CorrectionsError, MissingPathError, RoadmapError
from pipeline.export.stale import recorded
from pipeline.model import Roadmap
from pipeline.vocabulary.shapes import Vocabulary


class Asked(NamedTuple):
    """A workbook that was written: where, how many rows it holds, how many there are, of how many plans."""

    path: Path
    rows: int
    questions: int
    plans: int


class Kept(NamedTuple):
    """What a workbook came to."""

    path: Path
    """Where the corrections are kept."""
    answers: Answers
    replaced: tuple[Correction, ...]
    """Former corrections that got another value."""
    total: int
    """How many are kept now."""
    strangers: int
    """Documents of the workbook that the dataset does not hold."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was not taken."""
        return self.answers.faults


def ask(dataset: Path, vocabulary: Vocabulary, out: Path | None = None, with_sure: bool = False) -> Asked:
    """Writes the workbook of a dataset, `review.xlsx` in its folder by default.

    CorrectionsError where there is no dataset, or where the workbook that stands there holds answers that were not applied yet.
    """
    path = out or dataset / FILE
    roadmaps = read_dataset(dataset)
    _spare_answers(path, dataset, vocabulary)
    rows = questions(roadmaps, lists_of(vocabulary), with_sure)
    held = write_review(path, rows, lists_of(vocabulary))
    return Asked(path, held, len(rows), len({row.file for row in rows}))


def apply(workbook: Path, vocabulary: Vocabulary, dataset: Path | None = None) -> Kept:
    """Keeps the sound answers of a workbook beside the dataset (that in whose folder it lies, by default); the faults are told.

    CorrectionsError where the workbook is another, or of another dataset: then nothing is kept.
    """
    rows = read_review(workbook)
    folder = dataset or workbook.absolute().parent
    known = {roadmap.source.sha256 for roadmap in read_dataset(folder)}
    documents = keys_of(rows)
    if documents and not documents & known:
        raise CorrectionsError(str(workbook), f"книга сделана по другим данным: ни одного её документа в папке {folder} нет")
    found = answers(rows, lists_of(vocabulary))
    merged = store.merge(store.read_if_there(folder), found.corrections)
    path = folder / store.FILE
    if found.corrections:
        store.write(path, merged.corrections)
    return Kept(path, found, merged.replaced, len(merged.corrections), len(documents - known))


def read_dataset(folder: Path) -> list[Roadmap]:
    """The roadmaps that `convert` wrote into a folder as JSON. MissingPathError; CorrectionsError where there are none."""
    if not folder.is_dir():
        raise MissingPathError(str(folder))
    files = [name for name in recorded(folder) if name.startswith("json/")]
    if not files:
        raise CorrectionsError(str(folder), "здесь нет результатов convert с файлами json")
    return [_roadmap(folder / name) for name in files]


def _roadmap(path: Path) -> Roadmap:
    try:
        return Roadmap.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise CorrectionsError(
            str(path), "файл результата изменён или создан другой версией программы; запустите convert ещё раз"
        ) from error


def _spare_answers(path: Path, dataset: Path, vocabulary: Vocabulary) -> None:
    """CorrectionsError where a workbook stands at `path` with answers that nobody applied: they would be lost."""
    if not path.exists():
        return
    try:
        rows = [(number, row) for number, row in read_review(path) if is_filled(row)]
    except RoadmapError as error:
        raise CorrectionsError(str(path), "на этом месте другой файл; укажите для книги другое место в --out") from error
    found = answers(rows, lists_of(vocabulary))
    kept: Sequence[Correction] = store.read_if_there(dataset)
    if found.faults or any(correction not in kept for correction in found.corrections):
        raise CorrectionsError(str(path), "в книге есть ответы, которые ещё не применены; сначала roadmaps apply, или другое место в --out")
