"""Packed documents from the XML of their parts, sound ones and such as lie about what is packed in them."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "manifest": "manifest",
    }.items()
)
SPACES = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
DOCUMENT, SHEET, CONTENT = "word/document.xml", "xl/worksheets/sheet1.xml", "content.xml"

Parts = dict[str, bytes]


class Link(NamedTuple):
    """A relationship of the main part."""

    id: str
    kind: str
    target: str
    outside: bool = False

    def __str__(self) -> str:
        mode = ' TargetMode="External"' if self.outside else ""
        return f'<Relationship Id="{self.id}" Type="{_R}/{self.kind}" Target="{self.target}"{mode}/>'


def rels(*links: Link) -> bytes:
    """A part of relationships."""
    return HEAD + f'<Relationships xmlns="{_RELS}">{"".join(map(str, links))}</Relationships>'.encode()


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive, the same bytes each time."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, blob in parts.items():
            info = zipfile.ZipInfo(name, (2024, 9, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(info, blob)
    return stream.getvalue()


def word(body: str | bytes, links: Sequence[Link] = (), parts: Mapping[str, bytes] | None = None) -> Parts:
    """The parts of a DOCX with this body."""
    text = body.encode() if isinstance(body, str) else body
    return {
        "[Content_Types].xml": HEAD + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": rels(Link("rId1", "officeDocument", DOCUMENT)),
        DOCUMENT: HEAD + f"<w:document {SPACES}><w:body>".encode() + text + b"</w:body></w:document>",
        "word/_rels/document.xml.rels": rels(*links),
        **(parts or {}),
    }


def docx(body: str | bytes, links: Sequence[Link] = (), parts: Mapping[str, bytes] | None = None) -> bytes:
    """A DOCX with this body."""
    return zipped(word(body, links, parts))


def book(rows: str | bytes, strings: str | bytes = "", sheets: Mapping[str, bytes] | None = None) -> Parts:
    """The parts of an XLSX with these rows on its first sheet; `sheets`: the XML of further ones by name."""
    first = rows.encode() if isinstance(rows, str) else rows
    shared = strings.encode() if isinstance(strings, str) else strings
    all_sheets = {"Лист1": f'<worksheet xmlns="{_S}"><sheetData>'.encode() + first + b"</sheetData></worksheet>", **(sheets or {})}
    links = [Link(f"s{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(all_sheets) + 1)]
    names = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="s{at}"/>' for at, name in enumerate(all_sheets, start=1))
    return {
        "[Content_Types].xml": HEAD + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": rels(Link("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": HEAD + f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{names}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": rels(
            *links, Link("strings", "sharedStrings", "sharedStrings.xml"), Link("styles", "styles", "styles.xml")
        ),
        "xl/sharedStrings.xml": HEAD + f'<sst xmlns="{_S}">'.encode() + shared + b"</sst>",
        "xl/styles.xml": HEAD + f'<styleSheet xmlns="{_S}"/>'.encode(),
        **{f"xl/worksheets/sheet{at}.xml": HEAD + xml for at, xml in enumerate(all_sheets.values(), start=1)},
    }


def xlsx(rows: str | bytes, strings: str | bytes = "", sheets: Mapping[str, bytes] | None = None) -> bytes:
    """An XLSX with these rows on its first sheet."""
    return zipped(book(rows, strings, sheets))


def sheet(rows: str) -> bytes:
    """The XML of a sheet."""
    return f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def open_document(body: str | bytes, kind: str = "text", dtd: str = "", parts: Mapping[str, bytes] | None = None) -> Parts:
    """The parts of an ODT («text») or ODS («spreadsheet»)."""
    text = body.encode() if isinstance(body, str) else body
    root = f"{dtd}<office:document-content {_ODF}><office:body><office:{kind}>".encode()
    manifest = f"<manifest:manifest {_ODF}/>".encode()
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        CONTENT: HEAD + root + text + f"</office:{kind}></office:body></office:document-content>".encode(),
        "styles.xml": HEAD + f"<office:document-styles {_ODF}/>".encode(),
        "META-INF/manifest.xml": manifest,
        **(parts or {}),
    }


def odf(body: str | bytes, kind: str = "text", dtd: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """An ODT or ODS with this body."""
    return zipped(open_document(body, kind, dtd, parts))


# ------------------------------------------------------------ archives that lie


def patched(data: bytes, name: str, at: int, value: bytes, local: int | None = None) -> bytes:
    """An archive whose directory says something else of a member: `value` at the offset `at` of its entry, and at `local` of its own header."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        header = archive.getinfo(name).header_offset
        entry = archive.start_dir
    while name.encode() != data[entry + 46 : entry + 46 + int.from_bytes(data[entry + 28 : entry + 30], "little")]:
        entry += 46 + sum(struct.unpack("<3H", data[entry + 28 : entry + 34]))
    changed = bytearray(data)
    changed[entry + at : entry + at + len(value)] = value
    if local is not None:
        changed[header + local : header + local + len(value)] = value
    return bytes(changed)


def with_size(data: bytes, name: str, size: int) -> bytes:
    """An archive that says of a member that it has so many bytes unpacked, in both places."""
    return patched(data, name, 24, struct.pack("<I", size), local=22)


def many_entries(data: bytes, count: int) -> bytes:
    """An archive whose directory has so many more members, all of them the first one."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        start = archive.start_dir
        entries = len(archive.infolist())
    size = 46 + sum(struct.unpack("<3H", data[start + 28 : start + 34]))
    directory = data[start : data.rindex(b"PK\x05\x06")] + data[start : start + size] * count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, min(entries + count, 0xFFFF), min(entries + count, 0xFFFF), len(directory), start, 0)
    return data[:start] + directory + end


def overlapping(parts: Mapping[str, bytes], name: str, copies: int) -> bytes:
    """An archive in which further members lie over one member: each is its very bytes (as in a bomb that is all overlap)."""
    data = zipped(parts)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        info, start = archive.getinfo(name), archive.start_dir
    entry = data.index(name.encode(), start) - 46
    directory = data[start : data.rindex(b"PK\x05\x06")]
    for number in range(copies):
        other = f"word/x{number}.xml".encode()
        head = bytearray(data[entry : entry + 46])
        struct.pack_into("<3H", head, 28, len(other), 0, 0)
        directory += bytes(head) + other
    assert info.header_offset < start
    count = len(parts) + copies
    return data[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)


def with_bomb(parts: Mapping[str, bytes], name: str, size: int, head: bytes = b"", said: int | None = None) -> bytes:
    """An archive in which one part unpacks to `size` blanks behind `head`; `said`: what it says instead."""
    content = head + b" " * size
    data = zipped({**parts, name: content})
    return data if said is None else with_size(data, name, said)
