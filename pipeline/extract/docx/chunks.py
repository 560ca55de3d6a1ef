"""Documents inside a document: the parts that `w:altChunk` and `w:subDoc` stand for (ISO/IEC 29500-1, 17.17.2), read by the reader of their format.

What lies outside the file is never followed; it is told, as is what no reader takes.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.document import Paragraph, Remark, Table
from pipeline.errors import RoadmapError
from pipeline.extract.common.grid import Grid, GridCell
from pipeline.extract.common.layout import Inset, Line, Node, Nodes
from pipeline.extract.common.lists import Label
from pipeline.extract.common.package import Part
from pipeline.extract.content import Content
from pipeline.extract.docx.xml import RELATIONSHIP_ID, Element
from pipeline.extract.formats import READERS
from pipeline.extract.sniff import sniff

_DEEPEST = 3
"""Documents inside one another; programs that merge files make two."""

_READ = frozenset({"docx", "rtf", "odt", "html", "mhtml", "txt", "csv"})
"""What the format allows to lie there, and what programs put there."""


class _Read(NamedTuple):
    nodes: Nodes
    remarks: tuple[Remark, ...] = ()


class Chunks:
    """The documents inside one document; `depth`: in how many that lies itself. `remarks` fill on the way, each document's once."""

    def __init__(self, part: Part, depth: int) -> None:
        self._part = part
        self._depth = depth
        self._read: dict[str | None, _Read] = {}
        self.remarks: list[Remark] = []

    def nodes(self, element: Element) -> Nodes:
        """What stands in the place of an element that names a document."""
        rel_id = element.get(RELATIONSHIP_ID)
        if rel_id not in self._read:
            self._read[rel_id] = self._document(rel_id)
            self.remarks += self._read[rel_id].remarks
        return self._read[rel_id].nodes

    def texts(self, element: Element) -> Iterator[str]:
        """The same as mere lines."""
        return _texts(self.nodes(element))

    def _document(self, rel_id: str | None) -> _Read:
        if self._part.is_outside(rel_id):
            return _unread("документ по внешней ссылке, она не открывалась")
        part = self._part.by_id(rel_id)
        if part is None or self._depth >= _DEEPEST:
            return _unread("вложенный объект или документ")
        return self._part.package.take(part, self._content) or _Read(())

    def _content(self, part: Part) -> _Read:
        """The content of a part; what its own reader refuses is told in that one's words."""
        data = part.blob
        kind = sniff(data)
        if kind not in _READ:
            return _unread(f"вложенный документ {part.name}")
        try:
            content = self._by_reader(kind, data)
        except RoadmapError as error:
            return _unread(f"вложенный документ {part.name}: {error.what.lower()}")
        return _Read(tuple(map(_node, content.blocks)), content.remarks)

    def _by_reader(self, kind: str, data: bytes) -> Content:
        if kind == "docx":
            from pipeline.extract.docx.reader import read_docx  # noqa: PLC0415 - a document in a document

            return read_docx(data, self._part.package.left, self._depth + 1)
        return READERS[kind].load()(data)


def _unread(text: str) -> _Read:
    return _Read((), (Remark(code="unreadable_part", text=text),))


def _node(block: Paragraph | Table) -> Node:
    if isinstance(block, Paragraph):
        return Line(block.text, _label(block))
    cells = [GridCell(tuple(map(_node, cell.paragraphs)), cell.row, cell.column, cell.row_span, cell.column_span) for cell in block.cells]
    return Inset(Grid(block.rows, block.columns, tuple(cells)))


def _label(paragraph: Paragraph) -> Label | None:
    return None if paragraph.label is None else Label(paragraph.label, paragraph.level or 0)


def _texts(nodes: Nodes) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Line):
            yield node.text
        else:
            for cell in node.grid.cells:
                yield from _texts(cell.content)
