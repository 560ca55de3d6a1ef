"""Tables: rows tell the right edges of their cells, and which of them are merged (RTF 1.9.1, «Table Definitions»)."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.extract.common.grid import Grid, Slot, grid_of, snap
from pipeline.extract.common.layout import Inset, Nodes

# The width of a cell that no edge is told for, in twentieths of a point.
_UNTOLD = 2000


class CellFormat(NamedTuple):
    """Right edge, in twentieths of a point; how it is merged downwards; whether it goes on with the one to its left."""

    edge: int
    merge: str | None
    continues_right: bool


@dataclass
class RowFormat:
    """What is told of a row before or after its cells."""

    left: int = 0
    cells: list[CellFormat] = field(default_factory=list)
    merges: set[str] = field(default_factory=set)

    def add_cell(self, edge: int) -> None:
        """Adds the cell that the words so far described."""
        self.cells.append(CellFormat(edge, _merge(self.merges), "clmrg" in self.merges))
        self.merges = set()


class Row(NamedTuple):
    """A row as it was read."""

    format: RowFormat
    cells: list[Nodes]


def _merge(words: set[str]) -> str | None:
    if "clvmgf" in words:
        return "restart"
    return "continue" if "clvmrg" in words else None


def read_grid(rows: list[Row]) -> Grid[Nodes] | None:
    """The grid of a table; None where it has no cell."""
    slots: list[Slot[Nodes]] = []
    ends: list[int] = []
    for index, row in enumerate(rows):
        found = _slots(row, index)
        slots += found
        ends.append(found[-1].end if found else row.format.left)
    if not slots:
        return None
    places = {boundary: boundary for slot in slots for boundary in (slot.start, slot.end)}
    return grid_of(slots, ends, snap(slots, places))


def _slots(row: Row, index: int) -> list[Slot[Nodes]]:
    """The row's cells at their edges. Filled cells beyond those that are told follow at its right, edges without a cell are a blank one."""
    slots: list[Slot[Nodes]] = []
    start = row.format.left
    filled = max((number for number, nodes in enumerate(row.cells, 1) if _is_filled(nodes)), default=0)
    for number in range(max(filled, len(row.format.cells) or len(row.cells))):
        nodes = row.cells[number] if number < len(row.cells) else ()
        told = row.format.cells[number] if number < len(row.format.cells) else CellFormat(start + _UNTOLD, None, False)
        end = max(told.edge, start + 1)
        if told.continues_right and slots:
            slots[-1] = slots[-1]._replace(end=end, covered=(*slots[-1].covered, nodes))
        else:
            slots.append(Slot(nodes, index, start, end, told.merge))
        start = end
    return slots


def _is_filled(nodes: Nodes) -> bool:
    return any(isinstance(node, Inset) or node.text.strip() or node.label for node in nodes)
