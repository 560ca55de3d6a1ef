"""Mutants one after another in a forked process under limits. A process that does not come back names its mutant by its silence."""

import contextlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.fuzzing.trial import Ending

Trial = Callable[[int], Ending]
"""Makes the mutant of a number and tries it."""


class Limits(NamedTuple):
    """What one document may take: seconds of the processor, seconds by the clock, bytes above the resting process."""

    cpu: int = 20
    wall: float = 120.0
    memory: int = 1536 << 20


class Tried(NamedTuple):
    """One mutant: its number, how it ended, and the processor's seconds that it took (0.0 where its process did not come back)."""

    number: int
    ending: Ending
    seconds: float = 0.0


def run(trial: Trial, numbers: range, limits: Limits, batch: int = 200) -> Iterator[Tried]:
    """The mutants of these numbers, in order. Needs `fork`; the caller may stop asking at any time."""
    at = numbers.start
    while at < numbers.stop:
        for tried in _batch(trial, range(at, min(at + batch, numbers.stop)), limits):
            at = tried.number + 1
            yield tried


def _batch(trial: Trial, numbers: range, limits: Limits) -> Iterator[Tried]:
    """The mutants that one process tries, down to the one at which it does not come back."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(trial, numbers, limits, writing)
    os.close(writing)
    number, status = numbers.start, None
    try:
        for line in _lines(reading, limits.wall):
            kind, exception, place, seconds = json.loads(line)
            yield Tried(number, Ending(kind, exception, place), seconds)
            number += 1
        if number < numbers.stop:
            status = _end(child)
            yield Tried(number, _silence(status))
    finally:
        os.close(reading)
        if status is None:
            _end(child)


def _work(trial: Trial, numbers: range, limits: Limits, writing: int) -> None:
    """The child: a group of its own, so that what it starts is ended with it. Never returns."""
    code = 1
    with contextlib.suppress(BaseException):
        os.setsid()
        _limit(resource.RLIMIT_AS, _resting() + limits.memory)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number in numbers:
            begun = _seconds()
            _limit(resource.RLIMIT_CPU, int(begun) + limits.cpu)
            ending = trial(number)
            line = json.dumps([*ending, round(_seconds() - begun, 3)])
            os.write(writing, line.encode() + b"\n")
        code = 0
    os._exit(code)


def _limit(what: int, value: int) -> None:
    resource.setrlimit(what, (value, resource.getrlimit(what)[1]))


def _resting() -> int:
    """Bytes of address space before the first mutant; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    return 0


def _seconds() -> float:
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def _lines(reading: int, wall: float) -> Iterator[bytes]:
    """Lines of the child; no more where it says nothing for too long, or is gone."""
    kept = b""
    while select.select([reading], [], [], wall)[0]:
        read = os.read(reading, 1 << 16)
        if not read:
            return
        *lines, kept = (kept + read).split(b"\n")
        yield from lines


def _end(child: int) -> int:
    """Waits for a child that is gone, and ends one that is not, with all that it started; its status."""
    time.sleep(0.05)
    found, status = os.waitpid(child, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return status if found else os.waitpid(child, 0)[1]


def _silence(status: int) -> Ending:
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return Ending({"SIGXCPU": "cpu", "SIGKILL": "hung"}.get(name, "died"), name)
    return Ending("died", f"code {os.WEXITSTATUS(status)}")


IS_POSSIBLE = hasattr(os, "fork") and sys.platform != "win32"
"""Whether this system has what the runner needs."""
