"""How long a reader may go on: seconds of the processor, set by whoever runs it; without a limit where nobody sets one.

A reader that asks between two pages can leave off in good time and give back what it has, where a process that is stopped gives nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import process_time

_END: ContextVar[float] = ContextVar("reading_ends", default=inf)
_SECONDS: ContextVar[float] = ContextVar("reading_lasts", default=inf)


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """Reading inside of this may take so many seconds of the processor, of all threads of this process."""
    end, length = _END.set(process_time() + seconds), _SECONDS.set(seconds)
    try:
        yield
    finally:
        _END.reset(end)
        _SECONDS.reset(length)


def is_spent(reserve: float = 0.0) -> bool:
    """Whether no more than `reserve` seconds are left."""
    return process_time() + reserve >= _END.get()


def told() -> str:
    """In Russian: why the rest was not read, and what to do."""
    return f"вышло время чтения ({_SECONDS.get():g} с процессора); чтобы прочитать всё, повторите с большим --seconds"
