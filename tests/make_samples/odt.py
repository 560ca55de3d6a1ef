"""The sample in OpenDocument: automatic numbers of two levels, spans, tracked changes, a footnote."""

import re
import zipfile
from xml.sax.saxutils import escape

from tests.make_samples.texts import SAMPLES, merges_of, rows_of, texts_of

SPACES = ("office", "text", "table", "style", "fo")
NAMESPACES = " ".join(
    [
        *(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in SPACES[:-1]),
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
KIND = "application/vnd.oasis.opendocument.text"
CREATED = "<office:change-info><dc:creator>Методист</dc:creator><dc:date>2022-09-05T10:00:00</dc:date></office:change-info>"
STYLES = """<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/></text:list-style>"""
MARKS = re.compile(r"(\{\+.*?\+\}|\{-.*?-\}|\[\^.*?\]|‹.*?›|⇟|¬| {2})")


class Inline:
    """What stands inside paragraphs; it numbers the footnotes and keeps the tracked changes for the head of the text."""

    def __init__(self) -> None:
        self.notes = 0
        self.regions: list[str] = []

    def of(self, text: str) -> str:
        """A line in the marks of tests/sample_plans.md, as XML."""
        return "".join(self._part(part) for part in MARKS.split(text))

    def _part(self, part: str) -> str:
        inner = escape(part[2:-2])
        match part[:2]:
            case "{+":
                number = self._region("insertion", CREATED)
                return f'<text:change-start text:change-id="ct{number}"/>{inner}<text:change-end text:change-id="ct{number}"/>'
            case "{-":
                number = self._region("deletion", f"{CREATED}<text:p>{inner}</text:p>")
                return f'<text:change text:change-id="ct{number}"/>'
            case "[^":
                return self._note(escape(part[2:-1]))
            case "  ":
                return " <text:s/>"
        if part.startswith("‹"):
            return f'<text:span text:style-name="T1">{escape(part[1:-1])}</text:span>'
        return {"⇟": "<text:soft-page-break/>", "¬": "\xad"}.get(part, escape(part))

    def _region(self, kind: str, content: str) -> int:
        number = len(self.regions) + 1
        self.regions.append(f'<text:changed-region text:id="ct{number}"><text:{kind}>{content}</text:{kind}></text:changed-region>')
        return number

    def _note(self, text: str) -> str:
        self.notes += 1
        citation = f"<text:note-citation>{self.notes}</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body>"
        return f'<text:note text:id="ftn{self.notes}" text:note-class="footnote">{citation}</text:note>'


def paragraphs(text: str, inline: Inline, style: str = "") -> str:
    """A paragraph for each line."""
    look = f' text:style-name="{style}"' if style else ""
    return "".join(f"<text:p{look}>{inline.of(line)}</text:p>" for line in text.splitlines() or [""])


def content_of(cell: str, inline: Inline) -> str:
    """The paragraphs of a cell, or its part of the one list that runs through the document."""
    lines = cell.split("¶")
    if not cell.startswith("#"):
        return paragraphs("\n".join(lines), inline)
    items: list[list[str]] = []
    for line in lines:
        if line.startswith("##"):
            items[-1].append(line[2:])
        else:
            items.append([line[1:]])
    return f'<text:list text:style-name="L1" text:continue-numbering="true">{"".join(_item(item, inline) for item in items)}</text:list>'


def _item(lines: list[str], inline: Inline) -> str:
    first = paragraphs(lines[0], inline)
    inner = "".join(f"<text:list-item>{paragraphs(line, inline)}</text:list-item>" for line in lines[1:])
    return f"<text:list-item>{first}{f'<text:list>{inner}</text:list>' if inner else ''}</text:list-item>"


def table(plan: str, inline: Inline) -> str:
    """The plan, with the cells that span rows."""
    rows = rows_of(plan)
    spans = {(first, column): last - first + 1 for column, first, last in merges_of(rows)}
    found = f'<table:table table:name="Plan"><table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    for y, row in enumerate(rows):
        cells = "".join(_cell(text, spans.get((y, x), 1), inline) for x, text in enumerate(row))
        line = f"<table:table-row>{cells}</table:table-row>"
        found += f"<table:table-header-rows>{line}</table:table-header-rows>" if y == 0 else line
    return found + "</table:table>"


def _cell(text: str, rows: int, inline: Inline) -> str:
    if text == "^":
        return "<table:covered-table-cell/>"
    span = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="1"' if rows > 1 else ""
    return f'<table:table-cell office:value-type="string"{span}>{content_of(text, inline)}</table:table-cell>'


def content_xml(texts: dict[str, str]) -> str:
    """The text of the document."""
    inline = Inline()
    body = paragraphs(texts["approval"], inline) + "<text:p/>" + paragraphs(texts["title"], inline, "P1") + table(texts["plan"], inline)
    changes = f"<text:tracked-changes>{''.join(inline.regions)}</text:tracked-changes>"
    return (
        f'{HEAD}<office:document-content {NAMESPACES} office:version="1.2"><office:automatic-styles>{STYLES}</office:automatic-styles>'
        f"<office:body><office:text>{changes}{body}<text:p/></office:text></office:body></office:document-content>"
    )


def write_odt(file: str) -> None:
    """Write the sample with fixed dates, the same each time; what it is stands first and is not packed."""
    names = ("content.xml", "styles.xml", "META-INF/manifest.xml")
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in names[:2])
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>{entries}</manifest:manifest>'
    )
    styles = f'{HEAD}<office:document-styles {NAMESPACES} office:version="1.2"><office:styles/></office:document-styles>'
    parts = zip(names, (content_xml(texts_of(file)), styles, manifest), strict=True)
    with zipfile.ZipFile(SAMPLES / file, "w") as out:
        for name, part in (("mimetype", KIND), *parts):
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(zipfile.ZipInfo(name, (2022, 9, 12, 0, 0, 0)), part.encode(), packing)
