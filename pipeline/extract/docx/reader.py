"""DOCX → Content, straight through the XML: what the libraries give as text leaves out a good deal (insertions, content
controls, text boxes, list numbers, notes), and takes longer than the parsing.
"""

from collections.abc import Iterator

from pipeline.document import Paragraph, Remark, Table
from pipeline.errors import NoTextError
from pipeline.extract.common.flow import Spot
from pipeline.extract.common.layout import Inset, Layout, Line, Node, Nodes
from pipeline.extract.common.package import INFLATED, Part
from pipeline.extract.common.room import Room
from pipeline.extract.content import Content
from pipeline.extract.docx.asides import aside_remarks, has_pictures, prompt_remarks, prompts
from pipeline.extract.docx.chunks import Chunks
from pipeline.extract.docx.grid import cells_of, read_grid, rows_of
from pipeline.extract.docx.inline import InlineReader
from pipeline.extract.docx.numbering import Numbering
from pipeline.extract.docx.package import main_part
from pipeline.extract.docx.page_parts import shown_parts
from pipeline.extract.docx.style_part import StylePart
from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.xml import CHUNK, SUBDOCUMENT, TABLE, Element, P, descend, parse, switch, w

Block = Paragraph | Table

_BLOCKS = frozenset({P, TABLE, CHUNK})


def read_docx(data: bytes, inflated: int = INFLATED, depth: int = 0) -> Content:
    """The blocks of a DOCX file: page headers, body, page footers, notes.

    `inflated`: how many bytes its parts may have unpacked; `depth`: in how many other documents it lies.
    Raises NoTextError where it holds nothing but pictures, TooLargeError, LockedFileError; what the libraries raise at a damaged main part
    comes through.
    """
    part = main_part(data, inflated)
    reader = _Reader(part, parse(part.blob), depth)
    headers = reader.page_parts("header", Spot("page_header"))
    body = reader.body()
    footers = reader.page_parts("footer", Spot("page_footer"))
    notes = reader.notes()
    asides = list(reader.asides())
    remarks = (*part.package.remarks, *reader.chunks.remarks, *reader.remarks, *reader.layout.remarks, *asides)
    return Content((*headers, *body, *footers, *notes), None, remarks)


class _Reader:
    """Walks one document in reading order; numbers, notes and fields depend on that order."""

    def __init__(self, part: Part, root: Element, depth: int) -> None:
        self._part = part
        self._root = root
        self.remarks: list[Remark] = []
        self._take = part.package.take
        self._styles = Styles(self._take(part.by_kind("styles"), lambda part: StylePart(part.blob)) or StylePart())
        self._numbering = Numbering(lambda: self._related("numbering"), self._styles)
        self._inline = InlineReader(self._styles)
        self.chunks = Chunks(part, depth)
        self._room = Room()
        self.layout = Layout()

    def body(self) -> list[Block]:
        """Paragraphs and tables of the body. Raises NoTextError where there are none, but pictures."""
        self._begin_story(self._root)
        blocks = self.layout.blocks(node for body in self._root.findall(w("body")) for node in self._nodes(body))
        if not blocks and has_pictures(self._root):
            raise NoTextError("DOCX")
        return blocks

    def page_parts(self, kind: str, spot: Spot) -> list[Paragraph]:
        """Paragraphs of the page headers or footers that are shown, each part once."""
        parts = shown_parts(self._root, self._part, kind, self._even_pages_differ)
        stories = (self._take(part, lambda part: self._story(parse(part.blob), spot)) for part in parts)
        return [paragraph for story in stories for paragraph in story or ()]

    def notes(self) -> list[Paragraph]:
        """Paragraphs of the footnotes and endnotes that the shown text refers to, in that order."""
        shown = list(dict.fromkeys(self._inline.notes))
        roots = {part: self._related(part) for part in sorted({note.part for note in shown})}
        absent = [kind for kind in roots if self._part.by_kind(kind) is None]
        self.remarks += [Remark(code="unreadable_part", text=f"в файле нет части, в которой сноски ({kind})") for kind in absent]
        notes = {(part, note.get(w("id"))): note for part, root in roots.items() if root is not None for note in root}
        return [paragraph for key in shown if key in notes for paragraph in self._story(notes[key], Spot("footnote"))]

    def asides(self) -> Iterator[Remark]:
        """What the page shows beside its text (objects, diagrams, comments), and text that it hides."""
        yield from aside_remarks(self._root, lambda rel_id: self._parsed(self._part.by_id(rel_id)))
        comments = self._related("comments")
        for comment in () if comments is None else comments:
            text = "\n".join(paragraph.text for paragraph in self._story(comment, Spot()))
            if text:
                yield Remark(code="comment", text=text)
        yield from (Remark(code="unseen_text", text=text) for text in self._inline.unseen)

    # ------------------------------------------------------------ parts

    def _related(self, kind: str) -> Element | None:
        return self._parsed(self._part.by_kind(kind))

    def _parsed(self, part: Part | None) -> Element | None:
        return self._take(part, lambda part: parse(part.blob))

    def _even_pages_differ(self) -> bool:
        return bool(switch(self._related("settings"), "evenAndOddHeaders"))

    # ------------------------------------------------------------ stories

    def _story(self, story: Element, spot: Spot) -> list[Paragraph]:
        """All paragraphs of a part, or of a note."""
        self._begin_story(story)
        return self.layout.paragraphs(self._nodes(story), spot)

    def _begin_story(self, story: Element) -> None:
        blank_fields = prompts(story)
        self.remarks += prompt_remarks(blank_fields)
        self._inline.begin_story(story, frozenset(run for runs in blank_fields for run in runs))
        self._numbering.begin_story()

    # ------------------------------------------------------------ nodes

    def _nodes(self, container: Element) -> Nodes:
        return tuple(self._walk(container))

    def _walk(self, container: Element) -> Iterator[Node]:
        for element in descend(container, _BLOCKS):
            if element.tag == P:
                yield from self._paragraph(element)
            elif element.tag == CHUNK:
                yield from self.chunks.nodes(element)
            elif (grid := read_grid(element)) is not None:
                self._room.take(len(grid.cells))
                yield Inset(grid.filled(self._nodes, self._covered))

    def _paragraph(self, paragraph: Element) -> Iterator[Node]:
        """A paragraph, and after it the text boxes that are anchored in it."""
        properties = self._styles.properties(paragraph)
        inline = self._inline.read(paragraph, properties)
        label = None if properties.is_joined else self._numbering.count(self._styles.list_of(properties))
        yield Line(inline.text, label, properties.is_joined)
        for box in inline.boxes:
            with self._inline.inside(box):
                yield from self._nodes(box)
        for document in paragraph.findall(SUBDOCUMENT):
            yield from self.chunks.nodes(document)

    def _covered(self, cell: Element) -> Nodes:
        """What a merge covers: the page does not show it, and does not count it."""
        return tuple(map(Line, self._plain(cell)))

    def _plain(self, container: Element) -> Iterator[str]:
        """The texts of all paragraphs in a container, however deep, without counting their numbers."""
        for element in descend(container, _BLOCKS):
            if element.tag == CHUNK:
                yield from self.chunks.texts(element)
                inner = []
            elif element.tag == TABLE:
                inner = [cell for row in rows_of(element) for cell, _ in cells_of(row)]
            else:
                inline = self._inline.read(element, self._styles.properties(element))
                inner = list(inline.boxes)
                yield inline.text
                yield from (text for document in element.findall(SUBDOCUMENT) for text in self.chunks.texts(document))
            for deeper in inner:
                yield from self._plain(deeper)
