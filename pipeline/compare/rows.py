"""Which activity of one plan is which of another: the likest texts, put together one to one."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from pipeline.text import words

LINE = 90.0
"""From this likeness on (0 to 100) two activities are the same row."""

Matched = tuple[int, int, float]
"""The place in the one list, that in the other, and how alike the texts are, 0 to 100."""


def matched_rows(one: Sequence[str], other: Sequence[str]) -> list[Matched]:
    """Texts of two lists that are the same, in the order of the first; no text stands in two pairs.

    >>> matched_rows(["Приказ о наставничестве", "Беседа"], ["беседы", "Приказ «О наставничестве»."])
    [(0, 1, 100.0)]
    """
    likeness = process.cdist(*([" ".join(words(text)) for text in texts] for texts in (one, other)), scorer=fuzz.ratio, score_cutoff=LINE)
    places = [(int(row), int(column)) for row, column in zip(*np.nonzero(likeness), strict=True)]
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[Matched] = []
    for row, column in sorted(places, key=lambda place: (-likeness[place], place)):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((row, column, float(likeness[row, column])))
    return sorted(found)
