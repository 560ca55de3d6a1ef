"""TAR, and files packed alone (.gz, .bz2, .xz), by the standard library. A packed TAR is one archive and not two."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import IO, Any

from pipeline.archives.code_pages import decode_names
from pipeline.archives.contract import HEAD, Archive
from pipeline.archives.limits import Meter

TAR_MARK = slice(257, 262)
"""Where «ustar» stands in the first header (POSIX.1-1988 and later)."""


class TarArchive:
    """An open TAR file."""

    def __init__(self, stream: IO[bytes], meter: Meter) -> None:
        self._meter = meter
        self._tar = tarfile.open(fileobj=stream, mode="r:", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115 - open as long as the archive
        self._members: list[tarfile.TarInfo] = []
        self.damage = self._list()
        self.names = tuple(decode_names([member.name.encode("utf-8", "surrogateescape") for member in self._members]))

    def head(self, index: int) -> bytes:
        """See `Archive`."""
        return self._open(index).read(HEAD)

    def read(self, index: int) -> bytes:
        """See `Archive`."""
        return self._meter.collect(self._open(index))

    def _list(self) -> str | None:
        try:
            self._members.extend(member for member in self._tar if member.isreg())
        except (tarfile.TarError, OSError):
            return "список файлов обрывается"
        return None

    def _open(self, index: int) -> IO[bytes]:
        found = self._tar.extractfile(self._members[index])
        if found is None:
            raise tarfile.ReadError("no data")
        return found


class PackedFile:
    """One packed file."""

    damage: str | None = None
    names = ("",)

    def __init__(self, unpacked: IO[bytes], meter: Meter) -> None:
        self.unpacked = unpacked
        self._meter = meter

    def head(self, index: int) -> bytes:
        """See `Archive`."""
        self.unpacked.seek(0)
        return self.unpacked.read(HEAD)

    def read(self, index: int) -> bytes:
        """See `Archive`."""
        self.unpacked.seek(0)
        return self._meter.collect(self.unpacked)


def open_gzip(stream: IO[bytes], meter: Meter) -> Archive:
    """The TAR that is packed, or else the file alone."""
    return _packed(gzip.open, stream, meter)


def open_bzip2(stream: IO[bytes], meter: Meter) -> Archive:
    """The same for BZIP2."""
    return _packed(bz2.open, stream, meter)


def open_xz(stream: IO[bytes], meter: Meter) -> Archive:
    """The same for XZ."""
    return _packed(lzma.open, stream, meter)


def _packed(opened: Callable[[Any], Any], stream: IO[bytes], meter: Meter) -> Archive:
    packed = PackedFile(opened(stream), meter)
    if packed.head(0)[TAR_MARK] != b"ustar":
        return packed
    whole = _UpToBreak(packed.unpacked)
    archive = TarArchive(BytesIO(meter.collect(whole)), meter)
    archive.damage = whole.damage or archive.damage
    return archive


class _UpToBreak:
    """An unpacked stream that ends where it is damaged or cut: the files before that can be read."""

    def __init__(self, unpacked: IO[bytes]) -> None:
        self._unpacked = unpacked
        self._unpacked.seek(0)
        self.damage: str | None = None

    def read(self, size: int, /) -> bytes:
        """See `Stream`."""
        try:
            return self._unpacked.read(size)
        except (EOFError, OSError, zlib.error, lzma.LZMAError):
            self.damage = "он обрывается"
            return b""
