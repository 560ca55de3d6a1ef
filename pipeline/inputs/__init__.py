"""The files below the paths that a person named: which are read, what the outputs call them, and which are passed over."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.archives import Archives
from pipeline.errors import RoadmapError
from pipeline.inputs.found import Found, Input, Place
from pipeline.inputs.names import depths, named
from pipeline.inputs.passing import NothingToReadError, no_file
from pipeline.inputs.unpacking import Unpacking
from pipeline.inputs.walk import Walk
from pipeline.problems import Failure, failure

__all__ = ["Input", "Inputs", "content_of", "find_inputs", "no_file"]


class Inputs(NamedTuple):
    """Files to read, in order; paths that cannot be; and how many files of folders and archives were passed over."""

    files: tuple[Input, ...]
    failures: tuple[Failure, ...]
    passed_over: int


def find_inputs(paths: Sequence[Path], out: Path) -> Inputs:
    """The files to read. A file that is named is always taken; of a folder, all that stands in it, at any depth.

    Passed over in a folder: what `is_no_document` tells by its name, and the parts of a saved web page. Never read: the folder `out` inside it, and whatever a former
    run wrote. An archive is walked like a folder, wherever it stands, and a PATH may lead into it («архив.zip/папка»).
    A PATH that does not exist or is no file, and a folder with nothing to read are failures. No two files have one name.
    """
    with Archives() as archives:
        groups = [_find(path, out, archives) for path in paths]
    files: dict[Place, Input] = {}
    for group, depth in zip(groups, depths(groups), strict=True):
        for one in group.files:
            files.setdefault(one.place, one._replace(name=named(group.base, depth, one.name)))
    failures = tuple(found for group in groups for found in group.failures)
    return Inputs(tuple(files.values()), failures, sum(group.passed_over for group in groups))


def content_of(one: Input, archives: Archives) -> bytes | None:
    """The bytes of a file in an archive; None of a file that lies in a folder. A RoadmapError that says why it cannot be read."""
    try:
        if one.error:
            raise one.error
        return archives.read(one.path, one.way) if one.way else None
    except RoadmapError as error:
        raise error.at(one.name) from error


def _find(path: Path, out: Path, archives: Archives) -> Found:
    if path.is_dir():
        return _find_below(path, out, archives)
    if path.is_file() or path.is_symlink():
        return _unpacked(path.absolute().parent, [(path, path.name)], archives)
    return _find_in_archive(path, archives) or Found(path, [], [failure(str(path), no_file(path, str(path)))], 0)


def _find_below(path: Path, out: Path, archives: Archives) -> Found:
    walk = Walk(path, out)
    found = _unpacked(path.resolve(), [(file, file.relative_to(path).as_posix()) for file in walk.files(path)], archives)
    if not found.files and not walk.failures:
        walk.failures.append(failure(str(path), NothingToReadError(str(path))))
    return found._replace(failures=walk.failures, passed_over=found.passed_over + walk.passed_over)


def _find_in_archive(path: Path, archives: Archives) -> Found | None:
    """The files of an archive that are called `path` or stand below it; None where there are none."""
    archive = next((above for above in path.parents if above.is_file()), None)
    if archive is None:
        return None
    found = _unpacked(archive.absolute().parent, [(archive, archive.name)], archives)
    wanted = path.relative_to(archive.parent).as_posix()
    files = [one for one in found.files if one.name == wanted or one.name.startswith(f"{wanted}/")]
    return found._replace(files=files, passed_over=0) if files else None


def _unpacked(base: Path, files: Sequence[tuple[Path, str]], archives: Archives) -> Found:
    """The files, with those in archives in the place of the archives."""
    unpacking = Unpacking(archives)
    found = [one for path, name in files for one in unpacking.files(path, name)]
    return Found(base, found, [], unpacking.passed_over)
