"""When: the first start and last end of each stage and type of each plan, against a reference, its group, and its own period."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.compare.datasets import LEAST_PLANS, Datasets, peers
from pipeline.compare.days import CYCLE_MONTH, YEAR_DAYS, distance, is_within
from pipeline.compare.frames import typed
from pipeline.compare.placing import placed
from pipeline.compare.references import Reference, ReferenceStage
from pipeline.compare.tables import TIMING
from pipeline.compare.times import Time, Told, deadlines, together
from pipeline.vocabulary.shapes import Vocabulary

COLUMNS = (
    "document_id", "stage_code", "activity_code", "first_start", "last_end", "start_day", "end_day", "throughout", "start_from_reference",
    "end_from_reference", "start_from_median", "end_from_median", "group_plans", "in_window", "in_period", "order_kept", "overlaps",
)  # fmt: skip
_FROM_GROUP = ("start_from_median", "end_from_median", "group_plans")


def timing(data: Datasets, reference: Reference, words: Vocabulary, by: Sequence[str] = ()) -> pd.DataFrame:
    """A row for each plan and stage of the reference that has times, and for each type of activity in it.

    Days are counted from 1 August (`pipeline.compare.days`), times put together as `pipeline.compare.times` says. `throughout`:
    nothing but «в течение года» tells the time; such a row has dates and days, and no distances, window, order and overlaps.
    `start_from_reference`: days from the window's first day to the first start, over 0 is later; `end_from_reference`: from its last
    day to the last end. `…_from_median`: the same against the median of the plans of the same dataset that agree in the columns `by`
    of the documents; `group_plans`: how many of them have the time; None where they are fewer than three, since of one or two
    the median says nothing. `in_window`: the ends that are known lie in the window, in whatever year. `in_period`: all dates
    lie in the plan's own period; a school year's begins with the August before it, when preparation is due.
    `order_kept`: False where the stage has certainly begun before one that stands before it in the reference begins (parallel ones
    apart); a due date alone says that it has begun by then, and not when. `overlaps`: stages whose time shares a day with it.
    None where it cannot be known.
    """
    periods = _periods(data.documents)
    rows = [
        (document, *row)
        for document, times in _times(data, reference, words).items()
        for row in _of_document(times, reference, periods[document])
    ]
    frame = pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in _FROM_GROUP])
    return typed(TIMING, _with_medians(frame, data.documents, by)[list(COLUMNS)])


Times = dict[tuple[str, str | None], Time]
Period = tuple[dt.date | None, dt.date | None]


def _times(data: Datasets, reference: Reference, words: Vocabulary) -> dict[str, Times]:
    places_of = {activity: places for _, activity, places in placed(data, reference, words)}
    found: dict[str, dict[tuple[str, str | None], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for document, activity, told in deadlines(data):
        of_document = found[document]
        for place in places_of[activity]:
            for code in (None, *place.types):
                of_document[place.stage, code].append(told)
    return {document: {key: together(times) for key, times in of.items()} for document, of in found.items()}


def _of_document(times: Times, reference: Reference, period: Period) -> list[tuple[object, ...]]:
    codes: dict[str, list[str | None]] = defaultdict(list)
    for where, code in times:
        codes[where].append(code)
    return [
        _row(stage, code, times, reference, period)
        for stage in reference.stages
        for code in sorted(codes.get(stage.code, ()), key=lambda code: code or "")
    ]


def _row(stage: ReferenceStage, code: str | None, times: Times, reference: Reference, period: Period) -> tuple[object, ...]:
    time = times[stage.code, code]
    is_told, is_stage = not time.is_blanket, code is None
    start, end = time.days
    return (
        stage.code, code, time.start, time.end, start, end, time.is_blanket,
        distance(start, stage.first_day) if is_told else None,
        distance(end, stage.last_day) if is_told else None,
        is_within(time.days, (stage.first_day, stage.last_day)) if is_told else None,
        _in_period(time, period),
        _order_kept(stage, times, reference) if is_told and is_stage else None,
        _overlaps(stage.code, times) if is_told and is_stage else (),
    )  # fmt: skip


def _order_kept(stage: ReferenceStage, times: Times, reference: Reference) -> bool | None:
    if stage.parallel:
        return None
    codes = [one.code for one in reference.stages]
    before = [one.code for one in reference.stages[: codes.index(stage.code)] if not one.parallel]
    known = (times[code, None] for code in before if (code, None) in times)
    starts = [time.at[0] for time in known if not time.is_blanket and time.at[0] is not None]
    begins_by = times[stage.code, None].begins_by
    return None if begins_by is None or not starts else begins_by >= max(starts)


def _overlaps(code: str, times: Times) -> tuple[str, ...]:
    mine = times[code, None]
    return tuple(other for (other, kind), time in times.items() if kind is None and other != code and _share_a_day(mine, time))


def _share_a_day(one: Time, other: Time) -> bool:
    if other.is_blanket:
        return False
    (start, end), (begin, finish) = one.at, other.at
    return None not in (start, end, begin, finish) and start <= finish and begin <= end  # type: ignore[operator]


def _periods(documents: pd.DataFrame) -> Mapping[str, Period]:
    columns = ("document_id", "period_start", "period_end", "period_kind")
    return {key: (_opened(start, kind), end) for key, start, end, kind in zip(*(documents[name] for name in columns), strict=True)}


def _opened(start: dt.date | None, kind: str) -> dt.date | None:
    """The first day of a plan's time; of a school year, of the August before it."""
    return start.replace(month=CYCLE_MONTH, day=1) if start and kind == "academic_year" and start.month > CYCLE_MONTH else start


def _in_period(time: Time, period: Period) -> bool | None:
    (first, last), (start, end) = time.dates, period
    if start is None or end is None or first is None or last is None:
        return None
    return start <= first and last <= end


def _with_medians(frame: pd.DataFrame, documents: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    keys = [frame["stage_code"], frame["activity_code"].fillna(""), frame["document_id"].map(peers(documents, by))]
    is_told = ~frame["throughout"].astype(bool)
    counts = frame["document_id"].where(is_told & frame[["start_day", "end_day"]].notna().any(axis=1)).groupby(keys).transform("count")
    frame["group_plans"] = counts.astype("Int64")
    for end in ("start", "end"):
        days = frame[f"{end}_day"].astype("float64").where(is_told)
        found = days.groupby(keys)
        late = (days - found.transform("median").where(found.transform("count") >= LEAST_PLANS)).round()
        half = YEAR_DAYS // 2
        frame[f"{end}_from_median"] = ((late + half) % YEAR_DAYS - half).astype("Int64")
    return frame
