"""One run of paragraphs and tables: the body, a page header or footer, a note, a text box."""

from pipeline.extract.common.layout import Inset, Line, Node, Nodes
from pipeline.extract.common.lists import BULLET, Label
from pipeline.extract.common.room import Room
from pipeline.extract.rtf.charsets import whole
from pipeline.extract.rtf.tables import Row, RowFormat, read_grid

# Nobody puts more tables into one another.
_DEEPEST = 16


class _OpenTable:
    """A table that is being read: its rows, the cells of the row that has begun, and what stands in the cell that has."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.cells: list[Nodes] = []
        self.nodes: list[Node] = []


class Story:
    """Collects text into paragraphs, and paragraphs into cells, of which there is `room` for some. Depth 0 is outside tables, 1 in a table, 2 in one inside it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._nodes: list[Node] = []
        self._tables: list[_OpenTable] = []
        self._text: list[str] = []
        self._has_text = False
        self._label: list[str] = []
        self._boxes: list[Node] = []
        # Of the table, and of one inside it: programs tell the latter apart, and may tell the former only once.
        self.format = RowFormat()
        self.inner_format = RowFormat()
        self.row_has_begun = False

    def add(self, text: str) -> None:
        """Adds to the text of the paragraph."""
        self._text.append(text)
        self._has_text = self._has_text or bool(text.strip())

    def add_label(self, text: str) -> None:
        """Adds to the number that the paragraph shows."""
        self._label.append(text)

    @property
    def has_label(self) -> bool:
        """Whether the paragraph has a number already; old and new words may tell it twice."""
        return bool(self._label)

    def add_box(self, nodes: Nodes) -> None:
        """Adds what stands in a text box: it comes after the paragraph that it is anchored in."""
        self._boxes += nodes

    def end_paragraph(self, depth: int, level: int, goes_on: bool = False) -> None:
        """Ends a paragraph at a depth of tables; `level`: of its list."""
        if self.row_has_begun or (self._tables and self._tables[0].cells):
            depth = max(depth, 1)
        label = _label("".join(self._label).strip(), level) if self._label and not goes_on else None
        nodes = self._at(min(depth, _DEEPEST))
        nodes.append(Line(whole("".join(self._text)), label, goes_on))
        nodes += self._boxes
        self._text, self._label, self._boxes = [], [], []
        self._has_text = False

    def end_cell(self, depth: int, level: int) -> None:
        """Ends a cell of the table at a depth, and its last paragraph."""
        depth = min(depth, _DEEPEST)
        self.end_paragraph(depth, level)
        self._at(depth)
        table = self._tables[depth - 1]
        table.cells.append(tuple(table.nodes))
        table.nodes = []

    def end_row(self, depth: int) -> None:
        """Ends a row of the table at a depth."""
        depth = min(depth, _DEEPEST)
        if len(self._tables) >= depth:
            self._at(depth)
            if self._has_text:
                self.end_cell(depth, 0)
            self._close_row(depth)
        self.row_has_begun = self.row_has_begun and depth > 1

    def finish(self) -> Nodes:
        """All that was read, with what nobody ended."""
        if self._has_text or self._boxes:
            self.end_paragraph(len(self._tables), 0)
        self._at(0)
        return tuple(self._nodes)

    def _at(self, depth: int) -> list[Node]:
        """Where the nodes of a depth go: deeper tables are at their end then."""
        while len(self._tables) > depth:
            self._close_table()
        while len(self._tables) < depth:
            self._tables.append(_OpenTable())
        return self._tables[-1].nodes if self._tables else self._nodes

    def _close_row(self, depth: int) -> None:
        table = self._tables[depth - 1]
        if table.nodes:
            table.cells.append(tuple(table.nodes))
        if table.cells:
            table.rows.append(Row(self.format if depth == 1 else self.inner_format, table.cells))
        table.nodes, table.cells = [], []

    def _close_table(self) -> None:
        self._close_row(len(self._tables))
        grid = read_grid(self._tables.pop().rows, self._room)
        if grid is not None:
            (self._tables[-1].nodes if self._tables else self._nodes).append(Inset(grid))


def _label(text: str, level: int) -> Label | None:
    """The label that was told as text; a mark without a letter or digit is a bullet."""
    if not text:
        return None
    return Label(text if any(map(str.isalnum, text)) else BULLET, level)
