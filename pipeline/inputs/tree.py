"""The folders and files below one folder, opened part by part: no link on the way is followed, and no path is too long.

Where the system cannot open below an open folder (Windows), they are opened by their paths.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, Self

Parts = tuple[str, ...]
"""The way below the folder."""
Kind = Literal["file", "folder", "link", "special"]

_BY_FOLDER = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
# A pipe that nobody writes to would hold up whoever opens it.
_NO_LINK_NO_WAIT = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_READ = os.O_RDONLY | _NO_LINK_NO_WAIT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT of Windows: a folder that stands for another."""


class Entry(NamedTuple):
    """What stands in a folder."""

    name: str
    kind: Kind
    size: int


class NoFileError(OSError):
    """What was to be opened is no regular file (any more)."""


class Tree:
    """One folder. Holds the folder open that was asked for last: its neighbours and children are opened from there."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self._parts: Parts = ()
        self._folder = os.open(top, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)) if _BY_FOLDER else -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if _BY_FOLDER:
            os.close(self._folder)

    def entries(self, parts: Parts) -> list[Entry]:
        """What stands in a folder, sorted by name. OSError where it cannot be listed."""
        self._go_to(parts)
        with os.scandir(self._folder if _BY_FOLDER else self.path(parts)) as found:
            return sorted(map(_entry, found))

    def opened(self, parts: Parts) -> BinaryIO:
        """The regular file at `parts`. NoFileError where it is none; OSError where it cannot be opened."""
        self._go_to(parts[:-1])
        file = os.open(parts[-1], _READ, dir_fd=self._folder) if _BY_FOLDER else os.open(self.path(parts), _READ)
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.close(file)
            raise NoFileError
        return open(file, "rb")  # noqa: PTH123 - by its number

    def path(self, parts: Parts) -> Path:
        """Its path, which may be too long to be opened."""
        return self.top.joinpath(*parts)

    def _go_to(self, parts: Parts) -> None:
        if not _BY_FOLDER:
            return
        if parts[: len(self._parts)] != self._parts:
            self._change(os.open(self.top, os.O_RDONLY | os.O_DIRECTORY), ())
        while len(self._parts) < len(parts):
            deeper = parts[: len(self._parts) + 1]
            self._change(os.open(deeper[-1], _READ | os.O_DIRECTORY, dir_fd=self._folder), deeper)

    def _change(self, folder: int, parts: Parts) -> None:
        os.close(self._folder)
        self._folder, self._parts = folder, parts


def _entry(found: os.DirEntry[str]) -> Entry:
    try:
        state = found.stat(follow_symlinks=False)
    except OSError:  # it vanished: opening it says so
        return Entry(found.name, "file", 0)
    return Entry(found.name, _kind(state), state.st_size)


def _kind(state: os.stat_result) -> Kind:
    if stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) == _JUNCTION:
        return "link"
    if stat.S_ISDIR(state.st_mode):
        return "folder"
    return "file" if stat.S_ISREG(state.st_mode) else "special"
