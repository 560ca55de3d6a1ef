"""What a cell of an Excel sheet can hold, and what is done with a text that it cannot."""

import re

SHEET_ROWS = 1_048_576
"""Rows of a sheet, its heading among them."""
CELL_CHARACTERS = 32_767
"""Characters of a cell, counted as Excel does: in units of UTF-16."""
FIRST_YEAR = 1900
"""Excel knows no earlier dates."""

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """The text with «�» for characters that XML cannot hold, and never such that xlsxwriter takes it for its own markup."""
    text = _NOT_XML.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith("<r>") else text


def cut(text: str) -> str:
    """The text, or its beginning and «…» where it is too long for a cell."""
    if len(text) * 2 <= CELL_CHARACTERS:
        return text
    units = text.encode("utf-16-le")
    return text if len(units) <= CELL_CHARACTERS * 2 else units[: (CELL_CHARACTERS - 1) * 2].decode("utf-16-le", "ignore") + "…"
