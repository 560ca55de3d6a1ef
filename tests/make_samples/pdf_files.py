"""Samples in PDF, with text and rules."""

import io
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.make_samples.texts import SAMPLES, Texts, merges_of, rows_of, texts_of

BODY = ParagraphStyle("body", fontName="Serif", fontSize=11, leading=13.8)
BOLD = ParagraphStyle("bold", BODY, fontName="SerifBold")
MARGINS = {"leftMargin": 30, "rightMargin": 30, "topMargin": 45, "bottomMargin": 45, "initialFontName": "Serif"}
RULES = (("GRID", 0.5, "black"), ("VALIGN", "TOP"), ("FONTNAME", "Serif"), ("TOPPADDING", 4.5), ("BOTTOMPADDING", 4.5))
LOOK = [(rule, (0, 0), (-1, -1), *values) for rule, *values in RULES]
TITLE = ParagraphStyle("title", BOLD, fontSize=12, leading=15, alignment=TA_CENTER)


def ruled(plan: str, widths: tuple[float, ...], headed: bool = True) -> Table:
    """The part of a plan that stands on one page; widths in points."""
    rows = rows_of(plan)
    cells = [["" if text == "^" else Paragraph(text.replace("¶", "<br/>"), BODY) for text in row] for row in rows]
    if headed:
        cells[0] = [Paragraph(text, BOLD) for text in rows[0]]
    return Table(cells, widths, style=[*LOOK, *(("SPAN", (x, first), (x, last)) for x, first, last in merges_of(rows))])


def built(size: tuple[float, float], flow: list[Any]) -> bytes:
    """A PDF with embedded fonts and a number at the foot of each page, the same each time."""

    def foot(canvas: Any, document: Any) -> None:
        canvas.setFont("Serif", 10)
        canvas.drawCentredString(size[0] / 2, 24, str(document.page))

    found = io.BytesIO()
    SimpleDocTemplate(found, pagesize=size, **MARGINS, invariant=1).build(flow, onFirstPage=foot, onLaterPages=foot)
    return found.getvalue()


def write_pdf(file: str, size: tuple[float, float], flow: list[Any]) -> None:
    """Write a sample."""
    (SAMPLES / file).write_bytes(built(size, flow))


def head(texts: Texts, indent: float) -> list[Any]:
    """The title block at the right and the title."""
    approval, title = (texts[name].replace("\n", "<br/>") for name in ("approval", "title"))
    return [Paragraph(approval, ParagraphStyle("block", BODY, leftIndent=indent)), Spacer(1, 14), Paragraph(title, TITLE), Spacer(1, 10)]


def broken_pdf(file: str) -> None:
    """Rows and words broken by the pages, the header on each of them."""
    texts = texts_of(file)
    first, *others = (ruled(texts[page], (30, 112, 142, 66, 104, 84)) for page in ("page1", "page2", "page3"))
    start = [*head(texts, 250), Paragraph(texts["preamble"], BODY), Spacer(1, 10), first]
    write_pdf(file, A4, start + [part for page in others for part in (PageBreak(), page)])


def months_pdf(file: str) -> None:
    """No stages, months merged over rows, landscape, no header on the second page."""
    texts, widths = texts_of(file), (34, 92, 306, 184, 146)
    pages = [ruled(texts["page1"], widths), PageBreak(), ruled(texts["page2"], widths, headed=False)]
    write_pdf(file, landscape(A4), [*head(texts, 480), *pages])


def unruled(plan: str, widths: tuple[float, ...], headed: bool = True) -> Table:
    """The part of a plan that stands on one page, without a single line; a section's name stands over all columns."""
    rows = rows_of(plan)
    bold = [(headed and y == 0) or len(row) == 1 for y, row in enumerate(rows)]
    cells = [[Paragraph(text, BOLD if heavy else BODY) for text in row] for row, heavy in zip(rows, bold, strict=True)]
    sections = [("SPAN", (0, y), (-1, y)) for y, row in enumerate(rows) if len(row) == 1]
    return Table([row + [""] * (len(widths) - len(row)) for row in cells], widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *sections])


def no_rules_pdf(file: str) -> None:
    """Columns by alignment only, section rows, two pages, no header on the second."""
    texts, widths = texts_of(file), (34, 186, 96, 112, 104)
    pages = [unruled(texts["page1"], widths), PageBreak(), unruled(texts["page2"], widths, headed=False)]
    write_pdf(
        file,
        A4,
        [*head(texts, 330), Paragraph(texts["preamble"], BODY), Spacer(1, 10), *pages, Spacer(1, 20), Paragraph(texts["signature"], BODY)],
    )


def register_fonts() -> None:
    """Make the typefaces of the samples known to reportlab."""
    for name, file in (("Serif", "LiberationSerif-Regular.ttf"), ("SerifBold", "LiberationSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, file))
