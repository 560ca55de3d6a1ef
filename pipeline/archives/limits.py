"""How much an archive may hold. What comes out is counted while it comes: the sizes that an archive states may be a lie."""

from typing import Protocol

from pipeline.archives.errors import TooLargeError

MAX_DEPTH = 3
"""Archives in one another: of a region, of a district, of a school."""
MAX_MEMBERS = 20_000
"""Files in one archive, with those of the archives in it."""
MAX_MEMBER = 256 << 20
"""Bytes of one file."""
MAX_TOTAL = 4 << 30
"""Bytes of all files of one archive, with those of the archives in it."""

# LZMA makes up to seven thousand bytes of one: a step of reading stays below the limit of a member.
_STEP = 1 << 14


class Stream(Protocol):
    """What can be read bit by bit."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""


class Meter:
    """Counts what an outermost archive and the archives in it have given."""

    def __init__(self) -> None:
        self.total = 0

    def count(self, size: int) -> None:
        """So many bytes more. TooLargeError where the archive has given more than MAX_TOTAL."""
        self.total += size
        if self.total > MAX_TOTAL:
            raise TooLargeError("", f"больше {in_words(MAX_TOTAL)} вместе")

    def collect(self, stream: Stream) -> bytes:
        """All that a stream gives. TooLargeError where it is more than a member may hold, or the archive gave too much."""
        parts = []
        size = 0
        while chunk := stream.read(_STEP):
            self.count(len(chunk))
            size += len(chunk)
            if size > MAX_MEMBER:
                raise TooLargeError("", f"больше {in_words(MAX_MEMBER)}")
            parts.append(chunk)
        return b"".join(parts)


def in_words(size: int) -> str:
    """A round number of bytes for a person: «256 МБ», «4 ГБ»."""
    return f"{size >> 30} ГБ" if size >= 1 << 30 else f"{size >> 20} МБ"
