"""RAR, by rarfile: it lists the members and reads those that are only stored; packed ones need a program of this machine.

A library that unpacks RAR by itself would run foreign machine code on foreign data inside this process: a fault of it would end the batch.
"""

import subprocess
from pathlib import Path
from threading import Timer
from typing import IO

import rarfile

from pipeline.archives.contract import HEAD
from pipeline.archives.errors import DamagedArchiveError, LockedError
from pipeline.archives.limits import Meter
from pipeline.archives.tools import UNRAR, missing

_SECONDS = 120
"""How long the program may take for one member."""


def find_unpacker() -> bool:
    """Whether there is a program that unpacks RAR: unrar, unar, 7z, bsdtar, or the `tar` of Windows and macOS, which is bsdtar."""
    try:
        rarfile.tool_setup()
    except rarfile.RarCannotExec:
        return _use_tar()
    return True


def _use_tar() -> bool:
    if not _is_bsdtar("tar"):
        return False
    rarfile.BSDTAR_TOOL = "tar"
    return True


class RarArchive:
    """An open RAR file. `source` is its path where it is not in another archive: further volumes lie beside it."""

    def __init__(self, source: Path | IO[bytes], meter: Meter) -> None:
        self._meter = meter
        self._rar = _opened(source)
        if self._rar.needs_password() and not self._rar.infolist():
            raise LockedError("")
        self._members = [info for info in self._rar.infolist() if info.is_file()]
        self.names = tuple(info.filename for info in self._members)
        self.damage = "он обрывается" if _is_cut(source, self._members) else None

    def head(self, index: int) -> bytes:
        """See `Archive`."""
        return self._read(index, HEAD)

    def read(self, index: int) -> bytes:
        """See `Archive`."""
        return self._read(index)

    def _read(self, index: int, size: int | None = None) -> bytes:
        info = self._members[index]
        if info.needs_password():
            raise LockedError("")
        if info.compress_type != rarfile.RAR_M0 and not find_unpacker():
            raise missing(UNRAR)
        with self._rar.open(info) as stream:
            watch = Timer(_SECONDS, _stop, (stream,))
            watch.start()
            try:
                return self._meter.collect(stream) if size is None else stream.read(size)
            finally:
                watch.cancel()


def _opened(source: Path | IO[bytes]) -> rarfile.RarFile:
    try:
        return rarfile.RarFile(source, charset="cp866")  # of names that are not Unicode: archives of DOS times
    except rarfile.NeedFirstVolume as error:
        raise DamagedArchiveError("", "это продолжение архива из нескольких частей: начните с первой") from error


def _is_cut(source: Path | IO[bytes], members: list[rarfile.RarInfo]) -> bool:
    """Whether the last member goes on behind the end of the file. Of several volumes each is looked at by the library."""
    end = source.stat().st_size if isinstance(source, Path) else source.seek(0, 2)
    parts = {info.volume_file for info in members}
    return len(parts) == 1 and max(info.header_offset + info.header_size + info.compress_size for info in members) > end


def _stop(stream: rarfile.RarExtFile) -> None:
    """Ends the program that unpacks, if there is one: what is left of the member is then missing, and the library says so."""
    process: subprocess.Popen[bytes] | None = getattr(stream, "_proc", None)
    if process:
        process.kill()


def _is_bsdtar(program: str) -> bool:
    try:
        # The program is one that this machine has on its path.
        said = subprocess.run([program, "--version"], capture_output=True, timeout=10, check=False).stdout  # noqa: S603 - no word of a file in it
    except (OSError, subprocess.SubprocessError):
        return False
    return b"bsdtar" in said
