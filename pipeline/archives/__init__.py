"""Archives walked like folders: their files are unpacked into memory one by one, and nothing of them is ever written to the disk.

A file in an archive is known by its way: its place in the archive, or in the archive that is at that place, and so on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Self

from pipeline.archives.contract import Archive
from pipeline.archives.errors import DamagedArchiveError, DamagedMemberError, TooLargeError
from pipeline.archives.formats import ARCHIVES, archive_format, format_of_head
from pipeline.archives.limits import Meter
from pipeline.archives.tools import missing
from pipeline.errors import DamagedFileError, RoadmapError, UnreadableFileError
from pipeline.extract.tools import lacking

__all__ = ["ARCHIVES", "Archives", "Way", "is_archive"]

Way = tuple[int, ...]


def is_archive(path: Path) -> bool:
    """Whether a file is an archive, by its content. What cannot be opened is none: the reader of documents says why."""
    try:
        with path.open("rb") as stream:
            return archive_format(stream) is not None
    except OSError:
        return False


class Archives:
    """The archive that is being read, and the archives in it down to where it was read last. Errors do not know the names of files."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._meter = Meter()
        self._open: list[tuple[Archive, IO[bytes]]] = []
        self._way: Way = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of all files."""
        self._close_from(0)
        self._path = None

    def open(self, path: Path, way: Way = ()) -> Archive:
        """The archive `path`, or the one at the end of the way in it. RoadmapError where it cannot be opened."""
        if path != self._path:
            self.close()
            self._path, self._meter = path, Meter()
        same = 0
        while same < min(len(way), len(self._way)) and way[same] == self._way[same]:
            same += 1
        self._close_from(min(same + 1, len(self._open)))
        while len(self._open) <= len(way):
            self._deeper(path, way)
        return self._open[-1][0]

    def head(self, path: Path, way: Way) -> bytes:
        """The first bytes of a file in an archive. Raises like `read`."""
        archive = self.open(path, way[:-1])
        with _failures(DamagedMemberError):
            return archive.head(way[-1])

    def read(self, path: Path, way: Way) -> bytes:
        """The bytes of a file in an archive. A RoadmapError that says why they cannot be had."""
        archive = self.open(path, way[:-1])
        with _failures(DamagedMemberError):
            return archive.read(way[-1])

    def holds_archive(self, path: Path, way: Way) -> bool:
        """Whether a file in an archive is an archive itself. One that cannot be read is none: reading it says why."""
        try:
            found = format_of_head(self.head(path, way))
            return found is not None and (found != "zip" or archive_format(BytesIO(self.read(path, way))) is not None)
        except RoadmapError:
            return False

    def _deeper(self, path: Path, way: Way) -> None:
        """Opens the next archive of the way."""
        depth = len(self._open)
        with _failures(DamagedArchiveError):
            source = BytesIO(self.read(path, way[:depth])) if depth else path.open("rb")
            with _closed_on_failure(source):
                self._open.append((_opened(source, path if depth == 0 else None, self._meter), source))
        self._way = way[:depth]

    def _close_from(self, depth: int) -> None:
        while len(self._open) > depth:
            self._open.pop()[1].close()
        self._way = self._way[: max(depth - 1, 0)]


def _opened(stream: IO[bytes], path: Path | None, meter: Meter) -> Archive:
    """The archive that a stream holds; `path` is where further volumes of a RAR lie beside it."""
    found = archive_format(stream)
    if found is None:
        raise DamagedArchiveError("")
    kind = ARCHIVES[found]
    for tool in kind.needs:
        if lacking(tool):
            raise missing(tool)
    stream.seek(0)
    return kind.load()(path if path and found == "rar" else stream, meter)


@contextmanager
def _closed_on_failure(stream: IO[bytes]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        stream.close()
        raise


@contextmanager
def _failures(otherwise: type[DamagedFileError]) -> Iterator[None]:
    """Turns what libraries throw at foreign data into the failure of one archive or of one file in it."""
    try:
        yield
    except RoadmapError:
        raise
    except MemoryError as error:
        raise TooLargeError("", "на него не хватает памяти") from error
    except OSError as error:
        raise (UnreadableFileError("") if error.errno else otherwise("")) from error
    except Exception as error:  # the border of one archive
        raise otherwise("") from error
