"""Samples in DOCX: true merged cells, automatic lists, tracked changes."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from tests.make_samples.texts import SAMPLES, Texts, merges_of, rows_of, texts_of

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class List(NamedTuple):
    """An automatic list of a DOCX: the mark in the plan, how it counts, what it shows, and whether one list runs through the document."""

    mark: str
    counts: str
    shows: str
    runs_on: bool = False


LISTS = (List("№", "decimal", "%1.", True), List("#", "decimal", "%1)"), List("@", "russianLower", "%1)"), List("*", "bullet", "–"))
WITH_BULLET = (*LISTS, List("•", "bullet", "\uf0b7"))
"""Also Word's own bullet: a character of the typeface Symbol, and of none other."""

Numbers = Callable[[List], int]


def add_lists(document: Any, kinds: tuple[List, ...] = LISTS) -> Numbers:
    """Define lists in the document; the function returned gives the number of a list that begins anew (or runs on)."""
    numbering = document.part.numbering_part.element
    for place, kind in enumerate(kinds):
        look = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>' if kind.shows == "\uf0b7" else ""
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind.counts}"/><w:lvlText w:val="{kind.shows}"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>{look}</w:lvl>'
        numbering.insert(place, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{900 + place}">{level}</w:abstractNum>'))
    begun: dict[List, Any] = {}

    def number(kind: List) -> int:
        if not (kind.runs_on and kind in begun):
            begun[kind] = numbering.add_num(900 + kinds.index(kind))
            begun[kind].add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(begun[kind].numId)

    return number


def add_text(paragraph: Any, text: str, bold: bool = False) -> None:
    """Runs of a paragraph, tracked changes among them."""
    for part in re.split(r"(\{[+-].*?[+-]\})", text):
        if not part.startswith(("{+", "{-")):
            paragraph.add_run(part).bold = bold
            continue
        tag, inner = ("ins", "t") if part[1] == "+" else ("del", "delText")
        run = f'<w:r><w:{inner} xml:space="preserve">{part[2:-2]}</w:{inner}></w:r>'
        mark = f'w:id="{len(paragraph._p.xpath("//w:ins|//w:del")) + 1}" w:author="Методист" w:date="2024-08-28T10:00:00Z"'
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')} {mark}>{run}</w:{tag}>"))


def fill_cell(cell: Any, text: str, number: Numbers | None, bold: bool) -> None:
    """The paragraphs of a cell; marks of LISTS become automatic labels."""
    ids: dict[List, int] = {}
    for place, line in enumerate(text.split("¶")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        kind = next((k for k in WITH_BULLET if number and line.startswith(k.mark)), None)
        add_text(paragraph, line[1:] if kind else line, bold)
        if kind and number:
            ids.setdefault(kind, number(kind))
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, ids[kind]


def add_plan(document: Any, plan: str, widths: tuple[float, ...], number: Numbers | None = None) -> None:
    """A ruled table with true merged cells; widths in centimetres."""
    rows = rows_of(plan)
    table = document.add_table(len(rows), len(widths), style="Table Grid")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for y, row in enumerate(rows):
        for x, width in enumerate(widths):
            table.cell(y, x).width = Cm(width)
        for x, text in enumerate(row):
            if text != "^":
                fill_cell(table.cell(y, x), text, number if y else None, bold=y == 0 or len(row) == 1)
        if len(row) == 1:
            table.cell(y, 0).merge(table.cell(y, len(widths) - 1))
    for column, first, last in merges_of([row if len(row) > 1 else [""] * len(widths) for row in rows]):
        table.cell(first, column).merge(table.cell(last, column))


def add_lines(place: Any, text: str, align: WD_ALIGN_PARAGRAPH = LEFT, bold: bool = False) -> None:
    """A paragraph for each line, and a blank one."""
    for line in [*text.splitlines(), ""]:
        paragraph = place.add_paragraph()
        paragraph.alignment = align
        add_text(paragraph, line, bold)


def add_blocks(document: Any, texts: Texts) -> None:
    """Two title blocks side by side, in a table without borders."""
    for cell, name in zip(document.add_table(1, 2).rows[0].cells, ("left", "right"), strict=True):
        cell.text = texts[name]


def new_docx(wide: bool = False) -> Any:
    """An empty document in the look of a school's office."""
    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    style, section = document.styles["Normal"], document.sections[0]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.paragraph_format.space_after = Pt(0)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.7)
    return document


def docx_bytes(document: Any) -> bytes:
    """A document with the dates of its parts set to one day, so that it is the same each time."""
    found, dated = io.BytesIO(), io.BytesIO()
    document.save(found)
    with zipfile.ZipFile(found) as parts, zipfile.ZipFile(dated, "w") as out:
        for name in parts.namelist():
            out.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), parts.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()


def save_docx(file: str, build: Callable[[Texts], Any]) -> None:
    """Write a sample that is a document of its own."""
    (SAMPLES / file).write_bytes(docx_bytes(build(texts_of(file))))


def merged_docx(texts: Texts) -> Any:
    """Merged cells, automatic numbers, tracked changes."""
    document = new_docx(wide=True)
    add_lines(document, texts["school"], CENTRE, bold=True)
    add_lines(document, texts["approval"], RIGHT)
    add_lines(document, texts["title"], CENTRE, bold=True)
    add_plan(document, texts["plan"], (1.2, 4.2, 3.8, 7.2, 3.2, 3.6, 3), add_lists(document))
    return document


def sections_docx(texts: Texts) -> Any:
    """Section rows, two title blocks side by side, an order without a number."""
    document = new_docx()
    add_lines(document, texts["order"], RIGHT)
    add_blocks(document, texts)
    add_lines(document, "\n" + texts["title"], CENTRE, bold=True)
    add_plan(document, texts["plan"], (1.2, 6.4, 3.2, 3.8, 3))
    add_lines(document, "\n" + texts["signature"])
    return document


def two_tables_docx(texts: Texts) -> Any:
    """One plan over two tables, the school's name in the page header only."""
    document = new_docx()
    document.sections[0].header.paragraphs[0].text = texts["running"]
    add_lines(document, texts["approval"], RIGHT)
    add_lines(document, texts["title"], CENTRE, bold=True)
    for stage, plan in (("stage1", "plan1"), ("stage2", "plan2")):
        add_lines(document, "\n" + texts[stage], bold=True)
        add_plan(document, texts[plan], (1, 6.1, 3.5, 4.1, 2.9))
    return document


def approved_docx(texts: Texts) -> Any:
    """Two approval blocks side by side, merged stages, Word's own bullets."""
    document = new_docx()
    add_blocks(document, texts)
    add_lines(document, "\n" + texts["title"], CENTRE, bold=True)
    add_plan(document, texts["plan"], (1, 3.6, 5.4, 2.6, 2.8, 2.2), add_lists(document, WITH_BULLET))
    return document


def college_docx(texts: Texts) -> Any:
    """A deadline merged over two stages."""
    document = new_docx()
    add_lines(document, texts["approval"], RIGHT)
    add_lines(document, texts["title"], CENTRE, bold=True)
    add_plan(document, texts["plan"], (4, 5.2, 2.6, 3.4, 2.4), add_lists(document))
    return document
