"""TAR, and files packed alone (.gz, .bz2, .xz). A packed TAR is one archive and not two."""

import lzma
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO

from pipeline.archives.code_pages import decode_names
from pipeline.archives.contract import Archive, Entry, Special
from pipeline.archives.errors import DamagedArchiveError, DamagedMemberError, PackingError, TooLargeError
from pipeline.archives.inflating import unpacked_bzip2, unpacked_gzip, unpacked_xz
from pipeline.archives.limits import MAX_MEMBER, MAX_MEMBERS, MAX_NAMES, MAX_TOTAL, STEP, Meter, in_words
from pipeline.archives.scratch import Scratch, SpoolError, spooling
from pipeline.archives.tar_directory import BrokenTarError, TarMember, tar_members
from pipeline.errors import RoadmapError

TAR_MARK = slice(257, 262)
"""Where «ustar» stands in the first header (POSIX.1-1988 and later)."""
_SPECIAL: dict[str, Special] = {"link": "link", "special": "special_file"}


class TarArchive:
    """An open TAR file."""

    def __init__(self, stream: IO[bytes], meter: Meter, _: Scratch) -> None:
        self._stream = stream
        self._meter = meter
        self._members: list[TarMember] = []
        self.damage = self._list()
        names = decode_names([member.raw for member in self._members])
        self.entries = tuple(Entry(name, member.raw, _SPECIAL.get(member.kind)) for name, member in zip(names, self._members, strict=True))

    def chunks(self, index: int) -> Iterator[bytes]:
        """See `Archive`."""
        member = self._members[index]
        if member.kind == "sparse":
            raise PackingError("")
        if member.size > MAX_MEMBER:
            raise TooLargeError("", f"больше {in_words(MAX_MEMBER)}")
        return self._meter.counted(self._content(member), lambda: member.size)

    def _content(self, member: TarMember) -> Iterator[bytes]:
        self._stream.seek(member.start)
        left = member.size
        while left:
            chunk = self._stream.read(min(STEP, left))
            if not chunk:
                raise EOFError
            left -= len(chunk)
            yield chunk

    def _list(self) -> RoadmapError | None:
        names = 0
        try:
            for member in tar_members(self._stream):
                names += len(member.raw)
                if len(self._members) == MAX_MEMBERS or names > MAX_NAMES:
                    return TooLargeError("", f"файлов больше {MAX_MEMBERS}")
                self._members.append(member)
        except BrokenTarError:
            return DamagedArchiveError("", "список файлов обрывается")
        return None


class PackedFile:
    """One packed file, unpacked already as far as it goes."""

    damage: RoadmapError | None = None
    entries = (Entry("", b""),)

    def __init__(self, content: IO[bytes], error: RoadmapError | None) -> None:
        self._content = content
        self._error = error

    def chunks(self, _: int) -> Iterator[bytes]:
        """See `Archive`."""
        if self._error:
            raise self._error
        self._content.seek(0)
        return iter(lambda: self._content.read(STEP), b"")


def open_gzip(stream: IO[bytes], meter: Meter, scratch: Scratch) -> Archive:
    """The TAR that is packed, or else the file alone."""
    return _packed(stream, unpacked_gzip(stream), meter, scratch)


def open_bzip2(stream: IO[bytes], meter: Meter, scratch: Scratch) -> Archive:
    """The same for BZIP2."""
    return _packed(stream, unpacked_bzip2(stream), meter, scratch)


def open_xz(stream: IO[bytes], meter: Meter, scratch: Scratch) -> Archive:
    """The same for XZ."""
    return _packed(stream, unpacked_xz(stream), meter, scratch)


def _packed(stream: IO[bytes], chunks: Iterator[bytes], meter: Meter, scratch: Scratch) -> Archive:
    content = scratch.file()
    error: RoadmapError | None = None
    is_tar = False
    try:
        first = list(islice(chunks, 1))
        is_tar = bool(first) and first[0][TAR_MARK] == b"ustar"
        for chunk in meter.counted(chain(first, chunks), stream.tell, MAX_TOTAL if is_tar else None):
            with spooling():
                content.write(chunk)
    except RoadmapError as too_large:
        error = too_large
    except SpoolError:
        raise
    except (EOFError, OSError, zlib.error, lzma.LZMAError):
        error = DamagedArchiveError("", "он обрывается") if is_tar else DamagedMemberError("")
    if not is_tar:
        return PackedFile(content, error)
    archive = TarArchive(content, meter, scratch)
    archive.damage = error or archive.damage
    return archive
