"""Each stage of a reference over all plans: how many have it, when it usually is, how many keep to the window."""

from typing import NamedTuple

import pandas as pd

from pipeline.compare import Comparison
from pipeline.compare.coverage import PRESENT, REFERENCE
from pipeline.compare.references import ReferenceStage


class Spread(NamedTuple):
    """Days from 1 August: the lower quartile, the median and the upper quartile of the plans; None where no plan tells."""

    lower: int | None
    median: int | None
    upper: int | None


class StageFigures(NamedTuple):
    """A stage: plans that have it; those with times, and of these in the window; when it starts and ends."""

    stage: ReferenceStage
    plans: int
    timed: int
    in_window: int
    start: Spread
    end: Spread


def stage_figures(comparison: Comparison) -> list[StageFigures]:
    """The figures of each stage of the reference, in its order."""
    coverage, timing = comparison.frames["coverage"], comparison.frames["timing"]
    there = coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna() & coverage["status"].isin(PRESENT)]
    plans = there.groupby("stage_code").size()
    times = timing[timing["activity_code"].isna()]
    return [_of(stage, int(plans.get(stage.code, 0)), times[times["stage_code"] == stage.code]) for stage in comparison.reference.stages]


def _of(stage: ReferenceStage, plans: int, times: pd.DataFrame) -> StageFigures:
    known = times["in_window"].dropna()
    return StageFigures(stage, plans, len(known), int(known.sum()), _spread(times["start_day"]), _spread(times["end_day"]))


def _spread(days: pd.Series) -> Spread:
    known = days.dropna().astype(float)
    if known.empty:
        return Spread(None, None, None)
    return Spread(*(round(float(known.quantile(share))) for share in (0.25, 0.5, 0.75)))
