"""More plans than a page can show: a row for each group of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

Plan = dict[str, Any]

FIELDS = ("region", "district", "kind", "year")


def grouped(plans: Sequence[Plan], by: Sequence[str]) -> list[Plan]:
    """A row for each group in each dataset: of its plans how many have each stage, and the medians of their days.

    A group tells only what its plans were grouped by: what they happen to share is no property of it.
    """
    members: dict[tuple[str, str], list[Plan]] = defaultdict(list)
    for plan in plans:
        members[plan["dataset"], plan["group"]].append(plan)
    return [_group(members[key], by or ("region",)) for key in sorted(members)]


def _group(plans: list[Plan], by: Sequence[str]) -> Plan:
    first = plans[0]
    roles: Counter[str] = Counter()
    for plan in plans:
        roles.update(plan["roles"])
    return {
        "name": first["group"],
        "file": "",
        **{name: first[name] if name in by else None for name in FIELDS},
        "dataset": first["dataset"],
        "plans": len(plans),
        "activities": sum(plan["activities"] for plan in plans),
        "review": sum(plan["review"] for plan in plans),
        "complete": round(sum(plan["complete"] for plan in plans) / len(plans), 1),
        "cells": [_cell([plan["cells"][at] for plan in plans]) for at in range(len(first["cells"]))],
        "roles": dict(roles),
        "steps": [],
    }


def _cell(cells: list[list[Any]]) -> list[Any]:
    """Plans that have the stage, unsure activities, medians of the days, and whether half of the plans or more are in the window."""
    medians = [_median([cell[at] for cell in cells]) for at in range(2, 6)]
    known = [cell[6] for cell in cells if cell[6] is not None]
    return [sum(cell[0] > 0 for cell in cells), sum(cell[1] for cell in cells), *medians, sum(known) * 2 >= len(known) if known else None]


def _median(values: list[int | None]) -> int | None:
    """The middle value; of an even number the later of the two in the middle.

    >>> _median([3, None, 1, 2, 10]), _median([None])
    (3, None)
    """
    known = sorted(value for value in values if value is not None)
    return known[len(known) // 2] if known else None
