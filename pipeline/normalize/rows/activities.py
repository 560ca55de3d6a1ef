"""The rows of one stage to its activities, each with its lead, its values, and how they came to stand there.

A blank cell says different things: in a format that cannot show merged cells the value above is carried down; where merges
are shown, blank is blank. A row without a text of its own adds its values to the activity above.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import TooLargeError
from pipeline.model import Activity, Problem, Scope
from pipeline.normalize.bounds import MOST_VALUES
from pipeline.normalize.plan.grid import Row, Slot
from pipeline.normalize.plan.headers import Field
from pipeline.normalize.rows.certainty import uncertain_slots
from pipeline.normalize.rows.lists import Item, entries, items
from pipeline.normalize.rows.sections import row_number
from pipeline.normalize.rows.spans import Spans
from pipeline.normalize.rows.values import Cell, Context, Entry, distribute, key, read_cell
from pipeline.normalize.words.activity_types import match_item
from pipeline.problems import problem
from pipeline.text import join_nonempty, squash

Key = tuple[object, ...]
Keyed = list[tuple[Key, Any]]
"""Values, each with what tells it from others."""
Column = tuple[Field, int]
"""A field, and which of its columns, from 0: a plan may have «Месяц» and «Срок»."""

ATTRIBUTES: dict[Field, str] = {"deadline": "deadlines", "responsible": "responsibles", "result": "results"}
"""The columns of values, and where an activity keeps them."""


@dataclass
class _Draft:
    """An activity that rows may still add values to."""

    item: Item
    number: str | None
    lead: str | None
    is_uncertain: bool = False
    values: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in ATTRIBUTES.values()})
    known: set[tuple[str, Key]] = field(default_factory=set)

    def add(self, name: str, found: Keyed) -> None:
        """Adds the values that it does not have yet."""
        for told, value in found:
            if (name, told) not in self.known:
                self.known.add((name, told))
                self.values[name].append(value)


@dataclass
class _State:
    """What goes on from row to row: the grouping heading, the values that a blank cell takes, the activities so far."""

    context: Context
    left: int
    """Values that activities may still be given, each counted as often as it is given."""
    group: str | None = None
    group_slot: Slot | None = None
    carried: dict[Column, Entry] = field(default_factory=dict)
    drafts: list[_Draft] = field(default_factory=list)
    latest: list[_Draft] = field(default_factory=list)
    content: Slot | None = None
    told: set[int] = field(default_factory=set)
    read: dict[int, tuple[Slot, Cell]] = field(default_factory=dict)
    """Cells that several rows share, by identity; their slots are kept, so that no other takes their place."""
    uncertain: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    keyed: dict[tuple[int, Scope], tuple[Entry, Keyed]] = field(default_factory=dict)
    """Values that several activities take, by identity, with what tells them from others; they are kept as cells are."""

    def give(self, drafts: Sequence[_Draft], attribute: str, values: Entry, scope: Scope) -> None:
        """Adds values to activities. TooLargeError where they have more than any plan."""
        if (id(values), scope) not in self.keyed:
            scoped = [value.model_copy(update={"scope": scope}) for value in values]
            self.keyed[id(values), scope] = values, [(key(value), value) for value in scoped]
        self.left -= len(values) * len(drafts)
        if self.left < 0:
            raise TooLargeError("", f"сроков, ответственных и результатов у всех мероприятий больше {MOST_VALUES}")
        for draft in drafts:
            draft.add(attribute, self.keyed[id(values), scope][1])


def read_activities(
    rows: list[Row], numbers_rows: bool, context: Context, most: int = MOST_VALUES
) -> tuple[tuple[Activity, ...], list[Problem]]:
    """The activities of a stage's rows, in order, and what could not be understood or placed. TooLargeError for more than `most` values."""
    state, spans = _State(context, most), Spans(context)
    for row in rows:
        drafts = _drafts(row, numbers_rows, state)
        if drafts:
            state.latest = drafts
            state.drafts += drafts
        if row.is_unsure:
            _mark_uncertain(state.latest)
        _tell_uncertain(row, state)
        for name in ATTRIBUTES:
            for column, slot in enumerate(spans.slots(row) if name == "deadline" else row.slots(name)):
                _add_slot(slot, (name, column), row, state, begins=bool(drafts))
        _tell_unused(row, state)
    return tuple(_activity(draft, context) for draft in state.drafts), state.problems


