"""PDF files, object by object, so that each may be wrong in its own way; with a page that holds a plan, which must come back."""

import zlib
from collections.abc import Iterable
from functools import cache

BOX = (595, 842)
"""A4, in points."""

_CATALOG, _TREE, _FONT = 1, 2, 3
_ROWS = (
    ("п/п", "Мероприятие", "Срок", "Ответственный"),
    ("1", "Назначить куратора", "сентябрь 2024", "Директор"),
    ("2", "Провести анкетирование", "октябрь 2024", "Куратор"),
    ("3", "Подвести итоги", "май 2025", "Куратор"),
)
_COLUMNS = (40, 70, 300, 420, 555)
# Names of Cyrillic letters in the Adobe Glyph List, by their codes in Windows-1251 from 192.
_CAPITALS = [f"afii{number}" for number in (*range(10017, 10023), *range(10024, 10050))]
_SMALL = [f"afii{number}" for number in (*range(10065, 10071), *range(10072, 10098))]
_WIDTHS = f"/FirstChar 32 /LastChar 255 /Widths [{'550 ' * 224}]"


class Pdf:
    """The objects of a file; the first three are its catalogue, its page tree and its font."""

    def __init__(self) -> None:
        names = " ".join(f"/{name}" for name in (*_CAPITALS, *_SMALL))
        encoding = f"<< /Type /Encoding /Differences [192 {names}] >>"
        self.objects: dict[int, bytes] = {
            _CATALOG: b"",
            _TREE: b"",
            _FONT: f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {encoding} {_WIDTHS} >>".encode(),
        }
        self.kids: list[int] = []
        self.catalog = b""
        """More entries of the catalogue."""

    def add(self, body: bytes) -> int:
        """Adds an object; its number."""
        number = len(self.objects) + 1
        self.objects[number] = body
        return number

    def stream(self, data: bytes, entries: bytes = b"", *, flate: bool = False) -> int:
        """Adds a stream; its number."""
        return self.add(stream(data, entries, flate=flate))

    def page(self, content: bytes | int, entries: bytes = b"", resources: bytes = b"") -> int:
        """Adds a page with this content, or with that of an object; its number."""
        number = content if isinstance(content, int) else self.stream(content)
        box = b"" if b"/MediaBox" in entries else b"/MediaBox [0 0 %d %d]" % BOX
        fonts = b"/Resources << /Font << /F1 %d 0 R >> %s >>" % (_FONT, resources)
        page = self.add(b"<< /Type /Page /Parent %d 0 R %s %s /Contents %d 0 R %s >>" % (_TREE, box, fonts, number, entries))
        self.kids.append(page)
        return page

    def save(self, trailer: bytes = b"", tree: bytes = b"") -> bytes:
        """The file; `trailer` and `tree` are more entries of these, which go before those that are right."""
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        self.objects[_CATALOG] = self.objects[_CATALOG] or b"<< /Type /Catalog /Pages %d 0 R %s >>" % (_TREE, self.catalog)
        count = b"" if b"/Count" in tree else b"/Count %d" % len(self.kids)
        self.objects[_TREE] = self.objects[_TREE] or b"<< /Type /Pages /Kids [%s] %s %s >>" % (kids, count, tree)
        return written(self.objects, trailer)


def written(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, with a table of where they are."""
    parts, places, at = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], {}, 15
    for number, body in objects.items():
        places[number] = at
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    size = max(objects) + 1
    rows = (b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size))
    table = b"xref\n0 %d\n%s" % (size, b"".join(rows))
    ending = b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, _CATALOG, trailer, at)
    return b"".join(parts) + table + ending


def stream(data: bytes, entries: bytes = b"", *, flate: bool = False) -> bytes:
    """A stream object."""
    packed = zlib.compress(data, 9) if flate else data
    filters = b"/Filter /FlateDecode" if flate else b""
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (len(packed), filters, entries, packed)


@cache
def zeros(size: int, times: int = 1) -> bytes:
    """That many bytes of blank, packed so many times over; made piece by piece."""
    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    packed = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def plan_content() -> bytes:
    """A page with a title and a ruled table of three activities."""
    lines = [_text(40, 800, "Дорожная карта целевой модели наставничества на 2024-2025 учебный год")]
    tops = [770 - 24 * row for row in range(len(_ROWS) + 1)]
    lines += [b"%d %d m %d %d l S" % (_COLUMNS[0], top, _COLUMNS[-1], top) for top in tops]
    lines += [b"%d %d m %d %d l S" % (x, tops[0], x, tops[-1]) for x in _COLUMNS]
    for row, top in zip(_ROWS, tops, strict=False):
        lines += [_text(x + 4, top - 16, cell) for x, cell in zip(_COLUMNS, row, strict=False)]
    return b"\n".join(lines)


def _text(x: int, y: int, text: str) -> bytes:
    return b"BT /F1 10 Tf %d %d Td <%s> Tj ET" % (x, y, text.encode("cp1251").hex().encode())


PLAN = plan_content()
"""The content of a page with a plan."""


def plan(*more: bytes) -> Pdf:
    """A file with a plan, and pages with these contents behind it."""
    file = Pdf()
    for content in (PLAN, *more):
        file.page(content)
    return file


def pages(contents: Iterable[bytes]) -> bytes:
    """A plan, and pages with these contents behind it, as a file."""
    return plan(*contents).save()
