"""From the tree of a page to its blocks: what a browser would show, from top to bottom."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from pipeline.document import Cell, Origin, Paragraph, Place, Remark, Table
from pipeline.errors import TooLargeError
from pipeline.extract.common.flow import Flow, Spot, as_one_line
from pipeline.extract.common.layout import ragged_remarks
from pipeline.extract.common.lists import BULLET, Label
from pipeline.extract.common.room import Room
from pipeline.extract.html.grid import GridCell, is_layout, read_grid
from pipeline.extract.html.lists import LISTS, Counter, is_picture, word_label
from pipeline.extract.html.tree import Element, inside, is_shown, name, squashed, style

Block = Paragraph | Table

_BLOCKS = LISTS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "option", "p", "pre",
    "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "textarea",
}  # fmt: skip
_DEEPEST = 30
"""Tables one in another: pages laid out with tables have six or seven."""
_LAYOUT = re.compile(r"[ \t\r\n\f]+")
_SPACE = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n *")
_NOTE = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")
_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|sdfootnote|sdendnote)(?:ref)?\d+")
_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "form"})
"""Of a table: its cells stand in them."""
_NO_STRAY = frozenset({"", "td", "th", "caption", "table", "colgroup", "col"})
"""What is read in its own way, or is no text."""
_PAGE_PARTS: dict[str, Place] = {"header": "page_header", "footer": "page_footer"}


class Walker:
    """Walks one page; `notes` and `remarks` fill on the way.

    tables, line: how many tables stand before it, and on which line it begins, where the page is a piece of a text.
    """

    def __init__(self, tables: int = 0, line: int | None = None) -> None:
        self._tables = tables
        self._line = line
        self._room = Room()
        self._depth = 0
        self.notes: list[Paragraph] = []
        self.remarks: list[Remark] = []

    def blocks(self, root: Element) -> list[Block]:
        """Paragraphs and tables of a page. Raises TooLargeError for more cells than a document may have."""
        flow: Flow[Table] = Flow(Spot())
        _Walk(flow, self._put_table, self._put_apart).run(root)
        return flow.items()

    def _paragraphs(self, element: Element, spot: Spot) -> list[Paragraph]:
        """All text of an element as paragraphs: the rows of a table in it become a paragraph each."""
        flow: Flow[Paragraph] = Flow(spot)
        _Walk(flow, self._put_rows, self._put_apart).run(element)
        return flow.items()

    def _put_apart(self, element: Element, flow: Flow[Any]) -> bool:
        """Whether the element is a footnote, or the header or footer of a page: these stand apart."""
        if "mso-element:footnote" in style(element) or _NOTE.fullmatch(element.get("id") or ""):
            self.notes += self._paragraphs_inside(element, Spot("footnote"))
            return True
        place = _PAGE_PARTS.get(element.get("title") or "")  # as LibreOffice writes them
        if name(element) == "div" and place:
            for paragraph in self._paragraphs_inside(element, Spot(place)):
                flow.put(paragraph)
            return True
        return False

    def _paragraphs_inside(self, element: Element, spot: Spot) -> list[Paragraph]:
        flow: Flow[Paragraph] = Flow(spot)
        _Walk(flow, self._put_rows, lambda inner, _: False).run(element)
        return flow.items()

    @contextmanager
    def _in_table(self) -> Iterator[None]:
        """One table deeper. Raises TooLargeError where no page is so deep."""
        if self._depth == _DEEPEST:
            raise TooLargeError("", f"больше {_DEEPEST} таблиц одна в другой")
        self._depth += 1
        yield
        self._depth -= 1

    def _put_table(self, element: Element, flow: Flow[Any]) -> None:
        with self._in_table():
            self._put_grid(element, flow)

    def _put_grid(self, element: Element, flow: Flow[Any]) -> None:
        for paragraph in self._beside(element):
            flow.put(paragraph)
        grid = read_grid(element)
        if grid is None:
            return
        if is_layout(element, grid.cells):
            for cell in grid.cells:
                _Walk(flow, self._put_table, self._put_apart).run(cell.element)
            return
        self._room.take(len(grid.cells))
        self._tables += 1
        number = self._tables
        cells = tuple(self._cell(cell, number) for cell in grid.cells)
        origin = Origin(table=number, line=self._line)
        self.remarks += ragged_remarks(cells, grid.ragged, origin)
        flow.put(Table(rows=grid.rows, columns=grid.columns, cells=cells, shows_merges=True, origin=origin))

    def _cell(self, cell: GridCell, table: int) -> Cell:
        origin = Origin(table=table, row=cell.row, column=cell.column, line=self._line)
        return Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            paragraphs=tuple(self._paragraphs(cell.element, Spot("body", origin))),
            origin=origin,
        )

    def _put_rows(self, element: Element, flow: Flow[Any]) -> None:
        with self._in_table():
            self._put_lines(element, flow)

    def _put_lines(self, element: Element, flow: Flow[Any]) -> None:
        grid = read_grid(element)
        for paragraph in self._beside(element):
            flow.put(paragraph)
        rows: dict[int, list[str]] = {}
        for cell in grid.cells if grid else ():
            rows.setdefault(cell.row, []).append(as_one_line(self._paragraphs(cell.element, Spot())))
        for texts in rows.values():
            flow.add(" ".join(filter(None, texts)), None)

    def _beside(self, table: Element) -> Iterator[Paragraph]:
        """The caption, and text that stands between the cells by mistake: a browser shows both before the table."""
        for caption in inside(table, "caption", "table"):
            if name(caption) == "caption":
                yield from self._paragraphs(caption, Spot())
        for text in _stray(table):
            yield Paragraph(text=text)


def _stray(table: Element) -> Iterator[str]:
    """The texts of a table that stand in none of its cells."""
    waiting = [table]  # not by recursion: forms in forms may be nested deeper than functions
    while waiting:
        element = waiting.pop()
        if element is table or name(element) in _PARTS:
            texts = [element.text, *(child.tail for child in element)]
            waiting += [child for child in reversed(element) if is_shown(child) and name(child) not in _NO_STRAY]
        else:
            texts = [squashed(element)]
        yield from (" ".join(text.split()) for text in texts if text and text.strip())


class _Walk:
    """One walk through an element: text is gathered until a block begins or ends."""

    def __init__(
        self, flow: Flow[Any], put_table: Callable[[Element, Flow[Any]], None], put_apart: Callable[[Element, Flow[Any]], bool]
    ) -> None:
        self._flow = flow
        self._put_table = put_table
        self._put_apart = put_apart
        self._pieces: list[str] = []
        self._label: Label | None = None
        self._written: Label | None = None
        self._lists: list[Counter] = []
        self._preformatted = 0

    def run(self, root: Element) -> None:
        """Adds what is inside an element to the flow."""
        steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in steps:
            if event == "start":
                if element is not root and self._is_read(element):
                    steps.skip_subtree()
                else:
                    self._start(element)
            if event in {"end", "comment", "pi"}:
                if event == "end" and is_shown(element):
                    self._end(element)
                if element is not root:
                    self._add(element.tail or "")
        self._flush()

    def _is_read(self, element: Element) -> bool:
        """Whether nothing inside the element is left to walk through."""
        if not is_shown(element) or _NOTE_LINK.match(element.get("href") or ""):
            return True
        label = word_label(element)
        if label is not None:
            self._written = label
        elif is_picture(element):
            self._pieces.append(BULLET + " ")
        elif name(element) == "table":
            self._flush()
            self._put_table(element, self._flow)
        else:
            self._flush_before(element)
            return self._put_apart(element, self._flow)
        return True

    def _start(self, element: Element) -> None:
        tag = name(element)
        if tag in LISTS:
            self._lists.append(Counter(element, len(self._lists)))
        elif tag == "li":
            self._label = self._lists[-1].label(element) if self._lists else Label(BULLET, 0)
        elif tag == "br":
            self._pieces.append("\n")
        self._preformatted += tag in {"pre", "textarea"}
        self._add(element.text or "")

    def _end(self, element: Element) -> None:
        tag = name(element)
        if tag in _BLOCKS:
            self._flush()
        if tag == "li" and self._label is not None:
            self._flow.add("", self._label)
            self._label = None
        if tag in LISTS and self._lists:
            self._lists.pop()
        self._preformatted -= tag in {"pre", "textarea"}

    def _flush_before(self, element: Element) -> None:
        if name(element) in _BLOCKS:
            self._flush()

    def _add(self, text: str) -> None:
        self._pieces.append(text.replace("\r\n", "\n") if self._preformatted else _LAYOUT.sub(" ", text))

    def _flush(self) -> None:
        """Ends a paragraph. A block without any text takes no place on the page; one with a break or a hard space is a blank line."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not self._preformatted:
            text = _AROUND_BREAK.sub("\n", _SPACE.sub(" ", text)).strip(" ")
        written, self._written = self._written, None
        if text.strip():
            label, self._label = written or self._label, None
            self._flow.add(text.removesuffix("\n"), label)  # a break at the end of a block shows nothing
        elif text or written:
            self._flow.add("", written)
