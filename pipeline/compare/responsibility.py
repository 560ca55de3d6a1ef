"""Who answers: how many activities of each plan each role answers for, against its group; and activities that nobody answers for."""

from collections.abc import Sequence

import pandas as pd

from pipeline.compare.datasets import Datasets, groups
from pipeline.compare.frames import typed
from pipeline.compare.tables import RESPONSIBILITY

COLUMNS = ("document_id", "role", "activities", "share", "group_share", "difference", "activity_ids")


def responsibility(data: Datasets, by: Sequence[str] = ()) -> pd.DataFrame:
    """A row for each plan and role that answers for something in it; a row without a role counts activities with nobody.

    share: of the plan's activities, 0 to 1. group_share: the mean share in the plans that agree in the columns `by` of the
    documents; a plan where the role has nothing counts as 0. difference: share - group_share.
    """
    pairs = data.responsibles[["document_id", "activity_id", "role"]].drop_duplicates()
    named = pairs.groupby(["document_id", "role"])["activity_id"].agg(tuple).rename("activity_ids").reset_index()
    frame = pd.concat([named, _with_nobody(data)], ignore_index=True)
    totals = data.activities.groupby("document_id").size()
    frame["activities"] = frame["activity_ids"].map(len)
    frame["share"] = frame["activities"] / frame["document_id"].map(totals)
    frame["group_share"] = _group_shares(frame, data.documents, by)
    frame["difference"] = frame["share"] - frame["group_share"]
    return typed(RESPONSIBILITY, frame.sort_values(["document_id", "role"], na_position="last")[list(COLUMNS)].reset_index(drop=True))


def _with_nobody(data: Datasets) -> pd.DataFrame:
    alone = data.activities[~data.activities["activity_id"].isin(set(data.responsibles["activity_id"]))]
    return alone.groupby("document_id")["activity_id"].agg(tuple).rename("activity_ids").reset_index().assign(role=None)


def _group_shares(frame: pd.DataFrame, documents: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The mean share of a role in its group, plans without it as 0."""
    group_of = groups(documents, by)
    group = frame["document_id"].map(group_of)
    sums = frame["share"].groupby([group, frame["role"].fillna("")]).transform("sum")
    return sums / group.map(group_of.value_counts())
