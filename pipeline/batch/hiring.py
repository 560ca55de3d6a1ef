"""Who does the work of a run: threads of this machine that watch their processes, or who else can be given jobs."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.runner import Runner
from pipeline.batch.workers import Setup, cores, local_workers

_TASKS_A_WORKER = 2
"""So many are under way for each worker, that none waits for the next."""


class Need(NamedTuple):
    """What who does the work has to have, and to see, wherever it is."""

    setup: Setup
    folder: Path
    """Where the run keeps what is its own."""
    spool: Path
    """Where archives are unpacked to."""
    sources: tuple[Path, ...]
    """The files and folders that are read."""


Hire = Callable[[Need], AbstractContextManager[Runner]]
"""Gets ready who does the work, and lets go of it at the end of the reading, however that comes."""


def here(workers: int | None = None) -> Hire:
    """Processes of this machine, one for each core by default."""

    @contextmanager
    def hire(need: Need) -> Iterator[Runner]:
        with local_workers(workers) as executor, given(executor, workers)(need) as runner:
            yield runner

    return hire


def given(executor: Executor, workers: int | None = None) -> Hire:
    """An executor of the caller's, with so many workers; it is not shut down."""

    @contextmanager
    def hire(need: Need) -> Iterator[Runner]:
        yield Runner(executor, need.setup, (workers or cores()) * _TASKS_A_WORKER)

    return hire
