"""Datasets to answers: who plans what, when and with whom, against a reference, a group, and the year before.

datasets         what `convert` wrote, as frames; plans with what they are grouped by; organisations: which plans are of one
references       the stages that are due, their windows and types of activity; placing: where in them an activity stands
coverage         which stages and types are there, missing, extra
timing           first start and last end; times: what deadlines come to; days: of a school year's cycle
responsibility   who answers for how much, and what nobody answers for
similarity       near copies; shingles: which words are rare; rows: which activity is which
quality          problems, review, completeness
changes          added, dropped, moved since the dataset before
tables           every column of these, declared once
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline import vocabulary
from pipeline.compare.changes import changes
from pipeline.compare.coverage import coverage
from pipeline.compare.datasets import GROUPS, Datasets, load
from pipeline.compare.quality import quality
from pipeline.compare.references import Reference, builtin_references, load_reference
from pipeline.compare.responsibility import responsibility
from pipeline.compare.similarity import similarity
from pipeline.compare.timing import timing

__all__ = [
    "GROUPS", "Comparison", "Datasets", "Reference", "changes", "compare", "coverage", "load", "load_reference", "quality",
    "responsibility", "similarity", "timing",
]  # fmt: skip

DEFAULT_REFERENCE = "minpros-2021"


class Comparison(NamedTuple):
    """What was compared, with what, and the answers: a frame for each table of `pipeline.compare.tables`, by name."""

    data: Datasets
    reference: Reference
    by: tuple[str, ...]
    frames: dict[str, pd.DataFrame]


def compare(folders: Sequence[Path], reference: str = DEFAULT_REFERENCE, by: Sequence[str] = ()) -> Comparison:
    """Compares the plans of the datasets in `folders` with a reference (a code or a file) and within groups that agree in `by`.

    by: names of GROUPS. NoDatasetError, ReferenceFileError: as `load` and `load_reference`.
    """
    data, expected, words = load(folders), load_reference(reference), vocabulary.load()
    own = {found.scheme: found for found in map(load_reference, builtin_references())}
    frames = {
        "coverage": coverage(data, expected, own, words),
        "timing": timing(data, expected, words, by),
        "responsibility": responsibility(data, by),
        "similarity": similarity(data),
        "quality": quality(data),
        "changes": changes(data),
    }
    return Comparison(data, expected, tuple(by), frames)
