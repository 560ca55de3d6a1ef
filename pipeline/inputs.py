"""The files below the paths that a person named: which are read, what the outputs call them, and which are passed over."""

import os
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import MissingPathError, RoadmapError
from pipeline.export.package import FILE
from pipeline.export.stale import recorded
from pipeline.problems import Failure, failure

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


class Input(NamedTuple):
    """A file to read, and its name in the outputs: its path below the PATH that was named, «/» between folders."""

    path: Path
    name: str


class Inputs(NamedTuple):
    """What was found: files to read in order, paths that cannot be, and how many files were passed over."""

    files: tuple[Input, ...]
    failures: tuple[Failure, ...]
    passed_over: int


class _Found(NamedTuple):
    """The files of one PATH: the folder that their names are below, and their places in it."""

    base: Path
    files: tuple[Path, ...]
    failures: tuple[Failure, ...]
    passed_over: int


def find_inputs(paths: Sequence[Path], out: Path) -> Inputs:
    """The files to read. A file that is named is always taken; of a folder all but what `is_passed_over` says, below `out`, and former results.

    A PATH that does not exist, or a folder with nothing to read, is a failure.
    """
    found = [_found(path, out) for path in paths]
    files: dict[str, Input] = {}
    for group, names in zip(found, _names(found), strict=True):
        for path, name in zip(group.files, names, strict=True):
            files.setdefault(os.path.abspath(path), Input(path, name))
    failures = tuple(failure for group in found for failure in group.failures)
    return Inputs(tuple(files.values()), failures, sum(group.passed_over for group in found))


def is_passed_over(path: Path) -> bool:
    """Whether a file or folder is no document by its name: hidden, a lock of Word («~$…»), of the system, or JSON (results, annotations)."""
    name = path.name.lower()
    return name.startswith((".", "~$")) or name in _SYSTEM_FILES or name.endswith(".json")


def _found(path: Path, out: Path) -> _Found:
    if path.is_file():
        return _Found(path.absolute().parent, (path,), (), 0)
    if not path.is_dir():
        return _Found(path, (), (failure(str(path), MissingPathError(str(path))),), 0)
    walk = _Walk(path, out)
    files = tuple(walk.files(path, frozenset()))
    failures = walk.failures
    if not files and not failures:
        failures = [failure(str(path), MissingPathError(str(path), "в папке нет ни одного файла для чтения"))]
    return _Found(path.resolve(), files, tuple(failures), walk.passed_over)


class _Walk:
    """One walk through a folder, and what it met beside files to read."""

    def __init__(self, top: Path, out: Path) -> None:
        self.top = top.resolve()
        self.out = out.resolve()
        self.failures: list[Failure] = []
        self.passed_over = 0

    def files(self, folder: Path, above: frozenset[Path]) -> Iterator[Path]:
        """The files to read below `folder`, sorted. A link back to a folder `above` is not followed."""
        here = folder.resolve()
        if here in above or (here == self.out and here != self.top):
            return
        ours = {folder / name for name in [*recorded(folder), FILE]}
        for path in self._members(folder):
            if path in ours:
                continue
            if is_passed_over(path):
                self.passed_over += 1
            elif path.is_dir():
                # What this program wrote below stands in folders of its own: their files are known by their whole path.
                yield from (file for file in self.files(path, above | {here}) if file not in ours)
            elif path.is_file() or path.is_symlink():
                yield path
            else:
                self.passed_over += 1

    def _members(self, folder: Path) -> list[Path]:
        try:
            return sorted(folder.iterdir())
        except OSError as error:
            self.failures.append(failure(str(folder), RoadmapError(str(folder), f"папка не открывается: {error.strerror}")))
            return []


def _names(found: Sequence[_Found]) -> list[list[str]]:
    """The names of each group's files: below its folder; where two groups would share a name, with as many folders before as tell them apart."""
    depths = [0] * len(found)
    for _ in count():
        names = [_below(group, depth) for group, depth in zip(found, depths, strict=True)]
        clashing = [at for at in _clashing(found, names) if depths[at] < len(_folders(found[at].base))]
        if not clashing:
            return names
        for at in clashing:
            depths[at] += 1
    raise AssertionError


def _below(group: _Found, depth: int) -> list[str]:
    folders = _folders(group.base)
    before = folders[len(folders) - depth :]
    return ["/".join([*before, *_parts(group, path)]) for path in group.files]


def _parts(group: _Found, path: Path) -> tuple[str, ...]:
    return path.parts[-1:] if len(group.files) == 1 and path.absolute().parent == group.base else path.parts
