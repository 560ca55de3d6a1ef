"""7-Zip, by py7zr. Its files are packed one behind another, so that the last cannot be had without all before it."""

from contextlib import suppress
from io import BytesIO
from typing import IO

from py7zr import PasswordRequired, Py7zIO, SevenZipFile, UnsupportedCompressionMethodError, WriterFactory
from py7zr.py7zr import ArchiveFile

from pipeline.archives.errors import LockedError, PackingError, TooLargeError
from pipeline.archives.limits import MAX_MEMBER, MAX_TOTAL, Meter, in_words

_HELD = 64 << 20
"""Bytes of an archive up to which all its files are unpacked at once and held; of a larger one each is unpacked by itself."""
# Deflate, Deflate64, Zstandard, Brotli: the library inflates a whole block of these at once, which may make gigabytes of a megabyte.
# 7-Zip itself packs with LZMA; the numbers are those of its Methods.txt.
_UNBOUNDED = frozenset(map(bytes.fromhex, ("040108", "040109", "04f71101", "04f71102")))


class SevenArchive:
    """An open 7-Zip file."""

    damage: str | None = None

    def __init__(self, stream: IO[bytes], meter: Meter) -> None:
        self._meter = meter
        try:
            self._archive = SevenZipFile(stream, max_extract_size=MAX_TOTAL)
        except PasswordRequired as error:
            raise LockedError("") from error
        self._members = [file for file in self._archive.files if file.is_file and not file.is_symlink and not file.is_junction]
        self.names = tuple(file.filename for file in self._members)
        self._places = [str(file.id) for file in self._members]
        # The library refuses names that lead out of the archive, and mixes up equal ones. Here nothing is written under a name.
        for place, entry in enumerate(self._archive.files.files_list):
            entry["filename"] = str(place)
        self._held: dict[str, bytes] | None = None

    def head(self, index: int) -> bytes:
        """See `Archive`. The whole file: its beginning costs as much."""
        return self.read(index)

    def read(self, index: int) -> bytes:
        """See `Archive`."""
        if self._members[index].uncompressed > MAX_MEMBER:  # it is unpacked up to the size that is stated, and no further
            raise TooLargeError("", f"больше {in_words(MAX_MEMBER)}")
        if _is_unbounded(self._members[index]):
            raise PackingError("")
        place = self._places[index]
        if self._held is None:
            self._held = self._hold()
        return self._held[place] if place in self._held else self._unpack({place})[place]

    def _hold(self) -> dict[str, bytes]:
        """All files at once, where they are few and none is damaged."""
        if sum(file.uncompressed for file in self._members) <= _HELD and not any(map(_is_unbounded, self._members)):
            with suppress(Exception):  # whatever it is, it comes again when the file that it hits is unpacked by itself
                return self._unpack(None)
        return {}

    def _unpack(self, places: set[str] | None) -> dict[str, bytes]:
        files = _Files(self._meter)
        self._archive.reset()
        try:
            self._archive.extract(targets=places, factory=files)
        except PasswordRequired as error:
            raise LockedError("") from error
        except UnsupportedCompressionMethodError as error:
            raise PackingError("") from error
        return {name: file.content.getvalue() for name, file in files.files.items()}


def _is_unbounded(file: ArchiveFile) -> bool:
    return not file.emptystream and any(coder["method"] in _UNBOUNDED for coder in file.folder.coders)


class _Files(WriterFactory):
    """Makes the files that the library writes into, and keeps them."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.files: dict[str, _File] = {}

    def create(self, filename: str) -> Py7zIO:
        self.files[filename] = _File(self._meter)
        return self.files[filename]


class _File(Py7zIO):
    """A file in memory."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.content = BytesIO()

    def write(self, s: bytes | bytearray) -> int:
        self._meter.count(len(s))
        return self.content.write(s)

    def read(self, size: int | None = None) -> bytes:
        return self.content.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.content.seek(offset, whence)

    def flush(self) -> None:
        pass

    def size(self) -> int:
        return self.content.getbuffer().nbytes
