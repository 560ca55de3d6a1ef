"""Which activity of one plan is which of another: the likest texts, put together one to one."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from pipeline.text import words

LINE = 90.0
"""From this likeness on (0 to 100) two activities are the same row: a letter or a mark differs, or one word of many."""

Matched = tuple[int, int, float]
"""The place in the one list, that in the other, and how alike the texts are, 0 to 100."""


def matched_rows(one: Sequence[str], other: Sequence[str], line: float = LINE) -> list[Matched]:
    """Texts of two lists that are the same from the line on, in the order of the first; no text stands in two pairs.

    >>> matched_rows(["Приказ о наставничестве", "Беседа"], ["беседы", "Приказ «О наставничестве»."])
    [(0, 1, 100.0)]
    """
    mine, theirs = ([" ".join(words(text)) for text in texts] for texts in (one, other))
    return matched_folded(mine, theirs, line)


def matched_folded(one: Sequence[str], other: Sequence[str], line: float) -> list[Matched]:
    """The same of texts that are folded already."""
    likeness = process.cdist(one, other, scorer=fuzz.ratio, score_cutoff=line)
    rows, columns = np.nonzero(likeness)
    scores = likeness[rows, columns]
    order = np.lexsort((columns, rows, -scores))
    taken: set[int] = set()
    found: dict[int, Matched] = {}
    for row, column, score in zip(rows[order].tolist(), columns[order].tolist(), scores[order].tolist(), strict=True):
        if row not in found and column not in taken:
            taken.add(column)
            found[row] = (row, column, score)
    return sorted(found.values())
