"""Plans that are nearly copies of one another: MinHash finds the candidates, rapidfuzz the rows that they share.

A row weighs by how rare its words are among the organisations of the datasets (`pipeline.compare.shingles`): rows of a federal
pattern, which everyone has, hardly count, for else all who follow it would be copies of one another.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline.compare.candidates import candidates
from pipeline.compare.datasets import Datasets
from pipeline.compare.frames import typed
from pipeline.compare.rows import matched_folded
from pipeline.compare.shingles import Array, Texts, folded, shingles
from pipeline.compare.tables import SIMILARITY

LINE = 65.0
"""From this score on (0 to 100) two plans are shown as near copies."""
ROW_LINE = 65.0
"""From this likeness on two rows are shared: one word in five of them may differ."""
EVIDENCE = 15.0
"""What the shared rows must tell together, in natural units: chance would bring as much to one pair of plans in three million."""


class _Row(NamedTuple):
    document_id: str
    other_id: str
    score: float
    shared: int
    activities: int
    other_activities: int
    activity_ids: tuple[str, ...]
    other_activity_ids: tuple[str, ...]


class _Plans(NamedTuple):
    """All plans: their ids, the ids and texts of their rows, and the weight of each row."""

    ids: list[str]
    keys: list[str]
    texts: Texts
    weights: Array


def similarity(data: Datasets, line: float = LINE) -> pd.DataFrame:
    """A row for each pair of plans whose score reaches the line, the likest first.

    score, 0 to 100: the likeness of the rows that they share over all rows of both, each row by its weight. Together what they share
    must tell something: a pair that has only the pattern's wording in common, or a few rows, is none. Plans of one organisation are
    left out: in different datasets they are `changes`. Of many copies of one plan each may stand beside its neighbours only.
    """
    activities = data.activities.sort_values("document_id", kind="stable")
    if activities.empty:
        return typed(SIMILARITY, pd.DataFrame(columns=list(_Row._fields)))
    organisation = dict(zip(data.documents["document_id"], data.documents["organisation_key"], strict=True))
    sizes = activities.groupby("document_id", sort=True).size()
    ids = [str(key) for key in sizes.index]
    texts = Texts(folded(activities["text"].tolist()), [0, *sizes.cumsum().tolist()])
    owner = [organisation[key] for key in ids]
    found = shingles(texts, owner)
    plans = _Plans(ids, activities["activity_id"].tolist(), texts, found.row_weights())
    telling = np.add.reduceat(plans.weights, texts.starts[:-1]) >= EVIDENCE
    pairs = (pair for pair in candidates(found, texts.starts) if telling[list(pair)].all() and owner[pair[0]] != owner[pair[1]])
    rows = (_compared(plans, one, other, line) for one, other in pairs)
    frame = pd.DataFrame([row for row in rows if row is not None], columns=list(_Row._fields))
    return typed(SIMILARITY, frame.sort_values(["score", "document_id", "other_id"], ascending=[False, True, True], ignore_index=True))


def _compared(plans: _Plans, one: int, other: int, line: float) -> _Row | None:
    texts, starts = plans.texts, plans.texts.starts
    mine, theirs = plans.weights[starts[one] : starts[one + 1]], plans.weights[starts[other] : starts[other + 1]]
    pairs = matched_folded(texts.of(one), texts.of(other), ROW_LINE)
    told = sum(likeness / 100 * (mine[a] + theirs[b]) / 2 for a, b, likeness in pairs)
    score = round(float(200 * told / max(mine.sum() + theirs.sum(), 1e-9)), 1)
    if score < line or told < EVIDENCE:
        return None
    return _Row(
        plans.ids[one], plans.ids[other], score, len(pairs), len(mine), len(theirs),
        tuple(plans.keys[starts[one] + a] for a, _, _ in pairs), tuple(plans.keys[starts[other] + b] for _, b, _ in pairs),
    )  # fmt: skip
