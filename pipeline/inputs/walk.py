"""The files in a folder and in all folders below it."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UnreadableFileError
from pipeline.export.stale import no_documents, recorded
from pipeline.inputs.passing import is_folder_of_page, is_no_document, is_part_of_page
from pipeline.problems import Failure, failure


class Walk:
    """One walk through a folder, and what it met beside files to read."""

    def __init__(self, top: Path, out: Path) -> None:
        self.top = top.resolve()
        self.out = out.resolve()
        self.failures: list[Failure] = []
        self.passed_over = 0

    def files(self, folder: Path, above: frozenset[Path] = frozenset(), of_page: bool = False) -> Iterator[Path]:
        """The files to read below `folder`, sorted. A link back to a folder `above` is not followed.

        `of_page`: whether it is the folder of a saved web page, or in one.
        """
        here = folder.resolve()
        if here in above or (here == self.out and here != self.top):
            return
        results = {folder / name for name in no_documents(recorded(folder))}
        members = self._members(folder)
        beside = frozenset(map(str, members))
        for path in members:
            if is_no_document(path.name):
                self.passed_over += 1
            elif path.is_dir():
                inside = self.files(path, above | {here}, of_page or is_folder_of_page(str(path), beside))
                yield from (file for file in inside if file not in results)
            elif of_page and is_part_of_page(path.name):
                self.passed_over += 1
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
