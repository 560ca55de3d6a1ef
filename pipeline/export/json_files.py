"""JSON: each roadmap as it is in the model, in a file named after its source."""

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pipeline.export.files import safe_name, write_bytes
from pipeline.model import Roadmap

FOLDER = "json"
_DIGEST = 8
_PATH_BYTES = 800
"""Of a name with its folders. The systems take 1,024 (macOS) to 4,096 (Linux), the path of the output folder included."""


class JsonFiles:
    """`json/<source file>.json` below a folder, one after another."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._files: set[bytes] = set()
        self._folders: set[bytes] = set()
        self.names: list[str] = []
        """Paths of what was written, below the folder, with «/»."""

    def add(self, roadmap: Roadmap) -> None:
        """Writes one roadmap. OutputError where it cannot be written."""
        name = next(name for name in _candidates(roadmap) if self._is_free(name))
        self._files.add(_digest(name))
        self._folders.update(_folders(name))
        write_bytes(self._out / FOLDER / name, roadmap.model_dump_json(indent=1).encode() + b"\n")
        self.names.append(f"{FOLDER}/{name}")

    def _is_free(self, name: str) -> bool:
        return (
            len(name.encode()) <= _PATH_BYTES
            and _digest(name) not in self._files
            and _digest(name) not in self._folders
            and self._files.isdisjoint(_folders(name))
        )


def _candidates(roadmap: Roadmap) -> Iterator[str]:
    """Names for the file of a roadmap: after its source; with its id where that is taken; without folders where they are too
    long, or one is called as a file is.
    """
    file, suffix = roadmap.source.file, f"-{roadmap.document_id}.json"
    yield safe_name(file, ".json")
    yield safe_name(file, suffix)
    flat = file.replace("/", "_").replace("\\", "_")
    yield safe_name(flat, suffix)
    n = 2
    while True:
        yield safe_name(flat, f"-{n}{suffix}")
        n += 1


def _folders(name: str) -> set[bytes]:
    parts = name.split("/")
    return {_digest("/".join(parts[:n])) for n in range(1, len(parts))}


def _digest(name: str) -> bytes:
    """A few bytes that stand for a name, as systems compare names: letter case and composition do not count.

    Were two names to share them, the later would only be called by its id as well.
    """
    return hashlib.blake2b(unicodedata.normalize("NFC", name.casefold()).encode(), digest_size=_DIGEST).digest()
