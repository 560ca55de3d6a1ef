"""Mutators of packed XML: a part is unpacked, its XML is changed, and all is packed again with right checksums; what a flip would break holds."""

import random
import re
import zipfile
import zlib
from io import BytesIO

from benchmarks.fuzzing.mutators import ANY, GIANTS, LARGEST, Mutator, inserting

_TAG = re.compile(rb"<[^<>]+>")
_ATTRIBUTE = re.compile(rb'([\w:.-]+)="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")

_TOKENS = (
    *(
        b'<w:gridSpan w:val="1000000000"/>',
        b"<w:vMerge/>",
        b'<w:vMerge w:val="restart"/>',
        b'<w:hMerge w:val="continue"/>',
        b"<w:tr>",
        b"</w:tr>",
    ),
    *(
        b"<w:tc>",
        b"</w:tc>",
        b"<w:tbl>",
        b"</w:tbl>",
        b"<w:p>",
        b"</w:p>",
        b"<w:p/>",
        b"<w:tc/>",
        b"<w:sectPr/>",
        b'<w:altChunk r:id="rId1"/>',
    ),
    *(
        b'<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>',
        b'<w:startOverride w:val="999999999999"/>',
        b'<w:lvlText w:val="%1%2%9"/>',
    ),
    *(
        b'<w:fldChar w:fldCharType="begin"/>',
        b'<w:fldChar w:fldCharType="end"/>',
        b'<w:footnoteReference w:id="1"/>',
        b"<w:txbxContent><w:p/></w:txbxContent>",
    ),
    *(
        b'<w:sym w:font="Wingdings" w:char="F0FE"/>',
        b'<w:sym w:char="110000"/>',
        b"<w:del>",
        b"</w:del>",
        b"<w:sdt>",
        b'<w:basedOn w:val="a"/>',
    ),
    *(
        b' table:number-rows-repeated="1000000"',
        b' table:number-columns-repeated="1000000"',
        b' table:number-rows-spanned="65000"',
        b"<table:covered-table-cell/>",
    ),
    *(
        b'<text:s text:c="1000000000"/>',
        b"<text:list>",
        b"</text:list>",
        b"<text:list-item>",
        b"<text:h/>",
        b"<text:note/>",
        b"<draw:frame/>",
    ),
    *(
        b' r="XFD1048576"',
        b' r="A0"',
        b' r="A99999999"',
        b' t="s"',
        b' t="d"',
        b' t="b"',
        b'<mergeCell ref="A1:XFD1048576"/>',
        b"<v>1e400</v>",
        b"<v>-1</v>",
        b"<v>nan</v>",
    ),
    *(
        b"&e;",
        b"&#0;",
        b"&#x10FFFF;",
        b"<!---->",
        b"<![CDATA[x]]>",
        b"<?x?>",
        b'<!DOCTYPE x [<!ENTITY e "x">]>',
        b' xmlns="urn:x"',
        b' xmlns:w="urn:x"',
    ),
)

_WHOLE = [token for token in _TOKENS if token.startswith(b"<") and token.endswith((b"/>", b"-->"))]


def delete_element(chance: random.Random, xml: bytes) -> bytes:
    """An element is missing, with all that is in it or without."""
    start, end = _element(chance, xml)
    return xml[:start] + xml[end:]


def double_element(chance: random.Random, xml: bytes) -> bytes:
    """An element stands several times."""
    start, end = _element(chance, xml)
    return xml[:end] + xml[start:end] * chance.choice((1, 2, 20, 300)) + xml[end:]


def move_element(chance: random.Random, xml: bytes) -> bytes:
    """An element stands before another, maybe inside itself no more."""
    start, end = _element(chance, xml)
    moved, rest = xml[start:end], xml[:start] + xml[end:]
    at, _ = _element(chance, rest)
    return rest[:at] + moved + rest[at:]


def wrap_element(chance: random.Random, xml: bytes) -> bytes:
    """An element stands inside others of a kind that the part has, some deep."""
    start, end = _element(chance, xml)
    names: list[bytes] = re.findall(rb"<([\w:]+)", xml) or [b"x"]
    name, depth = chance.choice(names), chance.choice((1, 3, 60, 400))
    return xml[:start] + (b"<" + name + b">") * depth + xml[start:end] + (b"</" + name + b">") * depth + xml[end:]


def swap_attributes(chance: random.Random, xml: bytes) -> bytes:
    """Values stand in each other's place."""
    found = list(_ATTRIBUTE.finditer(xml))
    if len(found) < 2:
        return xml
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return xml[: first.start(2)] + second[2] + xml[first.end(2) : second.start(2)] + first[2] + xml[second.end(2) :]


def giant_attribute(chance: random.Random, xml: bytes) -> bytes:
    """A number in an attribute is another one, or none."""
    found = [match for match in _ATTRIBUTE.finditer(xml) if match[2].isdigit()]
    if not found:
        return xml
    match = chance.choice(found)
    value = chance.choice([*(str(giant).encode() for giant in GIANTS), b"", b"1.5", b"x", "٣".encode(), b"1_0", b" 7 "])
    return xml[: match.start(2)] + value + xml[match.end(2) :]


def odd_text(chance: random.Random, xml: bytes) -> bytes:
    """A text is missing, cut, long, or of other letters."""
    found = list(_TEXT.finditer(xml))
    if not found:
        return xml
    match = chance.choice(found)
    text = chance.choice(
        (
            b"",
            match[1][: len(match[1]) // 2],
            match[1] * 500,
            b"99999999999999999999",
            "\u202e\u200b\ufeff\U0001f600".encode(),
            b"31.02.2024",
        )
    )
    return xml[: match.start(1)] + text + xml[match.end(1) :]


def insert_element(chance: random.Random, xml: bytes) -> bytes:
    """A small element of a format stands between two tags, so that the part is still XML."""
    places = [match.end() for match in _TAG.finditer(xml) if not match[0].startswith((b"<?", b"<!"))][:-1]
    if not places:
        return xml
    at = chance.choice(places)
    return xml[:at] + chance.choice(_WHOLE) * chance.choice((1, 1, 2, 500)) + xml[at:]


def rename_space(chance: random.Random, xml: bytes) -> bytes:
    """A namespace is another one."""
    found: list[bytes] = re.findall(rb'xmlns:?\w*="([^"]*)"', xml)
    return xml.replace(chance.choice(found), b"urn:odd", 1) if found else xml


IN_XML: tuple[Mutator, ...] = (
    *(delete_element, double_element, move_element) * 2,
    *(insert_element, giant_attribute) * 3,
    *(wrap_element, swap_attributes, odd_text, rename_space, inserting(_TOKENS)),
)


def repacked(chance: random.Random, data: bytes) -> bytes:
    """A part of the package is changed once to four times, and all is packed again."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        return chance.choice(ANY)(chance, data)
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    if not names:
        return data
    main = [name for name in names if name in {"word/document.xml", "content.xml"} or name.startswith("xl/")]
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(main or names) if chance.random() < 0.7 else chance.choice(names)
        parts[name] = chance.choice(IN_XML)(chance, parts[name])[:LARGEST]
    if chance.random() < 0.05:
        del parts[chance.choice(names)]
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in parts.items():
            archive.writestr(zipfile.ZipInfo(name), blob)
    return stream.getvalue()


def _element(chance: random.Random, xml: bytes) -> tuple[int, int]:
    """Start and end of an element; of a tag alone where its end is not found."""
    tags = list(_TAG.finditer(xml))
    if not tags:
        return 0, 0
    tag = chance.choice(tags)
    name = re.match(rb"<([\w:.-]+)", tag[0])
    if name is None or tag[0].endswith(b"/>"):
        return tag.span()
    depth = 0
    for match in re.finditer(rb"<(/?)" + re.escape(name[1]) + rb"(?=[\s/>])[^<>]*>", xml[tag.start() :]):
        depth += -1 if match[1] else 0 if match[0].endswith(b"/>") else 1
        if depth == 0:
            return tag.start(), tag.start() + match.end()
    return tag.span()


OFFICE: tuple[Mutator, ...] = (repacked,) * 8
"""Of packed formats: mostly parts are changed, and now and then the archive."""
