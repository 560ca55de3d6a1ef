"""Who answers: how many activities of each plan each role answers for, against its group; and activities that nobody answers for."""

from collections.abc import Sequence

import pandas as pd

from pipeline.compare.datasets import LEAST_PLANS, Datasets, peers
from pipeline.compare.frames import typed
from pipeline.compare.tables import RESPONSIBILITY

COLUMNS = ("document_id", "role", "activities", "share", "group_share", "difference", "group_plans", "activity_ids")


def responsibility(data: Datasets, by: Sequence[str] = ()) -> pd.DataFrame:
    """A row for each plan and role that answers for something in it; a row without a role counts activities with nobody.

    An activity of several roles counts for each of them, so that shares add up to more than 1; a person or role that is not
    known is the role other, and is somebody. share: of the plan's activities, 0 to 1. group_share: the mean share in the plans with
    activities of the same dataset that agree in the columns `by` of the documents; a plan where the role has nothing counts as 0.
    group_plans: how many plans these are; of fewer than three group_share is None. difference: share - group_share.
    """
    pairs = data.responsibles[["document_id", "activity_id", "role"]].drop_duplicates()
    named = pairs.groupby(["document_id", "role"])["activity_id"].agg(tuple).rename("activity_ids").reset_index()
    frame = pd.concat([named, _with_nobody(data)], ignore_index=True)
    totals = data.activities.groupby("document_id").size()
    frame["activities"] = frame["activity_ids"].map(len)
    frame["share"] = frame["activities"] / frame["document_id"].map(totals)
    frame = _with_group(frame, data.documents, totals, by)
    frame["difference"] = frame["share"] - frame["group_share"]
    return typed(RESPONSIBILITY, frame.sort_values(["document_id", "role"], na_position="last")[list(COLUMNS)].reset_index(drop=True))


def _with_nobody(data: Datasets) -> pd.DataFrame:
    alone = data.activities[~data.activities["activity_id"].isin(set(data.responsibles["activity_id"]))]
    return alone.groupby("document_id")["activity_id"].agg(tuple).rename("activity_ids").reset_index().assign(role=None)


def _with_group(frame: pd.DataFrame, documents: pd.DataFrame, totals: pd.Series, by: Sequence[str]) -> pd.DataFrame:
    group_of = peers(documents, by)
    plans = group_of[group_of.index.isin(totals.index)].value_counts()
    group = frame["document_id"].map(group_of)
    sums = frame["share"].groupby([group, frame["role"].fillna("")]).transform("sum")
    counts = group.map(plans)
    return frame.assign(group_plans=counts.astype("Int64"), group_share=(sums / counts).where(counts >= LEAST_PLANS))
