"""An inbox folder: which of its files are new, changed or gone since the tables were written, and whether they lie still.

A file that is being copied grows from look to look, and its time of change moves. It is due once both were the same at two looks, an
interval apart. Nothing of the system tells of changes (inotify and the like), since of a network share none does.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import MissingPathError, UnreadableFileError
from pipeline.inputs.passing import is_no_document

PATIENCE = 10
"""Looks at which files that are still being copied hold up the others; then all are read, and those once more when they lie still."""


class Stamp(NamedTuple):
    """What changes when a file does."""

    size: int
    modified: int
    """Nanoseconds, by the clock of the system that the file lies on."""


Look = Mapping[str, Stamp]
"""The files of a folder by their paths in it, as they were at one time."""


class State(NamedTuple):
    """What is known between two looks."""

    last: Look
    """The folder at the look before."""
    taken: Look
    """The folder as it was when the tables were written; nothing where they were not yet."""
    waited: int = 0
    """Looks since something was due, at which it was not read."""


NOTHING = State({}, {})


class Due(NamedTuple):
    """What is to be read, and what must be waited for."""

    new: int
    changed: int
    gone: int
    restless: int
    """Files that changed since the look before."""

    @property
    def any(self) -> bool:
        """Whether the tables are not what the folder is."""
        return self.new + self.changed + self.gone > 0


def look(folder: Path, out: Path) -> Look:
    """The documents in the folder and the folders in it, but for those in `out`. A file that vanishes meanwhile is none.

    MissingPathError where the folder is not there, UnreadableFileError where it cannot be listed; of a folder in it, its files count as gone.
    """
    if not folder.is_dir():
        raise MissingPathError(str(folder))
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise UnreadableFileError(str(folder), error.strerror or "") from error
    found: dict[str, Stamp] = {}
    results = out.resolve()
    for above, folders, names in os.walk(folder):
        here = Path(above)
        folders[:] = sorted(name for name in folders if not is_no_document(name) and (here / name).resolve() != results)
        for name in names:
            if not is_no_document(name) and (stamp := _stamp(here / name)):
                found[(here / name).relative_to(folder).as_posix()] = stamp
    return found


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def due(state: State, now: Look) -> Due:
    """What differs from the tables, and how much of it from the look before."""
    differing = {path for path in now.keys() | state.taken.keys() if now.get(path) != state.taken.get(path)}
    return Due(
        new=len(differing - state.taken.keys()),
        changed=len(differing & state.taken.keys() & now.keys()),
        gone=len(differing - now.keys()),
        restless=sum(now.get(path) != state.last.get(path) for path in differing),
    )


def is_time(state: State, found: Due) -> bool:
    """Whether to read now: something is due, and all of it lies still or has been waited for long enough."""
    return found.any and (not found.restless or state.waited >= PATIENCE)


def waiting(state: State, now: Look) -> State:
    """The state after a look at which nothing was read."""
    return State(now, state.taken, state.waited + 1 if due(state, now).any else 0)


def written(now: Look) -> State:
    """The state after the tables were written of the folder as it was."""
    return State(now, now)
