"""A Dask cluster of several processes on this machine, as an administrator starts it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 90.0
"""Seconds that a process may take to start or to end on a busy machine."""


class Machines(NamedTuple):
    """A scheduler with its workers."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]"
    temporary: Path
    """Where their processes make temporary folders: by that their descendants are known."""

    def kill(self) -> None:
        """All of it at once, as when the power fails."""
        for process in (self.scheduler, *self.workers):
            process.send_signal(signal.SIGKILL)
            process.wait()

    def left(self) -> list[str]:
        """Guarded processes of its workers that still live."""
        mark = str(self.temporary).encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if mark in (command := path.read_bytes()) and b"pipeline.isolation" in command:
                    found.append(path.parent.name)
        return found

    def wait_until_nothing_is_left(self) -> list[str]:
        end = time.monotonic() + PATIENCE
        while (left := self.left()) and time.monotonic() < end:
            time.sleep(0.1)
        return left


@contextmanager
def machines(folder: Path, workers: int = 2) -> Iterator[Machines]:
    """A cluster of so many workers of one thread; all of it is ended at the end."""
    temporary = folder / "tmp"
    temporary.mkdir(parents=True)
    file = folder / "scheduler.json"
    env = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "True"}

    def start(program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", "--scheduler-file", str(file), "--no-dashboard", *arguments]
        with (folder / f"{program}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)

    started = [start("scheduler", "--host", "127.0.0.1", "--port", "0")]
    try:
        options = ("--nthreads", "1", "--no-nanny", "--preload", "tests.cluster.hazard", "--local-directory", str(temporary))
        started += [start("worker", *options) for _ in range(workers)]
        yield Machines(_address(file), started[0], started[1:], temporary)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, ValueError):
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")
