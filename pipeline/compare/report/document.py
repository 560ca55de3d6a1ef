"""`report.docx`: the summary for the official channel, A4, to be put on letterhead: findings, the timeline as a picture, tables.

The same comparison gives the same bytes: no date of writing stands in it.
"""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from pipeline.compare import Comparison
from pipeline.compare.figures import figures, sentences
from pipeline.compare.report.summary import Grid, grids
from pipeline.compare.report.timeline import draw
from pipeline.compare.stages import StageFigures, stage_figures
from pipeline.export.excel import storable
from pipeline.export.files import write_bytes
from pipeline.names import Names

FILE = "report.docx"
TITLE = "Сравнение дорожных карт наставничества"
_FONT = "Times New Roman"
_WIDTH = Mm(170)
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx takes it for UTC
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_BLACK = RGBColor(0, 0, 0)


def write_document(comparison: Comparison, names: Names, out: Path) -> Path:
    """Writes `report.docx` below `out`; returns its path. OutputError where it cannot be written."""
    return write_bytes(out / FILE, _zipped_alike(_content(comparison, names)))


def _content(comparison: Comparison, names: Names) -> bytes:
    page, stages = docx.Document(), stage_figures(comparison)
    _set_up(page)
    page.add_paragraph(TITLE, style="Title")
    page.add_paragraph(storable(_what(comparison)), style="Subtitle")
    page.add_heading("Главное", 1)
    for sentence in sentences(figures(comparison), comparison, names):
        page.add_paragraph(storable(sentence), style="List Bullet")
    first, *others = grids(comparison, stages, names)
    _picture(page, stages)
    for grid in (first, *others):
        _grid(page, grid)
    content = io.BytesIO()
    page.save(content)
    return content.getvalue()


def _what(comparison: Comparison) -> str:
    data = comparison.data
    years = ", ".join(sorted(set(data.documents["year"])))
    return f"Наборы данных: {', '.join(data.names)}. Планы на: {years}. Образец: {comparison.reference.name}."


# ------------------------------------------------------------ the page and its styles


def _set_up(page: Document) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(25), Mm(15), Mm(20), Mm(20)
    properties = page.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.comments = TITLE, "", "", ""
    properties.language, properties.revision = "ru-RU", 1
    properties.created = properties.modified = _CREATED
    for name, size, bold in (
        ("Normal", 12, False),
        ("Title", 16, True),
        ("Subtitle", 11, False),
        ("Heading 1", 14, True),
        ("Caption", 10, False),
    ):
        _style(page, name, size, bold)
    page.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_numbers(section.footer.paragraphs[0])


def _style(page: Document, name: str, size: int, bold: bool) -> None:
    """The font of a style by name only, in black, Russian for the spelling checker."""
    style: Any = page.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = _FONT, Pt(size), bold, False, _BLACK
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    for former in properties.findall(qn("w:lang")):
        properties.remove(former)
    properties.append(language)
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _page_numbers(paragraph: Paragraph) -> None:
    """«Страница 1 из 3», counted by the word processor."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("Страница ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" из ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
    field.append(_run_of("1"))


def _run_of(text: str) -> Any:
    run, inside = OxmlElement("w:r"), OxmlElement("w:t")
    inside.text = text
    run.append(inside)
    return run


# ------------------------------------------------------------ the picture and the tables


def _picture(page: Document, stages: list[StageFigures]) -> None:
    heading = page.add_heading("Этапы в учебном году", 1)
    heading.paragraph_format.keep_with_next = True
    paragraph = page.add_paragraph()
    paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.space_after = True, Pt(0)
    shape = paragraph.add_run().add_picture(io.BytesIO(draw(stages)), width=_WIDTH)
    shape._inline.docPr.set("descr", _described())
    page.add_paragraph("Когда этапы идут обычно и когда их ждёт образец", style="Caption")


def _described() -> str:
    """What the picture shows, for those who do not see it: the same figures stand in the table below."""
    return (
        "Полосы этапов по месяцам учебного года, от августа до августа: окно образца, обычное время в планах и его разброс. "
        "Те же сроки перечислены в таблице «Этапы образца в планах»."
    )


def _grid(page: Document, grid: Grid) -> None:
    page.add_heading(grid.heading, 1)
    if grid.note:
        page.add_paragraph(grid.note).paragraph_format.keep_with_next = True
    table = page.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _fill(table.rows[0], [name for name, _ in grid.columns], bold=True)
    _repeat(table.rows[0])
    for texts in grid.rows:
        _fill(table.add_row(), texts)
    _widths(table, grid)


def _fill(row: _Row, texts: Any, bold: bool = False) -> None:
    _row_property(row, "w:cantSplit")
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell, storable(text), bold)


def _write(cell: _Cell, text: str, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(10)


def _repeat(row: _Row) -> None:
    """The row is a heading that comes again on each page, also for a screen reader."""
    _row_property(row, "w:tblHeader")


def _row_property(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widths(table: Table, grid: Grid) -> None:
    for column, (_, width) in zip(table.columns, grid.columns, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _zipped_alike(content: bytes) -> bytes:
    """The same package without the time at which each part was zipped."""
    alike = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(alike, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return alike.getvalue()
