"""The folder for what has to be unpacked as a whole: that it cannot be written is no fault of the archive."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Self


class SpoolError(OSError):
    """The disk is full or fails; with the number and words of the system."""


@contextmanager
def spooling() -> Iterator[None]:
    """Turns what the system says of a file that is written here into a SpoolError."""
    try:
        yield
    except OSError as error:
        raise SpoolError(error.errno, error.strerror) from error


class Scratch:
    """A folder below `above` that is gone when the block ends, with the files that were opened in it."""

    def __init__(self, above: Path) -> None:
        self._above = above
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with spooling():
            self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(dir=self._above)))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def file(self) -> IO[bytes]:
        """A new file to write and to read."""
        with spooling():
            return self._stack.enter_context(tempfile.TemporaryFile(dir=self.folder))
