"""Documents that a test makes itself: a DOCX from the XML of its body, a PDF from strokes on a page."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from tests.extract.drawn import document

_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    }.items()
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

MakeDocx = Callable[..., bytes]
MakePdf = Callable[..., bytes]
ChangeDocx = Callable[[bytes, Callable[[dict[str, bytes]], None]], bytes]


def _children(xml: str) -> list[object]:
    return list(parse_xml(f"<root {_SPACES}>{xml}</root>"))


def _make_docx(body: str, *, numbering: str = "", styles: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A DOCX with this body; `parts` are further parts by kind (footnotes, header, header-first …), whose relationship id is that name."""
    document = docx.Document()
    element = document.element.body
    for child in list(element):
        element.remove(child)
    for child in _children(body):
        element.append(child)
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in _children(numbering):
        root.append(child)
    for child in _children(styles):
        document.styles.element.append(child)
    for name, xml in (parts or {}).items():
        kind = name.split("-")[0]
        uri = PackURI(f"/word/{name}9.xml")
        blob = f"<w:{kind} {_SPACES}>{xml}</w:{kind}>".encode()
        part = Part(uri, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml", blob, document.part.package)
        document.part.rels.add_relationship(_KINDS + kind, part, name)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _change_docx(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file with its members changed, by name."""
    with zipfile.ZipFile(BytesIO(data)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name, blob in members.items():
            new.writestr(name, blob)
    return stream.getvalue()


@pytest.fixture
def change_docx() -> ChangeDocx:
    return _change_docx


@pytest.fixture
def make_docx() -> MakeDocx:
    return _make_docx


@pytest.fixture
def make_pdf() -> MakePdf:
    return document
