"""The keeper: a process between the parent and the worker that no untrusted byte is handled in. Linux only.

It loads the service once and forks workers from itself, so that a new worker is there in milliseconds. It adopts whatever a
worker starts, however that hides, and when a worker ends, or the parent does, it ends all of it.
"""

import gc
import os
import select
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from pipeline.isolation import guard, processes, system
from pipeline.isolation.contract import Broken, Done, Limits, Reason
from pipeline.isolation.frames import FrameError, Incoming, TooLongError, head, receive, send
from pipeline.isolation.message import UNLIMITED, parse_request, result_parts
from pipeline.isolation.service import DONE, NO_MEMORY, Handle, answer
from pipeline.isolation.watch import Watch

CALLS = 500
"""Calls after which a worker is replaced: what it leaks without a sign."""
GROWTH = 512 << 20
"""Bytes that a worker may hold at rest beyond what it began with. Models that are loaded at first use take 300 MiB."""
LOOK = 0.02
"""Seconds between two looks at a worker. At 2 GB/s it takes 40 MB meanwhile."""
LINGER = 0.3
"""Seconds that a program may take to end after the reply that it was started for."""
KILLING = 5.0
"""Seconds after which a process that the kernel does not end is given up."""


def keep(handle: Handle, source: int, sink: int, folder: str, writable: list[str]) -> None:
    """Answers the parent until it is gone. Raises EOFError, OSError then; nothing outlives it."""
    system.adopt_orphans()
    system.leave_network()
    gc.collect()
    gc.freeze()
    keeper = Keeper(handle, source, sink, folder, writable)
    number = 1
    try:
        while True:
            number += 1
            limits, request = parse_request(receive(source, number, UNLIMITED))
            result = keeper.call(request, limits)
            send(sink, number, *result_parts(result))
    finally:
        keeper.end_worker()
        shutil.rmtree(folder, ignore_errors=True)


class Worker:
    """A forked process that handles requests, with the pipes to it."""

    def __init__(self, handle: Handle, closed: tuple[int, ...], folder: Path, writable: list[str]) -> None:
        request_out, self.requests = os.pipe()
        self.replies, reply_in = os.pipe()
        keeper = os.getpid()
        folder.mkdir()
        self.folder = folder
        self.calls = 0
        self.pid = os.fork()
        if not self.pid:
            try:
                for descriptor in (*closed, self.requests, self.replies):
                    os.close(descriptor)
                _work(handle, request_out, reply_in, keeper, folder, writable)
            finally:
                os._exit(1)
        os.close(request_out)
        os.close(reply_in)
        os.set_blocking(self.requests, False)
        self.first = processes.memory(self.pid).resident
        self.threads = 1

    def is_fit(self) -> bool:
        """Whether it may have another call: it waits, said nothing unasked, and has neither grown nor kept threads."""
        found = processes.stat(self.pid)
        return (
            found is not None
            and found.state in "SR"
            and found.threads <= self.threads
            and self.calls < CALLS
            and processes.memory(self.pid).resident - self.first < GROWTH
            and not select.select([self.replies], [], [], 0)[0]
        )


def _work(handle: Handle, source: int, sink: int, keeper: int, folder: Path, writable: list[str]) -> None:
    os.setsid()
    system.end_with(keeper)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    system.limit_worker()
    os.environ.update(dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder)))
    tempfile.tempdir = str(folder)
    os.chdir(folder)
    sys.dont_write_bytecode = True
    guard.install((str(folder), *writable))
    number = 0
    while True:
        number += 1
        send(sink, number, *answer(handle, receive(source, number, UNLIMITED)))


