"""Places that rows are appended to as they come, several at a time. None holds more than a fixed number of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from io import RawIOBase
from pathlib import Path
from typing import IO, Any, TypeVar

from pipeline.export.columns import Row
from pipeline.export.files import output_errors

AddRows = Callable[[Sequence[Row]], None]
"""Appends rows to one table."""
Add = Callable[[str, Sequence[Row]], None]
"""Appends rows to the table of a name."""

Stream = TypeVar("Stream", bound=IO[Any] | RawIOBase)


@contextmanager
def side_by_side(tables: Mapping[str, AbstractContextManager[AddRows]]) -> Iterator[Add]:
    """Several tables open at a time; what is added goes to that of its name, or nowhere where none has it."""
    with ExitStack() as stack:
        adds = {name: stack.enter_context(table) for name, table in tables.items()}

        def add(name: str, rows: Sequence[Row]) -> None:
            if rows and name in adds:
                adds[name](rows)

        yield add


@contextmanager
def opened(path: Path, opening: Callable[[], Stream]) -> Iterator[Stream]:
    """An open file of `path`, closed at the end. OutputError where it cannot be opened or closed, and of nothing else.

    A file that failed is closed in silence: what is left in its buffer cannot be written, and has been told.
    """
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = opening()
    try:
        yield stream
    except BaseException:
        with suppress(OSError):
            stream.close()
        raise
    with output_errors(path):
        stream.close()
