"""Archives walked like folders: the names of their files, and the bytes of each, counted as they are unpacked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.archives.contract import Archive, Entry
from pipeline.archives.errors import DamagedArchiveError, DamagedMemberError, TooLargeError
from pipeline.archives.formats import ARCHIVES, archive_format
from pipeline.archives.limits import Meter
from pipeline.archives.scratch import Scratch, SpoolError
from pipeline.archives.tools import missing
from pipeline.errors import DamagedFileError, RoadmapError, UnreadableFileError
from pipeline.extract.tools import lacking

__all__ = ["ARCHIVES", "Archive", "Entry", "Meter", "is_archive", "opened", "unpacked"]


def is_archive(path: Path) -> bool:
    """Whether a file is an archive, by its content. What cannot be opened is none: the reader of documents says why."""
    try:
        with path.open("rb") as stream:
            return archive_format(stream) is not None
    except OSError:
        return False


@contextmanager
def opened(path: Path, meter: Meter, above: Path) -> Iterator[Archive]:
    """The archive `path`, as long as the block lasts. A RoadmapError that knows no file name where it cannot be opened.

    above: the folder that a folder is made in for what has to be unpacked as a whole.
    """
    with Scratch(above) as scratch:
        with _failures(DamagedArchiveError):
            stream = path.open("rb")
        with stream:
            with _failures(DamagedArchiveError):
                archive = _opened(stream, path, meter, scratch)
            yield archive


def unpacked(archive: Archive, index: int) -> Iterator[bytes]:
    """The bytes of a member. A RoadmapError that says why they cannot be had, also when some came already."""
    with _failures(DamagedMemberError):
        yield from archive.chunks(index)


def _opened(stream: IO[bytes], path: Path, meter: Meter, scratch: Scratch) -> Archive:
    """The archive that a stream holds; `path` is where further volumes of a RAR lie beside it."""
    found = archive_format(stream)
    if found is None:
        raise DamagedArchiveError("")
    kind = ARCHIVES[found]
    for tool in kind.needs:
        if lacking(tool):
            raise missing(tool)
    stream.seek(0)
    return kind.load()(path if found == "rar" else stream, meter, scratch)


@contextmanager
def _failures(otherwise: type[DamagedFileError]) -> Iterator[None]:
    """Turns what libraries throw at foreign data into the failure of one archive or of one file in it."""
    try:
        yield
    except (RoadmapError, SpoolError):
        raise
    except MemoryError as error:
        raise TooLargeError("", "на него не хватает памяти") from error
    except OSError as error:
        raise (UnreadableFileError("") if error.errno else otherwise("")) from error
    except Exception as error:  # the border of one archive
        raise otherwise("") from error
