"""Many files: find them, read and understand each in a worker process under limits, write the datasets. The only place that knows all rooms.

finding    what is met, and what it is kept under
jobs       what a worker does with one file: the border of one document
workers    the guarded process of each thread of an executor; `limits` on it
runner     jobs over an executor
journal    every result, by what it depends on (`versions`): cache and journal in one
reading    what is due goes to the runner, what comes back into the journal
entries    from the journal to the tables, in the order of the files' names
report     what became of it all

Whatever one file does, the others are still read. A run that was killed goes on where it stood.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeVar

from pipeline import vocabulary as words
from pipeline.batch.finding import Finding
from pipeline.batch.jobs import setup
from pipeline.batch.limits import Asked
from pipeline.batch.progress import Nameless, Progress, Silent
from pipeline.batch.reading import read_all
from pipeline.batch.report import Report, exit_code
from pipeline.batch.runner import Runner
from pipeline.batch.versions import versions_of_results
from pipeline.batch.workers import Setup, cores, local_executor, stop_all
from pipeline.batch.workplace import workplace
from pipeline.batch.writing import write_all
from pipeline.corrections import store
from pipeline.corrections.store import Corrections
from pipeline.export import FORMATS
from pipeline.vocabulary.shapes import Vocabulary

__all__ = ["FORMATS", "Asked", "Progress", "Report", "Silent", "convert", "exit_code"]

_TASKS_A_WORKER = 2
"""So many are under way for each worker, that none waits for the next."""


def convert(
    paths: Sequence[Path | str],
    out: Path | str,
    formats: Sequence[str] = FORMATS,
    vocabulary: Vocabulary | None = None,
    progress: Progress | None = None,
    *,
    corrections: Path | str | None = None,
    anonymise: bool = False,
    limits: Asked = Asked(),
    executor: Executor | None = None,
    workers: int | None = None,
) -> Report:
    """Reads the files and folders `paths` and writes the datasets in `formats` below the folder `out`.

    corrections: the file of what a person corrected; by default that in `out`, where it has one.
    anonymise: no name of a person gets into the datasets, into the report or to `progress`; roles stand for them.
    limits: what a file may take to be read. executor: who does the work, with so many workers; by default a process for each core.

    Files that fail are in the table of problems and in the manifest. Nothing is written where there was no file at all, and nothing anew
    where the folder holds just this already. OutputError where `out` cannot be written, which is tried before the work, or where another
    run writes into it; VocabularyError; CorrectionsError; KeyError for an unknown format.
    """
