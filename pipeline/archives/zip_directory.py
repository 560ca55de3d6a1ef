"""The directory of a ZIP file, which stands at its end and lists the members.

The standard library reads it whole, however long it is; makes text of the names, and fails where they are not in the encoding that they claim;
and does not see in every version of Python that members overlap. Numbers are those of PKWARE's APPNOTE.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple
from zipfile import BadZipFile

from pipeline.archives.limits import MAX_MEMBERS, MAX_NAMES

MEMBER = b"PK\x03\x04"
HEADER_SIZE = 30
UTF_8 = 0x800
"""The flag of a member whose name is UTF-8 (4.4.4)."""
_ENTRY, _ENTRY_SIZE = b"PK\x01\x02", 46
_END, _END_SIZE = b"PK\x05\x06", 22
_LONGEST_COMMENT = 0xFFFF
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_END_64, _END_64_SIZE = b"PK\x06\x06", 56
_ZIP_64 = 0x0001
_UNICODE_PATH = 0x7075
_MOST_FIELDS = 64
"""Extra fields of a member that are looked at: programs write up to five."""


class ZipMember(NamedTuple):
    """A member as its header has it: 4.3.7 or 4.3.12."""

    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int = 0
    system: int = 0
    unicode_name: str | None = None
    """Its name in the field that Info-ZIP and WinRAR add (4.6.9)."""


class Directory(NamedTuple):
    """The members in the order of the directory; `start` is where it stands, `whole` whether that are all."""

    members: list[ZipMember]
    start: int
    whole: bool


def directory(stream: IO[bytes]) -> Directory:
    """The directory. BadZipFile where there is none, or only that of an archive that lies in this one.

    An archive that is cut short in or behind a member that is a ZIP file itself ends like that one.
    """
    start, size, shift = _place(stream)
    members: list[ZipMember] = []
    names = 0
    whole = True
    for member in _entries(stream, start, size):
        names += len(member.raw)
        if len(members) == MAX_MEMBERS or names > MAX_NAMES:
            whole = False
            break
        members.append(member._replace(offset=member.offset + shift) if shift else member)
    stream.seek(0)
    if members and stream.read(len(MEMBER)) == MEMBER and min(member.offset for member in members) > 0:
        raise BadZipFile("the directory of another archive")
    return Directory(members, start, whole)


def overlapping(found: Directory, stream: IO[bytes]) -> frozenset[int]:
    """The places in the list of those members that reach into the next one or into the directory.

    What is left lies side by side, so that no byte of the archive is unpacked twice.
    """
    places = sorted(range(len(found.members)), key=lambda at: found.members[at].offset)
    limits = [*(found.members[at].offset for at in places[1:]), found.start]
    return frozenset(at for at, limit in zip(places, limits, strict=False) if _end(stream, found.members[at]) > limit)


def extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each of the first extra fields (4.5.1)."""
    at = 0
    for _ in range(_MOST_FIELDS):
        if len(extra) < at + 4:
            return
        kind, size = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size


def large_sizes(extra: bytes, stated: list[int]) -> list[int]:
    """Sizes and offset, with those from the field of ZIP64 that the header has no room for (4.5.3)."""
    field = next((content for kind, content in extra_fields(extra) if kind == _ZIP_64), b"")
    found, at = [], 0
    for number in stated:
        if number == 0xFFFFFFFF and len(field) >= at + 8:
            number = int.from_bytes(field[at : at + 8], "little")  # noqa: PLW2901
            at += 8
        found.append(number)
    return found


def unicode_name(raw: bytes, extra: bytes) -> str | None:
    """The name in a field of its own; it counts only while the checksum of the old name fits."""
    for kind, field in extra_fields(extra):
        if kind == _UNICODE_PATH and field[1:5] == struct.pack("<L", zlib.crc32(raw)):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


def _place(stream: IO[bytes]) -> tuple[int, int, int]:
    """Start and size of the directory, and by how much offsets are less than true: something may stand before the archive."""
    length = stream.seek(0, 2)
    tail_start = max(0, length - _END_SIZE - _LONGEST_COMMENT)
    stream.seek(tail_start)
    tail = stream.read(length - tail_start)
    at = tail.rfind(_END, 0, max(0, len(tail) - _END_SIZE) + len(_END))
    if at < 0:
        raise BadZipFile("no directory")
    size, offset = struct.unpack("<LL", tail[at + 12 : at + 20])
    end = tail_start + at
    found = _place_64(stream, end)
    if found:
        size, offset, end = found
    start = end - size
    if start < 0 or start < offset:
        raise BadZipFile("no room for the directory")
    return start, size, start - offset


def _place_64(stream: IO[bytes], end: int) -> tuple[int, int, int] | None:
    """Size and offset of the directory and where it ends, where a ZIP64 record says so (4.3.14, 4.3.15)."""
    if end < _LOCATOR_SIZE + _END_64_SIZE:
        return None
    stream.seek(end - _LOCATOR_SIZE - _END_64_SIZE)
    record = stream.read(_LOCATOR_SIZE + _END_64_SIZE)
    if record[_END_64_SIZE:][:4] != _LOCATOR or not record.startswith(_END_64):
        return None
    size, offset = struct.unpack("<QQ", record[40:56])
    return size, offset, end - _LOCATOR_SIZE - _END_64_SIZE


def _entries(stream: IO[bytes], start: int, size: int) -> Iterator[ZipMember]:
    stream.seek(start)
    left = size
    while left > 0:
        header = stream.read(_ENTRY_SIZE)
        if len(header) < _ENTRY_SIZE or not header.startswith(_ENTRY):
            raise BadZipFile("the directory breaks off")
        made, flags, method, crc, packed, full = struct.unpack("<H2xHH4xLLL", header[4:28])
        name_length, extra_length, comment_length, attributes, offset = struct.unpack("<HHH4xLL", header[28:46])
        raw, extra = stream.read(name_length), stream.read(extra_length)
        stream.seek(comment_length, 1)
        left -= _ENTRY_SIZE + name_length + extra_length + comment_length
        if extra:
            full, packed, offset = large_sizes(extra, [full, packed, offset])
        name = unicode_name(raw, extra) if extra else None
        yield ZipMember(raw, flags, method, crc, packed, full, offset, attributes, made >> 8, name)


def _end(stream: IO[bytes], member: ZipMember) -> int:
    """Where the bytes of a member end; its offset where no member is there, which reading it tells."""
    stream.seek(member.offset)
    header = stream.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE or not header.startswith(MEMBER):
        return member.offset
    name_length, extra_length = struct.unpack("<HH", header[26:])
    return member.offset + HEADER_SIZE + int(name_length) + int(extra_length) + member.packed
