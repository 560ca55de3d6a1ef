"""A ZIP file that is cut short has lost its directory, which stands at its end: the headers before the members are left."""

import struct
from collections.abc import Iterator
from typing import IO

from pipeline.archives.inflating import Inflater
from pipeline.archives.limits import FREE, MAX_MEMBERS, MAX_RATIO, STEP, Meter
from pipeline.archives.zip_directory import HEADER_SIZE, MEMBER, ZipMember, large_sizes, unicode_name

# PKWARE's APPNOTE: 4.3.7 (header of a member), 4.3.9 (what follows a member whose sizes were not known before it), 4.4.4 (flags).
_DESCRIPTOR = b"PK\x07\x08"
_LONGEST_DESCRIPTOR = 24
_SIZES_FOLLOW = 0x8
_DEFLATED = 8
_NO_CRC = -1
"""Equals no checksum: a member that is cut off is never taken for whole."""


def salvage(stream: IO[bytes], meter: Meter) -> Iterator[ZipMember]:
    """The members from the first on, the last of them perhaps cut off. TooLargeError where one has to be inflated to find its end, and is endless."""
    end = stream.seek(0, 2)
    offset = 0
    for _ in range(MAX_MEMBERS):
        member = _header(stream, offset)
        if member is None:
            return
        start = stream.tell()
        if member.flags & _SIZES_FOLLOW and member.method == _DEFLATED:
            member, offset = _find_end(stream, member, meter)
        else:
            offset = start + member.packed
        yield member._replace(crc=_NO_CRC) if offset > end else member


def _header(stream: IO[bytes], offset: int) -> ZipMember | None:
    """The member whose header stands at the offset; leaves the stream behind it."""
    stream.seek(offset)
    header = stream.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE or not header.startswith(MEMBER):
        return None
    flags, method, crc, packed, size, name_length, extra_length = struct.unpack("<HH4xLLLHH", header[6:])
    raw, extra = stream.read(name_length), stream.read(extra_length)
    if not raw:
        return None
    size, packed = large_sizes(extra, [size, packed])
    return ZipMember(raw, flags, method, crc, packed, size, offset, unicode_name=unicode_name(raw, extra))


def _find_end(stream: IO[bytes], member: ZipMember, meter: Meter) -> tuple[ZipMember, int]:
    """Inflates a member that does not say how long it is. The member, and the offset of what follows; behind the file where it is cut off."""
    start = stream.tell()
    inflater = Inflater()
    size, read, packed = 0, 0, b""
    while not inflater.eof:
        if inflater.needs_input:
            packed = stream.read(STEP)
            if not packed:
                break
            read += len(packed)
        inflated = inflater.decompress(packed, STEP)
        packed = b""
        size += len(inflated)
        meter.count(len(inflated))
        if size > FREE + MAX_RATIO * read:
            break  # reading it says so
    full = read - len(inflater.unused_data)
    found = member._replace(size=size, packed=full)
    if not inflater.eof:
        return found, stream.seek(0, 2) + 1
    stream.seek(start + full)
    descriptor = stream.read(_LONGEST_DESCRIPTOR + len(MEMBER))
    (crc,) = struct.unpack("<L", descriptor.removeprefix(_DESCRIPTOR)[:4].ljust(4, b"\0"))
    return found._replace(crc=crc), start + full + max(descriptor.find(MEMBER), 0)
