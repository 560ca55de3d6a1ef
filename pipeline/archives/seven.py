"""7-Zip, by py7zr. Its files lie in one packed stream, or in few: none can be had without all before it, so all are unpacked at once."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from py7zr import Bad7zFile, PasswordRequired, Py7zIO, SevenZipFile, UnsupportedCompressionMethodError, WriterFactory, archiveinfo, py7zr
from py7zr.exceptions import DecompressionBombError

from pipeline.archives.contract import Entry
from pipeline.archives.errors import DamagedMemberError, LockedError, PackingError, TooLargeError
from pipeline.archives.inflating import check_dictionary
from pipeline.archives.limits import FREE, MAX_MEMBER, MAX_MEMBERS, MAX_RATIO, MAX_TOTAL, STEP, Meter, in_words
from pipeline.archives.scratch import Scratch, SpoolError, spooling
from pipeline.errors import RoadmapError

# The library's own limits would let it take gigabytes for the list of the members alone.
archiveinfo.MAX_NUMFILES = 2 * MAX_MEMBERS  # folders are files there
archiveinfo.MAX_HEADER_SIZE = 32 << 20
vars(py7zr)["get_memory_limit"] = lambda: 1 << 20  # bytes that are unpacked at a time

# Deflate, Deflate64, Zstandard, Brotli: the library inflates a whole block of these at once, which may make gigabytes of a megabyte.
# 7-Zip itself packs with LZMA; the numbers are those of its Methods.txt.
_UNBOUNDED = frozenset(map(bytes.fromhex, ("040108", "040109", "04f71101", "04f71102")))
_LZMA, _LZMA2, _PPMD = bytes.fromhex("030101"), bytes.fromhex("21"), bytes.fromhex("030401")
_ATTEMPTS = 16
"""How often the rest is unpacked anew behind a damaged member."""


class SevenArchive:
    """An open 7-Zip file."""

    damage: RoadmapError | None = None

    def __init__(self, stream: IO[bytes], meter: Meter, scratch: Scratch) -> None:
        self._meter = meter
        self._folder = scratch.folder
        self._archive = _opened(stream)
        self._members = [file for file in self._archive.files if not file.is_directory]
        if len(self._members) > MAX_MEMBERS:
            raise TooLargeError("", f"файлов больше {MAX_MEMBERS}")
        self.entries = tuple(_entry(file) for file in self._members)
        self._places = [str(file.id) for file in self._members]
        self._listed: list[Any] = self._archive.files.files_list
        # The library refuses names that lead out of the archive, and mixes up equal ones. Here nothing is written under a name.
        for place, entry in enumerate(self._listed):
            entry["filename"] = str(place)
        self._failed: dict[str, Exception] = {}
        self._is_unpacked = False

    def chunks(self, index: int) -> Iterator[bytes]:
        """See `Archive`."""
        if not self._is_unpacked:
            self._is_unpacked, self._failed = True, self._refused()
            self._unpack()
        place = self._places[index]
        if place in self._failed:
            raise self._failed[place]
        return _saved(self._folder / place)

    def _refused(self) -> dict[str, Exception]:
        """What is not unpacked at all, by what the archive says of it: the library unpacks no more than is said."""
        found: dict[str, Exception] = {}
        files = [file for file in self._members if not file.emptystream]
        for _, block in groupby(files, key=lambda file: id(file.folder)):
            size = 0
            for file in block:
                size += file.uncompressed
                try:
                    _check(file, size, self._packed(file))
                except RoadmapError as error:
                    found[str(file.id)] = error
        return found

    def _packed(self, file: Any) -> int:
        """Bytes of the packed stream that a file is in."""
        streams = self._archive.header.main_streams
        sizes: list[int] = streams.packinfo.packsizes
        at = next((at for at, folder in enumerate(streams.unpackinfo.folders) if folder is file.folder), 0)
        return sizes[at] if at < len(sizes) else sum(sizes)

    def _unpack(self) -> None:
        done: set[str] = set()
        for _ in range(_ATTEMPTS):
            wanted = [file for file in self._members if str(file.id) not in self._failed and str(file.id) not in done]
            if not wanted:
                return
            files = _Files(self._folder, self._meter)
            try:
                self._archive.reset()
                self._archive.extract(targets={str(file.id) for file in wanted}, factory=files)
                return
            except SpoolError:
                raise
            except Exception as error:  # noqa: BLE001 - told of the member that it hits
                broken = files.last or str(wanted[0].id)
                done |= files.begun - {broken}
                self._fail(broken, _cause(error))
            finally:
                files.close()
        for place in set(self._places) - done:
            self._failed.setdefault(place, DamagedMemberError(""))

    def _fail(self, place: str, error: Exception) -> None:
        """Notes why a member cannot be had; nor can those behind it in its stream where its bytes are too many."""
        self._failed[place] = error
        self._listed[int(place)]["digest"] = None  # else the library would stop there again
        if isinstance(error, TooLargeError):
            folder = self._archive.files[int(place)].folder
            behind = [file for file in self._members if int(str(file.id)) > int(place) and not file.emptystream and file.folder is folder]
            self._failed.update({str(file.id): error for file in behind})


def _opened(stream: IO[bytes]) -> SevenZipFile:
    try:
        return SevenZipFile(stream, max_extract_size=MAX_TOTAL)
    except PasswordRequired as error:
        raise LockedError("") from error
    except Bad7zFile as error:
        if "exceeds limit" in str(error):
            raise TooLargeError("", f"файлов больше {MAX_MEMBERS}") from error
        raise


def _entry(file: Any) -> Entry:
    special = "link" if file.is_symlink or file.is_junction else "special_file" if file.is_socket else None
    return Entry(file.filename, file.filename.encode("utf-8", "surrogatepass"), special)  # type: ignore[arg-type]


def _check(file: Any, size: int, packed: int) -> None:
    """A RoadmapError where a file must not be unpacked, of which the stream has made `size` bytes at its end."""
    if file.uncompressed > MAX_MEMBER:
        raise TooLargeError("", f"больше {in_words(MAX_MEMBER)}")
    if size > FREE + MAX_RATIO * packed:
        raise TooLargeError("", f"раздувается больше чем в {MAX_RATIO} раз")
    for coder in file.folder.coders:
        if coder["method"] in _UNBOUNDED:
            raise PackingError("")
        check_dictionary(_dictionary(coder["method"], coder["properties"] or b""))


def _dictionary(method: bytes, properties: bytes) -> int:
    """Bytes that a method keeps in memory (Methods.txt and the specification of 7z)."""
    if method == _LZMA2 and properties:
        bits = properties[0] & 0x3F
        return (2 | bits & 1) << (bits // 2 + 11)
    return int.from_bytes(properties[1:5], "little") if method in (_LZMA, _PPMD) else 0


def _cause(error: Exception) -> Exception:
    if isinstance(error, PasswordRequired):
        return LockedError("")
    if isinstance(error, UnsupportedCompressionMethodError):
        return PackingError("")
    return TooLargeError("", f"больше {in_words(MAX_TOTAL)} вместе") if isinstance(error, DecompressionBombError) else error


def _saved(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from iter(lambda: stream.read(STEP), b"")


class _Files(WriterFactory):
    """Makes the files that the library writes into; `last` is the one that it is at."""

    def __init__(self, folder: Path, meter: Meter) -> None:
        self._folder = folder
        self._meter = meter
        self._open: IO[bytes] | None = None
        self.begun: set[str] = set()
        self.last: str | None = None

    def create(self, filename: str) -> Py7zIO:
        self.close()
        self.begun.add(filename)
        self.last = filename
        with spooling():
            self._open = (self._folder / filename).open("wb")
        return _File(self._open, self._meter)

    def close(self) -> None:
        """Writes the last file to its end."""
        if self._open:
            with spooling():
                self._open.close()


class _File(Py7zIO):
    """A member on its way to the disk."""

    def __init__(self, stream: IO[bytes], meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def write(self, s: bytes | bytearray) -> int:
        self._meter.count(len(s))
        with spooling():
            return self._stream.write(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        self._stream.flush()

    def size(self) -> int:
        return self._stream.tell()
