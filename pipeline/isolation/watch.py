"""What a call has taken of its limits, seen from beside the worker."""

import os
from resource import struct_rusage
from time import monotonic

from pipeline.isolation import processes, system
from pipeline.isolation.contract import PATIENCE, Limits, Reason

MANY = 64
"""Processes that a worker may have started at one time: LibreOffice starts three."""
_ABORTS = ("SIGABRT", "SIGSEGV", "SIGTRAP", "SIGILL", "SIGBUS")
"""How a library in C ends that gets no memory."""


class StopError(Exception):
    """A call is to be stopped."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class Watch:
    """One call of one worker, a child of this process; with it counts all else that came of this process."""

    def __init__(self, worker: int, limits: Limits) -> None:
        self._worker, self._limits = worker, limits
        self._end = monotonic() + limits.wall
        self._waited = processes.waited(worker)
        rest = processes.memory(worker)
        self._before = self._taken()
        self._rest = rest.resident
        self.seconds = 0.0
        self.peak = rest.resident
        system.limit_call(worker, self._before + limits.cpu, rest.data + limits.memory)
        processes.forget_peak(worker)

    def look(self) -> None:
        """Raises StopError where a limit is passed."""
        others = [pid for pid in processes.descendants(os.getpid()) if pid != self._worker]
        self._count(self._taken() + sum(map(processes.seconds, others)), self._resident(others))
        self._check(others)

    def finish(self, usage: struct_rusage | None = None) -> None:
        """The last count: what the system says of an ended worker, or what it has taken until now."""
        if usage:
            self._count(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        else:
            self._count(self._taken(), processes.peak(self._worker))

    def cause(self, reason: Reason, detail: str) -> Reason:
        """The limit behind the way in which a worker ended."""
        if reason == "died" and detail == "SIGXCPU":
            return "cpu"
        is_full = self.peak - self._rest > self._limits.memory * 3 / 4
        return "memory" if reason == "died" and detail in _ABORTS and is_full else reason

    def _count(self, taken: float, resident: int) -> None:
        self.seconds = max(self.seconds, round(taken - self._before, 6))
        self.peak = max(self.peak, resident)

    def _check(self, others: list[int]) -> None:
        limits = self._limits
        if self.seconds > limits.cpu:
            raise StopError("cpu", f"{limits.cpu} s")
        if monotonic() > self._end and monotonic() > self._end + self._delay(others):
            raise StopError("wall", f"{limits.wall} s")
        if len(others) > MANY:
            raise StopError("child", f"{len(others)} processes")
        if self.peak - self._rest > limits.memory:
            raise StopError("memory", f"{limits.memory} bytes")

    def _delay(self, others: list[int]) -> float:
        """Seconds that other programs kept it from its work; of what it started, that counts which waited longest."""
        waited = processes.waited(self._worker) - self._waited + max(map(processes.waited, others), default=0.0)
        return min(waited, PATIENCE * self._limits.wall)

    def _resident(self, others: list[int]) -> int:
        """Bytes of the worker with the others. What they share counts once where it would make them too many.

        A child that has all that the worker has is on its way from vfork(2) to a program, and holds nothing of its own.
        """
        own = processes.memory(self._worker)
        others = [pid for pid in others if processes.memory(pid) != own]
        resident = own.resident + sum(processes.memory(pid).resident for pid in others)
        if others and resident - self._rest > self._limits.memory:
            return sum(map(processes.share, (self._worker, *others)))
        return resident

    def _taken(self) -> float:
        found = processes.stat(self._worker)
        return processes.seconds(self._worker) + (found.children_seconds if found else 0.0)
