"""What the page shows, as plain values: compact, since three hundred plans must go through mail."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from pipeline.compare import Comparison
from pipeline.compare.coverage import MISSING, REFERENCE
from pipeline.compare.datasets import groups
from pipeline.compare.figures import figures, next_steps, sentences
from pipeline.compare.tables import records
from pipeline.names import Names
from pipeline.text import join_nonempty, squash

MOST_PLANS = 1000
"""Of more plans the page shows groups only, and no rows."""

Cell = list[Any]
"""A stage of a plan: activities, unsure ones, first and last day, days from the window's start and end, whether in the window."""


def page_data(comparison: Comparison, names: Names) -> dict[str, Any]:
    """Everything that the page needs, as JSON values."""
    found = figures(comparison)
    is_grouped = found.plans > MOST_PLANS
    plans = _plans(comparison, names)
    return {
        "summary": list(sentences(found, comparison, names)),
        "reference": comparison.reference.name,
        "datasets": list(comparison.data.names),
        "stages": [
            {"code": s.code, "name": s.name, "from": s.first_day, "to": s.last_day, "parallel": s.parallel}
            for s in comparison.reference.stages
        ],
        "roles": names.roles,
        "grouped": is_grouped,
        "plans": _grouped(plans) if is_grouped else plans,
        "rows": {} if is_grouped else _rows(comparison, names),
        "similar": [] if is_grouped else _similar(comparison),
    }


def _plans(comparison: Comparison, names: Names) -> list[dict[str, Any]]:
    data, steps, cells = comparison.data, next_steps(comparison), _cells(comparison)
    complete = dict(zip(comparison.frames["quality"]["document_id"], comparison.frames["quality"]["completeness"], strict=True))
    roles, group = _roles(comparison), groups(data.documents, comparison.by)
    return [
        {
            "id": row["document_id"],
            "name": row["organisation"],
            "file": row["file"],
            "region": row["region"],
            "district": row["district"],
            "kind": names.organisations.get(row["kind"], row["kind"]),
            "year": row["year"],
            "dataset": row["dataset"],
            "group": group[row["document_id"]] or row["region"] or "",
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
    for row in records(coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna()]):
        found[row["document_id"]][places[row["stage_code"]]][:2] = [row["activities"] if row["status"] != MISSING else 0, row["unsure"]]
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


def _rows(comparison: Comparison, names: Names) -> dict[str, list[list[Any]]]:
    """For each plan its activities: the place of their stage in the reference, what, when, who, where in the source, and whether to look."""
    data = comparison.data
    stage_of = _stage_places(comparison)
    when = _texts(data.deadlines)
    who = _texts(data.responsibles)
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for row in records(data.activities):
        key = row["activity_id"]
        types = "; ".join(names.activities.get(code, code) for code in row["codes"])
        text = join_nonempty((row["lead"], squash(row["text"])), ": ")
        found[row["document_id"]].append(
            [
                stage_of.get(key, -1),
                row["stage_name"],
                row["number"],
                text,
                types,
                when.get(key, ""),
                who.get(key, ""),
                _place(row),
                bool(row["review"]),
            ]
        )
    return found


def _stage_places(comparison: Comparison) -> dict[str, int]:
    """Which stage of the reference each activity stands in, by its place there."""
    places = {stage.code: at for at, stage in enumerate(comparison.reference.stages)}
    coverage = comparison.frames["coverage"]
    stages = coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna()]
    return {key: places[code] for code, keys in zip(stages["stage_code"], stages["activity_ids"], strict=True) for key in keys}


def _texts(frame: pd.DataFrame) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in zip(frame["activity_id"], frame["text"], strict=True):
        found[key].append(squash(text or ""))
    return {key: "; ".join(texts) for key, texts in found.items()}


def _place(row: Any) -> str:
    words = (("стр.", "page"), ("табл.", "table"), ("строка", "row"), ("графа", "column"), ("строка файла", "line"))
    return ", ".join(f"{word} {row[name]}" for word, name in words if row[name] is not None)


def _similar(comparison: Comparison) -> list[list[Any]]:
    places = {key: at for at, key in enumerate(comparison.data.documents["document_id"])}
    rows: Iterable[Any] = records(comparison.frames["similarity"])
    return [[places[row["document_id"]], places[row["other_id"]], row["score"], row["shared"]] for row in rows]


# ------------------------------------------------------------ more plans than a page can show


def _grouped(plans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each group: of its plans how many have each stage, and the medians of their days."""
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for plan in plans:
        members[plan["group"]].append(plan)
    return [_group(name, members[name]) for name in sorted(members)]


def _group(name: str, plans: list[dict[str, Any]]) -> dict[str, Any]:
    stages = range(len(plans[0]["cells"]))
    roles: dict[str, int] = defaultdict(int)
    for plan in plans:
        for role, count in plan["roles"].items():
            roles[role] += count
    return {
        "id": name,
        "name": name or "Все планы",
        "file": "",
        "region": _common(plans, "region"),
        "district": _common(plans, "district"),
        "kind": _common(plans, "kind"),
        "year": _common(plans, "year"),
        "dataset": _common(plans, "dataset"),
        "group": name,
        "plans": len(plans),
        "activities": sum(plan["activities"] for plan in plans),
        "review": sum(plan["review"] for plan in plans),
        "complete": round(sum(plan["complete"] for plan in plans) / len(plans), 1),
        "cells": [_group_cell([plan["cells"][at] for plan in plans]) for at in stages],
        "roles": roles,
        "steps": [],
    }


def _common(plans: list[dict[str, Any]], name: str) -> str | None:
    values = {plan[name] for plan in plans}
    return values.pop() if len(values) == 1 else None


def _group_cell(cells: list[Cell]) -> Cell:
    medians = [_median([cell[at] for cell in cells]) for at in range(2, 6)]
    known = [cell[6] for cell in cells if cell[6] is not None]
    return [sum(cell[0] > 0 for cell in cells), sum(cell[1] for cell in cells), *medians, sum(known) * 2 >= len(known) if known else None]


def _median(values: list[int | None]) -> int | None:
    known = sorted(value for value in values if value is not None)
    return known[len(known) // 2] if known else None
