"""What the columns of a table without a header hold, told from what stands in them."""

from collections.abc import Callable, Sequence
from itertools import islice
from math import ceil

from pipeline.document import Table
from pipeline.normalize.plan.headers import Field
from pipeline.normalize.words.deadlines import is_deadline
from pipeline.normalize.words.responsibles import reads_wholly
from pipeline.normalize.words.stages import match_stage, read_heading
from pipeline.text import squash
from pipeline.vocabulary.shapes import Vocabulary

_MOST = 0.6
_LEAST_ROWS = 3
_ASKED = 200
"""Cells of a column that are asked what they are, evenly spread: to understand a cell takes a millisecond, and a dump may have ten thousand."""


def infer_fields(table: Table, vocabulary: Vocabulary) -> tuple[Field, ...] | None:
    """The field of each column; None unless one column holds deadlines or roles, and another running text.

    A column is what most of its filled cells are: numbers, deadlines, roles, known stages; the longest of the rest is content.
    """
    if table.rows < _LEAST_ROWS:
        return None
    columns: list[list[str]] = [[] for _ in range(table.columns)]
    for cell in table.cells:
        if cell.text.strip():
            columns[cell.column - 1].append(squash(cell.text))
    found: list[Field] = [_field(texts, vocabulary) for texts in columns]
    open_columns = [column for column, name in enumerate(found) if name == "unknown" and columns[column]]
    if not open_columns or not {"deadline", "responsible"} & set(found):
        return None
    longest = max(open_columns, key=lambda column: sum(map(len, columns[column])) / len(columns[column]))
    return tuple("content" if column == longest else name for column, name in enumerate(found))


def _field(texts: Sequence[str], vocabulary: Vocabulary) -> Field:
    if not texts:
        return "unknown"
    tests: tuple[tuple[Field, Callable[[str], bool]], ...] = (
        ("number", lambda text: text.rstrip(".)").replace(".", "").isdigit() and len(text) < 6),
        ("deadline", lambda text: is_deadline(text, vocabulary.calendar)),
        ("responsible", lambda text: reads_wholly(text, vocabulary.roles)),
        ("stage", lambda text: match_stage(read_heading(text, vocabulary.stages).name, vocabulary)[0] != "other"),
    )
    asked = texts[:: ceil(len(texts) / _ASKED)]
    return next((name for name, test in tests if _are_mostly(asked, test)), "unknown")


def _are_mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Whether the test holds for enough of the texts; it is not asked of more than it takes to know."""
    most_others = len(texts) - ceil(_MOST * len(texts))
    others = (1 for text in texts if not test(text))
    return sum(islice(others, most_others + 1)) <= most_others
