"""The keeper: a process between the parent and the worker in which no untrusted byte is handled. Linux only.

It loads the service once and forks workers from itself, so that a new worker is there in milliseconds. It adopts whatever a
worker starts, however that hides, and when a worker ends, or the parent does, it ends all of it.
"""

import gc
import os
import select
import signal
from contextlib import suppress
from pathlib import Path
from resource import struct_rusage
from time import monotonic, sleep

from pipeline.isolation import processes, system
from pipeline.isolation.contract import Broken, Done, Limits, Reason
from pipeline.isolation.forked import DYING, Origin, Worker
from pipeline.isolation.frames import FrameError, Incoming, TooLongError, head, receive, send
from pipeline.isolation.message import UNLIMITED, failure, parse_request, result_parts
from pipeline.isolation.service import DONE, NO_MEMORY, RAISED, Handle
from pipeline.isolation.watch import StopError, Watch

LOOK = 0.02
"""Seconds between two looks at a worker. One that writes memory at 2 GB/s takes 40 MB meanwhile."""
LINGER = 0.5
"""Seconds that a program may take to end after the reply that it was started for."""
KILLING = 5.0
"""Seconds after which a process that the kernel does not end is given up."""
COLLECTIONS = (50_000, 20, 20)
"""How seldom a worker looks for objects that hold one another (see `gc.set_threshold`): what a document is read into is a great many small ones that all stay."""
DETAIL = 1000
"""Bytes of what a worker says of an exception; it may say anything."""
_ENDS: dict[bytes, Reason] = {RAISED: "died", NO_MEMORY: "memory"}


def keep(handle: Handle, source: int, sink: int, folder: str, writable: list[str]) -> None:
    """Answers the parent until it is gone. Raises EOFError, OSError then; nothing outlives it."""
    system.adopt_orphans()
    system.leave_network()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTIONS)
    keeper = Keeper(Origin(handle, (source, sink), Path(folder), tuple(writable)))
    number = 1
    try:
        while True:
            number += 1
            limits, request = parse_request(receive(source, number, UNLIMITED))
            send(sink, number, *keeper.call(request, limits))
            with suppress(OSError):  # the next call tells it
                keeper.renew()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        keeper.end_worker()


class Keeper:
    """Has one worker at a time, and replaces it after anything that went wrong."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._parent = origin.parents[0]
        self._worker: Worker | None = None
        self._workers = 0

    def call(self, request: bytes, limits: Limits) -> tuple[bytes, ...]:
        """What the parent is told of one call. Raises EOFError when the parent is gone."""
        try:
            worker = self.renew()
        except OSError as error:  # no room for a process or a folder: nothing that the request could have done
            return (failure(f"no worker can be started: {error}"),)
        return result_parts(self._result(worker, request, limits))

    def renew(self) -> Worker:
        """A worker that is fit for a call. Raises OSError."""
        if self._worker and not self._worker.is_fit():
            self.end_worker()
        if not self._worker:
            self._workers += 1
            self._worker = Worker(self._origin, self._workers)
        return self._worker

    def end_worker(self) -> struct_rusage | None:
        """Kills all that came of this process until nothing is left. What the worker took, where there was one."""
        usage = None
        end = monotonic() + KILLING
        while (pids := processes.children(os.getpid())) and monotonic() < end:
            for pid in processes.descendants(os.getpid()):
                processes.kill(pid)
            for pid in pids:
                ended, used = _await(pid)
                usage = used if self._worker and ended == self._worker.pid else usage
            sleep(0.001)
        if self._worker:
            self._worker.close()
            self._worker = None
        return usage

    def _result(self, worker: Worker, request: bytes, limits: Limits) -> Done | Broken:
        watch = Watch(worker.pid, limits)
        try:
            how, content = self._reply(worker, request, limits, watch)
            if how == DONE:
                watch.finish()
                if _left_children(worker) or not worker.is_fit() or not worker.empty_folder():
                    self.end_worker()
                return Done(content, watch.seconds, watch.peak)
        except StopError as stop:
            return self._broken(stop.reason, stop.detail, watch)
        except TooLongError as error:
            return self._broken("output", str(error), watch)
        except FrameError as error:
            return self._broken("rubbish", str(error), watch)
        return self._broken(_ENDS.get(how, "rubbish"), content[:DETAIL].decode("utf-8", "replace"), watch)

    def _broken(self, reason: Reason, detail: str, watch: Watch) -> Broken:
        watch.finish(self.end_worker())
        return Broken(watch.cause(reason, detail), detail, watch.seconds, watch.peak)

    def _reply(self, worker: Worker, request: bytes, limits: Limits, watch: Watch) -> tuple[bytes, bytes]:
        """How it went, and its content. Raises StopError, FrameError, EOFError when the parent is gone."""
        worker.calls += 1
        pending = [memoryview(part) for part in (head(worker.calls, request), request) if part]
        incoming = Incoming(worker.calls, limits.output + 1)
        due = monotonic() + LOOK
        while incoming.missing:
            readable, writable, _ = select.select([worker.replies, self._parent], [worker.requests] if pending else [], [], LOOK)
            if self._parent in readable:
                raise EOFError  # it never speaks before it has its answer
            if writable:
                worker.write(pending)
            if worker.replies in readable and not incoming.read(worker.replies):
                ending = worker.ending(DYING)
                raise StopError("died" if ending else "rubbish", ending or "its pipe is closed")
            if monotonic() > due:
                _look(worker, watch, not readable)
                due = monotonic() + LOOK
        content = incoming.content()
        return content[:1], content[1:]


def _left_children(worker: Worker) -> bool:
    """Whether processes that the worker started ended and nobody awaited them. Raises StopError where one lives on."""
    end = monotonic() + LINGER
    while others := [pid for pid in processes.descendants(os.getpid()) if pid != worker.pid]:
        alive = sum(map(processes.is_alive, others))
        if not alive:
            return True
        if monotonic() > end:
            raise StopError("child", f"{alive} processes")
        sleep(0.01)
    return False


def _look(worker: Worker, watch: Watch, is_silent: bool) -> None:
    """Raises StopError where a limit is passed, or where the worker ended and something that it started holds its pipe open."""
    watch.look()
    if is_silent and (ending := worker.ending()):
        raise StopError("died", ending)


def _await(pid: int) -> tuple[int, struct_rusage | None]:
    with suppress(ChildProcessError):
        ended, _, usage = os.wait4(pid, os.WNOHANG)
        return ended, usage
    return 0, None
