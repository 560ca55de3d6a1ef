"""A table as rows of slots: what stands in which column, and over how many rows.

A merged cell is one slot in several rows. Fields are those of the header; several columns may hold one field.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.document import Cell, Origin, Paragraph, Table
from pipeline.normalize.plan.headers import Field

_NUMBER = re.compile(r"^(?:№\s?)?(?:\d{1,3}|[IVXL]{1,6})(?:[.\-–]\s?\d{1,3})*[.)]*$|^[а-яa-z][.)]$")
_TELLING: tuple[Field, ...] = ("content", "group", "stage", "deadline", "responsible", "result", "unused", "unknown", "number")
"""A cell over several columns holds what the first of these says."""


@dataclass(eq=False)
class Slot:
    """The text of one cell, and the rows that it covers; one object, however many rows share it."""

    paragraphs: tuple[Paragraph, ...] = ()
    rows: int = 1

    @property
    def text(self) -> str:
        """All its text; blank where there is none."""
        return "\n".join(f"{paragraph.label or ''} {paragraph.text}".strip() for paragraph in self.paragraphs)

    @property
    def is_blank(self) -> bool:
        """Whether it holds no text at all; a dash is text."""
        return not self.text.strip()


@dataclass(eq=False)
class Row:
    """One row of a plan. `heading`: the text of a section row, or of a heading between two tables."""

    fields: dict[Field, list[Slot]]
    origin: Origin
    shows_merges: bool
    heading: tuple[Paragraph, ...] = ()
    names: dict[int, str] = field(default_factory=dict)
    is_unsure: bool = False

    def slots(self, name: Field) -> list[Slot]:
        """The slots of a field, in the order of columns; none where the plan has no such column."""
        return self.fields.get(name, [])

    def text(self, name: Field) -> str:
        """All the text of a field."""
        return "\n".join(slot.text for slot in self.slots(name) if not slot.is_blank)

    def is_blank(self, *names: Field) -> bool:
        """Whether none of the fields has text."""
        return not any(self.text(name) for name in names)


def cell_texts(table: Table, row: int) -> list[str]:
    """The text of each column in a row; a cell over several columns or rows is said at its first place."""
    texts = [""] * table.columns
    for cell in cells_of(table, row, row):
        texts[cell.column - 1] = cell.text
    return texts


def cells_of(table: Table, first: int, last: int) -> Sequence[Cell]:
    """The cells that begin in the rows `first` to `last`; cells stand by row in a table."""
    start = bisect_left(table.cells, first, key=attrgetter("row"))
    return table.cells[start : bisect_right(table.cells, last, lo=start, key=attrgetter("row"))]


def rows_of(table: Table, fields: Sequence[Field], first: int) -> list[Row]:
    """The rows of a table from `first` (1-based) on, by the fields of its columns."""
    by_row: dict[int, list[tuple[Cell, Slot]]] = {row: [] for row in range(1, table.rows + 1)}
    for cell in table.cells:
        top = max(cell.row, first)
        slot = Slot(cell.paragraphs, cell.row + cell.row_span - top)
        for row in range(top, cell.row + cell.row_span):
            by_row[row].append((cell, slot))
    for row, cells in by_row.items():
        cells += [(blank, Slot()) for blank in _blanks(table, row, [cell for cell, _ in cells])]
    return [_row(table, row, by_row[row], fields) for row in range(first, table.rows + 1)]


def _blanks(table: Table, row: int, cells: Sequence[Cell]) -> list[Cell]:
    """Cells for the places of a row that have none: such a place is blank."""
    covered = {column for cell in cells for column in range(cell.column, cell.column + cell.column_span)}
    return [Cell(row=row, column=column) for column in range(1, table.columns + 1) if column not in covered]


def _row(table: Table, row: int, cells: list[tuple[Cell, Slot]], fields: Sequence[Field]) -> Row:
    found: dict[Field, list[Slot]] = {}
    for cell, slot in sorted(cells, key=lambda entry: entry[0].column):
        covered = fields[cell.column - 1 : cell.column - 1 + cell.column_span]
        found.setdefault(min(covered, key=_TELLING.index), []).append(slot)
    _move_texts_from_numbers(found)
    origin = table.origin.model_copy(update={"row": row, "line": _line(cells) or table.origin.line})
    return Row(found, origin, table.shows_merges, _section(table, row, cells), is_unsure=row in table.unsure_rows)


def _move_texts_from_numbers(found: dict[Field, list[Slot]]) -> None:
    """A text in the number column is the content where there is no other, and else a value of an unknown column."""
    texts = [slot for slot in found.get("number", []) if not slot.is_blank and not is_number(slot.text)]
    if texts:
        has_content = any(not slot.is_blank for slot in found.get("content", []))
        found["number"] = [slot for slot in found["number"] if slot not in texts]
        target: Field = "unknown" if has_content else "content"
        found[target] = texts + (found.get(target, []) if has_content else [])


def is_number(text: str) -> bool:
    """Whether a text is what a number column holds.

    >>> [is_number(text) for text in ("1.", "1.3", "II", "а)", "Сентябрь", "1 этап")]
    [True, True, True, True, False, False]
    """
    return bool(_NUMBER.match(" ".join(text.split())))


def _line(cells: list[tuple[Cell, Slot]]) -> int | None:
    return next((cell.origin.line for cell, _ in cells if cell.origin.line), None)


def _section(table: Table, row: int, cells: list[tuple[Cell, Slot]]) -> tuple[Paragraph, ...]:
    """The text of a row that is one wide cell, a number before it at the most."""
    filled = [(cell, slot) for cell, slot in cells if not slot.is_blank]
    wide = [(cell, slot) for cell, slot in filled if 2 * cell.column_span > table.columns and cell.row == row]
    numbered = len(filled) == 2 and filled[0][0].column == 1 and filled[0][0].row == row
    if len(wide) == 1 and (len(filled) == 1 or numbered):
        return tuple(paragraph for _, slot in filled for paragraph in slot.paragraphs)
    return ()
