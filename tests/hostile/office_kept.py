"""Office files that are cut short, damaged, locked or misnamed, and sound ones whose text other readers lose."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.case import WHOLE, Case, Verdicts, partial, refused
from tests.hostile.office_plans import HTML, ODF, ROWS, SHEET, TITLE, WORD, p, page, word_cell, word_table
from tests.hostile.packages import Link, docx, odf, xlsx

SAMPLES = Path(__file__).parent.parent.parent / "samples"
SOURCES = {"docx": "05_merged_tracked.docx", "odt": "12_lists.odt", "xlsx": "13_sheet.xlsx"}
FLIPS = 70
"""Files with one bit changed, of each source."""

_CUT = refused("damaged_file", "unsupported_format", "empty_file") | partial("unreadable_part")
_FLIPPED = WHOLE | partial("unreadable_part") | refused("damaged_file", "unsupported_format", "locked_file", "too_large", "no_plan")
"""A bit may stand where nothing is read (whole), and the tests see that the text is the same then; or in the part that the plan is in."""

INVISIBLE = "\u202eтекст\u202c \u200bс\u200dлова\ufeff\u2066\u2069 pаспорт"
KEPT: dict[str, str] = {
    "field": '<w:fldSimple w:instr="DATE"><w:r><w:t>{}</w:t></w:r></w:fldSimple>',
    "smart-tag": '<w:smartTag w:element="place"><w:r><w:t>{}</w:t></w:r></w:smartTag>',
    "custom-xml": '<w:customXml w:element="x"><w:r><w:t>{}</w:t></w:r></w:customXml>',
    "inserted": '<w:ins w:id="1"><w:r><w:t>{}</w:t></w:r></w:ins>',
    "moved": '<w:moveTo w:id="2"><w:r><w:t>{}</w:t></w:r></w:moveTo><w:moveFrom w:id="3"><w:r><w:t>старое</w:t></w:r></w:moveFrom>',
    "control": "<w:sdt><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>",
    "hyperlink": '<w:hyperlink w:anchor="x"><w:r><w:t>{}</w:t></w:r></w:hyperlink>',
    "math": "<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>",
    "box": "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    "direction": '<w:bdo w:val="rtl"><w:dir w:val="rtl"><w:r><w:t>{}</w:t></w:r></w:dir></w:bdo>',
    "deleted-field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>{}</w:t></w:r>',
}
"""What other readers lose inside a paragraph; «{}» must come back."""

WORDS = "слово, которое должно вернуться"
CHUNKS: dict[str, bytes] = {
    "x.html": f"<html><head><meta charset=utf-8></head><p>{WORDS}</p></html>".encode(),
    "x.mht": f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>{WORDS}</p>".encode(),
    "x.txt": WORDS.encode(),
    "x.docx": docx(p(WORDS)),
    "x.rtf": b"{\\rtf1\\ansi\\ansicpg1251 " + WORDS.encode("cp1251") + b"}",
}


def cases() -> Iterator[Case]:
    """All of them."""
    for suffix, source in SOURCES.items():
        for tenth in range(1, 10):
            yield _case(f"cut-{tenth}.{suffix}", lambda source=source, tenth=tenth: _cut(source, tenth), _CUT)
        for number in range(FLIPS):
            yield _case(f"flip-{number}.{suffix}", lambda source=source, number=number: flipped(source, number), _FLIPPED)
    yield from _locked()
    yield from _misnamed()
    yield from kept_cases()


def kept_cases() -> Iterator[Case]:
    """Sound files that hold WORDS in a place from which other readers lose it."""
    for kind, xml in KEPT.items():
        yield _case(f"kept-{kind}.docx", lambda xml=xml: docx(f"<w:p>{xml.format(WORDS)}</w:p>{WORD}"), WHOLE)
    block = f"<w:sdt><w:sdtContent>{p(WORDS)}</w:sdtContent></w:sdt>"
    yield _case("kept-block-control.docx", lambda: docx(block + WORD), WHOLE)
    cells = word_table(cell=lambda text: f"<w:sdt><w:sdtContent>{word_cell(text)}</w:sdtContent></w:sdt>")
    yield _case("kept-cell-control.docx", lambda: docx(p(WORDS) + p(TITLE) + cells), WHOLE)
    for name, content in CHUNKS.items():
        chunk, links = '<w:altChunk r:id="x"/>', [Link("x", "aFChunk", name)]
        yield _case(f"kept-chunk-{name[2:]}.docx", lambda c=content, n=name, k=chunk, i=links: docx(WORD + k, i, {f"word/{n}": c}), WHOLE)
    note = f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">{p(WORDS)}</w:footnote></w:footnotes>'
    reference = '<w:p><w:r><w:t>со сноской</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    links = [Link("n", "footnotes", "footnotes.xml")]
    yield _case("kept-footnote.docx", lambda: docx(reference + WORD, links, {"word/footnotes.xml": note.encode()}), WHOLE)
    for suffix, make in _INVISIBLE.items():
        yield _case(f"kept-invisible.{suffix}", make, WHOLE)


_INVISIBLE: dict[str, Callable[[], bytes]] = {
    "docx": lambda: docx(p(WORDS + INVISIBLE) + WORD),
    "odt": lambda: odf(f"<text:p>{WORDS}{INVISIBLE}</text:p>{ODF}"),
    "xlsx": lambda: xlsx(f'<row><c t="inlineStr"><is><t>{WORDS}{INVISIBLE}</t></is></c></row>{SHEET}'),
    "html": lambda: page(f"<p>{WORDS}{INVISIBLE}</p>{HTML}"),
}


def _locked() -> Iterator[Case]:
    names = "".join(f"{name:\0<32}" for name in ("Root Entry", "EncryptedPackage", "EncryptionInfo"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names.encode("utf-16-le") + b"\x5a" * 4096
    for suffix in ("docx", "xlsx", "docm"):
        yield _case(f"password.{suffix}", lambda: ole, refused("locked_file"))
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</m:manifest>'.encode()
    for suffix, kind in (("odt", "text"), ("ods", "spreadsheet")):
        parts = {"content.xml": b"\x8f\x13" * 500, "META-INF/manifest.xml": manifest}
        yield _case(f"password.{suffix}", lambda kind=kind, parts=parts: odf("", kind, parts=parts), refused("locked_file"))


def _misnamed() -> Iterator[Case]:
    for name in ("docx.doc", "docx.pdf", "docx.xlsx", "docx.txt", "docx.zip"):
        yield _case(f"misnamed-{name}", lambda: docx(WORD), WHOLE)
    for name, make in (
        ("xlsx.docx", lambda: xlsx(SHEET)),
        ("odt.docx", lambda: odf(ODF)),
        ("html.doc", lambda: page(HTML)),
        ("html.xls", lambda: page(HTML)),
    ):
        yield _case(f"misnamed-{name}", make, WHOLE)
    formulas = ["=cmd|' /C calc'!A0", "=1+1", "+7 (495) 123", "-провести", "@SUM(1)", '=HYPERLINK("http://x";"y")']
    rows = "".join(f'<row><c t="inlineStr"><is><t>{_escaped(text)}</t></is></c></row>' for text in formulas)
    yield _case("formulas-as-text.xlsx", lambda: xlsx(SHEET + rows), WHOLE)
    yield _case(
        "formulas.xlsx", lambda: xlsx(SHEET + "<row><c t='str'><f>1+1</f><v>2</v></c><c><f>NOW()</f></c></row>"), partial("unreadable_part")
    )
    yield _case("formulas.docx", lambda: docx(p(TITLE) + word_table([*ROWS, ("4", "=1+1", "+7 (495)", "@SUM(A1)")])), WHOLE)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _cut(source: str, tenth: int) -> bytes:
    data = (SAMPLES / source).read_bytes()
    return data[: len(data) * tenth // 10]


def flipped(source: str, number: int) -> bytes:
    """A sample with one bit changed, the same for a number each time."""
    data = bytearray((SAMPLES / source).read_bytes())
    bit = random.Random(f"{source} {number}").randrange(len(data) * 8)
    data[bit // 8] ^= 1 << bit % 8
    return bytes(data)


def _case(name: str, make: Callable[..., bytes], verdicts: Verdicts) -> Case:
    return Case(f"office-{name}", make, verdicts)
