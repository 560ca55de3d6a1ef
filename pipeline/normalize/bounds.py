"""How much of a document is understood: beyond these bounds lies no plan that a person wrote, and understanding takes time for each word.

What is left out is named in a problem. A document of which nothing is left is refused as too large.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.document import Cell, Document, Paragraph, Table
from pipeline.model import Problem
from pipeline.problems import problem

MOST = 4_000.0
"""What all tables of a document may weigh together (see `_weight`). The largest plans known have 300 rows; one of 4 000 is understood in
about 10 s of a processor."""

MOST_VALUES = 100_000
"""Deadlines, roles and results of all activities of a document, each counted with every activity that it is of: a cell may tell them for
thousands. The largest plans known have some thousand."""

_COLUMNS, _LETTERS, _TABLE = 1 / 20, 1 / 150, 3.0
"""What a place of the grid, a letter, and a table weigh, where a row weighs 1: as they take time."""

MOST_COLUMNS = 150
"""Columns of a table: a plan with a column for each week has 60."""

LONGEST_CELL = 50_000
"""Characters of one cell: some 20 pages."""

LONGEST_LINE = 5_000
"""Characters of a paragraph outside tables that may be of a title or an approval: two pages without a break are running text at the least."""

MOST_LINES = 1_000
"""Paragraphs at either end of a run of text in which title and approval are looked for: 25 pages."""


class Bounded(NamedTuple):
    """A document within the bounds, and a problem for each thing that is left out of it."""

    document: Document
    problems: list[Problem]


def within_bounds(document: Document) -> Bounded:
    """The document with tables that can be understood in time. The smallest are taken first: a plan beside a giant list stays whole."""
    problems: list[Problem] = []
    tables = {at: _narrow(block, problems) for at, block in enumerate(document.blocks) if isinstance(block, Table)}
    left = MOST
    for at in sorted(tables, key=lambda at: (tables[at].rows, at)):
        tables[at], weight = _short(tables[at], left, problems)
        left -= weight
    if not problems:
        return Bounded(document, [])
    blocks = tuple(tables.get(at, block) for at, block in enumerate(document.blocks))
    kept = tuple(block for block in blocks if not (isinstance(block, Table) and not block.cells))
    return Bounded(document.model_copy(update={"blocks": kept}), _few(problems))


def near(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs in which title, approval and organisation are looked for, and the others: too long, or far from both ends."""
    far = range(MOST_LINES, len(paragraphs) - MOST_LINES)
    aside = {at for at, paragraph in enumerate(paragraphs) if at in far or len(paragraph.text) > LONGEST_LINE}
    kept = [paragraph for at, paragraph in enumerate(paragraphs) if at not in aside]
    return kept, [paragraphs[at] for at in sorted(aside)]


def _narrow(table: Table, problems: list[Problem]) -> Table:
    """The table without columns beyond the bound, and with cells that are cut where they are too long."""
    cells = table.cells
    if table.columns > MOST_COLUMNS:
        outside = [cell for cell in cells if cell.column > MOST_COLUMNS and cell.text.strip()]
        if outside:
            text = f"графы {MOST_COLUMNS + 1}–{table.columns}: в таблице больше {MOST_COLUMNS} граф"
            problems.append(problem("unreadable_part", text, outside[0].origin))
        cells = tuple(_clipped(cell) for cell in cells if cell.column <= MOST_COLUMNS)
    long = {at for at, cell in enumerate(cells) if _letters(cell) > LONGEST_CELL}
    if cells is table.cells and not long:
        return table
    cells = tuple(_cut(cell, problems) if at in long else cell for at, cell in enumerate(cells))
    return table.model_copy(update={"columns": min(table.columns, MOST_COLUMNS), "cells": cells})


def _clipped(cell: Cell) -> Cell:
    width = MOST_COLUMNS + 1 - cell.column
    return cell if cell.column_span <= width else cell.model_copy(update={"column_span": width})


def _cut(cell: Cell, problems: list[Problem]) -> Cell:
    """The beginning of a cell."""
    kept: list[Paragraph] = []
    left = LONGEST_CELL
    for paragraph in cell.paragraphs:
        if left > 0:
            kept.append(paragraph.model_copy(update={"text": paragraph.text[:left]}))
        left -= len(paragraph.text)
    text = f"в ячейке {_letters(cell)} знаков, прочитаны первые {LONGEST_CELL}: «{kept[-1].text[-60:]}» …"
    problems.append(problem("unreadable_part", text, cell.origin))
    return cell.model_copy(update={"paragraphs": tuple(kept)})


def _short(table: Table, left: float, problems: list[Problem]) -> tuple[Table, float]:
    """The table down to the row at which the bound is reached, and what it weighs."""
    weights = _weights(table)
    weight = _TABLE
    for row, more in enumerate(weights, start=1):
        if weight + more > left:
            return _above(table, row, problems), weight
        weight += more
    return table, weight


def _weights(table: Table) -> list[float]:
    """What each row weighs."""
    weights = [1 + table.columns * _COLUMNS] * table.rows
    for cell in table.cells:
        weights[cell.row - 1] += _letters(cell) * _LETTERS
    return weights


def _above(table: Table, row: int, problems: list[Problem]) -> Table:
    """The rows above one; what stands below is told."""
    below = next((cell for cell in table.cells if cell.row >= row and cell.text.strip()), None)
    if below is not None:
        rows = f"строки {row}–{table.rows}" if row > 1 else "таблица целиком"
        text = f"{rows}: таблицы документа слишком велики, чтобы понять их все"
        problems.append(problem("unreadable_part", text, below.origin))
    cells = (
        cell.model_copy(update={"row_span": min(cell.row_span, row - cell.row)}) if cell.row + cell.row_span > row else cell
        for cell in table.cells
        if cell.row < row
    )
    return table.model_copy(update={"rows": max(row - 1, 1), "cells": tuple(cells)})


_MOST_TOLD = 50
"""So many problems are told one by one; of more, their number."""


def _few(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - _MOST_TOLD
    if rest <= 0:
        return problems
    return [*problems[:_MOST_TOLD], problem("unreadable_part", f"и ещё {rest} таких мест: документ слишком велик")]


def _letters(cell: Cell) -> int:
    return _length(cell.paragraphs)


def _length(paragraphs: Iterable[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)
