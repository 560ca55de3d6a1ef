"""Tables: rows tell the right edges of their cells, and which of them are merged (RTF 1.9.1, «Table Definitions»)."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.extract.common.grid import Grid, Slot, grid_of, snap
from pipeline.extract.common.layout import Inset, Nodes
from pipeline.extract.common.room import Room

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


def read_grid(rows: list[Row], room: Room) -> Grid[Nodes] | None:
    """The grid of a table; None where it has no cell. Raises TooLargeError where there is no room for its cells."""
    slots: list[Slot[Nodes]] = []
    ends: list[int] = []
    for index, row in enumerate(rows):
        found = _slots(row, index, room)
        slots += found
        ends.append(found[-1].end if found else row.format.left)
    if not slots:
        return None
    places = {boundary: boundary for slot in slots for boundary in (slot.start, slot.end)}
    return grid_of(slots, ends, snap(slots, places))


def _slots(row: Row, index: int, room: Room) -> list[Slot[Nodes]]:
    """The row's cells at their edges. Filled cells beyond those that are told follow at its right, edges without a cell are a blank one."""
    slots: list[Slot[Nodes]] = []
    covered: list[Nodes] = []  # what is merged into the last of them
    start = row.format.left
    filled = max((number for number, nodes in enumerate(row.cells, 1) if _is_filled(nodes)), default=0)
    count = max(filled, len(row.format.cells) or len(row.cells))
    room.take(count)
    for number in range(count):
        nodes = row.cells[number] if number < len(row.cells) else ()
        told = row.format.cells[number] if number < len(row.format.cells) else CellFormat(start + _UNTOLD, None, False)
        end = max(told.edge, start + 1)
        if told.continues_right and slots:
            covered.append(nodes)
        else:
            slots[-1:] = [_ending(slot, start, covered) for slot in slots[-1:]]
            slots.append(Slot(nodes, index, start, end, told.merge))
            covered = []
        start = end
    return [*slots[:-1], *(_ending(slot, start, covered) for slot in slots[-1:])]


def _ending(slot: Slot[Nodes], end: int, covered: list[Nodes]) -> Slot[Nodes]:
    """A cell with what is merged into it from its right, which ends where the last of that does."""
    return slot._replace(end=end, covered=tuple(covered)) if covered else slot


def _is_filled(nodes: Nodes) -> bool:
    return any(isinstance(node, Inset) or node.text.strip() or node.label for node in nodes)
