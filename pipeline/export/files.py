"""Files that are whole or not there, and names that stay in their folder."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import OutputError

_NAME_BYTES = 255
# What Windows takes in no name: a file in an archive of another system may be called so.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turns what the system says of `path` into an OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its place when the block ends well, and is removed when it does not.

    Makes the folders above it. OutputError where that or the writing fails.
    """
    temporary = path.with_name(f".{os.getpid()}.tmp")
    with output_errors(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield temporary
            temporary.replace(path)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> Path:
    """Writes one whole file and returns its path. OutputError where it cannot be written."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    return path


def safe_name(file: str, suffix: str) -> str:
    """A relative path with «/» made of `file` and `suffix` that leads below its folder on any system, whatever `file` is.

    «..», roots and drives are left out; a part that is too long for a file system is cut and told apart by a hash.
    """
    parts = [_UNSAFE.sub("_", part) for part in re.split(r"[/\\]", file) if part.strip(". ")]
    *folders, name = parts or ["document"]
    return "/".join([*(_fitting(_no_device(folder.rstrip(". ")), "") for folder in folders), _fitting(_no_device(name), suffix)])


def _no_device(part: str) -> str:
    """The part, or one that no device of Windows is called by: it takes «con.txt» for the console, in any folder."""
    return f"_{part}" if _DEVICE.match(part) else part


def _fitting(name: str, suffix: str) -> str:
    if len((name + suffix).encode()) <= _NAME_BYTES:
        return name + suffix
    ending = f"-{hashlib.sha256(name.encode()).hexdigest()[:16]}{suffix}"
    return name.encode()[: _NAME_BYTES - len(ending)].decode(errors="ignore") + ending
