"""ZIP: its members one by one. Each is unpacked by what the directory says of it; its own header is only skipped."""

import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from typing import IO
from zipfile import BadZipFile

from pipeline.archives.code_pages import decode_names
from pipeline.archives.contract import Entry, Special
from pipeline.archives.errors import DamagedArchiveError, DamagedMemberError, LockedError, OverlappingError, TooLargeError
from pipeline.archives.inflating import unpacked
from pipeline.archives.limits import MAX_MEMBERS, Meter
from pipeline.archives.salvage import salvage
from pipeline.archives.scratch import Scratch
from pipeline.archives.zip_directory import HEADER_SIZE, MEMBER, UTF_8, Directory, ZipMember, directory, overlapping
from pipeline.errors import RoadmapError

_LOCKED = 0x1
"""The flag of an encrypted member (PKWARE's APPNOTE, 4.4.4)."""
_DOS_FOLDER = 0x10
_UNIX = 3


class ZipArchive:
    """An open ZIP file."""

    damage: RoadmapError | None = None

    def __init__(self, stream: IO[bytes], meter: Meter, _: Scratch) -> None:
        self._stream = stream
        self._meter = meter
        found = self._directory()
        over = overlapping(found, stream) if self.damage is None else frozenset()
        self._overlapping = [at in over for at, member in enumerate(found.members) if not _is_folder(member)]
        self._members = [member for member in found.members if not _is_folder(member)]
        self.entries = tuple(
            Entry(name, member.raw, _special(member), member.size / max(member.packed, 1))
            for name, member in zip(_names(self._members), self._members, strict=True)
        )

    def chunks(self, index: int) -> Iterator[bytes]:
        """See `Archive`."""
        member = self._members[index]
        if self._overlapping[index]:
            raise OverlappingError("")
        if member.flags & _LOCKED:
            raise LockedError("")
        part = _Part(self._stream, member.packed)
        return self._meter.counted(self._content(member, part), lambda: part.read_so_far)

    def _directory(self) -> Directory:
        try:
            found = directory(self._stream)
            self.damage = None if found.whole else TooLargeError("", f"файлов больше {MAX_MEMBERS}")
        except BadZipFile:
            members = list(salvage(self._stream, self._meter))
            self.damage = DamagedArchiveError("", f"он обрывается; найдено файлов: {len(members)}")
            return Directory(members, 0, whole=False)
        return found

    def _content(self, member: ZipMember, part: "_Part") -> Iterator[bytes]:
        self._stream.seek(member.offset)
        header = self._stream.read(HEADER_SIZE)
        if len(header) < HEADER_SIZE or not header.startswith(MEMBER):
            raise BadZipFile("no header of a member")
        self._stream.seek(sum(struct.unpack("<HH", header[26:])), 1)
        crc, size = 0, 0
        for chunk in unpacked(part, member.method):
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            if size > member.size:
                raise DamagedMemberError("")
            yield chunk
        if crc != member.crc:
            raise DamagedMemberError("")


class _Part:
    """The next bytes of a stream, no further than a member goes."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._left = size
        self.read_so_far = 0

    def read(self, size: int, /) -> bytes:
        """See `Stream`."""
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        self.read_so_far += len(data)
        return data


def _is_folder(member: ZipMember) -> bool:
    return member.raw.endswith((b"/", b"\\")) or bool(member.attributes & _DOS_FOLDER and not member.size)


def _special(member: ZipMember) -> Special | None:
    """A link of Unix, of which only the path is in the archive, or a pipe or device."""
    mode = member.attributes >> 16 if member.system == _UNIX else 0
    if stat.S_ISLNK(mode):
        return "link"
    return "special_file" if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR) else None


def _names(members: list[ZipMember]) -> Iterator[str]:
    guessed = iter(decode_names([member.raw for member in members if _stated_name(member) is None]))
    for member in members:
        stated = _stated_name(member)
        yield next(guessed) if stated is None else unicodedata.normalize("NFC", stated)


def _stated_name(member: ZipMember) -> str | None:
    """The name where the archive says that it is UTF-8, by a flag or in a field of its own, and it is."""
    if not member.flags & UTF_8:
        return member.unicode_name
    try:
        return member.raw.decode("utf-8")
    except UnicodeDecodeError:  # some program said it of names in another encoding
        return None
