"""What the page shows, as plain values: compact, since three hundred plans must go through mail."""

from collections import defaultdict
from typing import Any

from pipeline.compare import Comparison
from pipeline.compare.coverage import BY_TYPE, REFERENCE, THERE
from pipeline.compare.datasets import groups
from pipeline.compare.figures import figures, next_steps, of_dataset, sentences
from pipeline.compare.report.grouped import grouped
from pipeline.compare.report.overview import overview
from pipeline.compare.report.plan_rows import plan_rows
from pipeline.compare.tables import records
from pipeline.names import Names

MOST_PLANS = 1000
"""Of more plans the page shows groups only, and no rows."""
NO_REGION = "Регион не указан"

Cell = list[Any]
"""A stage of a plan: activities, unsure ones, first and last day, days from the window's start and end, whether in the window."""


def page_data(comparison: Comparison, names: Names) -> dict[str, Any]:
    """Everything that the page needs, as JSON values. The summary is of the last dataset, the overview sets it beside the others."""
    latest = of_dataset(comparison, comparison.data.names[-1])
    plans = _plans(comparison, names)
    is_grouped = len(plans) > MOST_PLANS
    return {
        "summary": list(sentences(figures(latest), latest, names)),
        "overview": overview(comparison),
        "reference": comparison.reference.name,
        "datasets": list(comparison.data.names),
        "stages": _stages(comparison, names),
        "roles": names.roles,
        "grouped": is_grouped,
        "plans": grouped(plans, comparison.by) if is_grouped else plans,
        **({"texts": [], "rows": [], "similar": [], "changes": []} if is_grouped else plan_rows(comparison, names)),
    }


def _stages(comparison: Comparison, names: Names) -> list[dict[str, Any]]:
    """The stages of the reference; `short` is what a column of the map is called."""
    return [
        {"code": one.code, "name": one.name, "short": min(one.name, names.stages.get(one.code, one.name), key=len), "from": one.first_day, "to": one.last_day}
        for one in comparison.reference.stages
    ]  # fmt: skip


def _plans(comparison: Comparison, names: Names) -> list[dict[str, Any]]:
    data, steps, cells = comparison.data, next_steps(comparison), _cells(comparison)
    complete = dict(zip(comparison.frames["quality"]["document_id"], comparison.frames["quality"]["completeness"], strict=True))
    roles, group = _roles(comparison), groups(data.documents, comparison.by)
    return [
        {
            "name": row["organisation"],
            "file": row["file"],
            "region": row["region"],
            "district": row["district"],
            "kind": names.organisations.get(row["kind"], row["kind"]),
            "year": row["year"],
            "dataset": row["dataset"],
            "group": group[row["document_id"]] or row["region"] or NO_REGION,
            "activities": int(row["activities"]),
            "review": int(row["review"]),
            "complete": float(complete[row["document_id"]]),
            "cells": cells[row["document_id"]],
            "roles": roles[row["document_id"]],
            "steps": steps.get(row["document_id"], []),
        }
        for row in records(data.documents)
    ]


def _cells(comparison: Comparison) -> dict[str, list[Cell]]:
    """For each plan a cell for each stage of the reference, in its order."""
    places = {stage.code: at for at, stage in enumerate(comparison.reference.stages)}
    found: dict[str, list[Cell]] = defaultdict(lambda: [[0, 0, None, None, None, None, None] for _ in places])
    coverage, times = comparison.frames["coverage"], comparison.frames["timing"]
    activities = comparison.data.activities
    unsure = set(activities.loc[activities["review"], "activity_id"])
    for row in records(coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna()]):
        count = row["activities"] if row["status"] in {THERE, BY_TYPE} else 0
        found[row["document_id"]][places[row["stage_code"]]][:2] = [count, len(unsure.intersection(row["activity_ids"]))]
    wanted = ("start_day", "end_day", "start_from_reference", "end_from_reference", "in_window")
    for row in records(times[times["activity_code"].isna()]):
        found[row["document_id"]][places[row["stage_code"]]][2:] = [row[name] for name in wanted]
    return found


def _roles(comparison: Comparison) -> dict[str, dict[str, int]]:
    """For each plan the activities that each role answers for; «» for nobody."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in records(comparison.frames["responsibility"]):
        found[row["document_id"]][row["role"] or ""] = int(row["activities"])
    return found
