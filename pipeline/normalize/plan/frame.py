"""What stands around a plan inside its own table: in a spreadsheet the title, the signatures and the plan share one grid.

Rows above the header are read as blocks: «СОГЛАСОВАНО» at the left and «УТВЕРЖДАЮ» at the right of the same rows are two.
"""

from collections.abc import Iterator, Sequence

from pipeline.document import Cell, Paragraph, Table
from pipeline.normalize.plan.grid import cells_of
from pipeline.normalize.plan.headers import Field

_COUNTED: tuple[Field, ...] = ("number", "deadline", "result")
"""Beside its content a row of a plan has one of these; a signature («Директор … Иванова А.А.») has none."""


def paragraphs_of(table: Table, first: int, last: int) -> list[Paragraph]:
    """The paragraphs of the rows `first` to `last` (1-based), block by block; blank rows are told by `gap`."""
    found: list[Paragraph] = []
    gap = False
    for group in _groups(table, first, last):
        for block in _blocks(group):
            texts = [paragraph for cell in block for paragraph in cell.paragraphs]
            found += [texts[0].model_copy(update={"gap": texts[0].gap or gap}), *texts[1:]]
            gap = True
    return found


def _groups(table: Table, first: int, last: int) -> Iterator[list[list[Cell]]]:
    """Runs of filled rows without a blank one between them; each row is its filled cells from the left."""
    group: list[list[Cell]] = []
    for row in range(first, last + 1):
        cells = [cell for cell in cells_of(table, row, row) if cell.text.strip()]
        if cells:
            group.append(sorted(cells, key=lambda cell: cell.column))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _blocks(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The cells of a run of rows by block. The first row says where blocks begin; a cell belongs to the nearest that begins left of it.

    A cell at the left of them all, or over several, begins blocks anew. A lone row of short cells is one line («Директор … Иванов И.И.»).
    """
    if len(rows) == 1 and all(len(cell.paragraphs) == 1 for cell in rows[0]):
        return [list(rows[0])]
    blocks: list[list[Cell]] = []
    open_at: dict[int, list[Cell]] = {}
    for row in rows:
        owners = [_owner(cell, sorted(open_at)) for cell in row]
        if None in owners:
            open_at = {cell.column: [] for cell in row}
            blocks += open_at.values()
            owners = [cell.column for cell in row]
        for cell, owner in zip(row, owners, strict=True):
            if owner is not None:
                open_at[owner].append(cell)
    return blocks


def _owner(cell: Cell, starts: Sequence[int]) -> int | None:
    """The column at which the block of a cell begins."""
    covered = [start for start in starts if cell.column < start < cell.column + cell.column_span]
    left = [start for start in starts if start <= cell.column]
    return left[-1] if left and not covered else None


def cropped(table: Table, first: int) -> Table:
    """The table without the columns at its right edge that are blank from a row on: only the title above reached so far."""
    below = [cell for cell in table.cells if cell.row + cell.row_span > first and cell.text.strip()]
    columns = max((cell.column for cell in below), default=table.columns)
    if columns == table.columns:
        return table
    cells = (
        cell.model_copy(update={"column_span": min(cell.column_span, columns - cell.column + 1)})
        for cell in table.cells
        if cell.column <= columns or cell.row + cell.row_span <= first
    )
    return table.model_copy(update={"columns": columns, "cells": tuple(cells)})


def last_row(table: Table, fields: Sequence[Field], first: int) -> int:
    """The last row of a plan that begins at `first`: below it and a blank row stands nothing that looks like a row of it."""
    filled: dict[int, set[Field]] = {row: set() for row in range(first, table.rows + 1)}
    for cell in table.cells:
        if cell.text.strip():
            for row in range(max(cell.row, first), cell.row + cell.row_span):
                filled[row].update(fields[cell.column - 1 : cell.column - 1 + cell.column_span])
    rows = [row for row, names in filled.items() if "content" in names and names.intersection(_COUNTED)]
    if not rows:
        return table.rows
    blank = (row for row in range(rows[-1] + 1, table.rows + 1) if not filled[row])
    return next(blank, table.rows + 1) - 1
