"""Pairs of plans that may be near copies, found in linear time: MinHash over weighted shingles.

A. Broder, On the resemblance and containment of documents, 1997. Weighted by exponential clocks: of a set, each element rings after
-ln(u) / weight, u even from 0 to 1 by its hash; two sets have the same first ring as often as the weight of what they share is
part of the weight of both together.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.compare.shingles import Array, Shingles

_HASHES, _BAND = 120, 2
_MOST_IN_BUCKET = 12
"""In a bucket of more plans each is put together with its neighbours only, so that thousands of copies of one plan stay linear work."""
_LEAST_ALIKE = 0.15
"""The share of equal rings from which two plans are compared row by row; two in five words may be edited."""


def candidates(found: Shingles, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of plans, each once, in order. starts: as in `Texts`."""
    rings = _rings(found, found.of_row[np.array(starts)])
    count = rings.shape[1]
    bands = [_bucket_pairs(rings[at : at + _BAND], count) for at in range(0, _HASHES, _BAND)]
    keys = np.unique(np.concatenate(bands)) if bands else np.array([], dtype=np.int64)
    near = [part[_alike(rings, part // count, part % count) >= _LEAST_ALIKE] for part in np.array_split(keys, len(keys) // 100_000 + 1)]
    return [(int(key) // count, int(key) % count) for part in near for key in part]


def _rings(found: Shingles, ends: Array) -> Array:
    """For each hash function (rows) the first ring of each plan (columns)."""
    random = np.random.default_rng(20211221)
    rings: Array = np.empty((_HASHES, len(ends) - 1), dtype=np.float32)
    for at in range(_HASHES):
        clocks = (-np.log(random.random(len(found.weights))) / np.maximum(found.weights, 1e-9)).astype(np.float32)
        rings[at] = np.minimum.reduceat(clocks[found.codes], ends[:-1])
    return rings


def _alike(rings: Array, one: Array, other: Array) -> Array:
    found: Array = (rings[:, one] == rings[:, other]).mean(axis=0)
    return found


def _bucket_pairs(band: Array, count: int) -> Array:
    """Keys (one * count + other) of the plans whose rings in a band are all equal."""
    order = np.lexsort((np.arange(count), *band))
    same = (band[:, order[1:]] == band[:, order[:-1]]).all(axis=0)
    bucket = np.concatenate(([0], np.cumsum(~same)))
    size = np.bincount(bucket)[bucket]
    keys = []
    for step in range(1, min(_MOST_IN_BUCKET, count)):
        near = (bucket[step:] == bucket[:-step]) & ((size[step:] <= _MOST_IN_BUCKET) | (step == 1))
        keys.append(order[:-step][near] * count + order[step:][near])
    return np.concatenate(keys) if keys else np.array([], dtype=np.int64)
