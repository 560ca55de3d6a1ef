"""The work on one machine: what an executor is given to run, and the guarded process that each of its threads keeps for it.

`run_jobs` is the one function that is submitted, here to threads that only watch their process, on a cluster to Dask's: the limits on a
file are the same everywhere.
"""

import os
import pickle
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.jobs import SERVICE, Job
from pipeline.errors import OutputError
from pipeline.isolation import Broken, Done, Guarded, sweep


class Lost(NamedTuple):
    """Nothing is known of a file, since the machine that had it is gone, or could not do its work."""

    detail: str
    """For the log."""
    seconds: float = 0.0
    peak: int = 0


Reply = Done | Broken | Lost


class Setup(NamedTuple):
    """What a process is started with: the words of `jobs.setup`, and folders that jobs may write to."""

    words: bytes
    writable: tuple[Path, ...] = ()


class NoProcessError(OutputError):
    """The system gives no process, or its temporary folder no room."""

    what = "Не удаётся запустить процесс, который читает файлы"
    advice = "освободите память и место во временной папке и повторите: прочитанное сохранено"


class _Kept(threading.local):
    """The process of each thread."""

    guarded: Guarded | None = None


_kept = _Kept()
_all: dict[Guarded, Setup] = {}
_lock = threading.Lock()


def run_jobs(setup: Setup, jobs: Sequence[Job]) -> list[Reply]:
    """A reply for each job, one after another, in the process of this thread; it is started with the first job, and anew for another setup.

    A second try has a process of its own, so that whatever befell the former one does not touch it. NoProcessError where a process cannot
    be started, which no file is to blame for.
    """
    guarded = _guarded(setup)
    try:
        return [_reply(guarded, job) for job in jobs]
    except OSError as error:
        raise NoProcessError(tempfile.gettempdir(), error.strerror or str(error)) from error


def _reply(guarded: Guarded, job: Job) -> Reply:
    if job.again:  # who ended all processes at one instant may not be seen to have ended this one yet
        guarded.close()
    return guarded.call(pickle.dumps(job), job.limits)


def stop_all(setup: Setup | None = None) -> None:
    """Ends the processes of all threads, or those with this setup alone: those that work are broken off."""
    with _lock:
        stopped = [guarded for guarded, known in _all.items() if setup in (None, known)]
        for guarded in stopped:
            del _all[guarded]
    for guarded in stopped:
        guarded.close()


@contextmanager
def local_workers(workers: int | None = None) -> Iterator[Executor]:
    """Threads of this process, one for each core by default, whose processes end with the block, also where it is broken off.

    What former runs had to leave in the temporary folder is removed.
    """
    sweep()
    with ThreadPoolExecutor(workers or cores(), thread_name_prefix="reader") as executor:
        try:
            yield executor
        finally:
            executor.shutdown(wait=False, cancel_futures=True)  # else a thread would begin the next file with a process of its own
            stop_all()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _guarded(setup: Setup) -> Guarded:
    former = _kept.guarded
    with _lock:
        if former and _all.get(former) == setup:
            return former
        if former:
            _all.pop(former, None)
        fresh = _kept.guarded = Guarded(SERVICE, setup.words, writable=setup.writable)
        _all[fresh] = setup
    if former:
        former.close()
    return fresh
