"""The directory of a ZIP file that nobody vouches for: which members it has, where their bytes are, and whether it contradicts itself.

The standard library reads the directory; that members may lie over one another (a bomb of a few bytes that unpacks to all the
memory there is) and that headers may differ is checked here, as not every version of it does.
"""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple

from pipeline.errors import TooLargeError

MOST_MEMBERS = 10_000
"""Members of a document. One with a thousand pictures has some 1,100; each takes memory before anything is known of it."""

ENTRY, _LOCAL, _LOCAL_SIZE = b"PK\x01\x02", b"PK\x03\x04", 30


class Member(NamedTuple):
    """A member of an archive, and where its packed bytes begin; None where its place contradicts the directory."""

    info: zipfile.ZipInfo
    start: int | None


def read_directory(data: bytes) -> list[Member]:
    """The members in the order of the directory. Raises TooLargeError for too many, BadZipFile for no archive."""
    if data.count(ENTRY) > MOST_MEMBERS:
        raise TooLargeError("", f"в архиве больше {MOST_MEMBERS} частей")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
    ends = dict(_ends(infos, len(data)))
    return [Member(info, _start(data, info, ends[info.header_offset])) for info in infos]


def _ends(infos: Iterable[zipfile.ZipInfo], end: int) -> Iterator[tuple[int, int]]:
    """Where each member must end: where the next one begins."""
    for offset in sorted({info.header_offset for info in infos}, reverse=True):
        yield offset, end
        end = offset


def _start(data: bytes, info: zipfile.ZipInfo, end: int) -> int | None:
    """Behind the local header, if that has the directory's name, and the bytes end before the next member."""
    header = data[info.header_offset : info.header_offset + _LOCAL_SIZE] if info.header_offset >= 0 else b""
    if len(header) < _LOCAL_SIZE or not header.startswith(_LOCAL):
        return None
    name_size, extra_size = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    name_start = info.header_offset + _LOCAL_SIZE
    start = name_start + name_size + extra_size
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    is_same = data[name_start : name_start + name_size].decode(encoding, "replace") == info.orig_filename
    return start if is_same and start + info.compress_size <= end else None
