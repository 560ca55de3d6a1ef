"""RAR, by rarfile: it lists the members and reads those that are only stored; packed ones need a program of this machine.

A library that unpacks RAR by itself would run foreign machine code on foreign data inside this process: a fault of it would end the batch.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import IO

import rarfile

from pipeline.archives.contract import Entry, Special
from pipeline.archives.errors import DamagedArchiveError, LockedError, TooLargeError
from pipeline.archives.limits import MAX_MEMBERS, STEP, Meter
from pipeline.archives.scratch import Scratch
from pipeline.archives.tools import UNRAR, missing
from pipeline.errors import RoadmapError

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

    def __init__(self, source: Path | IO[bytes], meter: Meter, _: Scratch) -> None:
        self._meter = meter
        self._rar = _opened(source)
        if self._rar.needs_password() and not self._rar.infolist():
            raise LockedError("")
        self._members = [info for info in self._rar.infolist() if not info.is_dir()]
        self.entries = tuple(_entry(info) for info in self._members)
        cut = _is_cut(source, self._members)
        self.damage: RoadmapError | None = DamagedArchiveError("", "он обрывается") if cut else None

    def chunks(self, index: int) -> Iterator[bytes]:
        """See `Archive`."""
        info = self._members[index]
        if info.needs_password():
            raise LockedError("")
        if info.compress_type != rarfile.RAR_M0 and not find_unpacker():
            raise missing(UNRAR)
        return self._meter.counted(self._content(info), lambda: info.compress_size)

    def _content(self, info: rarfile.RarInfo) -> Iterator[bytes]:
        with self._rar.open(info) as stream:
            watch = Timer(_SECONDS, _stop, (stream,))
            watch.start()
            try:
                yield from iter(lambda: stream.read(STEP), b"")
            finally:
                watch.cancel()
                _stop(stream)


def _entry(info: rarfile.RarInfo) -> Entry:
    special: Special | None = None if info.is_file() else "link" if info.is_symlink() else "special_file"
    return Entry(info.filename, info.filename.encode("utf-8", "surrogatepass"), special, info.file_size / max(info.compress_size, 1))


def _opened(source: Path | IO[bytes]) -> rarfile.RarFile:
    count = 0

    def check(_: rarfile.RarInfo) -> None:
        nonlocal count
        count += 1
        if count > 2 * MAX_MEMBERS:  # folders are told too
            raise TooLargeError("", f"файлов больше {MAX_MEMBERS}")

    try:
        # The charset is that of names that are not Unicode: of archives of DOS times.
        return rarfile.RarFile(source, charset="cp866", info_callback=check)
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
