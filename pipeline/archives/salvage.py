"""A ZIP file that is cut short has lost its directory, which stands at its end: the headers before the members are left."""

import struct
import zlib
from collections.abc import Iterator
from typing import IO
from zipfile import ZIP_DEFLATED, ZipInfo

from pipeline.archives.limits import Meter
from pipeline.archives.zip_directory import UTF_8

# PKWARE's APPNOTE: 4.3.7 (header of a member), 4.3.9 (what follows a member whose sizes were not known before it), 4.4.4 (flags).
_HEADER = b"PK\x03\x04"
_HEADER_SIZE = 30
_DESCRIPTOR = b"PK\x07\x08"
_LONGEST_DESCRIPTOR = 24
_SIZES_FOLLOW = 0x8
_STEP = 1 << 14
_NO_CRC = -1
"""Equals no checksum: a member that is cut off is never taken for whole."""


def salvage(stream: IO[bytes], meter: Meter) -> Iterator[ZipInfo]:
    """The members from the first on, the last of them perhaps cut off. TooLargeError where one has to be inflated to find its end."""
    end = stream.seek(0, 2)
    offset = 0
    while info := _header(stream, offset):
        start = stream.tell()
        if info.flag_bits & _SIZES_FOLLOW and info.compress_type == ZIP_DEFLATED:
            offset = _find_end(stream, info, meter)
        else:
            offset = start + info.compress_size
        if offset > end:
            info.CRC = _NO_CRC
        yield info


def _header(stream: IO[bytes], offset: int) -> ZipInfo | None:
    """The member whose header stands at the offset; leaves the stream behind it."""
    stream.seek(offset)
    header = stream.read(_HEADER_SIZE)
    if len(header) < _HEADER_SIZE or not header.startswith(_HEADER):
        return None
    flags, method, _, _, crc, packed, size, name_length, extra_length = struct.unpack("<HHHHLLLHH", header[6:])
    name, extra = stream.read(name_length), stream.read(extra_length)
    if not name:
        return None
    info = ZipInfo(name.decode("utf-8", errors="replace") if flags & UTF_8 else name.decode("cp437"))
    info.flag_bits, info.compress_type, info.CRC = flags, method, crc
    info.compress_size, info.file_size, info.header_offset, info.extra = packed, size, offset, extra
    return info


def _find_end(stream: IO[bytes], info: ZipInfo, meter: Meter) -> int:
    """Inflates a member that does not say how long it is, and notes it. The offset of what follows; behind the file where it is cut off."""
    start = stream.tell()
    inflater = zlib.decompressobj(-15)
    packed, size = b"", 0
    while not inflater.eof and (packed := inflater.unconsumed_tail or stream.read(_STEP)):
        inflated = len(inflater.decompress(packed, _STEP))
        meter.count(inflated)
        size += inflated
    info.file_size = size
    info.compress_size = stream.tell() - len(inflater.unused_data) - start
    if not inflater.eof:
        return stream.seek(0, 2) + 1
    stream.seek(start + info.compress_size)
    descriptor = stream.read(_LONGEST_DESCRIPTOR + len(_HEADER))
    (info.CRC,) = struct.unpack("<L", descriptor.removeprefix(_DESCRIPTOR)[:4].ljust(4, b"\0"))
    return start + info.compress_size + max(descriptor.find(_HEADER), 0)
