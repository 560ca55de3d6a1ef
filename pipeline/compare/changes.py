"""What became of a plan: the same organisation in an earlier and a later dataset, activity by activity."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from pipeline.compare.datasets import Datasets
from pipeline.compare.days import Span, distance
from pipeline.compare.frames import typed
from pipeline.compare.rows import matched_rows
from pipeline.compare.tables import CHANGES
from pipeline.compare.times import Told, deadlines, together
from pipeline.text import fold

COLUMNS = (
    "organisation_key", "dataset", "earlier_dataset", "document_id", "earlier_id", "change", "activity_id", "earlier_activity_id",
    "stage_code", "earlier_stage_code", "days", "end_days",
)  # fmt: skip
ADDED, DROPPED, MOVED, REWORDED = "added", "dropped", "moved", "reworded"
REWORDED_LINE = 70.0
"""From this likeness on (0 to 100) what would be dropped and added is one activity in other words, if both are of the same types."""


class _Time(NamedTuple):
    """The days of an activity; blanket: nothing but «в течение года»."""

    days: Span
    is_blanket: bool


class _Activity(NamedTuple):
    id: str
    document: str
    text: str
    stage: str
    stage_key: str
    types: tuple[str, ...]
    time: _Time | None


class _Change(NamedTuple):
    change: str
    new: _Activity | None
    old: _Activity | None


def changes(data: Datasets) -> pd.DataFrame:
    """A row for each activity that a later dataset added, dropped, reworded, or moved to another stage or time against the one before.

    Activities are the same where the texts differ by a typo or a word (`pipeline.compare.rows`). reworded: the text differs by more,
    and the types are the same and known. moved: the text is the same; both times are known and differ, or the stage does. A stage is another if its code
    is, and one of no known code if it stood in the other plan, too: else it was only renamed. A deadline that is told in one year
    only is no move. `days`: how much later in the school year it begins (or, where only ends are told, ends); `end_days`: how much
    later it ends; over 0 is later, and of «в течение года» neither is told. An activity that stayed as it was has no row. Of an
    organisation with several plans in a dataset all are taken together; one that is in one of the datasets only has no rows.
    """
    activities = _activities(data)
    plans = [_plans(data, name) for name in data.names]
    steps = zip(pairwise(data.names), pairwise(plans), strict=True)
    rows = [
        _row(organisation, later, earlier, found, after[organisation][0], before[organisation][0])
        for (earlier, later), (before, after) in steps
        for organisation in sorted(before.keys() & after.keys())
        for found in _between(activities, before[organisation], after[organisation])
    ]
    return typed(CHANGES, pd.DataFrame(rows, columns=list(COLUMNS)))


def _row(organisation: str, later: str, earlier: str, found: _Change, plan: str, former: str) -> tuple[object, ...]:  # noqa: PLR0917
    new, old = found.new, found.old
    days, end_days = _shift(new, old)
    return (
        organisation, later, earlier, new.document if new else plan, old.document if old else former, found.change, new and new.id,
        old and old.id, new and new.stage, old and old.stage, days, end_days,
    )  # fmt: skip


def _plans(data: Datasets, name: str) -> dict[str, list[str]]:
    """The plans of each organisation in a dataset."""
    own = data.documents[data.documents["dataset"] == name]
    found: dict[str, list[str]] = defaultdict(list)
    for organisation, document in zip(own["organisation_key"], own["document_id"], strict=True):
        found[organisation].append(document)
    return found


def _activities(data: Datasets) -> dict[str, list[_Activity]]:
    """The activities of each plan, in its order."""
    times = _times(data)
    found: dict[str, list[_Activity]] = defaultdict(list)
    columns = ("document_id", "activity_id", "text", "stage_code", "stage_name", "codes")
    for document, key, text, stage, name, types in zip(*(data.activities[name] for name in columns), strict=True):
        stage_key = stage if stage != "other" else f"«{fold(name or '')}»"
        found[document].append(_Activity(key, document, text, stage, stage_key, tuple(types), times.get(key)))
    return found


def _times(data: Datasets) -> dict[str, _Time]:
    told: dict[str, list[Told]] = defaultdict(list)
    for _, activity, time in deadlines(data):
        told[activity].append(time)
    whole = {activity: together(times) for activity, times in told.items()}
    return {activity: _Time((None, None) if time.is_blanket else time.days, time.is_blanket) for activity, time in whole.items()}


def _between(activities: Mapping[str, list[_Activity]], before: list[str], after: list[str]) -> Iterator[_Change]:
    """What changed between the plans of an organisation, in the order of the later ones, what is gone at the end."""
    old, new = ([one for plan in plans for one in activities.get(plan, [])] for plans in (before, after))
    same = {a: b for a, b, _ in matched_rows([one.text for one in new], [one.text for one in old])}
    rest, gone = [at for at in range(len(new)) if at not in same], sorted(set(range(len(old))) - set(same.values()))
    likely = matched_rows([new[at].text for at in rest], [old[at].text for at in gone], REWORDED_LINE)
    reworded = {rest[a]: gone[b] for a, b, _ in likely if new[rest[a]].types and set(new[rest[a]].types) == set(old[gone[b]].types)}
    stages = {one.stage_key for one in old} & {one.stage_key for one in new}
    for at, one in enumerate(new):
        if at in reworded:
            yield _Change(REWORDED, one, old[reworded[at]])
        elif at not in same:
            yield _Change(ADDED, one, None)
        elif _is_moved(one, old[same[at]], stages):
            yield _Change(MOVED, one, old[same[at]])
    yield from (_Change(DROPPED, None, old[at]) for at in gone if at not in reworded.values())


def _is_moved(one: _Activity, other: _Activity, stages: set[str]) -> bool:
    """stages: those that stand in the plans of both years."""
    if one.time and other.time and one.time != other.time:
        return True
    if one.stage_key == other.stage_key:
        return False
    return "other" not in (one.stage, other.stage) or one.stage_key in stages or other.stage_key in stages


def _shift(one: _Activity | None, other: _Activity | None) -> Span:
    if not (one and other and one.time and other.time):
        return None, None
    (start, end), (former_start, former_end) = one.time.days, other.time.days
    ends = distance(end, former_end)
    starts = distance(start, former_start)
    if starts is None and start is None and former_start is None:
        return ends, ends
    return starts, ends
