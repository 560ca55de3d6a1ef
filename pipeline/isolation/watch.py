"""What a call has taken of its limits, seen from beside the worker."""

import os
from time import monotonic

from pipeline.isolation import processes
from pipeline.isolation.contract import Limits, Reason

MANY = 64
"""Processes that a worker may have started at one time: LibreOffice starts three."""


class Watch:
    """One call of one worker. It counts the worker with all that came of it."""

    def __init__(self, worker: int, keeper: int, limits: Limits) -> None:
        self._worker, self._keeper, self._limits = worker, keeper, limits
        self._end = monotonic() + limits.wall
        self._rest = processes.memory(worker).resident
        self._before = self._own_seconds()
        self.seconds = 0.0
        self.peak = self._rest
        processes.forget_peak(worker)

    @property
    def seconds_before(self) -> float:
        """Of the processor, that the worker itself had taken before the call."""
        return self._before

    def look(self, peak: int = 0) -> tuple[Reason, str] | None:
        """The limit that is passed, if one is."""
        others = [pid for pid in processes.descendants(self._keeper) if pid != self._worker]
        self.seconds = max(self.seconds, self._own_seconds() - self._before + sum(map(processes.seconds, others)))
        resident = processes.memory(self._worker).resident + sum(processes.memory(pid).resident for pid in others)
        self.peak = max(self.peak, resident, peak)
        return self._passed(resident, len(others))

    def finish(self, usage: "os.struct_rusage | None" = None) -> None:
        """The last count, from what the system says of an ended worker where it is one."""
        if usage:
            self.seconds = max(self.seconds, usage.ru_utime + usage.ru_stime - self._before)
            self.peak = max(self.peak, usage.ru_maxrss * 1024)
        else:
            self.seconds = max(self.seconds, self._own_seconds() - self._before)
            self.peak = max(self.peak, processes.peak(self._worker))

    def _passed(self, resident: int, others: int) -> tuple[Reason, str] | None:
        limits = self._limits
        if self.seconds > limits.cpu:
            return "cpu", f"{limits.cpu} s"
        if monotonic() > self._end:
            return "wall", f"{limits.wall} s"
        if resident - self._rest > limits.memory:
            return "memory", f"{limits.memory} bytes"
        return ("child", f"{others} processes") if others > MANY else None

    def _own_seconds(self) -> float:
        found = processes.stat(self._worker)
        return processes.seconds(self._worker) + (found.children_seconds if found else 0.0)
