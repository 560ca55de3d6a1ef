"""When: the first start and last end of each stage and type of each plan, against a reference, its group, and its own period."""

import functools
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from pipeline.compare.datasets import Datasets, groups
from pipeline.compare.days import distance, span_days
from pipeline.compare.frames import typed
from pipeline.compare.placing import placed
from pipeline.compare.references import Reference
from pipeline.compare.tables import TIMING
from pipeline.vocabulary.shapes import Schemes

COLUMNS = (
    "document_id", "stage_code", "activity_code", "first_start", "last_end", "start_day", "end_day", "start_from_reference",
    "end_from_reference", "start_from_median", "end_from_median", "in_window", "in_period", "order_kept", "overlaps",
)  # fmt: skip


class _Time(NamedTuple):
    """The time of some activities: dates where years are known, and days of the school year's cycle."""

    first_start: object
    last_end: object
    start_day: int | None
    end_day: int | None


def timing(data: Datasets, reference: Reference, schemes: Schemes, by: Sequence[str] = ()) -> pd.DataFrame:
    """A row for each plan and stage of the reference that has times, and for each type of activity in it.

    Days are counted from 1 August. `start_from_reference`: days from the window's first day to the first start, over 0 is later;
    `end_from_reference`: from its last day to the last end. `…_from_median`: the same against the median of the plans that agree in
    the columns `by` of the documents. `in_window`: both ends lie in the window. `in_period`: all dates lie in the plan's own period.
    `order_kept`: the stage begins no sooner than each stage before it in the reference (parallel ones apart).
    `overlaps`: stages whose time shares a day with it. None where it cannot be known.
    """
    rows = [row for document, times in _times(data, reference, schemes).items() for row in _of_document(document, times, reference)]
    frame = pd.DataFrame(rows, columns=[name for name in COLUMNS if not name.endswith("_median") and name != "in_period"])
    frame = _with_medians(frame, data.documents, by)
    return typed(TIMING, _with_period(frame, data.documents)[list(COLUMNS)])


Times = dict[tuple[str, str | None], _Time]


def _times(data: Datasets, reference: Reference, schemes: Schemes) -> dict[str, Times]:
    stage_of = dict(zip(data.activities["activity_id"], placed(data.activities, data.documents, reference, schemes), strict=True))
    types_of = dict(zip(data.activities["activity_id"], data.activities["codes"], strict=True))
    days = functools.cache(span_days)
    found: dict[str, dict[tuple[str, str | None], list[_Time]]] = defaultdict(lambda: defaultdict(list))
    columns = ("document_id", "activity_id", "start", "end", "edtf")
    for document, activity, start, end, edtf in zip(*(data.deadlines[name] for name in columns), strict=True):
        stage, span = stage_of[activity], days(start, end, edtf)
        if stage is not None and span != (None, None):
            for code in (None, *types_of[activity]):
                found[document][stage, code].append(_Time(start, end, *span))
    return {document: {key: _whole(times) for key, times in of.items()} for document, of in found.items()}


def _whole(times: list[_Time]) -> _Time:
    def least(name: str) -> object:
        return min((value for time in times if (value := getattr(time, name)) is not None), default=None)

    def greatest(name: str) -> object:
        return max((value for time in times if (value := getattr(time, name)) is not None), default=None)

    return _Time(least("first_start"), greatest("last_end"), least("start_day"), greatest("end_day"))  # type: ignore[arg-type]


def _of_document(document: str, times: Times, reference: Reference) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for stage in reference.stages:
        for code in sorted({code for where, code in times if where == stage.code}, key=lambda code: code or ""):
            time = times[stage.code, code]
            late_start, late_end = distance(time.start_day, stage.first_day), distance(time.end_day, stage.last_day)
            is_stage = code is None
            rows.append((
                document, stage.code, code, *time, late_start, late_end, _in_window(late_start, late_end),
                _order_kept(stage.code, times, reference) if is_stage else None, _overlaps(stage.code, times) if is_stage else (),
            ))  # fmt: skip
    return rows


def _in_window(late_start: int | None, late_end: int | None) -> bool | None:
    if late_start is None and late_end is None:
        return None
    return (late_start is None or late_start >= 0) and (late_end is None or late_end <= 0)


def _order_kept(code: str, times: Times, reference: Reference) -> bool | None:
    """Whether a stage begins (or, where only an end is told, ends) no sooner than those before it."""
    own = reference.stage(code)
    mine = _begins(times[code, None])
    before = [stage for stage in reference.stages[: [stage.code for stage in reference.stages].index(code)] if not stage.parallel]
    theirs = [day for stage in before if (stage.code, None) in times and (day := _begins(times[stage.code, None])) is not None]
    if mine is None or not theirs or own is None or own.parallel:
        return None
    return mine >= max(theirs)


def _begins(time: _Time) -> int | None:
    return time.start_day if time.start_day is not None else time.end_day


def _overlaps(code: str, times: Times) -> tuple[str, ...]:
    mine = times[code, None]
    return tuple(other for (other, kind), time in times.items() if kind is None and other != code and _share_a_day(mine, time))


def _share_a_day(one: _Time, other: _Time) -> bool:
    if one.start_day is None or one.end_day is None or other.start_day is None or other.end_day is None:
        return False
    return one.start_day <= other.end_day and other.start_day <= one.end_day


def _with_medians(frame: pd.DataFrame, documents: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    group = frame["document_id"].map(groups(documents, by))
    for end in ("start", "end"):
        days = frame[f"{end}_day"].astype("Int64")
        median = days.groupby([frame["stage_code"], frame["activity_code"].fillna(""), group]).transform("median")
        frame[f"{end}_from_median"] = (days - median).round().astype("Int64")
    return frame


def _with_period(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    periods = {
        key: (start, end)
        for key, start, end in zip(documents["document_id"], documents["period_start"], documents["period_end"], strict=True)
    }
    rows = zip(frame["document_id"], frame["first_start"], frame["last_end"], strict=True)
    return frame.assign(in_period=[_in_period(first, last, *periods[key]) for key, first, last in rows])


def _in_period(first: object, last: object, start: object, end: object) -> bool | None:
    if start is None or end is None or (first is None and last is None):
        return None
    return (first is None or first >= start) and (last is None or last <= end)  # type: ignore[operator]
