"""What is on the disk, and not only in the memory of the system, before anything is built on it."""

import os
from collections.abc import Iterator
from pathlib import Path


def sync_tree(folder: Path) -> None:
    """Brings every file and folder below `folder`, and it, to the disk. OSError."""
    for path in tree(folder):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("r+b") as stream:  # Windows syncs only what is open for writing
                os.fsync(stream.fileno())
    sync_folder(folder)


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
    temporary = path.with_name(f"{path.name}.tmp")
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
