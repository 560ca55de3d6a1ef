"""The directory of a ZIP file, which stands at its end and lists the members."""

import re
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

_MEMBER = b"PK\x03\x04"
UTF_8 = 0x800
"""The flag of a member whose name is UTF-8 (PKWARE's APPNOTE, 4.4.4)."""


def directory(stream: IO[bytes]) -> list[ZipInfo]:
    """The members. BadZipFile where there is no directory, or only that of an archive that lies in this one.

    An archive that is cut short in or behind a member that is a ZIP file itself ends like that one.
    """
    found = _directory(stream)
    stream.seek(0)
    if found and stream.read(len(_MEMBER)) == _MEMBER and min(info.header_offset for info in found) > 0:
        raise BadZipFile("the directory of another archive")
    return found


def _directory(stream: IO[bytes]) -> list[ZipInfo]:
    try:
        return ZipFile(stream).infolist()
    except UnicodeDecodeError:
        return ZipFile(BytesIO(_without_utf_8(stream))).infolist()


def _without_utf_8(stream: IO[bytes]) -> bytes:
    """The archive with no name said to be UTF-8: some program said it of names in another encoding."""
    stream.seek(0)
    return re.sub(rb"(PK\x01\x02.{5})(.)", lambda found: found[1] + bytes([found[2][0] & ~(UTF_8 >> 8)]), stream.read(), flags=re.S)
