"""Frames whose columns have the types that their tables declare, so that analysts meet no guesses of pandas."""

from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.export.columns import Table, Type

DTYPES: dict[Type, Any] = {
    "text": "str",
    "integer": "Int64",
    "long": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": pd.ArrowDtype(pa.date32()),
    "list": object,
}
"""The type of a pandas column for each type of a table's; a list is a tuple of texts."""


def typed(table: Table[Any], frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns that the table declares brought to their types; others are left as they are."""
    kinds = {column.name: DTYPES[column.type] for column in table.columns if column.name in frame}
    return frame.astype(kinds)