def _drafts(row: Row, numbers_rows: bool, state: _State) -> list[_Draft]:
    """The activities that a row begins; none where it goes on with those above."""
    group = next((slot for slot in row.slots("group") if not slot.is_blank), None)
    is_new_group = group is not None and group is not state.group_slot
    if group and is_new_group:
        state.group, state.group_slot = " / ".join(item.text for item in entries(group.paragraphs)), group
    content = [slot for slot in row.slots("content") if not slot.is_blank]
    if content and content[0] is state.content:
        return []
    state.content = content[0] if content else state.content
    found = [item for slot in content for item in items(slot.paragraphs) if any(map(str.isalnum, item.text))]
    number = row_number(row) if numbers_rows else None
    if not found and group and is_new_group:
        return [_Draft(item, item.number or number, None) for item in items(group.paragraphs)]
    return [_Draft(item, item.number or number, join_nonempty((state.group, item.lead), " / ")) for item in found]


def _add_slot(slot: Slot, column: Column, row: Row, state: _State, begins: bool) -> None:
    """Adds the values of one cell to the activities of its row (which `begins` some, or goes on with the latest)."""
    name, attribute = column[0], ATTRIBUTES[column[0]]
    if slot.is_blank:
        if begins and not row.shows_merges:
            state.give(state.latest, attribute, state.carried.get(column, ()), "carried")
        return
    cell = _read_once(name, slot, state)
    if id(slot) not in state.told:
        state.problems += cell.problems
        state.told.add(id(slot))
    state.carried[column] = cell.values
    if not state.latest:
        state.problems.append(problem("unplaced_value", squash(slot.text), row.origin))
    elif slot.rows > 1:
        state.give(state.latest, attribute, cell.values, "merged")
    elif begins:
        for draft, (values, scope) in zip(state.latest, distribute(cell, [draft.item for draft in state.latest]), strict=True):
            state.give([draft], attribute, values, scope)
    else:
        state.give(state.latest[-1:], attribute, cell.values, "own")


def _read_once(name: Field, slot: Slot, state: _State) -> Cell:
    """The values of a cell; of one that is merged over rows they are read once."""
    if id(slot) not in state.read:
        state.read[id(slot)] = slot, read_cell(name, slot.paragraphs, state.context)
    return state.read[id(slot)][1]


def _tell_unused(row: Row, state: _State) -> None:
    """Values of columns that the model has no field for, each once."""
    names: tuple[tuple[Field, str], ...] = (("unused", "unused_column"), ("unknown", "unknown_column"))
    for name, code in names:
        for slot in row.slots(name):
            if not slot.is_blank and id(slot) not in state.told:
                state.told.add(id(slot))
                origin = slot.paragraphs[0].origin
                heading = row.names.get(origin.column or 0)
                state.problems.append(problem(code, join_nonempty((heading, squash(slot.text)), ": "), origin))


def _mark_uncertain(drafts: list[_Draft]) -> None:
    for draft in drafts:
        draft.is_uncertain = True


def _tell_uncertain(row: Row, state: _State) -> None:
    """Cells of a scan that must be compared with it, each once; the activities of the row go to review."""
    for slot in uncertain_slots(row, state.context.vocabulary):
        _mark_uncertain(state.latest)
        if id(slot) not in state.uncertain:
            state.uncertain.add(id(slot))
            state.problems.append(problem("uncertain_text", squash(slot.text), slot.paragraphs[0].origin))


def _activity(draft: _Draft, context: Context) -> Activity:
    codes, match = match_item(draft.item.text, draft.lead, context.vocabulary, context.subject)
    return Activity(
        number=draft.number,
        lead=draft.lead,
        text=draft.item.text,
        codes=codes,
        match=match.model_copy(update={"review": match.review or draft.is_uncertain}),
        origin=draft.item.origin,
        **{name: tuple(values) for name, values in draft.values.items()},
    )
