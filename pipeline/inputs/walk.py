"""The files in a folder and in all folders below it."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UnreadableFileError
from pipeline.export.stale import recorded
from pipeline.inputs.passing import is_no_document
from pipeline.problems import Failure, failure


class Walk:
    """One walk through a folder, and what it met beside files to read."""

    def __init__(self, top: Path, out: Path) -> None:
        self.top = top.resolve()
        self.out = out.resolve()
        self.failures: list[Failure] = []
        self.passed_over = 0

    def files(self, folder: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
        """The files to read below `folder`, sorted. A link back to a folder `above` is not followed."""
        here = folder.resolve()
        if here in above or (here == self.out and here != self.top):
            return
        results = {folder / name for name in recorded(folder)}
        for path in self._members(folder):
            if is_no_document(path.name):
                self.passed_over += 1
            elif path.is_dir():
                yield from (file for file in self.files(path, above | {here}) if file not in results)
            elif path.is_file() or path.is_symlink():
                yield from [] if path in results else [path]
            else:
                self.passed_over += 1

    def _members(self, folder: Path) -> list[Path]:
        try:
            return sorted(folder.iterdir())
        except OSError:
            self.failures.append(failure(str(folder), UnreadableFileError(str(folder))))
            return []