class Keeper:
    """Has one worker at a time, and replaces it after anything that went wrong."""

    def __init__(self, handle: Handle, source: int, sink: int, folder: str, writable: list[str]) -> None:
        self._handle, self._writable = handle, writable
        self._parent, self._closed = source, (source, sink)
        self._folder = Path(folder)
        self._worker: Worker | None = None
        self._workers = 0

    def call(self, request: bytes, limits: Limits) -> Done | Broken:
        """One call, and what it left behind. Raises EOFError when the parent is gone."""
        worker = self._fit_worker()
        watch = Watch(worker.pid, os.getpid(), limits)
        system.limit_call(worker.pid, watch.seconds_before + limits.cpu, processes.memory(worker.pid).data + limits.memory)
        worker.calls += 1
        try:
            reply = self._exchange(worker, request, limits, watch)
        except _Stop as stop:
            return self._broken(stop.reason, stop.detail, watch)
        except TooLongError as error:
            return self._broken("output", str(error), watch)
        except FrameError as error:
            return self._broken("rubbish", str(error), watch)
        how, content = reply[:1], reply[1:]
        if how != DONE:
            return self._broken("memory" if how == NO_MEMORY else "died", content.decode("utf-8", "replace") or "MemoryError", watch)
        watch.finish()
        if stayed := self._stayed(worker):
            return self._broken("child", f"{stayed} processes", watch)
        _empty(worker.folder)
        return Done(content, watch.seconds, watch.peak)

    def end_worker(self) -> "os.struct_rusage | None":
        """Kills all that came of this process until nothing is left; what the worker took, where there was one."""
        usage = None
        end = monotonic() + KILLING
        while (pids := processes.children(os.getpid())) and monotonic() < end:
            for pid in processes.descendants(os.getpid()):
                processes.kill(pid)
            for pid in pids:
                with suppress(ChildProcessError):
                    ended, _, used = os.wait4(pid, os.WNOHANG)
                    usage = used if self._worker and ended == self._worker.pid else usage
            sleep(0.001)
        if self._worker:
            os.close(self._worker.requests)
            os.close(self._worker.replies)
            shutil.rmtree(self._worker.folder, ignore_errors=True)
            self._worker = None
        return usage

    def _fit_worker(self) -> Worker:
        if self._worker and not self._worker.is_fit():
            self.end_worker()
        if not self._worker:
            self._workers += 1
            self._worker = Worker(self._handle, self._closed, self._folder / str(self._workers), self._writable)
        return self._worker

    def _exchange(self, worker: Worker, request: bytes, limits: Limits, watch: Watch) -> bytes:
        """Raises _Stop, FrameError, EOFError when the parent is gone."""
        pending = [memoryview(part) for part in (head(worker.calls, request), request)]
        incoming = Incoming(worker.calls, limits.output + 1)
        while incoming.missing:
            readable, writable, _ = select.select([worker.replies, self._parent], [worker.requests] if pending else [], [], LOOK)
            if self._parent in readable:
                raise EOFError
            if writable:
                _write(worker.requests, pending)
            if worker.replies in readable:
                if not incoming.read(worker.replies):
                    raise _Stop("died", _ending(worker.pid) or "closed its pipe and stays")
            elif passed := watch.look():
                raise _Stop(*passed)
            elif not readable and not writable and (ending := _ending(worker.pid)):
                raise _Stop("died", ending)
        return incoming.content()

    def _broken(self, reason: Reason, detail: str, watch: Watch) -> Broken:
        watch.finish(self.end_worker())
        return Broken(reason, detail, round(watch.seconds, 3), watch.peak)

    def _stayed(self, worker: Worker) -> int:
        """How many processes of the worker live on."""
        end = monotonic() + LINGER
        while alive := [pid for pid in processes.descendants(os.getpid()) if pid != worker.pid and processes.is_alive(pid)]:
            if monotonic() > end:
                return len(alive)
            sleep(0.01)
        return 0


class _Stop(Exception):
    def __init__(self, reason: Reason, detail: str) -> None:
        self.reason, self.detail = reason, detail


def _write(descriptor: int, pending: list[memoryview]) -> None:
    try:
        pending[0] = pending[0][os.write(descriptor, pending[0][: 1 << 16]) :]
    except BlockingIOError:
        return
    except BrokenPipeError:
        pending.clear()
        return
    while pending and not pending[0]:
        pending.pop(0)


def _ending(pid: int) -> str:
    """How a process ended; nothing while it lives. It is left to be awaited."""
    for _ in range(10):
        found = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if found:
            return f"exit code {found.si_status}" if found.si_code == os.CLD_EXITED else signal.Signals(found.si_status).name
        sleep(0.002)
    return ""


def _empty(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            with suppress(OSError):
                Path(entry.path).unlink()
