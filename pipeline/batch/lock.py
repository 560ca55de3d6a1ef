"""One run at a time in a folder: the system holds the lock, and lets it go when the process ends, however it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError

FILE = "lock"


class BusyOutputError(OutputError):
    """Another run writes into the folder."""

    what = "В эту папку уже пишет другой запуск программы"
    advice = "дождитесь его конца или укажите другую папку в --out"


@contextmanager
def locked(folder: Path, out: Path) -> Iterator[None]:
    """Holds the lock of the folder `out`, a file in `folder`. BusyOutputError where another process holds it."""
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _lock(descriptor):
            raise BusyOutputError(str(out))
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - Windows alone has it

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl  # noqa: PLC0415 - and this all others

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a drive that knows no locks
        return True
    return True
