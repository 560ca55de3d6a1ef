"""Many files: find them, read and understand each in a worker process under limits, write the datasets. The only place that knows all rooms.

finding    what is met, and what it is kept under
jobs       what a worker does with one file: the border of one document
workers    the guarded process of each thread of an executor; `limits` on it
runner     jobs over an executor
hiring     who that is: this machine, or others
journal    every result, by what it depends on (`versions`): cache and journal in one
reading    what is due goes to the runner, what comes back into the journal
entries    from the journal to the tables, in the order of the files' names
report     what became of it all

Whatever one file does, the others are still read. A run that was killed goes on where it stood.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from pipeline import vocabulary as words
from pipeline.anonymise import anonymise as without_names
from pipeline.batch.entries import failure_of
from pipeline.batch.events import AllRead, FileFailed, Finished, Watch, nameless, unwatched
from pipeline.batch.finding import Keys, all_met, has_files
from pipeline.batch.hiring import Hire, Need, given, here
from pipeline.batch.jobs import setup
from pipeline.batch.journal import told_of
from pipeline.batch.limits import Asked
from pipeline.batch.reading import Reading
from pipeline.batch.report import Report, account, exit_code
from pipeline.batch.telling import Teller
from pipeline.batch.versions import versions_of_results
from pipeline.batch.workers import Setup
from pipeline.batch.workplace import workplace
from pipeline.batch.writing import Writing
from pipeline.corrections import store
from pipeline.corrections.store import Corrections
from pipeline.errors import RoadmapError
from pipeline.export import FORMATS
from pipeline.vocabulary.shapes import Vocabulary

__all__ = ["FORMATS", "Asked", "Report", "Watch", "convert", "exit_code"]


def convert(
    paths: Sequence[Path | str],
    out: Path | str,
    formats: Sequence[str] = FORMATS,
    vocabulary: Vocabulary | None = None,
    watch: Watch = unwatched,
    *,
    corrections: Path | str | None = None,
    anonymise: bool = False,
    limits: Asked = Asked(),  # noqa: B008 - it cannot be changed
    executor: Executor | None = None,
    workers: int | None = None,
    hire: Hire | None = None,
    missed: Mapping[str, RoadmapError] = MappingProxyType({}),
) -> Report:
    """Reads the files and folders `paths` and writes the datasets in `formats` below the folder `out`.

    corrections: the file of what a person corrected; by default that in `out`, where it has one.
    anonymise: no name of a person gets into the datasets, the report or to `watch`; roles stand for them.
    limits: what a file may take to be read. executor: who does the work, with so many workers; by default a process for each core.
    hire: who does the work, where that is more than an executor. missed: files by name that are to be accounted for and could not be brought here.

    Files that fail are in the table of problems and in the manifest. Nothing is written where there was no file at all, and nothing anew
    where the folder holds just this already. OutputError where `out` cannot be written, which is tried before the work, or where another
    run writes into it; VocabularyError; CorrectionsError; KeyError for an unknown format.
    """
    if unknown := sorted(set(formats) - set(FORMATS)):
        raise KeyError(", ".join(unknown))
    vocabulary = vocabulary or words.load()
    folder = Path(out)
    watch = nameless(watch) if anonymise else watch
    known = Corrections(store.read(Path(corrections)) if corrections else store.read_if_there(folder))
    keys = Keys(versions_of_results(vocabulary), known)
    sources = [Path(path) for path in paths]
    if not missed and not has_files(sources, folder):
        told = [told_of(one) for one in all_met(sources, folder, folder, keys)]
        found = [failure_of(one.line) for one in told if one.fails]
        for failed in without_names((), found, vocabulary).failures if anonymise else found:
            watch(FileFailed(failed))
        return Report.model_validate(account(told))
    with _watched(watch), workplace(folder, keep=not anonymise) as place:
        teller = Teller(place.journal, watch)
        hire = hire or (given(executor, workers) if executor else here(workers))
        with hire(Need(Setup(setup(vocabulary), (place.spool,)), place.spool.parent, place.spool, tuple(sources))) as runner:
            place.journal.begin(all_met(sources, folder, place.copies, keys, missed), repr(limits))
            Reading(place.journal, runner, keys, limits, place.spool, teller).read_all()
        watch(AllRead())
        report = Writing(place, formats, vocabulary, keys.versions, anonymise).write(watch)
        corrected, lost = place.journal.corrections()
        counts = {"fresh": teller.fresh, "corrected": corrected, "lost": lost}
        return report.model_copy(update=account(place.journal.told()) | counts)


@contextmanager
def _watched(watch: Watch) -> Iterator[None]:
    try:
        yield
    finally:
        watch(Finished())
