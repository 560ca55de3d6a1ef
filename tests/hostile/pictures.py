"""Hostile pictures: few bytes that unpack to many points, chunks that unpack to megabytes, frames without end, files cut off."""

import struct
import zlib
from io import BytesIO

from PIL import Image

from tests.hostile.case import WHOLE, Case, partial, refused
from tests.hostile.pdf_file import plan, zeros

_EMPTY = refused("no_text", "empty_file")
_LARGE = refused("too_large")
_BROKEN = refused("damaged_file")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, data: bytes, *chunks: bytes, colour: int = 0) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _small(*chunks: bytes) -> bytes:
    return _png(60, 80, zlib.compress((b"\0" + b"\xff" * 60) * 80), *chunks)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _frames(count: int) -> bytes:
    blank = Image.new("1", (8, 8), 1)
    return _saved(blank, "TIFF", save_all=True, append_images=[blank] * (count - 1))


def _ring() -> bytes:
    """A TIFF whose second directory leads to its first."""
    data = bytearray(_frames(2))
    first = struct.unpack_from("<I", data, 4)[0]
    place = first + 2 + 12 * struct.unpack_from("<H", data, first)[0]
    second = struct.unpack_from("<I", data, place)[0]
    struct.pack_into("<I", data, second + 2 + 12 * struct.unpack_from("<H", data, second)[0], first)
    return bytes(data)


def _giant_tiff() -> bytes:
    data = bytearray(_frames(1))
    first = struct.unpack_from("<I", data, 4)[0]
    for at in range(struct.unpack_from("<H", data, first)[0]):
        tag = struct.unpack_from("<H", data, first + 2 + 12 * at)[0]
        if tag in (256, 257):
            struct.pack_into("<HII", data, first + 4 + 12 * at, 4, 1, 2_000_000_000)
    return bytes(data)


def _scan(entries: bytes, data: bytes) -> bytes:
    """A PDF with a plan, and a page that is a picture."""
    file = plan()
    picture = file.stream(data, b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 " + entries)
    file.page(b"595 0 0 842 0 0 cm /Im0 Do", resources=b"/XObject << /Im0 %d 0 R >>" % picture)
    return file.save()


_CODESTREAM = b"\xff\x4f\xff\x51" + struct.pack(">HH8IH", 47, 0, 400_000, 400_000, 0, 0, 400_000, 400_000, 0, 0, 1) + b"\x07\x01\x01"
_JBIG2 = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">4IBH", 400_000, 400_000, 0, 0, 0, 0)
_LOST = partial("unreadable_part")

CASES = [
    Case("png_giant.png", lambda: _png(30_000, 30_000, zeros(256 << 20)), _LARGE, bomb=True),
    Case("png_giant_in_colours.png", lambda: _png(9_000, 9_000, zeros(256 << 20), colour=2), _LARGE, bomb=True),
    Case("png_of_2e9.png", lambda: _png(2_000_000_000, 2_000_000_000, b""), _LARGE | _BROKEN, bomb=True),
    Case("png_bomb_in_profile.png", lambda: _small(_chunk(b"iCCP", b"x\0\0" + zeros(256 << 20))), _EMPTY | _BROKEN, bomb=True),
    Case("png_bomb_in_text.png", lambda: _small(_chunk(b"zTXt", b"x\0\0" + zeros(256 << 20))), _EMPTY | _BROKEN, bomb=True),
    Case(
        "png_bombs_in_texts.png",
        lambda: _small(*[_chunk(b"zTXt", b"x\0\0" + zlib.compress(b" " * 900_000))] * 100),
        _EMPTY | _BROKEN,
        bomb=True,
    ),
    Case("png_bomb_in_pixels.png", lambda: _png(60, 80, zeros(256 << 20)), _EMPTY | _BROKEN, bomb=True),
    Case("png_cut.png", lambda: _small()[:70], _BROKEN),
    Case("png_no_pixels.png", lambda: _png(0, 0, b""), _BROKEN),
    Case("jpeg_cut.jpg", lambda: _saved(Image.effect_noise((300, 300), 50), "JPEG")[:3000], _BROKEN),
    Case("jpeg_of_four_inks.jpg", lambda: _saved(Image.new("CMYK", (300, 300)), "JPEG"), _EMPTY),
    Case("tiff_of_16_bits.tif", lambda: _saved(Image.new("I;16", (300, 300), 60_000), "TIFF"), _EMPTY),
    Case("tiff_frames_in_a_ring.tif", _ring, _EMPTY | _BROKEN),
    Case("tiff_giant.tif", _giant_tiff, _LARGE | _BROKEN, bomb=True),
    Case("gif_cut.gif", lambda: _saved(Image.new("P", (300, 300)), "GIF")[:60], _BROKEN | _EMPTY),
    Case("pdf_picture_giant.pdf", lambda: _scan(b"/Width 60000 /Height 60000 /Filter /FlateDecode", zeros(256 << 20)), _LOST, bomb=True),
    Case("pdf_picture_jpx_giant.pdf", lambda: _scan(b"/Width 60 /Height 80 /Filter /JPXDecode", _CODESTREAM), _LOST, bomb=True),
    Case("pdf_picture_jbig2_giant.pdf", lambda: _scan(b"/Width 60 /Height 80 /Filter /JBIG2Decode", _JBIG2), _LOST, bomb=True),
    Case("pdf_picture_fax_giant.pdf", lambda: _scan(b"/Width 60000 /Height 60000 /Filter /CCITTFaxDecode", b"\0" * 99), _LOST, bomb=True),
    Case(
        "pdf_picture_packed_twice.pdf",
        lambda: _scan(b"/Width 60 /Height 80 /Filter [/FlateDecode /FlateDecode]", zeros(256 << 20, 2)),
        WHOLE | _LOST,
        bomb=True,
    ),
]
