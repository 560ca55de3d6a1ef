"""DOC: two readings of a binary Word file, and which of them is taken."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Cell, Paragraph, Table
from pipeline.errors import DamagedFileError, MissingToolError
from pipeline.extract import read_bytes
from pipeline.extract.content import Content
from pipeline.extract.doc import libreoffice, reader
from pipeline.extract.doc.fields import without_worked_out
from pipeline.extract.doc.libreoffice import convert
from pipeline.extract.doc.oxide import content_of
from pipeline.extract.doc.reader import better, is_encrypted
from pipeline.extract.docx.reader import read_docx
from pipeline.extract.tools import LIBREOFFICE, OFFICE_OXIDE

MakeDocx = Callable[..., bytes]
needs_libreoffice = pytest.mark.skipif(not LIBREOFFICE.is_here(), reason="LibreOffice is not here")
needs_oxide = pytest.mark.skipif(not OFFICE_OXIDE.is_here(), reason="office-oxide is not here")
needs_both = pytest.mark.skipif(not (LIBREOFFICE.is_here() and OFFICE_OXIDE.is_here()), reason="LibreOffice or office-oxide is not here")
SAMPLE = Path(__file__).parent.parent.parent / "samples" / "10_word97.doc"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


_MADE: dict[str, bytes] = {}


def _plan(make_docx: MakeDocx) -> bytes:
    """The plan as a binary file, made once: LibreOffice takes its time."""
    if not _MADE:
        made = convert(make_docx(PLAN, numbering=NUMBERING), ".docx", "doc")
        assert made is not None
        _MADE["plan"] = made
    return _MADE["plan"]


def _cell(text: str, properties: str = "", width: int = 3000) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'


def _table(*rows: str) -> str:
    columns = '<w:gridCol w:w="3000"/>' * 3
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>'
NUMBERING = f'<w:abstractNum w:abstractNumId="0">{LEVEL}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
ITEM = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>пункт</w:t></w:r></w:p>'
DELETED = '<w:del w:id="1" w:author="а"><w:r><w:delText> был</w:delText></w:r></w:del>'
PLAN = (
    f"<w:p><w:r><w:t>План</w:t></w:r>{DELETED}</w:p>"
    + _table(
        _cell("вниз", '<w:vMerge w:val="restart"/>') + _cell("вправо", '<w:gridSpan w:val="2"/>', 6000),
        _cell("", "<w:vMerge/>") + _cell("б") + _cell("в"),
    )
    + ITEM
    + ITEM
)


def _places(content: Content) -> dict[str, tuple[int, int, int, int]]:
    (table,) = [block for block in content.blocks if isinstance(block, Table)]
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells if cell.text}


@needs_libreoffice
def test_libreoffice_shows_merges_and_automatic_numbers_and_nothing_deleted(make_docx: MakeDocx) -> None:
    document = read_bytes(_plan(make_docx), "план.doc")
    assert (document.source.format, document.remarks) == ("doc", ())
    assert _places(Content(document.blocks)) == {"вниз": (1, 1, 2, 1), "вправо": (1, 2, 1, 2), "б": (2, 2, 1, 1), "в": (2, 3, 1, 1)}
    found = [(paragraph.label, paragraph.text) for paragraph in document.paragraphs]
    assert found == [(None, "План"), ("1)", "пункт"), ("2)", "пункт")]


@needs_both
def test_without_libreoffice_its_tables_are_read_and_what_is_lacking_is_told(make_docx: MakeDocx, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _plan(make_docx)
    monkeypatch.setattr(libreoffice, "program", lambda *names: None)
    document = read_bytes(data, "план.doc")
    assert {cell.text for table in document.tables for cell in table.cells} >= {"вниз", "вправо", "б", "в"}
    assert [paragraph.text for paragraph in document.paragraphs] == ["План", "пункт", "пункт"]
    assert [remark.code for remark in document.remarks] == ["unreadable_part"]


def test_neither_program_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = LIBREOFFICE._replace(is_here=lambda: False)
    monkeypatch.setattr(reader, "LIBREOFFICE", nothing)
    monkeypatch.setattr(reader, "OFFICE_OXIDE", nothing)
    monkeypatch.setattr(reader, "convert", lambda *arguments: None)
    monkeypatch.setattr(reader, "read_by_oxide", lambda data: None)
    with pytest.raises(MissingToolError, match="libreoffice"):
        read_bytes(SAMPLE.read_bytes(), "план.doc")


@needs_oxide
def test_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "convert", lambda *arguments: None)
    with pytest.raises(DamagedFileError):
        read_bytes(OLE + "WordDocument".encode("utf-16-le"), "план.doc")


@pytest.mark.parametrize(("flags", "expected"), [(0x0100, True), (0x0200, False)])
def test_password(flags: int, expected: bool) -> None:
    block = b"\xec\xa5\xc1\x00" + bytes(6) + flags.to_bytes(2, "little") + bytes(500)
    assert is_encrypted(OLE + "WordDocument".encode("utf-16-le").ljust(512, b"\0") + block) is expected


# ------------------------------------------------------------ which reading is taken


def _content(*blocks: str | list[str]) -> Content:
    """Strings are paragraphs, lists are rows of a table."""
    return Content(tuple(Paragraph(text=block) if isinstance(block, str) else _row(block) for block in blocks))


def _row(texts: list[str]) -> Table:
    cells = (Cell(row=1, column=column, paragraphs=(Paragraph(text=text),)) for column, text in enumerate(texts, 1))
    return Table(rows=1, columns=len(texts), cells=tuple(cells), shows_merges=True)


def test_first_reading_is_taken_where_both_show_the_tables() -> None:
    first = _content("План", ["пара", "май"])
    assert better(first, _content("План", ["пара", "май"])) == first


def test_reading_that_shows_tables_wins() -> None:
    assert better(_content("План", "пара", "май"), _content("План", ["пара", "май"])).blocks[1:] == _content(["пара", "май"]).blocks


def test_reading_that_glues_cells_together_has_lost_the_table() -> None:
    assert better(_content("План", "парамай"), _content("План", ["пара", "май"])).blocks[1:] == _content(["пара", "май"]).blocks


def test_reading_that_lost_a_good_part_of_the_text_is_not_taken() -> None:
    first, second = _content(["пара", "май"]), _content(["пара наставников", "май"])
    assert better(first, second).blocks == second.blocks
    assert better(second, first).blocks == second.blocks


def test_reading_that_lacks_a_date_is_still_taken() -> None:
    first = _content(["подбор пар наставников и наставляемых по итогам анкетирования", "кто"])
    second = _content(["подбор пар наставников и наставляемых по итогам анкетирования", "кто", "0104"])
    found = better(first, second)
    assert (found.blocks, [remark.text for remark in found.remarks]) == (first.blocks, ["0104"])


def test_what_only_the_other_reading_has_is_told() -> None:
    found = better(_content("План", ["подбор наставников для пары", "в мае"]), _content("План", "Подбор наставников для пары в мае", "№ 1"))
    assert [(remark.code, remark.text) for remark in found.remarks] == [("unreadable_part", "№ 1")]


# ------------------------------------------------------------ office-oxide


def _text(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def _oxide_row(*cells: tuple[str, int, int]) -> dict[str, Any]:
    return {"cells": [{"content": [_text(text)], "col_span": columns, "row_span": rows} for text, columns, rows in cells]}


def _oxide(*elements: dict[str, Any], **parts: Any) -> Content:
    return content_of({"sections": [{"elements": list(elements), **parts}]})


def test_oxide_table_with_merges() -> None:
    table = {"type": "table", "rows": [_oxide_row(("вниз", 1, 2), ("вправо", 2, 1)), _oxide_row(("б", 1, 1), ("в", 1, 1))]}
    content = _oxide(table)
    assert _places(content) == {"вниз": (1, 1, 2, 1), "вправо": (1, 2, 1, 2), "б": (2, 2, 1, 1), "в": (2, 3, 1, 1)}
    assert [block.shows_merges for block in content.blocks if isinstance(block, Table)] == [True]


def test_oxide_rows_that_follow_one_another_are_one_table() -> None:
    row = {"type": "table", "rows": [_oxide_row(("а", 1, 1), ("б", 1, 1))]}
    other = {"type": "table", "rows": [_oxide_row(("в", 1, 1))]}
    tables = [block for block in _oxide(row, row, other, _text("между"), row).blocks if isinstance(block, Table)]
    assert [(table.rows, table.columns, table.shows_merges) for table in tables] == [(2, 2, False), (1, 1, False), (1, 2, False)]


def test_oxide_lists_and_unknown_elements_keep_their_text() -> None:
    items = {"type": "list", "items": [{"content": [_text("раз")], "nested": {"items": [{"content": [_text("два")]}]}}]}
    content = _oxide(items, {"type": "something", "content": [_text("три")]})
    assert [block.text for block in content.blocks if isinstance(block, Paragraph)] == ["раз", "два", "три"]


def test_oxide_page_parts() -> None:
    content = _oxide(_text("План"), header={"content": [_text("ГБОУ")]}, footer={"content": [_text("низ")]}, title="не текст страницы")
    assert [(block.text, block.place) for block in content.blocks if isinstance(block, Paragraph)] == [
        ("ГБОУ", "page_header"),
        ("План", "body"),
        ("низ", "page_footer"),
    ]


# ------------------------------------------------------------ fields


def _field(code: str, result: str) -> str:
    return "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{code}</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{result}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


@pytest.mark.parametrize("code", [r" DATE \@ dd.MM.yyyy ", "TIME", "filename"])
def test_what_libreoffice_works_out_anew_is_taken_out(make_docx: MakeDocx, code: str) -> None:
    simple = f'<w:fldSimple w:instr="{code}"><w:r><w:t>ныне</w:t></w:r></w:fldSimple>'
    body = f"<w:p><w:r><w:t>от </w:t></w:r>{_field(code, 'ныне')}{simple}{_field('SAVEDATE', '01.09.2024')}</w:p>"
    data, count = without_worked_out(make_docx(body))
    assert ([block.text for block in read_docx(data).blocks if isinstance(block, Paragraph)], count) == (["от 01.09.2024"], 2)


@needs_libreoffice
def test_no_date_is_taken_from_the_clock(make_docx: MakeDocx) -> None:
    text = "План мероприятий по внедрению целевой модели наставничества педагогических работников, утверждён"
    made = convert(make_docx(f"<w:p><w:r><w:t>{text}</w:t></w:r>{_field('DATE', '01.09.2024')}</w:p>"), ".docx", "doc")
    assert made is not None
    document = read_bytes(made, "план.doc")
    assert [paragraph.text.strip() for paragraph in document.paragraphs] == [text]
    assert "дата" in document.remarks[0].text


# ------------------------------------------------------------ LibreOffice as a child process


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_conversion_that_never_ends_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "soffice"
    script.write_text(f'#!/bin/sh\nsleep 600 &\necho $! > "{tmp_path}/child"\nwait\n')
    script.chmod(0o755)
    monkeypatch.setattr(libreoffice, "program", lambda *names: str(script))
    assert convert(b"data", ".doc", "docx", timeout=1) is None
    assert not _runs(int((tmp_path / "child").read_text()))


def _runs(process: int) -> bool:
    """Whether a process is still at work; one that was ended may take a moment to go."""
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        state = Path(f"/proc/{process}/stat")
        if state.is_file() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        time.sleep(0.1)
    return True


@needs_libreoffice
def test_conversion_of_what_is_no_document() -> None:
    assert convert(OLE, ".doc", "docx") is None
