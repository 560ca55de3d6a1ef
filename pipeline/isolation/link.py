"""A started process with its pipes and its temporary folder, as the parent holds them."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import IO, cast

from pipeline.isolation import processes
from pipeline.isolation.contract import PATIENCE
from pipeline.isolation.folders import Folder
from pipeline.isolation.frames import receive, send

KEEPS = sys.platform == "linux"
"""Whether a keeper watches the worker: on Linux.

Elsewhere (Windows, macOS) the process is the worker itself. What holds there: the limits of wall time and of output, a new
worker for a broken one, the refusals of `guard`. What lacks: limits of the processor's time and of memory (the wall limit has
to do), the search for programs that the worker started (on macOS those of its group are ended), the network that is cut off from
libraries in C, the peak of memory, and a new worker takes as long as the imports of its service.
"""
GRACE = 10.0
"""Seconds beyond the longest that a call may take after which the parent ends a keeper that should have ended the call itself."""
ENDING = 10.0
"""Seconds that a keeper has to end with all that its worker started, when told to: twice what it takes at most."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "MKL_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")
"""A worker has one core: threads of libraries would only cost time, and one core is what its limit of seconds means."""
_APART = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows: what Ctrl-C ends in the terminal is the parent."""
# The modules are those of the parent, wherever it has them from and whatever its folder is by then.
_MAIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pipeline.isolation.worker import main; main()"


class SilentError(Exception):
    """Nothing came in time."""


class Link:
    """One process from its start to its end. Each question is a frame, and so is each answer.

    Raises OSError where there is no room for the folder or the process.
    """

    def __init__(self) -> None:
        self._place = Folder()
        self.folder = self._place.path
        self._number = 0
        self._thread: Thread | None = None
        self._ending, self._has_ended = Lock(), False
        try:
            self._process = _start(self.folder)
        except OSError:
            self._place.remove()
            raise

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    @property
    def survives(self) -> bool:
        """Whether the process is still good after a broken call: a keeper is, since only its worker was ended."""
        return KEEPS

    def deadline(self, wall: float) -> float:
        """Seconds after which the parent itself ends a call with that limit: a keeper has ended it long before, if it is sound."""
        return wall * (1 + PATIENCE) + GRACE if KEEPS else wall

    def ask(self, parts: tuple[bytes, ...], limit: int, timeout: float) -> bytes:
        """The answer, of at most `limit` bytes, within `timeout` seconds. Raises SilentError, EOFError, OSError, FrameError.

        A thread writes and reads, because on Windows nothing else can wait for a pipe with a time limit, and because a process
        that does not read would hold up the one who writes.
        """
        self._number += 1
        found: list[bytes | Exception] = []
        self._thread = Thread(target=self._exchange, args=(parts, limit, found), daemon=True)
        self._thread.start()
        self._thread.join(timeout)
        if not found:
            raise SilentError
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]

    def end(self) -> None:
        """Ends the process with all that it started, and removes the folder. A keeper ends all of it itself, if it can.

        Another thread may do this while one waits for an answer, which then gets EOFError.
        """
        with self._ending:
            if not self._has_ended:
                self._has_ended = True
                self._end()

    def _end(self) -> None:
        if KEEPS:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(ENDING)
        if self._process.poll() != 0:
            self._kill()
        if self._thread:
            self._thread.join(ENDING)
        if not self._thread or not self._thread.is_alive():  # else something holds the pipe that could not be ended
            for pipe in self._pipes():
                pipe.close()
        self._place.remove()

    def _kill(self) -> None:
        """Where there is no keeper, or it is ended, what the worker started is found by its group, or by its environment."""
        if not KEEPS and hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        processes.end_marked(str(self.folder))

    def _exchange(self, parts: tuple[bytes, ...], limit: int, found: list[bytes | Exception]) -> None:
        requests, replies = self._pipes()
        try:
            send(requests.fileno(), self._number, *parts)
            found.append(receive(replies.fileno(), self._number, limit))
        except Exception as error:  # noqa: BLE001 - told in the thread that asked
            found.append(error)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        return cast("tuple[IO[bytes], IO[bytes]]", (self._process.stdin, self._process.stdout))


def _start(folder: Path) -> subprocess.Popen[bytes]:
    modules = json.dumps([str(Path(entry).absolute()) for entry in sys.path])
    return subprocess.Popen(  # noqa: S603 - this Python, with a program of our own
        [sys.executable, "-c", _MAIN, modules, str(folder), str(int(KEEPS))],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        creationflags=_APART,
        env={**os.environ, **dict.fromkeys(ONE_THREAD, "1"), **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))},
    )
