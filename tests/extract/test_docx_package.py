"""DOCX: the archive and its parts, as Word and the programs that imitate it write them, whole and damaged."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree

from pipeline.document import Paragraph
from pipeline.errors import DamagedFileError
from pipeline.extract import read_bytes
from pipeline.extract.docx.reader import read_docx
from pipeline.extract.docx.style_part import StylePart

MakeDocx = Callable[..., bytes]
ChangeDocx = Callable[[bytes, Callable[[dict[str, bytes]], None]], bytes]
Members = dict[str, bytes]

PLAN = "<w:p><w:r><w:t>План</w:t></w:r></w:p>"
_DOCUMENT, _RELS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"


def _texts(data: bytes) -> list[str]:
    return [block.text for block in read_docx(data).blocks if isinstance(block, Paragraph)]


def _rename_main(members: Members) -> None:
    members["word/document2.xml"] = members.pop(_DOCUMENT)
    members["word/_rels/document2.xml.rels"] = members.pop(_RELS)
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")


def _written(root: etree._Element, encoding: str) -> bytes:
    stream = BytesIO()
    etree.ElementTree(root).write(stream, encoding=encoding, xml_declaration=True)
    return stream.getvalue()


def _utf_16(members: Members) -> None:
    root = etree.fromstring(members[_DOCUMENT])
    members[_DOCUMENT] = _written(root, "utf-16")


def _cp1251(members: Members) -> None:
    root = etree.fromstring(members[_DOCUMENT])
    members[_DOCUMENT] = _written(root, "windows-1251")


def _without(*names: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        for name in names:
            del members[name]

    return change


def _damage(name: str) -> Callable[[Members], None]:
    return lambda members: members.update({name: b"<w:broken"})


def _backslashes(members: Members) -> None:
    changed = {name.replace("/", "\\"): members.pop(name) for name in list(members)}
    members.update(changed)


def _other_case(members: Members) -> None:
    members["Word/Document.xml"] = members.pop(_DOCUMENT)


def _with_glossary(members: Members) -> None:
    members["word/glossary/document.xml"] = members[_DOCUMENT].replace("План".encode(), "Глоссарий".encode())


def _broken_links(members: Members) -> None:
    links = '<Relationship Id="rIdX" Type="http://x/header" Target="нет.xml"/><Relationship Id="rIdY" Type="http://x/image" Target="NULL"/>'
    members[_RELS] = members[_RELS].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    reference = b'<w:sectPr><w:headerReference w:type="default" r:id="rIdX"/></w:sectPr></w:body>'
    members[_DOCUMENT] = members[_DOCUMENT].replace(b"</w:body>", reference)


def _odd_types(members: Members) -> None:
    members[_TYPES] = members[_TYPES].replace(b"wordprocessingml.document.main+xml", b"something.else+xml")


ODDITIES = {
    "main part of another name": _rename_main,
    "main part in UTF-16": _utf_16,
    "main part in windows-1251": _cp1251,
    "no styles": _without("word/styles.xml"),
    "no numbering": _without("word/numbering.xml"),
    "no list of parts": _without("_rels/.rels"),
    "no relationships": _without(_RELS),
    "no content types": _without(_TYPES),
    "unknown content type": _odd_types,
    "names with backslashes": _backslashes,
    "names in another case": _other_case,
    "glossary beside it": _with_glossary,
    "links to nothing": _broken_links,
}


@pytest.mark.parametrize("change", ODDITIES.values(), ids=ODDITIES.keys())
def test_oddities_of_the_package(make_docx: MakeDocx, change_docx: ChangeDocx, change: Callable[[Members], None]) -> None:
    data = change_docx(make_docx(PLAN), change)
    document = read_bytes(data, "план.docx")
    assert [paragraph.text for paragraph in document.paragraphs] == ["План"]
    assert document.remarks == ()


@pytest.mark.parametrize(("kind", "name"), [("header", "word/header9.xml"), ("comments", "word/comments9.xml")])
def test_damaged_part_is_told_and_the_rest_is_read(make_docx: MakeDocx, change_docx: ChangeDocx, kind: str, name: str) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    data = change_docx(make_docx(PLAN + section, parts={kind: "<w:p/>"}), _damage(name))
    assert _texts(data) == ["План"]
    (remark,) = read_docx(data).remarks
    assert (remark.code, remark.text) == ("unreadable_part", f"повреждена часть документа {name}")


def test_damaged_styles_are_told(make_docx: MakeDocx, change_docx: ChangeDocx) -> None:
    (remark,) = read_docx(change_docx(make_docx(PLAN), _damage("word/styles.xml"))).remarks
    assert remark.code == "unreadable_part"


def test_damaged_main_part_is_a_damaged_file(make_docx: MakeDocx, change_docx: ChangeDocx) -> None:
    with pytest.raises(DamagedFileError):
        read_bytes(change_docx(make_docx(PLAN), _damage(_DOCUMENT)), "план.docx")


@pytest.mark.parametrize("before", [b"", b"<!--" + b" " * 5_000 + b"-->"], ids=["at the beginning", "behind a comment"])
def test_entities_are_refused(before: bytes, make_docx: MakeDocx, change_docx: ChangeDocx) -> None:
    """A DTD is what attacks by XML begin with; the format forbids it."""

    def attack(members: Members) -> None:
        body = members[_DOCUMENT].split(b"?>", 1)[1].replace("План".encode(), b"&x;")
        members[_DOCUMENT] = before + b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body

    with pytest.raises(DamagedFileError):
        read_bytes(change_docx(make_docx(PLAN), attack), "план.docx")


class _Pipe(BytesIO):
    """What cannot be wound back: into it an archive is written with data descriptors, as web services do."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def test_archive_with_data_descriptors_and_a_doubled_member(make_docx: MakeDocx) -> None:
    stream = _Pipe()
    with zipfile.ZipFile(BytesIO(make_docx(PLAN))) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.comment = b"comment"
    assert _texts(stream.getvalue()) == ["План"]


