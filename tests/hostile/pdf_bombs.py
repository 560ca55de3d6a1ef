"""PDF files that are small and unpack to much: each stream that a reader may unpack, and what makes it claim memory."""

import struct
import zlib

from tests.hostile.case import WHOLE, Case, partial, refused
from tests.hostile.pdf_file import PLAN, Pdf, plan, zeros

_LARGE = 256 << 20
_LOST = partial("unreadable_part")
_UNREAD = refused("too_large", "damaged_file", "no_text")
_PACKED = b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream"


def _bomb(file: Pdf, entries: bytes = b"", size: int = _LARGE) -> int:
    data = zeros(size)
    return file.add(_PACKED % (len(data), entries, data))


def _content() -> bytes:
    file = plan()
    file.page(_bomb(file))
    return file.save()


def _content_in_parts() -> bytes:
    """A thousand parts of a content, each of a size that may be."""
    file = plan()
    bomb = _bomb(file, size=8 << 20)
    parts = [file.add(file.objects[bomb]) for _ in range(100)]
    file.page(PLAN)
    last = file.kids[-1]
    array = b"[%s]" % b" ".join(b"%d 0 R" % part for part in parts)
    file.objects[last] = file.objects[last].replace(b"/Contents %d 0 R" % (last - 1), b"/Contents " + array)
    return file.save()


def _content_many_times() -> bytes:
    """One content of a size that may be, named a thousand times."""
    file = plan()
    bomb = _bomb(file, size=8 << 20)
    file.page(PLAN)
    last = file.kids[-1]
    array = b"[%s]" % (b"%d 0 R " % bomb * 1000)
    file.objects[last] = file.objects[last].replace(b"/Contents %d 0 R" % (last - 1), b"/Contents " + array)
    return file.save()


def _chained() -> bytes:
    file = plan()
    data = zeros(_LARGE, times=3)
    filters = b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    file.page(file.add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), filters, data)))
    return file.save()


def _hex() -> bytes:
    file = plan()
    data = zeros(_LARGE // 4).hex().encode() + b">"
    filters = b"/Filter [/AHx /Fl]"
    file.page(file.add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), filters, data)))
    return file.save()


def _run_length() -> bytes:
    file = plan()
    data = zlib.compress(b"\x81 " * (2 << 20) + b"\x80", 9)
    filters = b"/Filter [/FlateDecode /RunLengthDecode]"
    file.page(file.add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), filters, data)))
    return file.save()


def _lzw() -> bytes:
    """Codes that each stand for one letter more than the one before: 90 times as much as their bits."""
    codes: list[tuple[int, int]] = []
    for _ in range(60):
        codes.append((256, 9))
        code, width = 32, 9
        for following in range(258, 4094):
            codes.append((code, width))
            code = following
            width = next(bits for bits in (9, 10, 11, 12) if following + 1 < (1 << bits) or bits == 12)
    bits = "".join(format(code, f"0{width}b") for code, width in [*codes, (257, 12)])
    bits += "0" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big")
    file = plan()
    file.page(file.add(b"<< /Length %d /Filter /LZWDecode >>\nstream\n%s\nendstream" % (len(data), data)))
    return file.save()


def _font(entry: bytes) -> bytes:
    """The program of a font, in one of its kinds."""
    file = plan()
    program = _bomb(file, b"/Length1 1073741824")
    descriptor = file.add(b"<< /Type /FontDescriptor /FontName /Bomb /Flags 32 %s %d 0 R >>" % (entry, program))
    font = file.add(b"<< /Type /Font /Subtype /TrueType /BaseFont /Bomb /FirstChar 0 /FontDescriptor %d 0 R >>" % descriptor)
    page = file.page(b"BT /F2 10 Tf 40 800 Td (abc) Tj ET")
    file.objects[page] = file.objects[page].replace(b"/Font << ", b"/Font << /F2 %d 0 R " % font)
    return file.save()


def _to_unicode(data: bytes | None = None) -> bytes:
    """What a font says about its letters; the bomb, or what is given."""
    file = plan()
    table = _bomb(file) if data is None else file.stream(data, flate=True)
    font = file.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode %d 0 R >>" % table)
    page = file.page(b"BT /F2 10 Tf 40 800 Td (abc) Tj ET")
    file.objects[page] = file.objects[page].replace(b"/Font << ", b"/Font << /F2 %d 0 R " % font)
    return file.save()


def _ranges() -> bytes:
    """A range of four thousand million codes, in a table of a few bytes."""
    return _to_unicode(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange "
        b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap end end"
    )


