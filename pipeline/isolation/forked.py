"""A worker that a keeper forks from itself: on one side of the fork the handle that the keeper has of it, on the other its work."""

import os
import select
import signal
import sys
import tempfile
from pathlib import Path
from shutil import rmtree
from time import monotonic, sleep
from typing import NamedTuple, NoReturn

from pipeline.isolation import guard, processes, system
from pipeline.isolation.frames import receive, send
from pipeline.isolation.message import UNLIMITED
from pipeline.isolation.service import Handle, answer

CALLS = 500
"""Calls after which a worker is replaced: what it leaks without a sign."""
GROWTH = 512 << 20
"""Bytes that a worker may hold at rest beyond what it began with. Models that are loaded at first use take 300 MiB."""
DYING = 0.5
"""Seconds that may pass between the end of a worker's pipe and its own."""


class Origin(NamedTuple):
    """What all workers of one keeper have in common."""

    handle: Handle
    parents: tuple[int, int]
    """The descriptors that lead to the parent: a worker has neither."""
    folder: Path
    writable: tuple[str, ...]


class Worker:
    """A forked process that handles requests, with the pipes to it and a temporary folder of its own."""

    def __init__(self, origin: Origin, number: int) -> None:
        self.folder = origin.folder / str(number)
        self.folder.mkdir(parents=True)  # whoever sweeps temporary folders may have taken the one above
        source, self.requests = os.pipe()
        self.replies, sink = os.pipe()
        keeper = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            try:
                system.end_with(keeper)
                _close(*origin.parents, self.requests, self.replies)
                _work(origin, self.folder, source, sink)
            finally:
                os._exit(1)
        _close(source, sink)
        os.set_blocking(self.requests, False)
        self.calls = 0
        self._first = processes.memory(self.pid).resident

    def is_fit(self) -> bool:
        """Whether it may have another call: it waits, says nothing unasked, and has neither grown nor kept a thread."""
        found = processes.stat(self.pid)
        return (
            found is not None
            and found.state in "SRD"
            and found.threads == 1
            and self.calls < CALLS
            and processes.memory(self.pid).resident - self._first < GROWTH
            and not select.select([self.replies], [], [], 0)[0]
        )

    def write(self, pending: list[memoryview]) -> None:
        """Writes what goes into the pipe of the pieces that are due, without waiting."""
        try:
            pending[0] = pending[0][os.write(self.requests, pending[0]) :]
        except BlockingIOError:
            return
        except BrokenPipeError:  # it is gone, which its other pipe will say
            pending.clear()
        while pending and not pending[0]:
            pending.pop(0)

    def ending(self, within: float = 0.0) -> str:
        """How it ended: «SIGSEGV», «exit code 3»; nothing where it lives on for so many seconds. It is left to be awaited."""
        end = monotonic() + within
        while not (found := os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)):
            if monotonic() >= end:
                return ""
            sleep(0.002)
        return f"exit code {found.si_status}" if found.si_code == os.CLD_EXITED else signal.Signals(found.si_status).name

    def empty_folder(self) -> bool:
        """No file of one call is there for the next. Only of one that is fit: nothing in it can change the folder meanwhile.

        False where that fails: the folder is another thing now, or something in it cannot be removed.
        """
        if self.folder.is_symlink():
            return False
        try:
            for entry in os.scandir(self.folder):
                if entry.is_dir(follow_symlinks=False):
                    rmtree(entry.path)
                else:
                    Path(entry.path).unlink()
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Lets go of a worker that has ended."""
        _close(self.requests, self.replies)
        rmtree(self.folder, ignore_errors=True)


def _work(origin: Origin, folder: Path, source: int, sink: int) -> NoReturn:
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    system.limit_worker()
    os.environ.update(dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder)))
    tempfile.tempdir = str(folder)
    os.chdir(folder)
    sys.dont_write_bytecode = True
    guard.install((str(folder), *origin.writable))
    number = 0
    while True:
        number += 1
        send(sink, number, *answer(origin.handle, receive(source, number, UNLIMITED)))


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
