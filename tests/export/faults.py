"""A disk that fails: the n-th step of the program towards it raises, or that and all that follow."""

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pytest

NAMES = ("rename", "replace", "mkdir", "rmdir", "unlink", "open")
"""Functions of `os` by which files are changed, beside `fsync`; all else goes through `io.open`."""


class Killed(BaseException):
    """The process is no more: nothing that it would do now reaches the disk."""


class Faults:
    """Counts the steps; raises what `error` makes at the step `at` (from 1), and at each later one if it is `lasting`."""

    def __init__(self, error: Callable[[], BaseException] = Killed, at: int = 0, lasting: bool = True) -> None:
        self.error, self.at, self.lasting = error, at, lasting
        self.steps = 0
        self._lock = Lock()

    def step(self) -> None:
        with self._lock:
            self.steps += 1
            fails = self.at and (self.steps == self.at or (self.lasting and self.steps > self.at))
        if fails:
            raise self.error()


@contextmanager
def failing(faults: Faults) -> Iterator[Faults]:
    """Makes the disk fail within the block."""
    with pytest.MonkeyPatch.context() as patch:
        for name in NAMES:
            patch.setattr(os, name, _counted(getattr(os, name), faults))
        patch.setattr(os, "fsync", _counted(lambda _: None, faults))  # the machine of the tests loses no power
        opening = _opening(faults)
        patch.setattr(io, "open", opening)
        patch.setattr(builtins, "open", opening)
        yield faults


def _counted(function: Callable[..., Any], faults: Faults) -> Callable[..., Any]:
    def counted(*args: Any, **names: Any) -> Any:
        faults.step()
        return function(*args, **names)

    return counted


def _opening(faults: Faults) -> Callable[..., Any]:
    """`open`, whose files count each write that reaches the system."""
    ordinary = io.open

    class Raw(io.FileIO):
        def write(self, content: Any) -> int:
            faults.step()
            return super().write(content)

    def opening(file: Any, mode: str = "r", buffering: int = -1, *text: Any, **named: Any) -> Any:
        if not set(mode) & set("wxa+"):
            return ordinary(file, mode, buffering, *text, **named)
        faults.step()
        raw = Raw(file, mode.replace("b", "").replace("t", ""))
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *text, **named)

    return opening