def _encoding_ranges() -> bytes:
    """The same in the encoding of a font of many letters."""
    file = plan()
    table = file.stream(
        b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 begincidrange <00000000> <ffffffff> 0 endcidrange endcmap",
        b"/Type /CMap /CMapName /Bomb",
    )
    info = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    child = file.add(b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo %s >>" % info)
    font = file.add(b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding %d 0 R /DescendantFonts [%d 0 R] >>" % (table, child))
    page = file.page(b"BT /F2 10 Tf 40 800 Td <00000041> Tj ET")
    file.objects[page] = file.objects[page].replace(b"/Font << ", b"/Font << /F2 %d 0 R " % font)
    return file.save()


def _widths() -> bytes:
    """The widths of four thousand million letters."""
    file = plan()
    info = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    child = file.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo %s /W [0 4294967295 1000000000 0 2147483647 1e30] >>" % info
    )
    font = file.add(b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [%d 0 R] >>" % child)
    page = file.page(b"BT /F2 10 Tf 40 800 Td <00410042> Tj ET")
    file.objects[page] = file.objects[page].replace(b"/Font << ", b"/Font << /F2 %d 0 R " % font)
    return file.save()


def _form() -> bytes:
    file = plan()
    form = _bomb(file, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    file.page(b"/Fm0 Do", resources=b"/XObject << /Fm0 %d 0 R >>" % form)
    return file.save()


def _object_stream() -> bytes:
    """The catalogue in a bomb: nothing can be read without it."""
    file = plan()
    bomb = _bomb(file, b"/Type /ObjStm /N 1 /First 4")
    return _with_cross_references(file, {1: (bomb, 0)})


def _with_cross_references(file: Pdf, compressed: dict[int, tuple[int, int]], packed: bytes | None = None, entries: bytes = b"") -> bytes:
    """The file with its places in a stream; `compressed` are objects that stand in an object stream, by its number and their place."""
    data = file.save()
    body = data[: data.rfind(b"xref\n0 ")]
    number = max(file.objects) + 1
    rows = []
    for at in range(number + 1):
        if at in compressed:
            rows.append(struct.pack(">BIH", 2, *compressed[at]))
        else:
            place = len(body) if at == number else body.find(b"\n%d 0 obj" % at) + 1
            rows.append(struct.pack(">BIH", 1 if place else 0, place, 0))
    table = zlib.compress(b"".join(rows), 9) if packed is None else packed
    head = b"/Type /XRef /W [1 4 2] /Size %d /Root 1 0 R /Filter /FlateDecode %s" % (number + 1, entries)
    table = b"%d 0 obj\n<< /Length %d %s >>\nstream\n%s\nendstream\nendobj\n" % (number, len(table), head, table)
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _cross_references() -> bytes:
    return _with_cross_references(plan(), {}, zeros(_LARGE))


def _giant_index() -> bytes:
    return _with_cross_references(plan(), {}, None, b"/Index [0 2147483647]")


def _predictor() -> bytes:
    file = plan()
    data = zlib.compress(b" " * 1000)
    filters = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 268435456 /Colors 1 /BitsPerComponent 8 >>"
    file.page(file.add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), filters, data)))
    return file.save()


def _attachment() -> bytes:
    """A bomb that nobody asked to read, beside a sound plan."""
    file = plan()
    bomb = _bomb(file, b"/Type /EmbeddedFile")
    spec = file.add(b"<< /Type /Filespec /F (bomb.bin) /EF << /F %d 0 R >> >>" % bomb)
    file.catalog = b"/Names << /EmbeddedFiles << /Names [(bomb.bin) %d 0 R] >> >>" % spec
    return file.save()


def _inline_image() -> bytes:
    file = plan()
    data = zeros(_LARGE)
    file.page(b"q BI /W 30000 /H 30000 /CS /G /BPC 8 /F /Fl ID " + data + b" EI Q")
    return file.save()


CASES = [
    Case("pdf_bomb_content.pdf", _content, _LOST, bomb=True),
    Case("pdf_bomb_content_in_parts.pdf", _content_in_parts, _LOST, bomb=True),
    Case("pdf_bomb_content_many_times.pdf", _content_many_times, _LOST, bomb=True),
    Case("pdf_bomb_flate_of_flate_of_flate.pdf", _chained, _LOST, bomb=True),
    Case("pdf_bomb_flate_in_hex.pdf", _hex, _LOST, bomb=True),
    Case("pdf_bomb_run_length.pdf", _run_length, _LOST, bomb=True),
    Case("pdf_bomb_lzw.pdf", _lzw, WHOLE, bomb=True),
    Case("pdf_bomb_font_truetype.pdf", lambda: _font(b"/FontFile2"), _LOST, bomb=True),
    Case("pdf_bomb_font_type1.pdf", lambda: _font(b"/FontFile"), _LOST, bomb=True),
    Case("pdf_bomb_font_cff.pdf", lambda: _font(b"/FontFile3"), _LOST, bomb=True),
    Case("pdf_bomb_to_unicode.pdf", _to_unicode, _LOST, bomb=True),
    Case("pdf_bomb_code_ranges.pdf", _ranges, _LOST | WHOLE, bomb=True),
    Case("pdf_bomb_encoding_ranges.pdf", _encoding_ranges, _LOST | WHOLE, bomb=True),
    Case("pdf_bomb_widths.pdf", _widths, _LOST | WHOLE, bomb=True),
    Case("pdf_bomb_form.pdf", _form, _LOST, bomb=True),
    Case("pdf_bomb_object_stream.pdf", _object_stream, _UNREAD | _LOST, bomb=True),
    Case("pdf_bomb_cross_references.pdf", _cross_references, _UNREAD | _LOST, bomb=True),
    Case("pdf_bomb_giant_index.pdf", _giant_index, _UNREAD | _LOST | WHOLE, bomb=True),
    Case("pdf_bomb_predictor.pdf", _predictor, _LOST, bomb=True),
    Case("pdf_bomb_attachment.pdf", _attachment, _LOST, bomb=True),
    Case("pdf_bomb_inline_image.pdf", _inline_image, _LOST | WHOLE, bomb=True),
]
