"""What is on the disk, and not only in the memory of the system, before anything is built on it."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

_AT_A_TIME, _HELD = 32, 1024
"""Threads that wait for the disk, and paths that are held for them."""


UNFINISHED = ".tmp"
"""Suffix of a file that is not whole yet; what is killed may leave one behind."""


def sync_tree(folder: Path) -> None:
    """Brings every file and folder below `folder`, and it, to the disk. OSError.

    Many at a time: what the disk commits for one it commits for all that wait, which makes thousands of small files ten times faster.
    """
    paths = tree(folder)
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        while some := list(islice(paths, _HELD)):
            list(pool.map(_sync, some))
    sync_folder(folder)


def _sync(path: Path) -> None:
    if path.is_dir():
        sync_folder(path)
    else:
        with path.open("r+b") as stream:  # Windows syncs only what is open for writing
            os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk. OSError. Windows does it by itself, and lets nobody ask for it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, content: bytes) -> None:
    """Writes one file that is whole or not there, even after a loss of power. OSError."""
    temporary = path.with_name(f"{path.name}{UNFINISHED}")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def tree(folder: Path) -> Iterator[Path]:
    """Everything below a folder, what is in a folder before it. Links are not followed. OSError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from tree(Path(entry.path))
            yield Path(entry.path)
