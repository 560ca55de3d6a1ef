"""A header row that a page cuts: its upper part ends one page, the rest begins the table of the next."""

from collections.abc import Sequence

from pipeline.document import Cell, Paragraph, Table
from pipeline.normalize.plan.grid import cell_texts
from pipeline.normalize.plan.headers import match_heading
from pipeline.text import squash
from pipeline.vocabulary.shapes import Columns


def mend_cut_headers(blocks: Sequence[Paragraph | Table], columns: Columns) -> list[Paragraph | Table]:
    """The blocks, each header that a page cut made one row of the table below it."""
    mended: list[Paragraph | Table] = []
    for block in blocks:
        above = mended[-1] if mended else None
        if isinstance(above, Table) and isinstance(block, Table) and _is_cut(above, block, columns):
            mended[-1] = _joined(above, block)
        else:
            mended.append(block)
    return mended


def _is_cut(above: Table, below: Table, columns: Columns) -> bool:
    """Whether the lone row above and the first below make more headings together, or the lower does nothing but go on."""
    if above.rows > 1 or above.columns != below.columns or above.origin.page == below.origin.page:
        return False
    upper, lower = cell_texts(above, 1), cell_texts(below, 1)
    together = [squash(f"{one}\n{other}") for one, other in zip(upper, lower, strict=True)]
    rest = [text for text in lower if text.strip()]
    goes_on = 0 < len(rest) < len(lower) and all(text.strip()[0].islower() for text in rest)
    return _known(together, columns) >= _known(upper, columns) + (not goes_on) and _known(together, columns) > 1


def _known(headings: Sequence[str], columns: Columns) -> int:
    return sum(match_heading(heading, columns) is not None for heading in headings)


def _joined(above: Table, below: Table) -> Table:
    """The table below, what the row above says put before its first row."""
    said = {cell.column: cell.paragraphs for cell in above.cells}
    cells = tuple(_prefixed(cell, said.get(cell.column, ())) if cell.row == 1 else cell for cell in below.cells)
    return below.model_copy(update={"cells": cells, "origin": above.origin})


def _prefixed(cell: Cell, before: tuple[Paragraph, ...]) -> Cell:
    return cell.model_copy(update={"paragraphs": before + cell.paragraphs})
