"""Work in Python that may never end, or grow without end: ended from its own calls.

So end the work of a library that has no limits of its own, and ours on a page that holds more than any page does. Python calls a function of ours at each call and return of a thread (`sys.setprofile`); one that raises ends what is running. A loop
in C is not ended so.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any

SECONDS = 1.5
"""Of the processor, for one step."""
MOST_MEMORY = 192 << 20
"""Bytes that one step may take. A page of a plan takes ten million."""

# Calls between two looks at the clock, which takes a microsecond, and at the memory, which takes ten.
_OFTEN, _SELDOM = 64, 2048
_STATUS = Path("/proc/self/statm")
_PAGE = 4096


class Overrun(BaseException):
    """A step took too long or too much. No `Exception`: what runs must not take it for a fault of its own."""


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Raises Overrun inside of itself where the work takes more than so many seconds of the processor, or MOST_MEMORY."""
    end, most = process_time() + seconds, _memory() + MOST_MEMORY
    calls = 0

    def look(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += 1
        if calls % _OFTEN == 0 and (process_time() > end or (calls % _SELDOM == 0 and _memory() > most)):
            raise Overrun

    former = sys.getprofile()
    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(former)


def _memory() -> int:
    """Bytes that this process holds; 0 where the system does not tell."""
    try:
        return int(_STATUS.read_text("ascii").split()[1]) * _PAGE
    except OSError:
        return 0