def test_doubled_ids(make_docx: MakeDocx) -> None:
    style = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="{}"/></w:style>'
    body = "<w:bookmarkStart w:id='1'/><w:bookmarkStart w:id='1'/>" + PLAN
    assert _texts(make_docx(body, styles=style.format("a") + style.format("b"))) == ["План"]


# ------------------------------------------------------------ the styles, parsed one by one


def _styles(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/styles.xml")


def _name(part: StylePart, style_id: str) -> str | None:
    style = part.get(style_id)
    found = None if style is None else style.find("{*}name")
    return None if found is None else next(iter(found.attrib.values()))


WRITERS = {
    "Word": lambda blob: blob,
    "other prefix": lambda blob: blob.replace(b"<w:", b"<x:").replace(b"</w:", b"</x:").replace(b" w:", b" x:").replace(b"xmlns:w=", b"xmlns:x="),
    "other quotes": lambda blob: etree.tostring(etree.fromstring(blob)).replace(b'"', b"'"),
    "comments": lambda blob: blob.replace(b"</w:styles>", b'<!-- <w:style w:styleId="Normal"> --></w:styles>'),
    "UTF-16": lambda blob: etree.tostring(etree.fromstring(blob), encoding="utf-16"),
    "line breaks": lambda blob: blob.replace(b"<w:style ", b"<w:style\n  "),
}  # fmt: skip


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_styles_are_the_same_however_they_are_written(make_docx: MakeDocx, write: Callable[[bytes], bytes]) -> None:
    blob = _styles(make_docx(PLAN))
    whole = [style.get(key) for style in etree.fromstring(blob) for key in style.attrib if str(key).endswith("}styleId")]
    part = StylePart(write(blob))
    assert len(whole) > 100
    assert part.default_paragraph() == "Normal"
    assert part.get("нет") is None
    assert [_name(part, str(style_id)) for style_id in whole] == [_name(StylePart(blob), str(style_id)) for style_id in whole]
    assert _name(part, "ListBullet") == "List Bullet"
