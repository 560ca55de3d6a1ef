"""Paragraphs, lists and tables of one part, in reading order."""

from collections.abc import Iterator

from pipeline.document import Remark
from pipeline.extract.common.layout import EMBEDDED, Inset, Line, Node, Nodes
from pipeline.extract.common.lists import Label
from pipeline.extract.common.room import Room
from pipeline.extract.common.xml import Element
from pipeline.extract.opendocument.inline import read_inline
from pipeline.extract.opendocument.numbering import ListPlace, Numbering
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.tables import TABLE, Elements, read_grid
from pipeline.extract.opendocument.xml import COMMENT, q, start

_P, _H, _LIST, _NUMBERED, _SECTION = q("text:p"), q("text:h"), q("text:list"), q("text:numbered-paragraph"), q("text:section")
_ITEM, _LIST_HEADER = q("text:list-item"), q("text:list-header")
_OBJECTS = frozenset(q(f"draw:{name}") for name in ("object", "object-ole", "applet", "plugin", "floating-frame", "control"))
_DROPPED = frozenset(
    [
        *(q(f"text:{name}") for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")),
        *(q(name) for name in ("office:forms", "table:table-source")),
        # What an index was made by; what it shows stands in its body.
        *(q(f"text:{name}-source") for name in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index")),
        *(q(f"text:{name}-source") for name in ("alphabetical-index", "bibliography")),
    ]
)


class NodeReader:
    """Walks one part in document order; numbers and notes depend on that order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbering = Numbering(styles)
        self._room = Room()
        self.notes: list[Element] = []
        self.remarks: list[Remark] = []

    def nodes(self, container: Element) -> Nodes:
        """Paragraphs and tables of a container; the text boxes that are anchored in a paragraph come after it."""
        return tuple(self._walk(container))

    def take_notes(self) -> Nodes:
        """The text of the footnotes and endnotes that the nodes so far refer to."""
        found: list[Node] = []
        while self.notes:
            notes, self.notes = self.notes, []
            found += [node for note in notes for node in self.nodes(note)]
        return tuple(found)

    def _walk(self, container: Element, outer: ListPlace | None = None) -> Iterator[Node]:
        for child in container:
            yield from self._element(child, outer)

    def _element(self, element: Element, outer: ListPlace | None) -> Iterator[Node]:
        """What one element gives; an element that is not known is seen through, so that no paragraph in it is lost."""
        tag = element.tag
        if tag == _P:
            yield from self._paragraph(element, None)
        elif tag == _H:
            yield from self._paragraph(element, None if outer else self._numbering.heading(element))
        elif tag == _LIST:
            yield from self._list(element, outer)
        elif tag == _NUMBERED:
            yield from self._item(element, self._numbering.numbered(element))
        elif tag == TABLE:
            yield from self._table(element)
        elif tag in _OBJECTS:
            self.remarks.append(EMBEDDED)
        elif tag == COMMENT:
            self._comment(element)
        elif tag == _SECTION and element.get(q("text:display")) == "none":
            self.remarks.append(Remark(code="unseen_text", text=" ".join("".join(map(str, element.itertext())).split())))
        elif isinstance(tag, str) and tag not in _DROPPED:
            yield from self._walk(element, outer)

    def _list(self, element: Element, outer: ListPlace | None) -> Iterator[Node]:
        place = self._numbering.enter(element, outer)
        for child in element:
            if child.tag == _ITEM:
                yield from self._item(child, place)
            elif child.tag == _LIST_HEADER:
                yield from self._walk(child, place)

    def _item(self, item: Element, place: ListPlace) -> Iterator[Node]:
        """An item: its number stands before its first paragraph, and is not counted where there is none."""
        for index, child in enumerate(child for child in item if isinstance(child.tag, str)):
            if index == 0 and child.tag in (_P, _H):
                yield from self._paragraph(child, self._numbering.count(place, child, start(item, "text:start-value")))
            else:
                yield from self._element(child, place)

    def _paragraph(self, paragraph: Element, label: Label | None) -> Iterator[Node]:
        inline = read_inline(paragraph, self._styles)
        self.notes += inline.notes
        if inline.unseen:
            self.remarks.append(Remark(code="unseen_text", text=inline.unseen))
        self.remarks += [Remark(code="unreadable_part", text=f"надпись над словом: {text}") for text in inline.above if text.strip()]
        yield Line(inline.text, label)
        for anchored in inline.anchored:
            yield from self._element(anchored, None)

    def _comment(self, element: Element) -> None:
        text = "\n".join(filter(str.strip, (read_inline(paragraph, self._styles).text for paragraph in element.iter(_P))))
        if text:
            self.remarks.append(Remark(code="comment", text=text))

    def _table(self, table: Element) -> Iterator[Node]:
        grid = read_grid(table, self._styles, self._room)
        if grid is not None:
            yield Inset(grid.filled(self._contents, self._contents))

    def _contents(self, cells: Elements) -> Nodes:
        return tuple(node for cell in cells for node in self.nodes(cell))
