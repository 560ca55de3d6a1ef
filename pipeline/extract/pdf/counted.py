"""What streams of a PDF unpack to, counted while they are unpacked; what they say about their size is not believed.

The filters are those of ISO 32000-1, 7.4. Those of pictures (DCT, JPX, CCITT, JBIG2) end a chain: what they make is measured in pixels.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Callable
from contextlib import suppress

MOST_UNPACKED = 64 << 20
"""Bytes that the streams of one document may unpack to in all, its pictures apart. A plan has one or two million, most of them its fonts."""

# What no library unpacks is unpacked here, slowly; a text or a font in such an encoding has some hundred kilobytes.
_MOST_ENCODED = 1 << 20
_BLOCK = 1 << 16
_CLEAR, _END = 256, 257
_NOT_BASE85 = re.compile(rb"[^!-uz]+")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]+")


class TooMuchError(Exception):
    """A stream unpacks to more than it may."""


def unpacked(data: memoryview, filters: list[bytes], most: int) -> bytes:
    """A stream through its filters, as far as these can be followed. TooMuchError where a step gives more than `most` bytes."""
    for name in filters:
        unpack = _FILTERS.get(name)
        if unpack is None:
            break
        try:
            data = memoryview(unpack(data, most))
        except ValueError:
            return b""
    return bytes(data[: most + 1])


def _flate(data: memoryview, most: int) -> bytes:
    """What zlib gives up to the first fault, as readers of damaged files take it."""
    inflater = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    with suppress(zlib.error):
        for at in range(0, len(data), _BLOCK):
            parts.append(inflater.decompress(data[at : at + _BLOCK], most - size + 1))
            size += len(parts[-1])
            if size > most:
                raise TooMuchError
            if inflater.eof:
                break
    return b"".join(parts)


def _hex(data: memoryview, most: int) -> bytes:
    digits = _NOT_HEX.sub(b"", bytes(data[: 2 * most]).partition(b">")[0])
    return binascii.unhexlify(digits[: len(digits) // 2 * 2])


def _base85(data: memoryview, most: int) -> bytes:
    signs = _in_reach(data).partition(b"~>")[0]
    return base64.a85decode(_NOT_BASE85.sub(b"", signs))


def _run_length(data: memoryview, most: int) -> bytes:
    data = memoryview(_in_reach(data))
    parts: list[bytes] = []
    at = size = 0
    while at + 1 < len(data) and data[at] != 128:
        length = data[at]
        parts.append(bytes(data[at + 1 : at + 2 + length]) if length < 128 else bytes(data[at + 1 : at + 2]) * (257 - length))
        size += len(parts[-1])
        at += length + 2 if length < 128 else 2
        if size > most:
            raise TooMuchError
    return b"".join(parts)


def _lzw(data: memoryview, most: int) -> bytes:
    """Codes of 9 to 12 bits, each a text of before and one letter more (ISO 32000-1, 7.4.4.2)."""
    table: list[bytes] = []
    parts: list[bytes] = []
    before = b""
    bits = held = size = 0
    width = 9
    for byte in _in_reach(data):
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & (1 << bits) - 1
        if code == _END:
            break
        if code == _CLEAR:
            table, before, width = [], b"", 9
            continue
        text = _lzw_text(code, table, before)
        if before:
            table.append(before + text[:1])
        before = text
        parts.append(text)
        size += len(text)
        if size > most:
            raise TooMuchError
        width = min(12, max(9, (len(table) + 260).bit_length()))
    return b"".join(parts)


def _in_reach(data: memoryview) -> bytes:
    """The data up to the end of its stream. TooMuchError where it is more than can be unpacked here."""
    if len(data) > _MOST_ENCODED:
        raise TooMuchError
    return bytes(data)


def _lzw_text(code: int, table: list[bytes], before: bytes) -> bytes:
    if code < _CLEAR:
        return bytes([code])
    at = code - _END - 1
    return table[at] if at < len(table) else before + before[:1]


_FILTERS: dict[bytes, Callable[[memoryview, int], bytes]] = {
    **dict.fromkeys((b"FlateDecode", b"Fl"), _flate),
    **dict.fromkeys((b"ASCIIHexDecode", b"AHx"), _hex),
    **dict.fromkeys((b"ASCII85Decode", b"A85"), _base85),
    **dict.fromkeys((b"RunLengthDecode", b"RL"), _run_length),
    **dict.fromkeys((b"LZWDecode", b"LZW"), _lzw),
}
