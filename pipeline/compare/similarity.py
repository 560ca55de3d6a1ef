"""Plans that are nearly copies of one another: MinHash finds the candidates, rapidfuzz the rows that they share.

MinHash: A. Broder, On the resemblance and containment of documents, 1997.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.compare.datasets import Datasets
from pipeline.compare.frames import typed
from pipeline.compare.rows import matched_rows
from pipeline.compare.tables import SIMILARITY
from pipeline.text import words

LINE = 85.0
"""From this score on (0 to 100) two plans are shown as near copies."""
_HASHES, _BANDS = 64, 16
_MOST_IN_BUCKET = 30
"""In a bucket of more plans each is compared with its neighbours only, so that ten thousand copies of one plan stay linear work."""
_PRIME = (1 << 61) - 1


class _Row(NamedTuple):
    document_id: str
    other_id: str
    score: float
    shared: int
    activities: int
    other_activities: int
    activity_ids: tuple[str, ...]
    other_activity_ids: tuple[str, ...]


class _Plan(NamedTuple):
    id: str
    keys: tuple[str, ...]
    texts: tuple[str, ...]


def similarity(data: Datasets, line: float = LINE) -> pd.DataFrame:
    """A row for each pair of plans whose score reaches the line, the likest first.

    score, 0 to 100: the likeness of the rows that they share (both ways round) over all rows of both. Plans of one organisation
    in different datasets are `changes`, and are left out.
    """
    plans = [_plan(document, frame) for document, frame in data.activities.groupby("document_id", sort=True)]
    organisation = dict(zip(data.documents["document_id"], data.documents["organisation_key"], strict=True))
    rows = [
        row
        for one, other in _candidates(plans)
        if organisation[one.id] != organisation[other.id] and (row := _compared(one, other)).score >= line
    ]
    frame = pd.DataFrame(rows, columns=list(_Row._fields))
    return typed(SIMILARITY, frame.sort_values(["score", "document_id", "other_id"], ascending=[False, True, True], ignore_index=True))


def _plan(document: object, frame: pd.DataFrame) -> _Plan:
    texts = [" ".join(words(text)) for text in frame["text"]]
    return _Plan(str(document), tuple(frame["activity_id"]), tuple(texts))


def _candidates(plans: list[_Plan]) -> Iterator[tuple[_Plan, _Plan]]:
    """Pairs of which some band of the signatures is equal, each once."""
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for at, plan in enumerate(plans):
        for band, part in enumerate(np.split(_signature(plan.texts), _BANDS)):
            buckets[band, part.tobytes()].append(at)
    pairs = {pair for bucket in buckets.values() for pair in _pairs(bucket)}
    return ((plans[one], plans[other]) for one, other in sorted(pairs))


def _pairs(bucket: list[int]) -> Iterator[tuple[int, int]]:
    return combinations(bucket, 2) if len(bucket) <= _MOST_IN_BUCKET else pairwise(bucket)


def _signature(texts: tuple[str, ...]) -> npt.NDArray[np.uint64]:
    """The MinHash of the set of rows: for each hash function the least value."""
    values = np.array([zlib.crc32(text.encode()) for text in set(texts)] or [0], dtype=np.uint64)
    hashed = (np.outer(_FACTORS, values) + _SHIFTS[:, None]) % np.uint64(_PRIME)
    least: npt.NDArray[np.uint64] = hashed.min(axis=1)
    return least


_random = np.random.default_rng(20211221)
_FACTORS = _random.integers(1, 1 << 29, _HASHES, dtype=np.uint64)
_SHIFTS = _random.integers(0, 1 << 60, _HASHES, dtype=np.uint64)


def _compared(one: _Plan, other: _Plan) -> _Row:
    pairs = matched_rows(one.texts, other.texts)
    score = 2 * sum(likeness for _, _, likeness in pairs) / (len(one.texts) + len(other.texts))
    return _Row(
        one.id, other.id, round(score, 1), len(pairs), len(one.texts), len(other.texts),
        tuple(one.keys[a] for a, _, _ in pairs), tuple(other.keys[b] for _, b, _ in pairs),
    )  # fmt: skip
