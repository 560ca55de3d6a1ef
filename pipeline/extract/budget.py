"""How long a reader may go on: seconds of the processor, set by whoever runs it; without a limit where nobody sets one.

A reader that asks between two pages can leave off in good time and give back what it has, where a process that is stopped gives nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import process_time


class Budget:
    """So many seconds of the processor, of all threads of this process, from now on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = process_time() + seconds
        self.was_spent = False
        """Whether a reader was told to leave off: more time would give more."""

    def is_spent(self, reserve: float) -> bool:
        """Whether no more than `reserve` seconds are left."""
        self.was_spent |= process_time() + reserve >= self._end
        return self.was_spent


_NOW: ContextVar[Budget] = ContextVar("budget", default=Budget(inf))  # noqa: B039 - it is never spent


@contextmanager
def budget(seconds: float) -> Iterator[Budget]:
    """Reading inside of this may take so many seconds of the processor."""
    found = Budget(seconds)
    token = _NOW.set(found)
    try:
        yield found
    finally:
        _NOW.reset(token)


def is_spent(reserve: float = 0.0) -> bool:
    """Whether no more than `reserve` seconds are left; a reader that is told so leaves off."""
    return _NOW.get().is_spent(reserve)


def told() -> str:
    """In Russian: why the rest was not read, and what to do."""
    return f"вышло время чтения ({_NOW.get().seconds:g} с процессора); чтобы прочитать всё, повторите с большим --seconds"
