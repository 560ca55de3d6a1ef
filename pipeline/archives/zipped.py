"""ZIP, by the standard library; names and what its members are packed with are looked at here."""

import bz2
import stat
import struct
import zlib
from collections.abc import Iterator
from copy import copy
from typing import IO, cast
from zipfile import ZIP_BZIP2, ZIP_STORED, BadZipFile, ZipExtFile, ZipInfo

from pipeline.archives.code_pages import decode_names
from pipeline.archives.contract import HEAD
from pipeline.archives.errors import LockedError, PackingError
from pipeline.archives.limits import Meter, Stream
from pipeline.archives.salvage import salvage
from pipeline.archives.zip_directory import UTF_8, directory

# Numbers are those of PKWARE's APPNOTE, 4.3.7 (header of a member), 4.4.4 (flags), 4.6.9 (Info-ZIP's Unicode path).
_MEMBER = b"PK\x03\x04"
_HEADER_SIZE = 30
_LOCKED = 0x1
_UNICODE_PATH = 0x7075
_DOS_FOLDER = 0x10
_UNIX = 3


class ZipArchive:
    """An open ZIP file."""

    damage: str | None = None

    def __init__(self, stream: IO[bytes], meter: Meter) -> None:
        self._stream = stream
        self._meter = meter
        try:
            members = directory(stream)
        except BadZipFile:
            members = list(salvage(stream, meter))
            self.damage = f"он обрывается; найдено файлов: {len(members)}"
        self._members = [info for info in members if _is_file(info)]
        self.names = tuple(_names(self._members))

    def head(self, index: int) -> bytes:
        """See `Archive`."""
        return self._open(self._members[index]).read(HEAD)

    def read(self, index: int) -> bytes:
        """See `Archive`."""
        return self._meter.collect(self._open(self._members[index]))

    def _open(self, info: ZipInfo) -> Stream:
        """What is in a member. Its own header is only skipped: `ZipFile.open` would refuse one that differs from the directory's."""
        if info.flag_bits & _LOCKED:
            raise LockedError("")
        self._stream.seek(info.header_offset)
        header = self._stream.read(_HEADER_SIZE)
        if not header.startswith(_MEMBER):
            raise BadZipFile("no header of a member")
        self._stream.seek(sum(struct.unpack("<HH", header[26:])), 1)
        try:
            return _bzip2(self._stream, info) if info.compress_type == ZIP_BZIP2 else ZipExtFile(self._stream, "r", info)
        except NotImplementedError as error:
            raise PackingError("") from error


def _bzip2(stream: IO[bytes], info: ZipInfo) -> Stream:
    """A member packed with BZIP2, inflated in steps: `ZipExtFile` makes all at once of what it has read, which may be gigabytes."""
    packed = copy(info)
    packed.compress_type, packed.file_size = ZIP_STORED, info.compress_size
    del packed.CRC
    return cast(Stream, bz2.BZ2File(ZipExtFile(stream, "r", packed)))


def _is_file(info: ZipInfo) -> bool:
    """Whether a member is a file: no folder, and no link, of which only the path is in the archive."""
    if info.orig_filename.endswith(("/", "\\")) or (info.external_attr & _DOS_FOLDER and not info.file_size):
        return False
    return info.create_system != _UNIX or not stat.S_ISLNK(info.external_attr >> 16)


def _names(members: list[ZipInfo]) -> Iterator[str]:
    guessed = iter(decode_names([_raw_name(info) for info in members if _stated_name(info) is None]))
    for info in members:
        stated = _stated_name(info)
        yield next(guessed) if stated is None else decode_names([stated.encode()])[0]


def _stated_name(info: ZipInfo) -> str | None:
    """The name where the archive says that it is UTF-8: by a flag, or in a field of its own."""
    return info.orig_filename if info.flag_bits & UTF_8 else _unicode_path(info)


def _raw_name(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("cp437")


def _unicode_path(info: ZipInfo) -> str | None:
    """The name in the field that Info-ZIP and WinRAR add; it counts only while the checksum of the old name fits."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and field[1:5] == struct.pack("<L", zlib.crc32(_raw_name(info))):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None
