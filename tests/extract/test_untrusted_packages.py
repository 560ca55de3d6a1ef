"""Packages that nobody vouches for: what is unpacked is counted, what is beside the text may be missing, and what lies inside is read."""

import pytest

from pipeline.document import Document
from pipeline.errors import LockedFileError, TooLargeError
from pipeline.extract import read_bytes
from pipeline.extract.common.numerals import numeral
from pipeline.extract.common.package import Package
from pipeline.extract.common.xml import parse_xml
from tests.hostile.packages import DOCUMENT, Link, book, docx, odf, sheet, with_bomb, with_size, word, zipped

SOUND = "<w:p><w:r><w:t>План</w:t></w:r></w:p>"


def _told(document: Document) -> list[str]:
    return [remark.text for remark in document.remarks if remark.code == "unreadable_part"]


def _texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_all_parts_share_what_may_be_unpacked() -> None:
    package = Package(zipped({"a.xml": b"<a>" + b" " * 500, "b.xml": b"<b>" + b" " * 500}), inflated=800)
    assert len(package.read("a.xml")) == 503
    with pytest.raises(TooLargeError, match=r"b\.xml"):
        package.read("b.xml")


def test_a_part_that_is_refused_takes_nothing_from_the_others() -> None:
    package = Package(zipped({"a.xml": b" " * 5000, "b.xml": b" " * 500}), inflated=800)
    with pytest.raises(TooLargeError):
        package.read("a.xml")
    assert len(package.read("b.xml")) == 500


@pytest.mark.parametrize("said", [0, 10, 5_000_000])
def test_the_size_that_is_declared_is_not_believed(said: int) -> None:
    package = Package(with_size(zipped({"a.xml": b" " * 1_000_000}), "a.xml", said))
    with pytest.raises(Exception, match=r"a\.xml"):
        package.read("a.xml")


def test_sound_sheet_beside_a_bomb_is_read() -> None:
    rows = '<row><c t="inlineStr"><is><t>План</t></is></c></row>'
    data = with_bomb(book(rows, sheets={"Бомба": b""}), "xl/worksheets/sheet2.xml", 70 << 20)
    document = read_bytes(data, "план.xlsx")
    assert [cell.text for table in document.tables for cell in table.cells] == ["План"]
    assert _told(document) == ["часть документа слишком велика: xl/worksheets/sheet2.xml"]


def test_sheet_that_the_archive_does_not_hold_is_told() -> None:
    parts = book('<row><c t="inlineStr"><is><t>План</t></is></c></row>', sheets={"Смета": sheet("")})
    del parts["xl/worksheets/sheet2.xml"]
    (told,) = _told(read_bytes(zipped(parts), "план.xlsx"))
    assert "Смета" in told


def test_shared_strings_that_cannot_be_read_leave_the_other_sheets() -> None:
    parts = book('<row><c t="s"><v>0</v></c></row>', sheets={"Лист2": sheet('<row><c t="inlineStr"><is><t>План</t></is></c></row>')})
    document = read_bytes(zipped({**parts, "xl/sharedStrings.xml": b"<sst"}), "план.xlsx")
    assert [cell.text for table in document.tables for cell in table.cells] == ["План"]
    assert _told(document) == ["повреждена часть документа xl/worksheets/sheet1.xml"]


def test_chunk_stands_in_its_place() -> None:
    chunk = "<html><meta charset=utf-8><p>внутри</p><table><tr><td>а</td><td>б</td></tr></table></html>".encode()
    data = docx(f'{SOUND}<w:altChunk r:id="c"/>{SOUND}', [Link("c", "aFChunk", "c.html")], {"word/c.html": chunk})
    document = read_bytes(data, "план.docx")
    assert [getattr(block, "text", "таблица") for block in document.blocks] == ["План", "внутри", "таблица", "План"]
    assert [cell.text for cell in document.tables[0].cells] == ["а", "б"]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999])
def test_chunk_that_is_not_read_is_told(content: bytes) -> None:
    data = docx(f'{SOUND}<w:altChunk r:id="c"/>', [Link("c", "aFChunk", "c.bin")], {"word/c.bin": content})
    document = read_bytes(data, "план.docx")
    assert (_texts(document), _told(document)) == (["План"], ["вложенный документ word/c.bin"])


def test_footnotes_that_the_archive_does_not_hold_are_told() -> None:
    document = read_bytes(docx('<w:p><w:r><w:t>План</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'), "план.docx")
    assert (_texts(document), len(_told(document))) == (["План"], 1)


def test_deep_header_is_told_and_the_rest_is_read() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    header = f'<w:hdr xmlns:w="{space}">{"<w:sdt>" * 2000}<w:p/>{"</w:sdt>" * 2000}</w:hdr>'.encode()
    section = '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
    document = read_bytes(docx(SOUND + section, [Link("h", "header", "header1.xml")], {"word/header1.xml": header}), "план.docx")
    assert (_texts(document), _told(document)) == (["План"], ["слишком глубокая вложенность в части документа word/header1.xml"])


def test_locked_member_is_locked() -> None:
    parts = {**word(SOUND)}
    data = bytearray(zipped(parts))
    entry = data.rindex(DOCUMENT.encode()) - 46
    data[entry + 8] |= 1
    with pytest.raises(LockedFileError):
        read_bytes(bytes(data), "план.docx")


def test_error_of_the_markup_is_no_cause_of_itself() -> None:
    with pytest.raises(Exception, match="StartTag") as caught:
        parse_xml(b"<a><")
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("number", "form"), [(10**9, "upperRoman"), (10**12, "lowerLetter"), (30_000, "russianLower"), (2**31 - 1, "decimal")]
)
def test_number_past_all_lists_is_short(number: int, form: str) -> None:
    assert numeral(number, form) == str(number)


def test_repeated_cells_take_room() -> None:
    row = '<table:table-row table:number-rows-repeated="900"><table:table-cell table:number-columns-repeated="900"><text:p>а</text:p></table:table-cell></table:table-row>'
    for kind, name in (("text", "план.odt"), ("spreadsheet", "план.ods")):
        with pytest.raises(TooLargeError, match="ячеек"):
            read_bytes(odf(f"<table:table>{row}</table:table>", kind), name)


def test_ranges_over_one_another_take_no_long_time_and_the_first_counts() -> None:
    cover = "".join(f'<mergeCell ref="A{row}:C20000"/>' for row in range(1, 20_000))
    rows = '<row><c t="inlineStr"><is><t>План</t></is></c></row><row r="20000"><c t="inlineStr"><is><t>под ним</t></is></c></row>'
    parts = book(rows)
    name = "xl/worksheets/sheet1.xml"
    merged = parts[name].replace(b"</sheetData>", f"</sheetData><mergeCells>{cover}</mergeCells>".encode())
    (table,) = read_bytes(zipped({**parts, name: merged}), "план.xlsx").tables
    assert [(cell.row_span, cell.column_span, cell.text) for cell in table.cells] == [(20_000, 1, "План")]


def test_hidden_columns_are_told_in_whatever_ranges() -> None:
    parts = book('<row><c t="inlineStr"><is><t>План</t></is></c></row>')
    name = "xl/worksheets/sheet1.xml"
    hidden = b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 20_000 + b"</cols><sheetData>"
    document = read_bytes(zipped({**parts, name: parts[name].replace(b"<sheetData>", hidden)}), "план.xlsx")
    assert [remark.text for remark in document.remarks] == ["графа 1"]
