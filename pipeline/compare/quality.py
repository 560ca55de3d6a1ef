"""How far each plan can be trusted: its problems, what asks for review, and how complete it is."""

import pandas as pd

from pipeline.compare.datasets import Datasets
from pipeline.compare.frames import typed
from pipeline.compare.tables import QUALITY

COLUMNS = (
    "document_id", "errors", "warnings", "infos", "review", "activities", "with_code", "with_deadline", "with_responsible",
    "with_front", "completeness",
)  # fmt: skip

FRONT = ("organisation_text", "period_start", "approval_date", "title")
"""What the title block of a plan should tell."""


def quality(data: Datasets) -> pd.DataFrame:
    """A row for each plan; shares are 0 to 1.

    completeness, 0 to 100: a quarter each for the share of activities whose type is known, that of activities with a time or a
    condition that is understood, that of activities with a known role or a person, and that of title, organisation, period and approval date.
    A plan without activities has 0 in the first three. It tells how much is filled in and was understood, not whether it is any good.
    """
    activities = data.activities
    deadlines, responsibles = data.deadlines, data.responsibles
    known_time = set(deadlines.loc[(deadlines["kind"] != "unclear") | (deadlines["conditions"].map(len) > 0), "activity_id"])
    known_role = set(responsibles.loc[(responsibles["role"] != "other") | responsibles["person"].notna(), "activity_id"])
    marks = pd.DataFrame(
        {
            "document_id": activities["document_id"],
            "with_code": activities["codes"].map(len) > 0,
            "with_deadline": activities["activity_id"].isin(known_time),
            "with_responsible": activities["activity_id"].isin(known_role),
        }
    )
    shares = marks.groupby("document_id").mean()
    frame = data.documents.set_index("document_id")[["errors", "warnings", "infos", "review", "activities"]].join(shares).fillna(0.0)
    frame["with_front"] = data.documents.set_index("document_id")[list(FRONT)].notna().mean(axis=1)
    parts = frame[["with_code", "with_deadline", "with_responsible", "with_front"]]
    frame["completeness"] = (100 * parts.mean(axis=1)).round(1)
    return typed(QUALITY, frame.reset_index()[list(COLUMNS)])
