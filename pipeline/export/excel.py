"""What a cell of an Excel sheet can hold, and what is done with a text that it cannot."""

import re

from pipeline.export.cells import harmless

SHEET_ROWS = 1_048_576
"""Rows of a sheet, its heading among them."""
CELL_CHARACTERS = 32_767
"""Characters of a cell, counted as Excel does: in units of UTF-16."""
FIRST_YEAR = 1900
"""Excel knows no earlier dates."""

_NOT_STORED = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffd-\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_STORED = re.compile(r"\ufffd([0-9A-F]{4})")


def storable(text: str) -> str:
    """The text as a sheet can hold it: «�» and its code point in four hexadecimal digits for each character that would be lost or changed.

    Those are what XML 1.0 cannot hold (section 2.2) or makes a line feed of (2.11), «�» itself, and the «_» of what looks like an escape
    of ECMA-376 («_x0041_», 22.9.2.19), which not every program reads back. `as_stored` gives the text back.

    >>> storable("а\\x00б\\r\\n_x0041_")
    'а�0000б�000D\\n�005Fx0041_'
    """
    return _NOT_STORED.sub(lambda found: f"\ufffd{ord(found[0]):04X}", text)


def as_stored(text: str) -> str:
    """The text that `storable` made this of."""
    return _STORED.sub(lambda found: chr(int(found[1], 16)), text)


def cut(text: str) -> str:
    """The text, or its beginning and «…» where it is too long for a cell."""
    if len(text) * 2 <= CELL_CHARACTERS:
        return text
    units = text.encode("utf-16-le")
    return text if len(units) <= CELL_CHARACTERS * 2 else units[: (CELL_CHARACTERS - 1) * 2].decode("utf-16-le", "ignore") + "…"


def cell_text(text: str) -> str:
    """The text as a cell of a sheet: harmless, storable, and cut where it is too long."""
    return cut(storable(harmless(text)))
