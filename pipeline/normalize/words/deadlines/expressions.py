"""What the grammar of deadlines makes of tokens."""

from typing import NamedTuple

from pipeline.model import DeadlineKind, Recurrence
from pipeline.normalize.words.deadlines.dates import Span
from pipeline.vocabulary.calendar import NumberedTerm

PLAN = Span(None, None)
"""The plan's own period."""


class Expression(NamedTuple):
    """One expression of time. `span` PLAN: the plan's period. `numbered`: a counted term of the school calendar
    and its places (from, to), since the plan's kind of year decides what days it has."""

    kind: DeadlineKind
    span: Span = PLAN
    recurrence: Recurrence | None = None
    conditions: tuple[str, ...] = ()
    numbered: tuple[NumberedTerm, tuple[int, int]] | None = None


Taken = tuple[Expression, int]
"""What a rule read, and the place after it."""

Found = tuple[Expression, int, int]
"""An expression, and its tokens: the first, and one past the last."""
