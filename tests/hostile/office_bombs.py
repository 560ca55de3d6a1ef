"""Office files that unpack to more than they seem, lie about it, contradict themselves, or are huge, deep and wide."""

import struct
import zipfile
from collections.abc import Callable, Iterator

from tests.hostile.case import WHOLE, Case, Verdicts, partial, refused
from tests.hostile.office_plans import (
    HTML,
    ODF,
    ROWS,
    SHEET,
    TITLE,
    WORD,
    p,
    page,
    plan_docx,
    plan_html,
    plan_ods,
    plan_odt,
    plan_xlsx,
    sheet_cell,
    word_cell,
    word_table,
)
from tests.hostile.packages import (
    CONTENT,
    DOCUMENT,
    Link,
    Parts,
    book,
    docx,
    many_entries,
    odf,
    open_document,
    overlapping,
    patched,
    sheet,
    with_bomb,
    with_size,
    word,
    xlsx,
    zipped,
)
from tests.hostile.packages import (
    SHEET as FIRST_SHEET,
)

MIB = 1 << 20
_BIG = 100 * MIB
TOO_LARGE, DAMAGED, PART = refused("too_large"), refused("damaged_file"), partial("unreadable_part")
_NEVER_WHOLE = TOO_LARGE | DAMAGED
_LARGE = WHOLE | PART | refused("too_large", "time_limit", "memory_limit")
"""Read whole if it can be; what is past all that a person could have written is cut, and that is told."""
_STYLED = (Link("s", "styles", "styles.xml"),)
_STYLES = {"word/styles.xml": b""}
_NODES: dict[str, bytes] = {
    "paragraphs": b"<w:p/>",
    "runs": b"<w:r/>",
    "attributes": b'<w:p w:a=""/>',
    "cells": b"<w:tc/>",
    "comments": b"<!---->",
}


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _bombs()
    yield from _lies()
    yield from _sizes()
    yield from _repeats()


