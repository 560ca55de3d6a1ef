"""Archives that a test makes itself: good ones, and each hazard by itself."""

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Files = Mapping[str, bytes] | Sequence[tuple[str, bytes]]

_DATE = (2024, 1, 1, 0, 0, 0)
"""Of every member: the same archive is the same bytes whenever it is made."""
LOCKED = 0x1
UTF_8 = 0x800


class Member(NamedTuple):
    """A member of a ZIP file, with whatever its headers say of it."""

    name: bytes
    content: bytes
    flags: int = 0
    extra: bytes = b""
    stated_size: int | None = None
    local_name: bytes | None = None
    method: int = zipfile.ZIP_DEFLATED
    crc: int | None = None
    unix_mode: int = 0


def zip_of(files: Files, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file as the standard library writes it: UTF-8 names with their flag."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in _pairs(files):
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, compression)
    return stream.getvalue()


def raw_zip(*members: Member) -> bytes:
    """A ZIP file header by header (PKWARE's APPNOTE, 4.3.7, 4.3.12, 4.3.16)."""
    body, directory = b"", b""
    for member in members:
        packed = _packed(member)
        size = len(member.content) if member.stated_size is None else member.stated_size
        crc = zlib.crc32(member.content) if member.crc is None else member.crc
        common = struct.pack("<HHHHHLLL", 20, member.flags, member.method, 0, 0x5821, crc, len(packed), size)
        local = member.name if member.local_name is None else member.local_name
        header = b"PK\x01\x02" + struct.pack("<H", 20 | (3 << 8 if member.unix_mode else 0)) + common
        header += struct.pack("<HHHHHLL", len(member.name), len(member.extra), 0, 0, 0, member.unix_mode << 16, len(body))
        directory += header + member.name + member.extra
        body += b"PK\x03\x04" + common + struct.pack("<HH", len(local), 0) + local + packed
    end = struct.pack("<HHHHLLH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def unicode_path(name: bytes, meant: str) -> bytes:
    """Info-ZIP's field with the name in UTF-8 (APPNOTE, 4.6.9), which belongs to the header's `name`."""
    field = struct.pack("<BL", 1, zlib.crc32(name)) + meant.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


def tar_of(files: Files, mode: str = "w", encoding: str = "utf-8") -> bytes:
    """A TAR file, packed if the mode says so («w:gz»)."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode, encoding=encoding, format=tarfile.GNU_FORMAT) as archive:  # type: ignore[call-overload]
        for name, content in _pairs(files):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def seven_of(files: Files, password: str | None = None, hide_names: bool = False, filters: Any = None) -> bytes:
    """A 7-Zip file, packed with LZMA2 where no other way (a list of py7zr's filters) is named."""
    import py7zr  # noqa: PLC0415 - may not be installed

    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password, header_encryption=hide_names, filters=filters) as archive:
        archive.set_encoded_header_mode(hide_names)
        for name, content in _pairs(files):
            archive.writestr(content, name)
    return stream.getvalue()


def renamed_in_seven(data: bytes, name: str, other: str) -> bytes:
    """A 7-Zip file with another name of the same length, which py7zr would not write."""
    changed = data.replace(name.encode("utf-16-le"), other.encode("utf-16-le"))
    offset, size = struct.unpack("<QQ", changed[12:28])
    start = changed[12:28] + struct.pack("<L", zlib.crc32(changed[32 + offset : 32 + offset + size]))
    return changed[:8] + struct.pack("<L", zlib.crc32(start)) + start + changed[32:]


def rar_of(files: Files, method: int = 0, flags: int = 0) -> bytes:
    """A RAR 5 file whose members are only stored, or said to be packed by `method` (RAR 5.0 archive format, technical note)."""
    blocks = [_rar_block(1, 0, b"\x00")]
    for name, content in _pairs(files):
        info = method << 7
        fields = [4 | flags, len(content), 0x20]
        body = b"".join(map(_vint, fields)) + struct.pack("<L", zlib.crc32(content))
        body += _vint(info) + _vint(1) + _vint(len(name.encode())) + name.encode()
        blocks.append(_rar_block(2, 2, _vint(len(content)) + body) + content)
    return b"Rar!\x1a\x07\x01\x00" + b"".join(blocks) + _rar_block(5, 0, b"\x00")


def _rar_block(kind: int, flags: int, body: bytes) -> bytes:
    header = _vint(kind) + _vint(flags) + body
    sized = _vint(len(header)) + header
    return struct.pack("<L", zlib.crc32(sized)) + sized


def _vint(number: int) -> bytes:
    parts = []
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def _packed(member: Member) -> bytes:
    if member.method != zipfile.ZIP_DEFLATED:
        return member.content
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(member.content) + packer.flush()


def _pairs(files: Files) -> Sequence[tuple[str, bytes]]:
    return list(files.items()) if isinstance(files, Mapping) else files
