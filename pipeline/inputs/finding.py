"""Which files there are to read below the paths that a person named: walked, told apart by name, and hashed one after another."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.archives.contract import HEAD
from pipeline.archives.formats import format_of_head
from pipeline.archives.limits import MAX_MEMBER, MAX_TOTAL, in_words
from pipeline.errors import RoadmapError, TooLargeError, UnreadableFileError
from pipeline.inputs.found import Found
from pipeline.inputs.members import told, unique
from pipeline.inputs.names import Named, depths, named
from pipeline.inputs.passing import ChangedFileError, NothingToReadError, OutsideLinkError, no_file
from pipeline.inputs.tree import NoFileError, Tree
from pipeline.inputs.walk import Met, Walk

_STEP = 1 << 20
_LONGEST_PATH = 1_000
"""Bytes of a path that every system opens, also with what a program adds to it."""


class _Group(NamedTuple):
    """What one PATH gave: names are below `base`, places below `top`, which differs from it where the PATH is a link."""

    path: Path
    base: Path
    top: Path
    met: list[Met]
    within: str = ""


def find(paths: Sequence[Path], out: Path, spool: Path | None = None) -> Iterator[Found]:
    """All that is met below the paths, in their order, each thing once; nothing is raised, and no archive is opened.

    Of a folder all that stands in it is met, at any depth, but for the folder `out` and what a run notes for itself in it. A file that is named is always
    taken; a PATH may lead into an archive («архив.zip/папка»). Files are hashed as they are asked for.
    spool: a folder to which a file is copied whose path is too long to be opened by others; without it such a file cannot be read.
    """
    groups = [_group(path, out) for path in paths]
    meant = [Named(group.base, [(told(met.parts), _place(group, met)) for met in group.met]) for group in groups]
    withins = _withins(groups)
    seen: set[str] = set()
    taken: set[str] = set()
    for group, names, depth in zip(groups, meant, depths(meant), strict=True):
        with _Reading(group.top, spool) as reading:
            for met, (name, place) in zip(group.met, names.files, strict=True):
                if place not in seen:
                    seen.add(place)
                    file = unique(named(group.base, depth, name), taken)
                    yield reading.found(met, file)._replace(within=withins.get(place, ()))


def _group(path: Path, out: Path) -> _Group:
    if path.is_dir():
        return _below(path, out)
    archive = next((above for above in path.parents if above.is_file()), None)
    if path.is_file() or archive is None:
        return _file(path)
    return _file(archive)._replace(path=path, within=path.relative_to(archive).as_posix())


def _file(path: Path) -> _Group:
    target = Path(os.path.realpath(path))
    error = None if path.is_file() else no_file(path, "")
    met = Met((path.name,) if error is None or path.is_symlink() else (str(path),), (target.name,), error=error)
    return _Group(path, path.absolute().parent, target.parent, [met])


def _below(path: Path, out: Path) -> _Group:
    top = path.resolve()
    try:
        with Tree(top) as tree:
            met = list(Walk(tree, out).met())
    except OSError as error:
        met = [Met((str(path),), (), error=UnreadableFileError("", error.strerror or ""))]
    if all(one.skipped for one in met):
        met.append(Met((str(path),), (), error=NothingToReadError("")))
    return _Group(path, top, top, met)


def _place(group: _Group, met: Met) -> str:
    """What a thing is known by, however it was named; a link is another thing than what it leads to."""
    return os.path.abspath(group.base.joinpath(*met.parts))  # noqa: PTH100 - resolve() would follow the link


def _withins(groups: Sequence[_Group]) -> dict[str, tuple[str, ...]]:
    """Which parts of archives were named, by the place of the archive; not of those that were named whole."""
    named_parts: dict[str, tuple[str, ...]] = {}
    whole: set[str] = set()
    for group in groups:
        for met in group.met:
            place = _place(group, met)
            if group.within:
                named_parts[place] = (*named_parts.get(place, ()), group.within)
            else:
                whole.add(place)
    return {place: parts for place, parts in named_parts.items() if place not in whole}


class _Reading:
    """Opens and hashes what was met below one folder."""

    def __init__(self, top: Path, spool: Path | None) -> None:
        self._top = top
        self._spool = spool
        self._tree: Tree | None = None

    def __enter__(self) -> "_Reading":
        return self

    def __exit__(self, *_: object) -> None:
        if self._tree:
            self._tree.__exit__()

    def found(self, met: Met, file: str) -> Found:
        """What became of one thing."""
        name = os.fsencode("/".join(met.parts))
        found = Found(self._top.joinpath(*met.target), file, name, met.size, skipped=met.skipped)
        if met.error:
            return found._replace(error=met.error.at(file))
        if met.skipped:
            return found
        try:
            return self._hashed(found, met)
        except NoFileError:
            return found._replace(skipped="special_file")
        except RoadmapError as error:
            return found._replace(error=error.at(file))
        except OSError as error:
            return found._replace(error=_why(error).at(file))

    def _hashed(self, found: Found, met: Met) -> Found:
        self._tree = self._tree or Tree(self._top)
        with self._tree.opened(met.target) as stream:
            size = os.fstat(stream.fileno()).st_size
            head = stream.read(HEAD)
            archive = format_of_head(head)
            most = MAX_TOTAL if archive else MAX_MEMBER
            found = found._replace(size=size, archive=archive)
            if size > most:
                return found._replace(error=TooLargeError(found.file, f"больше {in_words(most)}"))
            stream.seek(0)
            if len(os.fsencode(found.path)) <= _LONGEST_PATH:
                return found._replace(sha256=_digest(stream, size, None))
            return self._copied(found, stream, size)

    def _copied(self, found: Found, stream: BinaryIO, size: int) -> Found:
        if self._spool is None:
            raise UnreadableFileError("", "путь слишком длинный: перенесите файл в папку ближе к корню диска")
        with tempfile.NamedTemporaryFile(dir=self._spool, delete=False) as copy:
            sha256 = _digest(stream, size, copy)
        path = self._spool / sha256
        Path(copy.name).replace(path)
        return found._replace(sha256=sha256, path=path)


def _digest(stream: BinaryIO, size: int, copy: object) -> str:
    """The SHA-256 of a file of a known size, written to `copy` on the way. ChangedFileError where it has another size now."""
    before = os.fstat(stream.fileno())
    digest = hashlib.sha256()
    count = 0
    while chunk := stream.read(_STEP):
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)  # type: ignore[attr-defined]
        count += len(chunk)
        if count > size:
            break
    after = os.fstat(stream.fileno())
    if count != size or after.st_mtime_ns != before.st_mtime_ns:
        raise ChangedFileError("")
    return digest.hexdigest()


def _why(error: OSError) -> RoadmapError:
    """Why a file that was met cannot be opened now."""
    if isinstance(error, FileNotFoundError):
        return ChangedFileError("")
    return OutsideLinkError("") if error.errno == errno.ELOOP else UnreadableFileError("", error.strerror or "")
