"""The visual lines of a table whose rows nothing shows: what stands in each column of each line, and where its paragraphs begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Cell, Paragraph, Table
from pipeline.normalize.words.joins import join
from pipeline.text import tidy


@dataclass(frozen=True)
class Piece:
    """One line of a paragraph in a column. `begins`: its first line; `is_apart`: with blank space, or nothing, above it."""

    cell: Cell
    text: str
    begins: bool
    is_apart: bool


class Lines:
    """A table's text by visual line and column, both from 1."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._pieces = {(cell.row + at, cell.column): piece for cell in table.cells for at, piece in _pieces(cell)}
        self._first = {column: min(row for row, other in self._pieces if other == column) for _, column in self._pieces}

    def piece(self, row: int, column: int) -> Piece | None:
        """What stands there; None where nothing does."""
        return self._pieces.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text of a line in a column; empty where there is none."""
        piece = self.piece(row, column)
        return piece.text if piece else ""

    def columns(self, row: int) -> list[int]:
        """The columns that have text in a line."""
        return [column for column in range(1, self.table.columns + 1) if self.text(row, column)]

    def is_apart(self, row: int, column: int) -> bool:
        """Whether the column's text begins here, below blank space or as the first of the page."""
        piece = self.piece(row, column)
        return piece is not None and (piece.is_apart or row == self._first[column])

    def joined(self, rows: Sequence[int], column: int) -> str:
        """The text of a column in these lines as one, broken words mended."""
        whole = ""
        for row in rows:
            text = tidy(self.text(row, column))
            whole = join(whole, text) if whole and text else whole or text
        return whole

    def paragraphs(self, rows: Sequence[int], column: int) -> tuple[Paragraph, ...]:
        """The paragraphs of a column in these lines; one that begins above is cut."""
        found: list[Paragraph] = []
        of: Cell | None = None
        for piece in filter(None, (self.piece(row, column) for row in rows)):
            if piece.cell is of:
                found[-1] = found[-1].model_copy(update={"text": f"{found[-1].text}\n{piece.text}"})
            else:
                found.append(piece.cell.paragraphs[0].model_copy(update={"text": piece.text, "gap": piece.is_apart and bool(found)}))
            of = piece.cell
        return tuple(found)

    def above(self, row: int, column: int) -> int | None:
        """The nearest line above that has text in the column."""
        return next((other for other in range(row - 1, 0, -1) if self.text(other, column)), None)


def _pieces(cell: Cell) -> list[tuple[int, Piece]]:
    lines = cell.text.split("\n")
    gap = cell.paragraphs[0].gap if cell.paragraphs else False
    return [(at, Piece(cell, line, at == 0, at == 0 and gap)) for at, line in enumerate(lines) if line.strip()]
