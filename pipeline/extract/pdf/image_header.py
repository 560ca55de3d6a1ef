"""How large a picture is by its own header: what a PDF says of it need not be so, and the library believes the header."""

import struct

# ISO/IEC 15444-1, A.5.1: the codestream begins with its size; ISO/IEC 10918-1, B.2.2: a frame begins with its size.
_CODESTREAM = b"\xff\x4f\xff\x51"
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
# ISO/IEC 14492, 7.4.8: page information; its height may be left open. 7.4.1: regions, generic, refinement, text and halftone.
_PAGE_INFORMATION = 48
_REGIONS = {4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43}
_OPEN = 0xFFFFFFFF


def header_pixels(data: bytes) -> int:
    """Points of a picture in JPEG 2000, JPEG or JBIG2; 0 where its header does not tell."""
    at = data.find(_CODESTREAM)
    try:
        if at >= 0:
            right, bottom, left, top = struct.unpack_from(">4I", data, at + 8)
            return int(max(0, right - left) * max(0, bottom - top))
        return _jpeg_pixels(data) if data[:2] == b"\xff\xd8" else _jbig2_pixels(data)
    except (struct.error, IndexError):
        return 0


def _jpeg_pixels(data: bytes) -> int:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">2H", data, at + 5)
            return int(width * height)
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return 0


def _jbig2_pixels(data: bytes) -> int:
    """The largest page or region among the segments (7.2: number, flags, what it refers to, page, length)."""
    most = at = 0
    while at + 11 <= len(data):
        number, flags, count = struct.unpack_from(">IBB", data, at)
        kind, at = flags & 63, at + 5
        referred = count >> 5
        if referred == 7:
            referred = struct.unpack_from(">I", data, at)[0] & 0x1FFFFFFF
            at += 4 + (referred + 8) // 8
        else:
            at += 1
        at += referred * (1 if number <= 256 else 2 if number <= 65536 else 4) + (4 if flags & 64 else 1)
        length = struct.unpack_from(">I", data, at)[0]
        at += 4
        if kind == _PAGE_INFORMATION or kind in _REGIONS:
            width, height = struct.unpack_from(">2I", data, at)
            most = max(most, width * (1 if height == _OPEN else height))
        if length == _OPEN:
            break
        at += length
    return most
