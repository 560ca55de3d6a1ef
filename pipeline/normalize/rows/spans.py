"""«Начало» and «Окончание» in two columns of one plan: each pair of cells is one span of time."""

import functools
from collections.abc import Iterable

from pipeline.document import Paragraph
from pipeline.normalize.plan.grid import Row, Slot
from pipeline.normalize.rows.values import Context, read_cell
from pipeline.normalize.words.phrases import lemmas
from pipeline.text import squash
from pipeline.vocabulary.calendar import Calendar

_LAST_DAY = 31


class Spans:
    """The slots of deadlines of a plan's rows, begin and end made one; the same object for cells merged over rows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._joined: dict[tuple[int, int], tuple[Slot, Slot, Slot | None]] = {}

    def slots(self, row: Row) -> list[Slot]:
        """The slots of a row's deadlines. Two are one where their headings say begin and end, and their texts make one span."""
        found = row.slots("deadline")
        if len(found) != 2 or not _are_ends([_heading(slot, row) for slot in found], self._context.vocabulary.calendar):
            return found
        first, last = found
        key = (id(first), id(last))
        if key not in self._joined:
            self._joined[key] = (first, last, self._join(first, last))
        joined = self._joined[key][2]
        return [joined] if joined else found

    def _join(self, first: Slot, last: Slot) -> Slot | None:
        if first.is_blank or last.is_blank:
            return None
        origin = first.paragraphs[0].origin
        paragraph = Paragraph(text=f"{squash(first.text)} - {squash(last.text)}", origin=origin)
        cell = read_cell("deadline", [paragraph], self._context)
        is_span = len(cell.values) == 1 and not cell.problems and getattr(cell.values[0], "kind", None) == "interval"
        return Slot((paragraph,), min(first.rows, last.rows)) if is_span else None


def _heading(slot: Slot, row: Row) -> str:
    column = slot.paragraphs[0].origin.column if slot.paragraphs else None
    return row.names.get(column or 0, "")


def _are_ends(headings: Iterable[str], calendar: Calendar) -> bool:
    """Whether of two headings the first names a beginning, and the second an end.

    >>> from pipeline.vocabulary import load
    >>> calendar = load().calendar
    >>> _are_ends(["Дата начала", "Дата окончания"], calendar), _are_ends(["Месяц", "Срок"], calendar)
    (True, False)
    """
    opening, closing = (set(lemmas(heading)) for heading in headings)
    opens, closes = _ends(calendar)
    return bool(opening & opens and closing & closes) and not (opening & closes or closing & opens)


@functools.cache
def _ends(calendar: Calendar) -> tuple[frozenset[str], frozenset[str]]:
    """The words for a beginning, and those for an end."""
    parts = calendar.month_parts
    opens = frozenset(lemmas(phrase) for part in parts if part.from_ == 1 for phrase in part.phrases)
    closes = frozenset(lemmas(phrase) for part in parts if part.to == _LAST_DAY for phrase in part.phrases)
    first, last = (frozenset(words[0] for words in found if len(words) == 1) for found in (opens, closes))
    return first, last
