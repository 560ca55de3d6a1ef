"""How much an archive may hold. What comes out is counted while it comes: the sizes that an archive states may be a lie."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from pipeline.archives.errors import TooLargeError

MAX_DEPTH = 3
"""Archives in one another: of a region, of a district, of a school."""
MAX_MEMBERS = 20_000
"""Files in one archive, with those of the archives in it."""
MAX_NAMES = 16 << 20
"""Bytes of all their names: 20,000 of 800 each."""
MAX_MEMBER = 256 << 20
"""Bytes of one file."""
MAX_TOTAL = 4 << 30
"""Bytes of all files of one archive, with those of the archives in it."""
MAX_RATIO = 100
"""How many bytes each packed byte may become, of one file and of all together.

Measured with deflate, bzip2 and xz: Office documents and PDF become 1 to 1.5, DOC 6 to 9, RTF 10 to 26, texts 2 to 5, a CSV of 5,000 rows 12 to 27,
a thousand plans made from two forms in one stream 13 to 37, a noisy scan without compression 7 to 9. Beyond the limit, and let through by FREE, are
a page of text drawn without noise (52 with deflate, 220 with bzip2), one row 10,000 times (65 to 550) and a blank page (900 and more).
"""
FREE = 32 << 20
"""Bytes that one file may have beyond that: a blank page in 24 bits and 300 dots an inch has 26 MB, and becomes a thousand of one."""
FREE_TOTAL = 128 << 20
"""Bytes that all files together may have beyond it."""
MAX_DICTIONARY = 128 << 20
"""Bytes that a method of packing may keep in memory; 7-Zip and xz ask for 64 MiB at their best."""
STEP = 1 << 16
"""Bytes that are unpacked at a time."""


class Stream(Protocol):
    """What can be read bit by bit."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""


class Meter:
    """Counts what an outermost archive of `packed` bytes and the archives in it have given."""

    def __init__(self, packed: int) -> None:
        self._packed = packed
        self._total = 0
        self._beyond = 0

    def count(self, size: int) -> None:
        """So many bytes more. TooLargeError where the archive has given more than all of it may."""
        self._total += size
        if self._total > MAX_TOTAL:
            raise TooLargeError("", f"больше {in_words(MAX_TOTAL)} вместе")
        if self._total > FREE_TOTAL + MAX_RATIO * self._packed or self._beyond > FREE_TOTAL:
            raise TooLargeError("", f"весь архив раздувается больше чем в {MAX_RATIO} раз")

    def counted(self, chunks: Iterable[bytes], packed: Callable[[], int], most: int | None = None) -> Iterator[bytes]:
        """The bytes of one file, of which `packed` says how many bytes were read for them. TooLargeError where they are too many.

        most: how many it may have in all; MAX_MEMBER by default.
        """
        most, size, beyond = most or MAX_MEMBER, 0, 0
        for chunk in chunks:
            size += len(chunk)
            self.count(len(chunk))
            if size > most:
                raise TooLargeError("", f"больше {in_words(most)}")
            now_beyond = max(size - MAX_RATIO * packed(), 0)
            self._beyond += now_beyond - beyond
            beyond = now_beyond
            if beyond > FREE:
                raise TooLargeError("", f"раздувается больше чем в {MAX_RATIO} раз")
            yield chunk


def in_words(size: int) -> str:
    """A round number of bytes for a person: «256 МБ», «4 ГБ»."""
    return f"{size >> 30} ГБ" if size >= 1 << 30 else f"{size >> 20} МБ"
