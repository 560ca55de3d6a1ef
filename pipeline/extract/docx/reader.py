"""DOCX → Content, straight through the XML: what the libraries give as text leaves out a good deal (insertions, content
controls, text boxes, list numbers, notes), and takes longer than the parsing.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pipeline.document import Cell, Origin, Paragraph, Remark, Table
from pipeline.errors import NoTextError
from pipeline.extract.content import Content
from pipeline.extract.docx.asides import aside_remarks, has_pictures, prompt_remarks, prompts
from pipeline.extract.docx.flow import Flow, Spot
from pipeline.extract.docx.grid import GridCell, cells_of, read_grid, rows_of
from pipeline.extract.docx.inline import InlineReader
from pipeline.extract.docx.numbering import Numbering
from pipeline.extract.docx.package import UNREADABLE, Part, main_part
from pipeline.extract.docx.page_parts import shown_parts
from pipeline.extract.docx.style_part import StylePart
from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.xml import TABLE, Element, P, descend, switch, w

Block = Paragraph | Table
Taken = TypeVar("Taken")

_BLOCKS, _TABLES = frozenset({P, TABLE}), frozenset({TABLE})


def read_docx(data: bytes) -> Content:
    """The blocks of a DOCX file: page headers, body, page footers, notes.

    Raises NoTextError where it holds nothing but pictures; what the libraries raise at a damaged main part comes through.
    """
    part = main_part(data)
    reader = _Reader(part, part.root)
    headers = reader.page_parts("header", Spot("page_header"))
    body = reader.body()
    footers = reader.page_parts("footer", Spot("page_footer"))
    notes = reader.notes()
    asides = list(reader.asides())
    return Content((*headers, *body, *footers, *notes), None, (*reader.remarks, *asides))


class _Reader:
    """Walks one document in reading order; numbers, notes and fields depend on that order."""

    def __init__(self, part: Part, root: Element) -> None:
        self._part = part
        self._root = root
        self.remarks: list[Remark] = []
        self._styles = Styles(self._take(part.by_kind("styles"), lambda part: StylePart(part.blob)) or StylePart())
        self._numbering = Numbering(lambda: self._related("numbering"), self._styles)
        self._inline = InlineReader(self._styles)
        self._tables = 0

    def body(self) -> list[Block]:
        """Paragraphs and tables of the body. Raises NoTextError where there are none, but pictures."""
        self._begin_story(self._root)
        flow: Flow[Table] = Flow(Spot())
        for body in self._root.findall(w("body")):
            self._fill(body, flow)
        blocks = flow.items()
        if not blocks and has_pictures(self._root):
            raise NoTextError("DOCX")
        return blocks

    def page_parts(self, kind: str, spot: Spot) -> list[Paragraph]:
        """Paragraphs of the page headers or footers that are shown, each part once."""
        roots = [self._parsed(part) for part in shown_parts(self._root, self._part, kind, self._even_pages_differ)]
        return [paragraph for root in roots if root is not None for paragraph in self._story(root, spot)]

    def notes(self) -> list[Paragraph]:
        """Paragraphs of the footnotes and endnotes that the shown text refers to, in that order."""
        shown = list(dict.fromkeys(self._inline.notes))
        roots = {part: self._related(part) for part in sorted({note.part for note in shown})}
        notes = {(part, note.get(w("id"))): note for part, root in roots.items() if root is not None for note in root}
        return [paragraph for key in shown if key in notes for paragraph in self._story(notes[key], Spot("footnote"))]

    def asides(self) -> Iterator[Remark]:
        """What the page shows beside its text: objects, diagrams, comments."""
        yield from aside_remarks(self._root, lambda rel_id: self._parsed(self._part.by_id(rel_id)))
        comments = self._related("comments")
        for comment in () if comments is None else comments:
            text = "\n".join(paragraph.text for paragraph in self._story(comment, Spot()))
            if text:
                yield Remark(code="comment", text=text)

    # ------------------------------------------------------------ parts

    def _related(self, kind: str) -> Element | None:
        return self._parsed(self._part.by_kind(kind))

    def _parsed(self, part: Part | None) -> Element | None:
        return self._take(part, lambda part: part.root)

    def _take(self, part: Part | None, read: Callable[[Part], Taken]) -> Taken | None:
        """What `read` makes of a part beside the main one; a damaged one is told, and the rest is read without it."""
        try:
            return None if part is None else read(part)
        except UNREADABLE:
            self.remarks.append(Remark(code="unreadable_part", text=f"повреждена часть документа {part.name if part else ''}"))
            return None

    def _even_pages_differ(self) -> bool:
        return bool(switch(self._related("settings"), "evenAndOddHeaders"))

    # ------------------------------------------------------------ stories

    def _story(self, story: Element, spot: Spot) -> list[Paragraph]:
        """All paragraphs of a part, or of a note."""
        self._begin_story(story)
        return self._paragraphs(story, spot)

    def _begin_story(self, story: Element) -> None:
        blank_fields = prompts(story)
        self.remarks += prompt_remarks(blank_fields)
        self._inline.begin_story(story, frozenset(run for runs in blank_fields for run in runs))
        self._numbering.begin_story()

    def _fill(self, container: Element, flow: Flow[Table]) -> None:
        for element in descend(container, _BLOCKS):
            if element.tag == P:
                for box in self._add(element, flow):
                    with self._inline.inside(box):
                        self._fill(box, flow)
            elif (frame := _framed(element)) is not None:
                self._fill(frame, flow)
            elif (table := self._table(element)) is not None:
                flow.put(table)

    def _paragraphs(self, container: Element, spot: Spot) -> list[Paragraph]:
        """All text of a container as paragraphs: the rows of a table in it become a paragraph each."""
        flow: Flow[Paragraph] = Flow(spot)
        self._flatten(container, flow)
        return flow.items()

    def _flatten(self, container: Element, flow: Flow[Paragraph]) -> None:
        for element in descend(container, _BLOCKS):
            if element.tag == TABLE:
                for row in self._rows_as_text(element, flow.spot.origin):
                    flow.add(row, None)
                continue
            for box in self._add(element, flow):
                with self._inline.inside(box):
                    self._flatten(box, flow)

    def _add(self, paragraph: Element, flow: Flow[Table] | Flow[Paragraph]) -> Iterable[Element]:
        """Adds one paragraph to the flow; gives the text boxes that are anchored in it, which come after it."""
        properties = self._styles.properties(paragraph)
        inline = self._inline.read(paragraph, properties)
        if properties.is_joined:
            flow.hold(inline.text)
        else:
            flow.add(inline.text, self._numbering.count(self._styles.list_of(properties)))
        return inline.boxes

    # ------------------------------------------------------------ tables

    def _table(self, element: Element) -> Table | None:
        grid = read_grid(element)
        if grid is None:
            return None
        self._tables += 1
        origin = Origin(table=self._tables)
        cells = tuple(self._cell(cell, origin) for cell in grid.cells)
        for row in grid.ragged:
            text = " | ".join(cell.text for cell in cells if cell.row == row)
            self.remarks.append(Remark(code="ragged_table", text=text, origin=Origin(table=self._tables, row=row)))
        return Table(rows=grid.rows, columns=grid.columns, cells=cells, shows_merges=True, origin=origin)

    def _cell(self, cell: GridCell, table: Origin) -> Cell:
        origin = Origin(table=table.table, row=cell.row, column=cell.column)
        paragraphs = self._paragraphs(cell.element, Spot("body", origin))
        self._remark_covered(cell, origin)
        return Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            paragraphs=tuple(paragraphs),
            origin=origin,
        )

    def _remark_covered(self, cell: GridCell, origin: Origin) -> None:
        """Text in a cell that a merge covers is not on the page; it is told all the same."""
        for covered in cell.covered:
            text = "\n".join(filter(str.strip, self._plain(covered)))
            if text:
                self.remarks.append(Remark(code="unreadable_part", text=text, origin=origin))

    def _plain(self, container: Element) -> Iterator[str]:
        """The texts of all paragraphs in a container, however deep, without counting their numbers."""
        for element in descend(container, _BLOCKS):
            if element.tag == TABLE:
                inner = [cell for row in rows_of(element) for cell, _ in cells_of(row)]
            else:
                inline = self._inline.read(element, self._styles.properties(element))
                inner = list(inline.boxes)
                yield inline.text
            for deeper in inner:
                yield from self._plain(deeper)

    def _rows_as_text(self, table: Element, origin: Origin) -> Iterator[str]:
        """The rows of a table inside a cell, a text each."""
        rows: dict[int, list[str]] = {}
        grid = read_grid(table)
        for cell in grid.cells if grid else ():
            rows.setdefault(cell.row, []).append(_text(self._paragraphs(cell.element, Spot())))
            self._remark_covered(cell, origin)
        return (" ".join(filter(None, texts)) for texts in rows.values())


def _text(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs as one line, with the numbers that they show."""
    return " ".join(" ".join(filter(None, (paragraph.label, paragraph.text))) for paragraph in paragraphs)


def _framed(table: Element) -> Element | None:
    """The only cell of a table that merely frames another table; None for a table that is a grid itself."""
    rows = rows_of(table)
    cells = cells_of(rows[0]) if len(rows) == 1 else []
    cell = cells[0][0] if len(cells) == 1 else None
    return cell if cell is not None and next(descend(cell, _TABLES), None) is not None else None
