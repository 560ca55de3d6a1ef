"""The headers of a TAR file: POSIX.1-2001 (ustar, pax) and what GNU tar adds.

The standard library's reader is not used: it takes long names and extended headers of any size into memory, looks for their parts by patterns whose time
grows with the square of their length, and never ends on some (CVE-2024-6232 and others, mended in later versions of Python than may run here).
"""

from collections.abc import Iterator
from typing import IO, NamedTuple

BLOCK = 512
MAX_HEADER = 1 << 20
"""Bytes of a long name or an extended header that are read; what is behind them is passed over."""
_MOST_EXTENSIONS = 1 << 12
"""Blocks that go on with the map of a sparse file."""

_FILE, _LINK, _FOLDER, _SPARSE = b"0\0007", b"12", b"5", b"S"
_LONG_NAME, _PAX = b"L", b"xX"
_ABOUT_OTHERS = b"LKgxXVDN"
"""Types of headers that only say something of the next members or of the archive."""
_NO_DATA = b"123456"
"""Types without bytes of their own, whatever size they state."""


class BrokenTarError(Exception):
    """No header stands where one is due."""


class TarMember(NamedTuple):
    """A member: where its bytes are, and what it is."""

    raw: bytes
    kind: str
    """file, link, special or sparse"""
    start: int
    size: int


def tar_members(stream: IO[bytes]) -> Iterator[TarMember]:
    """The members but for folders. BrokenTarError where the list breaks off."""
    at = 0
    long_name, pax = b"", dict[bytes, bytes]()
    while header := _header(stream, at):
        kind = header[156:157]
        size = _size(header, pax)
        start = at + BLOCK if kind not in _SPARSE else _behind_map(stream, at, header)
        at = start + (0 if kind in _NO_DATA else -(-size // BLOCK) * BLOCK)
        if kind in _ABOUT_OTHERS:
            stream.seek(start)
            about = stream.read(min(size, MAX_HEADER))
            long_name = about.rstrip(b"\0") if kind == _LONG_NAME else long_name
            pax = _records(about) if kind in _PAX else pax
            continue
        raw = pax.get(b"path", b"") or long_name or _name(header)
        if kind not in _FOLDER and not raw.endswith(b"/"):
            yield TarMember(raw, _kind(kind, pax), start, size)
        long_name, pax = b"", {}


def _header(stream: IO[bytes], at: int) -> bytes | None:
    """The header; None at the end, which a block of zeros marks."""
    stream.seek(at)
    block = stream.read(BLOCK)
    if block == bytes(BLOCK):
        return None
    if len(block) < BLOCK or _number(block[148:156]) != sum(block) - sum(block[148:156]) + 8 * 0x20:
        raise BrokenTarError
    return block


def _kind(kind: bytes, pax: dict[bytes, bytes]) -> str:
    if kind in _SPARSE or any(key.startswith(b"GNU.sparse") for key in pax):
        return "sparse"
    return "file" if kind in _FILE else "link" if kind in _LINK else "special"


def _size(header: bytes, pax: dict[bytes, bytes]) -> int:
    stated = pax.get(b"size", b"")
    return int(stated) if stated.isdigit() and len(stated) < 20 else _number(header[124:136])


def _number(field: bytes) -> int:
    """An octal number, or a binary one as GNU tar writes those that are too large."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0").partition(b"\0")[0] or b"0"
    if not digits.isdigit() or b"8" in digits or b"9" in digits:
        raise BrokenTarError
    return int(digits, 8)


def _name(header: bytes) -> bytes:
    """The name, behind its folders where the header is one of POSIX; GNU tar keeps other things in their place."""
    name, folders = (field.partition(b"\0")[0] for field in (header[:100], header[345:500]))
    return folders + b"/" + name if folders and header[257:263] == b"ustar\0" else name


def _records(content: bytes) -> dict[bytes, bytes]:
    """«length key=value» by «length key=value», each with a line break; up to the first that is none."""
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(content):
        length, space, _ = content[at : at + 10].partition(b" ")
        if not space or not length.isdigit() or int(length) <= len(length) + 1:
            break
        key, _, value = content[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        found[key] = value
        at += int(length)
    return found


def _behind_map(stream: IO[bytes], at: int, header: bytes) -> int:
    """Where the bytes of a sparse file of GNU tar begin: behind the blocks that go on with the list of its parts."""
    start, more = at + BLOCK, header[482]
    for _ in range(_MOST_EXTENSIONS):
        if not more:
            return start
        stream.seek(start)
        block = stream.read(BLOCK)
        if len(block) < BLOCK:
            raise BrokenTarError
        start, more = start + BLOCK, block[504]
    raise BrokenTarError
