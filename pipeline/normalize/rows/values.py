"""What the cells of deadlines, responsibles and results say, and to which activities of a row each value belongs."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.document import Paragraph
from pipeline.model import Deadline, Period, Problem, Responsible, Result, Scope
from pipeline.normalize.plan.headers import Field
from pipeline.normalize.rows.lists import Item, entries
from pipeline.normalize.words.deadlines import is_time, read_deadlines
from pipeline.normalize.words.deadlines.expressions import Evidence
from pipeline.normalize.words.deadlines.numbering import without_numbers
from pipeline.normalize.words.lines import Cutting, Line, own_lines
from pipeline.normalize.words.responsibles import OTHER, names_role, read_judged, read_responsibles, reads_wholly
from pipeline.normalize.words.subjects import Subject
from pipeline.normalize.words.sureness import judge
from pipeline.problems import problem
from pipeline.text import fold
from pipeline.vocabulary.shapes import Vocabulary

Value = Deadline | Responsible | Result
Entry = tuple[Value, ...]
"""Values that stand together: the members of a comma list are one entry."""

_ITEM_LABEL = re.compile(r"^\d{1,2}\)")


@dataclass(frozen=True)
class Cell:
    """The lines of a cell, each its entries in order, and what was not understood in it."""

    lines: tuple[tuple[Entry, ...], ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def values(self) -> Entry:
        """All values, in order; the same object each time, which those that share it are told by."""
        return tuple(value for line in self.lines for entry in line for value in entry)


class Context(NamedTuple):
    """What the reading of a value depends on besides its text."""

    period: Period
    vocabulary: Vocabulary
    subject: Subject = "open"
    """What the whole plan is about."""


def read_cell(field: Field, paragraphs: Sequence[Paragraph], context: Context) -> Cell:
    """The values of a cell. A cell of a dash has no entries. KeyError for a field that holds no values."""
    return _READERS[field](paragraphs, context)


def _read_deadlines(paragraphs: Sequence[Paragraph], context: Context) -> Cell:
    found: list[tuple[Entry, ...]] = []
    problems: list[Problem] = []
    lines = own_lines(paragraphs, Cutting(alone=lambda text: is_time(text, context.vocabulary.calendar)))
    listed = without_numbers([_without_item_label(line) for line in lines], context.vocabulary.calendar)
    for line, text in ((line, text) for line, texts in zip(lines, listed, strict=True) for text in texts):
        reading = read_deadlines(text, context.period, context.vocabulary.calendar)
        evidences = iter(reading.evidences)
        found.append(tuple(tuple(_judged(deadline, next(evidences), context) for deadline in entry) for entry in reading.entries))
        unclear = [deadline for deadline in reading.deadlines if deadline.kind == "unclear" and not deadline.conditions]
        problems += [problem("unclear_deadline", deadline.text, line.origin) for deadline in unclear]
        if not reading.whole and not unclear:
            problems.append(problem("partly_read_deadline", line.written, line.origin))
    return Cell(tuple(found), tuple(problems))


def _judged(deadline: Deadline, evidence: Evidence, context: Context) -> Deadline:
    return deadline.model_copy(update={"match": judge("deadline", evidence, context.vocabulary.review)})


def _without_item_label(line: Line) -> str:
    """«1) сентябрь» is an item; «10.12 - 20.12» is not, whatever it looks like."""
    is_number = line.label is not None and line.label.style == "number" and not _ITEM_LABEL.match(line.written)
    return line.written if is_number else line.text


def _read_responsibles(paragraphs: Sequence[Paragraph], context: Context) -> Cell:
    lines = _with_names(own_lines(paragraphs, Cutting(alone=lambda text: _is_role(text, context), wraps=True)), context)
    found = [_read_roles(line.text, context) for line in lines]
    problems = [
        problem("unknown_role", value.text, line.origin)
        for line, values in zip(lines, found, strict=True)
        for value in values
        if value.match.method == "none"
    ]
    return Cell(tuple((tuple(values),) for values in found if values), tuple(problems))


def _with_names(lines: Iterable[Line], context: Context) -> list[Line]:
    """The lines, a bare name put behind the role above it: «зам. дир. по УВР» over «Егорова С.И.»."""
    found: list[Line] = []
    for line in lines:
        if found and line.label is None and not line.gap and _is_name(line.text, context) and _lacks_name(found[-1].text, context):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {line.text}", written=f"{found[-1].written} {line.written}")
        else:
            found.append(line)
    return found


def _is_name(text: str, context: Context) -> bool:
    values = read_responsibles(text, context.vocabulary.roles)
    return len(values) == 1 and values[0].person is not None and values[0].role == OTHER and not names_role(text, context.vocabulary.roles)


def _lacks_name(text: str, context: Context) -> bool:
    """Whether a line ends with a role that no name has been given for."""
    values = read_responsibles(text, context.vocabulary.roles)
    return bool(values) and values[-1].person is None and names_role(values[-1].text, context.vocabulary.roles) and text[-1] not in ";:,"


def _read_roles(text: str, context: Context) -> list[Responsible]:
    review = context.vocabulary.review
    judged = read_judged(text, context.vocabulary.roles)
    return [value.model_copy(update={"match": judge("responsible", evidence, review)}) for value, evidence in judged]


def _is_role(text: str, context: Context) -> bool:
    """Whether a text is a role by itself. A bare name is none: it belongs to the role above it; «Руководитель» may go on below."""
    roles = context.vocabulary.roles
    is_whole = reads_wholly(text, roles) and names_role(text, roles)
    return is_whole and not any(evidence == "ambiguous" for _, evidence in read_judged(text, roles))


def _read_results(paragraphs: Sequence[Paragraph], context: Context) -> Cell:
    return Cell(tuple(((Result(text=item.text),),) for item in entries(paragraphs) if any(map(str.isalnum, item.text))))


_READERS: dict[Field, Callable[[Sequence[Paragraph], Context], Cell]] = {
    "deadline": _read_deadlines,
    "responsible": _read_responsibles,
    "result": _read_results,
}


def distribute(cell: Cell, items: Sequence[Item]) -> list[tuple[Entry, Scope]]:
    """For each item, its values and their scope: one to one where the counts agree, all for each otherwise.

    Counted are the lines of the cell, or else the entries in them, against the items, or else those of the top level.
    """
    if len(items) == 1:
        return [(cell.values, "own")]
    by_line = [tuple(value for entry in line for value in entry) for line in cell.lines]
    by_entry = [entry for line in cell.lines for entry in line]
    tops = sorted({item.top for item in items})
    for found in (by_line, by_entry):
        if len(found) == len(items):
            return [(values, "own") for values in found]
    for found in (by_line, by_entry):
        if len(found) == len(tops) > 1:
            return [(found[tops.index(item.top)], "own") for item in items]
    return [(cell.values, "row")] * len(items)


def key(value: Value) -> tuple[object, ...]:
    """What makes two values of one activity equal, so that it is said once. Other words are another value: nothing is lost."""
    match value:
        case Deadline():
            return fold(value.text), value.kind, value.edtf
        case Responsible():
            return fold(value.text), value.role, value.area
        case Result():
            return (fold(value.text),)
