"""The files below the paths that a person named: which are read, what the outputs call them, and which are passed over."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import MissingPathError, RoadmapError, UnreadableFileError, UnsupportedFormatError
from pipeline.export.stale import recorded
from pipeline.problems import Failure, failure

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


class NothingToReadError(MissingPathError):
    """A folder without a file to read: to a program the same as a missing path, to a person not."""

    what = "В папке нет ни одного файла для чтения"
    advice = "проверьте, та ли это папка; скрытые и служебные файлы, JSON и прежние результаты не читаются"


class BrokenLinkError(MissingPathError):
    """A link to a file that is no longer there."""

    what = "Это ссылка на файл, которого больше нет"
    advice = "положите сюда сам файл и повторите"


class Input(NamedTuple):
    """A file to read, and its name in the outputs: its path below the PATH that was named, «/» between folders."""

    path: Path
    name: str


class Inputs(NamedTuple):
    """Files to read, in order; paths that cannot be; and how many files of folders were passed over."""

    files: tuple[Input, ...]
    failures: tuple[Failure, ...]
    passed_over: int


class _Found(NamedTuple):
    """What one PATH gave. Names are below the folder `base`."""

    base: Path
    files: list[Input]
    failures: list[Failure]
    passed_over: int


def find_inputs(paths: Sequence[Path], out: Path) -> Inputs:
    """The files to read. A file that is named is always taken; of a folder, all that stands in it, at any depth.

    Passed over in a folder: what `is_no_document` tells by its name. Never read: the folder `out` inside it, and whatever a former
    run wrote. A PATH that does not exist or is no file, and a folder with nothing to read are failures. No two files have one name.
    """
    groups = [_find(path, out) for path in paths]
    files: dict[str, Input] = {}
    for group, depth in zip(groups, _depths(groups), strict=True):
        for path, name in group.files:
            files.setdefault(_absolute(path), Input(path, _named(group.base, depth, name)))
    failures = tuple(found for group in groups for found in group.failures)
    return Inputs(tuple(files.values()), failures, sum(group.passed_over for group in groups))


def is_no_document(path: Path) -> bool:
    """Whether a file or folder is hidden, a lock of Word («~$…»), of the system, or JSON: results and annotations, never a document."""
    name = path.name.lower()
    return name.startswith((".", "~$")) or name in _SYSTEM_FILES or name.endswith(".json")


def no_file(path: Path, name: str) -> RoadmapError:
    """Why `path`, which is neither a file nor a folder, cannot be read."""
    if path.exists():
        return UnsupportedFormatError(name, "это не файл, а канал или устройство")
    return BrokenLinkError(name) if path.is_symlink() else MissingPathError(name)


def _find(path: Path, out: Path) -> _Found:
    if path.is_dir():
        return _find_below(path, out)
    if path.is_file() or path.is_symlink():
        return _Found(path.absolute().parent, [Input(path, path.name)], [], 0)
    return _Found(path, [], [failure(str(path), no_file(path, str(path)))], 0)


def _find_below(path: Path, out: Path) -> _Found:
    walk = _Walk(path, out)
    files = [Input(file, file.relative_to(path).as_posix()) for file in walk.files(path)]
    if not files and not walk.failures:
        walk.failures.append(failure(str(path), NothingToReadError(str(path))))
    return _Found(path.resolve(), files, walk.failures, walk.passed_over)


class _Walk:
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
            if is_no_document(path):
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


# ------------------------------------------------------------ names


def _depths(groups: Sequence[_Found]) -> list[int]:
    """With how many of the folders above it each group names its files: none, or as many as tell it apart from the others."""
    depths = [0] * len(groups)
    while deeper := [at for at in _clashing(groups, depths) if depths[at] < len(_folders(groups[at].base))]:
        for at in deeper:
            depths[at] += 1
    return depths


def _clashing(groups: Sequence[_Found], depths: Sequence[int]) -> list[int]:
    """The groups of which a file is called like a different file of another group."""
    named = [
        {_named(group.base, depth, name): _absolute(path) for path, name in group.files}
        for group, depth in zip(groups, depths, strict=True)
    ]
    meanings = Counter(name for name, _ in {pair for names in named for pair in names.items()})
    return [at for at, names in enumerate(named) if any(meanings[name] > 1 for name in names)]


def _absolute(path: Path) -> str:
    """The place of a file, however it was named; a link is another file than what it leads to."""
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow the link


def _named(base: Path, depth: int, name: str) -> str:
    folders = _folders(base)
    return "/".join([*folders[len(folders) - depth :], name])


def _folders(base: Path) -> list[str]:
    """The folders from the root to `base`, a drive letter among them."""
    return [part for part in (base.drive.strip(":\\/").replace("\\", "/"), *base.parts[1:]) if part]
