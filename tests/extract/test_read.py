"""From a path to a document: what a file is, and what is said of one that cannot be read."""

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import DamagedFileError, EmptyFileError, LockedFileError, MissingPathError, RoadmapError, UnsupportedFormatError
from pipeline.extract import READERS, read
from pipeline.extract.sniff import FOREIGN, sniff

MakeDocx = Callable[..., bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _zip(*names: str, first: bytes = b"") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, first if name == "mimetype" else b"x" * 200)
    return stream.getvalue()


def _stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


CONTENTS = {
    "pdf": b"%PDF-1.7\n",
    "docx": _zip("[Content_Types].xml", "word/document.xml"),
    "xlsx": _zip("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": _zip("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": _zip("mimetype", "content.xml", first=b"application/vnd.oasis.opendocument.text"),
    "ods": _zip("mimetype", "content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet"),
    "zip": _zip("план.docx"),
    "doc": _stream("WordDocument"),
    "xls": _stream("Workbook"),
    "encrypted": _stream("EncryptedPackage"),
    "rtf": b"{\\rtf1\\ansi",
    "image": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "html": b"\xef\xbb\xbf<!DOCTYPE html><html>",
    "mhtml": b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n",
    "csv": "№;Дело;Срок\n1;Приказ;май\n2;Карта;июнь".encode("cp1251"),
    "xml": b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>",
    "unknown": b"\x00\x01\x02\x03",
}
TEXTS = ("План".encode(), "План".encode("utf-8-sig"), "План".encode("utf-16"), "План\r\n\tработы".encode("cp1251"), b"BMW \x1a")


@pytest.mark.parametrize(("expected", "data"), CONTENTS.items(), ids=CONTENTS.keys())
def test_format_is_told_by_content(expected: str, data: bytes) -> None:
    assert sniff(data) == expected


@pytest.mark.parametrize("data", TEXTS)
def test_text_in_every_encoding(data: bytes) -> None:
    assert sniff(data) == "txt"


def test_picture_that_begins_with_letters() -> None:
    assert sniff(b"BM\x46\x00\x00\x00\x00\x00") == "image"


@pytest.mark.parametrize("lead", [b"\xef\xbb\xbf", b"\r\n"])
def test_rtf_after_a_mark_or_a_blank_line(lead: bytes) -> None:
    assert sniff(lead + CONTENTS["rtf"]) == "rtf"


def test_open_document_whose_kind_does_not_come_first() -> None:
    kind = b"application/vnd.oasis.opendocument.text"
    assert sniff(_zip("content.xml", "META-INF/manifest.xml", "mimetype", first=kind)) == "odt"


def test_every_format_has_a_reader_or_a_name() -> None:
    assert set(CONTENTS) - {"encrypted"} <= READERS.keys() | FOREIGN.keys()
    assert all(callable(file_format.load()) for file_format in READERS.values())


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _error(path: Path) -> RoadmapError:
    with pytest.raises(RoadmapError) as caught:
        read(path)
    return caught.value


def test_missing_path(tmp_path: Path) -> None:
    assert type(_error(tmp_path / "нет.docx")) is MissingPathError


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", "\ufeff \n".encode("utf-16-le")])
def test_empty_file(tmp_path: Path, data: bytes) -> None:
    assert type(_error(_write(tmp_path, "план.txt", data))) is EmptyFileError


@pytest.mark.parametrize("kind", sorted(CONTENTS.keys() & FOREIGN.keys()))
def test_foreign_format_is_named(tmp_path: Path, kind: str) -> None:
    error = _error(_write(tmp_path, "план.docx", CONTENTS[kind]))
    assert type(error) is UnsupportedFormatError
    assert error.detail == FOREIGN[kind]


def test_password(tmp_path: Path) -> None:
    error = _error(_write(tmp_path, "план.docx", CONTENTS["encrypted"]))
    assert type(error) is LockedFileError
    assert "парол" in error.detail


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_docx_cut_short(tmp_path: Path, make_docx: MakeDocx, kept: float) -> None:
    data = make_docx("<w:p/>")
    error = _error(_write(tmp_path, "план.docx", data[: int(len(data) * kept)]))
    assert type(error) is DamagedFileError
    assert error.where == "план.docx"


def test_docx_without_its_main_part(tmp_path: Path) -> None:
    assert type(_error(_write(tmp_path, "план.docx", CONTENTS["docx"]))) is DamagedFileError


def test_damaged_pdf(tmp_path: Path) -> None:
    assert type(_error(_write(tmp_path, "план.pdf", b"%PDF-1.7\n" + b"garbage " * 50))) is DamagedFileError


def test_facts_about_the_file(tmp_path: Path, make_docx: MakeDocx) -> None:
    data = make_docx(
        "<w:p><w:r><w:t>два слова</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>я чей</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    source = read(_write(tmp_path, "план.docx", data), "школы/план.docx").source
    assert (source.file, source.format, source.pages, source.characters) == ("школы/план.docx", "docx", None, 12)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(("name", "remark"), [("план.doc", ".doc → docx"), ("план", "без расширения → docx")])
def test_wrong_suffix_is_told(tmp_path: Path, make_docx: MakeDocx, name: str, remark: str) -> None:
    document = read(_write(tmp_path, name, make_docx("<w:p/>")))
    assert [(found.code, found.text) for found in document.remarks] == [("wrong_suffix", remark)]


@pytest.mark.parametrize("name", ["план.DOCX", "план.docm"])
def test_usual_suffix_is_not(tmp_path: Path, make_docx: MakeDocx, name: str) -> None:
    assert read(_write(tmp_path, name, make_docx("<w:p/>"))).remarks == ()


@pytest.mark.parametrize(
    "kind", [b"vnd.ms-word.document.macroEnabled.main+xml", b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"]
)
def test_macros_and_templates_are_documents(tmp_path: Path, make_docx: MakeDocx, kind: bytes) -> None:
    usual = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = _repack(make_docx("<w:p><w:r><w:t>План</w:t></w:r></w:p>"), lambda blob: blob.replace(usual, kind))
    assert [paragraph.text for paragraph in read(_write(tmp_path, "план.docx", data)).paragraphs] == ["План"]


def test_strict_open_xml(tmp_path: Path, make_docx: MakeDocx) -> None:
    changes = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def strict(blob: bytes) -> bytes:
        for usual, other in changes.items():
            blob = blob.replace(usual, other)
        return blob

    data = _repack(make_docx("<w:p><w:r><w:t>План</w:t></w:r></w:p>"), strict)
    assert [paragraph.text for paragraph in read(_write(tmp_path, "план.docx", data)).paragraphs] == ["План"]


def test_broken_link_to_a_picture(tmp_path: Path, make_docx: MakeDocx) -> None:
    link = b'<Relationship Id="rIdX" Type="http://x/image" Target="NULL"/></Relationships>'
    data = _repack(make_docx("<w:p><w:r><w:t>План</w:t></w:r></w:p>"), lambda blob: blob.replace(b"</Relationships>", link))
    assert [paragraph.text for paragraph in read(_write(tmp_path, "план.docx", data)).paragraphs] == ["План"]


def _repack(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return stream.getvalue()


def test_pdf_cut_short_is_damaged_and_not_empty(tmp_path: Path, make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf(lambda canvas: canvas.drawString(50, 50, "Plan"))
    assert type(_error(_write(tmp_path, "план.pdf", data[: data.index(b"/Type /Page")]))) is DamagedFileError
