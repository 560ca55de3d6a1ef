"""Temporary folders of guarded processes, and what is left of those that nobody could remove: the power failed, or all was killed.

Who has a folder holds a lock on it, which the system lets go of when that process ends, however it ends.
"""

import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "guarded-locked-"
"""Of no folder that another program, or a former version of this one, holds without a lock."""
_HAS_LOCKS = os.name != "nt"


class Folder:
    """A temporary folder of this process. OSError where there is no room for it."""

    def __init__(self) -> None:
        # It gets the name by which others look for it when it is locked.
        bare = Path(tempfile.mkdtemp(prefix=f"new-{PREFIX}")).resolve()
        self._lock = _locked(bare)
        self.path = bare.rename(bare.with_name(bare.name.removeprefix("new-")))

    def remove(self) -> None:
        """Removes it with all that is in it, as far as that can be."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def sweep() -> None:
    """Removes the folders of processes that are gone."""
    if not _HAS_LOCKS:
        return
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            lock = _locked(path)
        except OSError:  # another removed it, or it is another's
            continue
        if lock is not None:
            shutil.rmtree(path, ignore_errors=True)
            os.close(lock)


def _locked(path: Path) -> int | None:
    """The descriptor that holds the lock of a folder; None where another has it, or the system knows no such locks. OSError."""
    if not _HAS_LOCKS:
        return None
    import fcntl  # noqa: PLC0415 - not on Windows

    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
