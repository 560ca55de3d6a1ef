"""office-oxide reads binary Word files by itself: their text, their tables with merged cells; numbers of lists it does not show."""

import json
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from typing import Any

from pipeline.document import Paragraph, Place, Remark, Table
from pipeline.extract.common.flow import Spot
from pipeline.extract.common.grid import Grid, Slot, grid_of
from pipeline.extract.common.layout import Inset, Layout, Line, Node, Nodes
from pipeline.extract.content import Content
from pipeline.extract.tools import OFFICE_OXIDE, is_ready

_NO_NUMBERS = Remark(code="unreadable_part", text="автоматические номера пунктов и часть объединений ячеек в этом файле не прочитаны")

Json = dict[str, Any]


def read_by_oxide(data: bytes) -> Content | None:
    """What office-oxide finds in a file; None where it is not installed or finds no text."""
    if not is_ready(OFFICE_OXIDE):
        return None
    library: Any = import_module("office_oxide")
    with library.Document.from_bytes(data, "doc") as document:
        found: Json = json.loads(document.to_ir_json())
    content = content_of(found)
    return content if content.blocks else None


def content_of(document: Json) -> Content:
    """The blocks of office-oxide's description of a document: page headers, body, page footers, notes."""
    parts: dict[Place, list[Paragraph]] = {"page_header": [], "page_footer": [], "footnote": []}
    layout = Layout()
    nodes: list[Node] = []
    for section in document.get("sections", ()):
        nodes += _nodes(section.get("elements", ()))
        for key, part in section.items():
            if isinstance(part, dict):
                place = _place(key)
                parts[place] += layout.paragraphs(_nodes([part]), Spot(place))
    blocks = [_honest(block) for block in layout.blocks(nodes)]
    remarks = [*layout.remarks, _NO_NUMBERS]
    return Content((*parts["page_header"], *blocks, *parts["page_footer"], *parts["footnote"]), None, tuple(remarks))


def _place(key: str) -> Place:
    if "header" in key:
        return "page_header"
    return "page_footer" if "footer" in key else "footnote"


def _honest(block: Paragraph | Table) -> Paragraph | Table:
    """A table in which no cell spans rows may have lost that they did: its blank cells may be merged with those above."""
    if isinstance(block, Paragraph) or any(cell.row_span > 1 for cell in block.cells):
        return block
    return block.model_copy(update={"shows_merges": False})


def _nodes(elements: Any) -> Nodes:
    """Paragraphs and tables. Rows that follow one another with nothing between are one table: the format knows no other."""
    found: list[Node] = []
    for columns, group in groupby(elements, key=_columns):
        if columns:
            grid = _grid([row for table in group for row in table["rows"]])
            found += [Inset(grid)] if grid else []
        else:
            found += [node for element in group for node in _element(element)]
    return tuple(found)


def _columns(element: Json) -> int:
    """How many columns a table has; 0 of what is none."""
    rows = element.get("rows") if element.get("type") == "table" else None
    return max((sum(int(cell.get("col_span", 1)) for cell in row["cells"]) for row in rows), default=0) if rows else 0


def _element(element: Json) -> Iterator[Node]:
    """An element that is not known is seen through."""
    inner = element.get("content", [])
    if element.get("type") in ("paragraph", "heading"):
        yield Line(_text(inner))
        return
    yield from _nodes(inner)
    for item in (*element.get("items", ()), *filter(None, [element.get("nested")])):
        yield from _element(item)


def _text(pieces: list[Json]) -> str:
    return "".join(
        "\n" if piece.get("type") == "line_break" else piece.get("text", "") or _text(piece.get("content", [])) for piece in pieces
    )


def _grid(rows: list[Json]) -> Grid[Nodes] | None:
    """The grid of rows of which each leaves out the cells that those above cover."""
    slots: list[Slot[Nodes]] = []
    ends: list[int] = []
    # By column: where a cell that goes on downwards ends, and for how many rows more.
    spans: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(rows):
        column = 0
        cells = list(row["cells"])
        while cells or column in spans:
            if column in spans:
                end, left = spans.pop(column)
                slots.append(Slot((), index, column, end, "continue"))
                going_on = left - 1
            else:
                cell = cells.pop(0)
                end, going_on = column + int(cell.get("col_span", 1)), int(cell.get("row_span", 1)) - 1
                slots.append(Slot(_nodes(cell.get("content", ())), index, column, end, "restart" if going_on else None))
            if going_on > 0:
                spans[column] = (end, going_on)
            column = end
        ends.append(column)
    columns = {boundary: boundary for slot in slots for boundary in (slot.start, slot.end)}
    return grid_of(slots, ends, columns) if slots else None
