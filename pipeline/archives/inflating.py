"""Packed bytes unpacked bit by bit: never more at a time than a step, whatever they are, and in memory that is bounded."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from pipeline.archives.errors import PackingError, TooLargeError
from pipeline.archives.limits import MAX_DICTIONARY, STEP, Stream, in_words

_STORED, _DEFLATED, _BZIP2, _LZMA = 0, 8, 12, 14
"""Methods of packing in ZIP (PKWARE's APPNOTE, 4.4.5)."""


class Decompressor(Protocol):
    """As `bz2` and `lzma` have it."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether it can give nothing before it is given more."""

    @property
    def unused_data(self) -> bytes:
        """What was read behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """The next bytes, at most `max_length`."""


class Inflater:
    """Deflate as a Decompressor."""

    def __init__(self, wbits: int = -zlib.MAX_WBITS) -> None:
        self._inflater = zlib.decompressobj(wbits)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the end of the packed bytes was reached."""
        return self._inflater.eof

    @property
    def unused_data(self) -> bytes:
        """What was read behind the end."""
        return self._inflater.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """The next bytes."""
        inflated = self._inflater.decompress(self._inflater.unconsumed_tail + data, max_length)
        self.needs_input = not self._inflater.unconsumed_tail and len(inflated) < max_length
        return inflated


def unpacked(stream: Stream, method: int) -> Iterator[bytes]:
    """The bytes of a member of a ZIP file. PackingError for a method that is not known here; EOFError where it is cut."""
    makers: dict[int, Callable[[], Decompressor]] = {
        _DEFLATED: Inflater,
        _BZIP2: bz2.BZ2Decompressor,
        _LZMA: lambda: _lzma(stream),
    }
    if method == _STORED:
        return iter(lambda: stream.read(STEP), b"")
    if method not in makers:
        raise PackingError("")
    return _inflated(stream, makers[method]())


def unpacked_gzip(stream: Stream) -> Iterator[bytes]:
    """The bytes of a GZIP file, of all its members. EOFError where it is cut: what came before is given."""
    return _streams(stream, b"\x1f\x8b", lambda: Inflater(zlib.MAX_WBITS | 16))


def unpacked_bzip2(stream: Stream) -> Iterator[bytes]:
    """The same of a BZIP2 file."""
    return _streams(stream, b"BZh", bz2.BZ2Decompressor)


def unpacked_xz(stream: Stream) -> Iterator[bytes]:
    """The same of an XZ file. TooLargeError where it asks for too much memory."""
    try:
        # A little is for the tables of the method, which stand beside its dictionary.
        yield from _streams(stream, b"\xfd7zXZ", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_DICTIONARY + (8 << 20)))
    except lzma.LZMAError as error:
        if "limit" not in str(error):
            raise
        raise _too_large_dictionary() from error


def _streams(stream: Stream, mark: bytes, make: Callable[[], Decompressor]) -> Iterator[bytes]:
    """The bytes of packed streams one behind the other; what else stands behind them is passed over, as the usual programs do."""
    rest = stream.read(STEP)
    while rest.startswith(mark):
        decompressor = make()
        yield from _inflated(stream, decompressor, rest)
        rest = decompressor.unused_data.lstrip(b"\0")
        rest += b"" if len(rest) > len(mark) else stream.read(STEP)


def _inflated(stream: Stream, decompressor: Decompressor, packed: bytes = b"") -> Iterator[bytes]:
    while not decompressor.eof:
        if decompressor.needs_input and not packed and not (packed := stream.read(STEP)):
            raise EOFError
        inflated = decompressor.decompress(packed, STEP)
        packed = b""
        if inflated:
            yield inflated


def _lzma(stream: Stream) -> lzma.LZMADecompressor:
    """LZMA as in ZIP: its properties stand before it (APPNOTE, 5.8.8)."""
    head = stream.read(9)
    if len(head) < 9 or head[2:4] != b"\x05\x00":
        raise EOFError
    size = int.from_bytes(head[5:9], "little")
    check_dictionary(size)
    rest, lc = divmod(head[4], 9)
    pb, lp = divmod(rest, 5)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": max(size, 4096), "lc": lc, "lp": lp, "pb": pb}]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)


def check_dictionary(size: int) -> None:
    """TooLargeError where unpacking would keep more bytes than MAX_DICTIONARY."""
    if size > MAX_DICTIONARY:
        raise _too_large_dictionary()


def _too_large_dictionary() -> TooLargeError:
    return TooLargeError("", f"для распаковки нужно больше {in_words(MAX_DICTIONARY)} памяти")