def _bombs() -> Iterator[Case]:
    yield _bomb("flat.docx", lambda: with_bomb(word(WORD), DOCUMENT, _BIG), TOO_LARGE)
    yield _bomb("flat.odt", lambda: with_bomb(open_document(ODF), CONTENT, _BIG), TOO_LARGE)
    yield _bomb("flat.xlsx", lambda: with_bomb(book(SHEET), FIRST_SHEET, _BIG), TOO_LARGE)
    yield _bomb("workbook.xlsx", lambda: with_bomb(book(SHEET), "xl/workbook.xml", _BIG), TOO_LARGE)
    yield _bomb("media.docx", lambda: with_bomb(word(WORD), "word/media/image1.png", _BIG), WHOLE)
    yield _bomb("styles.docx", lambda: with_bomb(word(WORD, _STYLED, _STYLES), "word/styles.xml", _BIG), PART)
    yield _bomb("rels.docx", lambda: with_bomb(word(WORD), "word/_rels/document.xml.rels", _BIG), PART)
    yield _bomb("package-rels.docx", lambda: with_bomb(word(WORD), "_rels/.rels", _BIG), PART)
    yield _bomb("styles.odt", lambda: with_bomb(open_document(ODF), "styles.xml", _BIG), PART)
    yield _bomb("manifest.odt", lambda: with_bomb(open_document(ODF), "META-INF/manifest.xml", _BIG), PART)
    yield _bomb("strings.xlsx", lambda: with_bomb(book('<row><c t="s"><v>0</v></c></row>'), "xl/sharedStrings.xml", _BIG), TOO_LARGE)
    yield _bomb("styles.xlsx", lambda: with_bomb(book(SHEET), "xl/styles.xml", _BIG), PART)
    yield _bomb("second-sheet.xlsx", lambda: with_bomb(book(SHEET, sheets={"Лист2": b""}), "xl/worksheets/sheet2.xml", _BIG), PART)
    for kind, unit in _NODES.items():
        yield _bomb(f"{kind}.docx", lambda unit=unit: docx(WORD.encode() + unit * (60 * MIB // len(unit))), TOO_LARGE)
    yield _bomb("text.docx", lambda: docx(WORD.encode() + p("я" * (30 * MIB - 9999)).encode()), _LARGE)
    yield _bomb("nodes.odt", lambda: odf(ODF.encode() + b"<text:p/>" * (6 * MIB)), TOO_LARGE)
    yield _bomb("nodes.xlsx", lambda: xlsx(SHEET.encode() + b"<row/>" * (10 * MIB)), TOO_LARGE)
    yield _bomb("nodes.html", lambda: page(HTML + "<b>" * (20 * MIB)), TOO_LARGE)
    yield _case("ten-sheets.xlsx", lambda: zipped(_many_sheets()), TOO_LARGE | PART)
    yield _bomb("nested.docx", lambda: _matryoshka(20), PART)
    yield _bomb("chunk.docx", lambda: _chunk("x.html", b"<p>" + b" " * _BIG), PART)
    yield _bomb("chunk-of-bomb.docx", lambda: _chunk("x.docx", with_bomb(word(WORD), DOCUMENT, _BIG)), PART)


def _lies() -> Iterator[Case]:
    yield _bomb("says-less.docx", lambda: with_bomb(word(WORD), DOCUMENT, _BIG, said=5000), _NEVER_WHOLE)
    yield _bomb("says-less.odt", lambda: with_bomb(open_document(ODF), CONTENT, _BIG, said=5000), _NEVER_WHOLE)
    yield _bomb("says-less-styles.docx", lambda: with_bomb(word(WORD, _STYLED, _STYLES), "word/styles.xml", _BIG, said=9), PART)
    yield _bomb("says-nothing.docx", lambda: with_bomb(word(WORD), DOCUMENT, _BIG, said=0), _NEVER_WHOLE)
    yield _bomb("says-more.docx", lambda: with_size(docx(WORD), DOCUMENT, 0xF0000000), _NEVER_WHOLE)
    yield _bomb("says-zip64.docx", lambda: with_size(docx(WORD), DOCUMENT, 0xFFFFFFFF), _NEVER_WHOLE)
    yield _bomb("overlap.docx", lambda: overlapping(word(WORD), DOCUMENT, 2000), WHOLE | PART | _NEVER_WHOLE)
    yield _bomb("entries.docx", lambda: many_entries(docx(WORD), 1_000_000), TOO_LARGE)
    yield _bomb("entries.odt", lambda: many_entries(odf(ODF), 200_000), TOO_LARGE)
    yield _case("twice.docx", _twice, PART | DAMAGED)
    yield _case("other-name.docx", lambda: docx(WORD).replace(DOCUMENT.encode(), b"word/documeny.xml", 1), DAMAGED)
    yield _case(
        "other-rels-name.docx", lambda: docx(WORD).replace(b"word/_rels/document.xml.rels", b"word/_rels/document.xml.relz", 1), PART
    )
    yield _case("bzip2.docx", lambda: zipped(word(WORD), zipfile.ZIP_BZIP2), DAMAGED)
    yield _case("lzma.odt", lambda: zipped(open_document(ODF), zipfile.ZIP_LZMA), DAMAGED)
    yield _case("method.docx", lambda: patched(docx(WORD), DOCUMENT, 10, struct.pack("<H", 99)), DAMAGED)
    yield _case("crc.docx", lambda: patched(docx(WORD), DOCUMENT, 16, b"\0\0\0\1"), DAMAGED)
    yield _case("crc-rels.docx", lambda: patched(docx(WORD), "word/_rels/document.xml.rels", 16, b"\0\0\0\1"), PART)
    yield _case("crc-styles.odt", lambda: patched(odf(ODF), "styles.xml", 16, b"\0\0\0\1"), PART)
    yield _case("locked-member.docx", lambda: patched(docx(WORD), DOCUMENT, 8, b"\1\0"), refused("locked_file"))
    yield _case("locked-styles.odt", lambda: patched(odf(ODF), "styles.xml", 8, b"\1\0"), PART)
    yield _case("beyond.docx", lambda: patched(docx(WORD), DOCUMENT, 42, struct.pack("<I", 0x7FFFFFFF)), DAMAGED)
    yield _case("behind-garbage.docx", lambda: b"PK\3\4" + b"\0" * 5000 + docx(WORD), WHOLE | DAMAGED | refused("unsupported_format"))


def _sizes() -> Iterator[Case]:
    makers: dict[str, Callable[..., bytes]] = {
        "docx": plan_docx,
        "odt": plan_odt,
        "ods": plan_ods,
        "xlsx": plan_xlsx,
        "html": plan_html,
    }
    for suffix, make in makers.items():
        yield _case(
            f"long.{suffix}", lambda make=make: make((str(n), f"Встреча {n}", "май 2024", "Куратор") for n in range(4, 100_000)), _LARGE
        )
        yield _case(f"wide.{suffix}", lambda make=make: make([("4", "Встреча", *[f"графа {n}" for n in range(2000)])]), _LARGE)
        yield _case(f"cell.{suffix}", lambda make=make: make([("4", "Встреча " * 700_000, "май 2024", "Куратор")]), _LARGE)
    for tag in ("w:sdt><w:sdtContent", "w:ins", "w:smartTag", "w:tbl><w:tr><w:tc"):
        ends = "".join(f"</{name}>" for name in reversed(tag.split("><")))
        yield _case(f"deep-{tag[2:5]}.docx", lambda tag=tag, ends=ends: docx(WORD + f"<{tag}>" * 500 + p("дно") + ends * 500), _LARGE)
    boxes = ("<w:p><w:r><w:txbxContent>" * 500, "</w:txbxContent></w:r></w:p>" * 500)
    yield _case("deep-boxes.docx", lambda: docx(WORD + p("дно").join(boxes)), _LARGE)
    yield _case(
        "deep-table.odt",
        lambda: odf(
            ODF + "<table:table><table:table-row><table:table-cell>" * 500 + "</table:table-cell></table:table-row></table:table>" * 500
        ),
        _LARGE,
    )
    yield _case("deep-list.odt", lambda: odf(ODF + "<text:list><text:list-item>" * 500 + "</text:list-item></text:list>" * 500), _LARGE)
    for tag in ("div", "table><tr><td", "ul><li", "b", "blockquote"):
        yield _case(f"deep-{tag[:2].strip('>')}.html", lambda tag=tag: page(HTML + f"<{tag}>" * 500 + "дно"), _LARGE)


def _repeats() -> Iterator[Case]:
    row = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}"><text:p>Раз</text:p></table:table-cell></table:table-row>'
    table = f"<table:table>{{}}{row.format(1_000_000, 1_000_000)}</table:table>"
    told = ODF[ODF.index("<table:table-row>") : ODF.rindex("</table:table>")]
    yield _bomb("repeated.odt", lambda: odf(ODF + table.format("")), TOO_LARGE)
    yield _bomb("repeated.ods", lambda: odf(table.format(told), "spreadsheet"), TOO_LARGE)
    yield _case("repeated-blank.ods", lambda: odf(table.format(told).replace("<text:p>Раз</text:p>", ""), "spreadsheet"), WHOLE)
    yield _case("spaces.odt", lambda: odf(f'{ODF}<text:p>а<text:s text:c="1000000000"/>б</text:p>'), WHOLE)
    yield _case(
        "spans.docx", lambda: docx(WORD.replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>', 1)), WHOLE | PART
    )
    merged = word_table(
        [*ROWS, *[("", "", "", "")] * 3000],
        lambda text: word_cell(text).replace("<w:tc>", "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" if not text else "<w:tc>"),
    )
    yield _case("merges.docx", lambda: docx(p(TITLE) + merged), WHOLE)
    yield _case("spans.html", lambda: page(HTML.replace("<td>", '<td colspan="999999" rowspan="999999">', 1)), _LARGE | refused("no_plan"))
    yield _case(
        "last-cell.xlsx", lambda: xlsx(f'{SHEET}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>край</t></is></c></row>'), _LARGE
    )
    yield _case("beyond.xlsx", lambda: xlsx(f'{SHEET}<row r="99999999">{sheet_cell("край")}</row>'), DAMAGED)
    cover = b"".join(b'<mergeCell ref="A%d:XFD1048576"/>' % n for n in range(100, 50_000))
    yield _case("merges.xlsx", lambda: zipped(_with_merges(cover)), WHOLE)
    yield _case(
        "styles-many.xlsx",
        lambda: zipped(
            {**book(SHEET), "xl/styles.xml": b"<styleSheet><cellXfs>" + b'<xf numFmtId="14"/>' * 300_000 + b"</cellXfs></styleSheet>"}
        ),
        WHOLE,
    )


def _many_sheets() -> Parts:
    return book(SHEET, sheets={f"Лист{n}": sheet("<row/>" * 400_000) for n in range(2, 12)})


def _chunk(name: str, content: bytes) -> bytes:
    return docx(WORD + '<w:altChunk r:id="x"/>', [Link("x", "aFChunk", name)], {f"word/{name}": content})


def _matryoshka(depth: int) -> bytes:
    found = docx(WORD)
    for _ in range(depth):
        found = _chunk("x.docx", found)
    return found


def _twice() -> bytes:
    """An archive with two members of one name, each sound."""
    other = "word/documenu.xml"
    return zipped({**word(WORD), other: docx("")}).replace(other.encode(), DOCUMENT.encode())


def _with_merges(cells: bytes) -> Parts:
    parts = book(SHEET)
    return {**parts, FIRST_SHEET: parts[FIRST_SHEET].replace(b"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>")}


def _bomb(name: str, make: Callable[..., bytes], verdicts: Verdicts) -> Case:
    return Case(f"office-bomb-{name}", make, verdicts, bomb=True)


def _case(name: str, make: Callable[..., bytes], verdicts: Verdicts) -> Case:
    return Case(f"office-{name}", make, verdicts, slow=name.startswith("long."))
