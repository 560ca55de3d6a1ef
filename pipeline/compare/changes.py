"""What became of a plan: the same organisation in an earlier and a later dataset, activity by activity."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from pipeline.compare.datasets import Datasets
from pipeline.compare.days import span_days
from pipeline.compare.frames import typed
from pipeline.compare.rows import matched_rows
from pipeline.compare.tables import CHANGES

COLUMNS = ("organisation_key", "dataset", "earlier_dataset", "document_id", "earlier_id", "change", "activity_id", "earlier_activity_id", "stage_code", "earlier_stage_code", "days")  # fmt: skip
ADDED, DROPPED, MOVED = "added", "dropped", "moved"


class _Activity(NamedTuple):
    id: str
    text: str
    stage: str
    day: int | None


class _Change(NamedTuple):
    organisation: str
    document: str
    earlier_document: str
    change: str
    new: _Activity | None
    old: _Activity | None


def changes(data: Datasets) -> pd.DataFrame:
    """A row for each activity that a later dataset added, dropped, or moved to another stage or time against the one before.

    `days`: how much later in the school year it begins (or, where only an end is told, ends); over 0 is later. Of an organisation with
    several plans in a dataset all are taken together. An activity that stayed as it was has no row.
    """
    activities = _activities(data)
    plans = [_plans(data, name) for name in data.names]
    steps = zip(pairwise(data.names), pairwise(plans), strict=True)
    rows = [_row(later, earlier, found) for (earlier, later), (before, after) in steps for found in _between(activities, before, after)]
    return typed(CHANGES, pd.DataFrame(rows, columns=list(COLUMNS)))


def _row(later: str, earlier: str, found: _Change) -> tuple[object, ...]:
    new, old = found.new, found.old
    return (
        found.organisation, later, earlier, found.document, found.earlier_document, found.change, new and new.id, old and old.id,
        new and new.stage, old and old.stage, _shift(new, old),
    )  # fmt: skip


def _between(activities: dict[str, list[_Activity]], before: dict[str, list[str]], after: dict[str, list[str]]) -> Iterator[_Change]:
    for organisation in sorted(before.keys() & after.keys()):
        old, new = ([one for plan in plans[organisation] for one in activities.get(plan, [])] for plans in (before, after))
        yield from (_Change(organisation, after[organisation][0], before[organisation][0], *found) for found in _compared(old, new))


def _plans(data: Datasets, name: str) -> dict[str, list[str]]:
    """The plans of each organisation in a dataset."""
    own = data.documents[data.documents["dataset"] == name]
    found: dict[str, list[str]] = defaultdict(list)
    for organisation, document in zip(own["organisation_key"], own["document_id"], strict=True):
        found[organisation].append(document)
    return found


def _activities(data: Datasets) -> dict[str, list[_Activity]]:
    """The activities of each plan, in its order."""
    days = _days(data)
    found: dict[str, list[_Activity]] = defaultdict(list)
    columns = ("document_id", "activity_id", "text", "stage_code")
    for document, key, text, stage in zip(*(data.activities[name] for name in columns), strict=True):
        found[document].append(_Activity(key, text, stage, days.get(key)))
    return found


def _days(data: Datasets) -> dict[str, int]:
    """The first day of each activity in the cycle of a school year."""
    found: dict[str, int] = {}
    columns = ("activity_id", "start", "end", "edtf")
    for key, start, end, edtf in zip(*(data.deadlines[name] for name in columns), strict=True):
        first, last = span_days(start, end, edtf)
        day = first if first is not None else last
        if day is not None:
            found[key] = min(day, found.get(key, day))
    return found


def _compared(old: list[_Activity], new: list[_Activity]) -> Iterator[tuple[str, _Activity | None, _Activity | None]]:
    """What changed, the later activity first, then the earlier."""
    pairs = matched_rows([one.text for one in new], [one.text for one in old])
    for a, b, _ in pairs:
        if (new[a].stage, new[a].day) != (old[b].stage, old[b].day):
            yield MOVED, new[a], old[b]
    kept, gone = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    yield from ((ADDED, one, None) for at, one in enumerate(new) if at not in kept)
    yield from ((DROPPED, None, one) for at, one in enumerate(old) if at not in gone)


def _shift(one: _Activity | None, other: _Activity | None) -> int | None:
    if one is None or other is None or one.day is None or other.day is None:
        return None
    return one.day - other.day
