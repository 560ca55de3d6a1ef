"""Many files: find them, read and normalise one after another, write the datasets. The only place that knows all rooms.

Whatever one file does, the others are still read: its failure becomes a value.
"""

import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from pipeline import vocabulary as words
from pipeline.anonymise import anonymise as without_names
from pipeline.corrections import store
from pipeline.corrections.correct import Corrected, correct
from pipeline.corrections.store import Corrections
from pipeline.document import Document
from pipeline.errors import OutputError, RoadmapError, SeveralCausesError
from pipeline.export import FORMATS, write
from pipeline.export.dataset import Words
from pipeline.export.files import output_errors
from pipeline.export.xlsx_file import FILE as WORKBOOK
from pipeline.extract import read
from pipeline.inputs import Input, Inputs, gather
from pipeline.model import Roadmap
from pipeline.names import code_names
from pipeline.normalize import normalize
from pipeline.problems import Failure, failure
from pipeline.text import squash
from pipeline.vocabulary.shapes import Vocabulary

__all__ = ["FORMATS", "Progress", "Report", "Silent", "attempt", "convert", "exit_code", "read_input"]

T = TypeVar("T")
_DETAIL = 200


class Progress(Protocol):
    """Who is told how far the work is."""

    def start(self, total: int) -> None:
        """So many files are to be read."""

    def advance(self, file: str) -> None:
        """One more file is done, well or not."""

    def finish(self) -> None:
        """All files are done, or the work was broken off."""


class Silent:
    """Progress that nobody watches."""

    def start(self, total: int) -> None:
        """Nothing."""

    def advance(self, file: str) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""


class _Nameless:
    """Progress that is not told the names of files: in them may be names of persons, which are known only at the end."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def start(self, total: int) -> None:
        self._progress.start(total)

    def advance(self, _: str) -> None:
        self._progress.advance("")

    def finish(self) -> None:
        self._progress.finish()


class Report(NamedTuple):
    """What became of a batch."""

    roadmaps: tuple[Roadmap, ...]
    failures: tuple[Failure, ...]
    passed_over: int
    """Files and hidden folders in the folders that are no documents by their names."""
    written: tuple[Path, ...]
    files: int
    """How many files there were to read."""
    corrected: int = 0
    """How many corrections of a person were used, each once for each file that they are of."""
    lost: int = 0
    """How many fitted nothing in their document."""

    @property
    def exit_code(self) -> int:
        """See `exit_code`."""
        return exit_code(self.failures)


def convert(
    paths: Sequence[Path | str],
    out: Path | str,
    formats: Sequence[str] = FORMATS,
    vocabulary: Vocabulary | None = None,
    progress: Progress | None = None,
    *,
    corrections: Path | str | None = None,
    anonymise: bool = False,
) -> Report:
    """Reads the files and folders `paths` and writes the datasets in `formats` below the folder `out`.

    corrections: the file of what a person corrected; by default that in `out`, where it has one.
    anonymise: no name of a person gets into the datasets, into the report or to `progress`; roles stand for them.

    Files that fail are in the report and in the table of problems. Nothing is written where there was no file at all.
    OutputError where `out` cannot be written, which is tried before the work; VocabularyError; CorrectionsError; KeyError for
    an unknown format.
    """
    if unknown := sorted(set(formats) - set(FORMATS)):
        raise KeyError(", ".join(unknown))
    vocabulary = vocabulary or words.load()
    folder = Path(out)
    known = Corrections(store.read(Path(corrections)) if corrections else store.read_if_there(folder))
    with gather([Path(path) for path in paths], folder) as inputs:
        return _convert(inputs, folder, formats, vocabulary=vocabulary, known=known, progress=progress or Silent(), anonymise=anonymise)


def _convert(
    inputs: Inputs,
    folder: Path,
    formats: Sequence[str],
    *,
    vocabulary: Vocabulary,
    known: Corrections,
    progress: Progress,
    anonymise: bool,
) -> Report:
    if not inputs.files:
        failures = without_names((), inputs.failures, vocabulary).failures if anonymise else inputs.failures
        return Report((), failures, inputs.passed_over, (), 0)
    _check_writable(folder)
    outcomes = _convert_all(inputs.files, vocabulary, known, _Nameless(progress) if anonymise else progress)
    done = [outcome for outcome in outcomes if isinstance(outcome, Corrected)]
    roadmaps = tuple(one.roadmap for one in done)
    failures = (*inputs.failures, *(outcome for outcome in outcomes if isinstance(outcome, Failure)))
    if anonymise:  # after the corrections: a person may have written a name into one
        roadmaps, failures = without_names(roadmaps, failures, vocabulary)
    written = write(roadmaps, failures, folder, formats, code_names(vocabulary), words=Words(vocabulary.sha256, vocabulary.additions))
    corrected, lost = sum(len(one.applied) for one in done), sum(len(one.lost) for one in done)
    return Report(roadmaps, failures, inputs.passed_over, tuple(written), len(inputs.files), corrected, lost)


def attempt(file: str, work: Callable[[], T]) -> T | Failure:
    """What `work` returns, or the failure of `file`: the border of one document, which nothing that is in it gets over."""
    try:
        return work()
    except RoadmapError as error:
        return failure(file, error)
    except Exception as error:  # noqa: BLE001 - the one place: an unforeseen error costs one file, not the batch
        return failure(file, RoadmapError(file, _detail(error)))


def read_input(one: Input) -> Document:
    """The document in a file. A RoadmapError that says why there is none."""
    return read(one.path, one.name)


def exit_code(failures: Sequence[Failure]) -> int:
    """0 if nothing failed, the cause's own code if all failures have one cause, and SeveralCausesError's otherwise."""
    causes = {failed.problem.code for failed in failures}
    if len(causes) > 1:
        return SeveralCausesError.exit_code
    errors: list[type[RoadmapError]] = [RoadmapError, *RoadmapError.__subclasses__()]
    return next((error.exit_code for error in errors if error.code in causes), 0)


def _convert_all(
    inputs: Sequence[Input], vocabulary: Vocabulary, corrections: Corrections, progress: Progress
) -> list[Corrected | Failure]:
    outcomes: list[Corrected | Failure] = []
    progress.start(len(inputs))
    try:
        for one in inputs:
            outcomes.append(_convert_one(one, vocabulary, corrections))
            progress.advance(one.name)
    finally:
        progress.finish()
    return outcomes


def _convert_one(one: Input, vocabulary: Vocabulary, corrections: Corrections) -> Corrected | Failure:
    if one.failure:
        return one.failure
    return attempt(one.name, lambda: _corrected(read_input(one), vocabulary, corrections))


def _corrected(document: Document, vocabulary: Vocabulary, corrections: Corrections) -> Corrected:
    key = document.source.sha256
    return correct(normalize(document, vocabulary, corrections.period(key)), corrections.of(key))


def _detail(error: Exception) -> str:
    """The class of the error, where in the program it arose, and its first words."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return squash(f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}: {error}")[:_DETAIL]


def _check_writable(out: Path) -> None:
    """OutputError where no file can be made in the folder `out`, or its workbook is open in Excel; makes it where it is missing."""
    with output_errors(out):
        if any(path.exists() and not path.is_dir() for path in (out, *out.parents)):
            raise OutputError(str(out), "на этом месте файл, а нужна папка")
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    workbook = out / WORKBOOK
    if workbook.exists():
        with output_errors(workbook), workbook.open("r+b"):
            pass
