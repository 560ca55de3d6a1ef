"""How much a document may hold where a few bytes of it stand for a great deal: rows and cells that are told once and repeated."""

from pipeline.errors import TooLargeError

MOST_CELLS = 200_000
"""Cells of the tables of one document. The largest real ones have some thousand; so many take 12 s and 1 GiB to read."""

MOST_REPEATED = 32 << 20
"""Characters of text that repeated cells may have together."""


class Room:
    """What is left for the cells of one document."""

    def __init__(self, cells: int = MOST_CELLS, characters: int = MOST_REPEATED) -> None:
        self._cells = cells
        self._characters = characters

    def take(self, cells: int, characters: int = 0) -> None:
        """Makes room for equal cells with so many characters each. Raises TooLargeError where there is none."""
        self._cells -= cells
        self._characters -= cells * characters if cells > 1 else 0
        if self._cells < 0 or self._characters < 0:
            raise TooLargeError("", f"в таблицах больше {MOST_CELLS} ячеек, или одни и те же повторены без меры")
