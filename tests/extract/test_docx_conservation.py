"""DOCX: every character that the page shows is read, and none that it does not, as counted apart from the reader."""

import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document import Paragraph
from pipeline.extract.content import Content
from pipeline.extract.docx.reader import read_docx

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "samples").glob("*.docx"), *(ROOT.parent / "shared" / "native" / "docx").glob("*.docx")])

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_UNSHOWN = "ancestor::w:del or ancestor::w:moveFrom or ancestor::mc:Fallback"
_DELETED = "ancestor::w:tr/w:trPr/w:del or ancestor::w:tc/w:tcPr/w:cellDel"
_CODE = "preceding::w:fldChar[1]/@w:fldCharType = 'begin'"
_SHOWN = f"//w:t[not({_UNSHOWN} or {_DELETED} or {_CODE})]"


def _shown(xml: bytes) -> Counter[str]:
    texts = etree.fromstring(xml).xpath(_SHOWN, namespaces=_SPACES)
    assert isinstance(texts, list)
    return _letters("".join(text.text or "" for text in texts if isinstance(text, etree._Element)))


def _letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _read(content: Content) -> Counter[str]:
    """The letters of the blocks, and of the remarks on what is no block. Labels stand nowhere in the file's text."""
    cells = [cell for block in content.blocks if not isinstance(block, Paragraph) for cell in block.cells]
    texts = [block.text for block in content.blocks if isinstance(block, Paragraph)] + [cell.text for cell in cells]
    told = [remark.text for remark in content.remarks if remark.code != "ragged_table"]  # its text stands in the table as well
    return _letters("".join([*texts, *told]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_files(path: Path) -> None:
    data = path.read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    content = read_docx(data)
    body = [block for block in content.blocks if not isinstance(block, Paragraph) or block.place == "body"]
    signs = {b"<w:noBreakHyphen/>": "-"}
    more = Counter({sign: xml.count(tag) for tag, sign in signs.items()})
    assert _read(content._replace(blocks=tuple(body))) == _shown(xml) + more


# ------------------------------------------------------------ invented documents

_ALPHABET = "абвгдежзиклмнопрстуфхцчшщэюя—«»№/().,;:-–0123456789☒\u0301\U0001f393"
_TEXTS = st.text(_ALPHABET, max_size=6)


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _box(content: str) -> str:
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"


_INLINES = {
    "plain": "{}",
    "insertion": '<w:ins w:id="1">{}</w:ins>',
    "deletion": '<w:del w:id="1">{}</w:del>',
    "moved from": '<w:moveFrom w:id="1">{}</w:moveFrom>',
    "moved to": '<w:moveTo w:id="1">{}</w:moveTo>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "link": "<w:hyperlink>{}</w:hyperlink>",
    "smart tag": "<w:smartTag>{}</w:smartTag>",
    "simple field": '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
    "field": _mark("begin") + _run("код") + _mark("separate") + "{}" + _mark("end"),
    "box": _box("<w:p>{}</w:p>"),
}
_BLOCKS = ("{}", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:customXml>{}</w:customXml>", '<w:ins w:id="1">{}</w:ins>')
_MERGES = ("", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>', "<w:hMerge/>", "<w:cellDel/>", "<w:cellIns/>")
_ROWS = ("", "", "<w:del/>", "<w:ins/>", '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>')


@st.composite
def _inlines(draw: st.DrawFn) -> str:
    run = _run(draw(_TEXTS), draw(st.sampled_from(("", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"))))
    for _ in range(draw(st.integers(0, 2))):
        run = _INLINES[draw(st.sampled_from(sorted(_INLINES)))].replace("{}", run)
    return run


@st.composite
def _paragraphs(draw: st.DrawFn) -> str:
    end = draw(st.sampled_from(("", "", "", '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>')))
    return f"<w:p>{end}{''.join(draw(st.lists(_inlines(), max_size=3)))}</w:p>"


def _cell(content: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}<w:p/></w:tc>"


def _tables(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    contents = st.lists(blocks, max_size=2).map("".join)
    cells = st.builds(_cell, contents, st.sampled_from(_MERGES))
    wrapped = st.builds(lambda inner, around: around.replace("{}", inner), cells, st.sampled_from(_BLOCKS))
    rows = st.builds(
        lambda cells, said: f"<w:tr><w:trPr>{said}</w:trPr>{''.join(cells)}</w:tr>",
        st.lists(wrapped, min_size=1, max_size=3),
        st.sampled_from(_ROWS),
    )
    return st.lists(rows, min_size=1, max_size=3).map(lambda rows: f"<w:tbl><w:tblGrid/>{''.join(rows)}</w:tbl>")


_BODIES = st.lists(
    st.builds(
        lambda inner, around: around.replace("{}", inner),
        st.recursive(_paragraphs(), _tables, max_leaves=8),
        st.sampled_from(_BLOCKS),
    ),
    min_size=1,
    max_size=3,
).map("".join)


def _package(body: str) -> tuple[bytes, bytes]:
    """A file of nothing but a body, and its XML."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    xml = f"<w:document {spaces}><w:body>{body}<w:p><w:r><w:t>конец</w:t></w:r></w:p></w:body></w:document>".encode()
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return stream.getvalue(), xml


@settings(max_examples=100, deadline=None, derandomize=True)
@given(body=_BODIES)
def test_invented_documents(body: str) -> None:
    data, xml = _package(body)
    assert _read(read_docx(data)) == _shown(xml)
