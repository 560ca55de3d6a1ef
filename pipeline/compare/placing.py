"""Where in a reference an activity stands: its own stage, or where the crosswalk between the federal patterns brings it."""

import functools
from collections.abc import Mapping

import pandas as pd

from pipeline.compare.references import Reference
from pipeline.vocabulary.shapes import Schemes

Crosswalk = Mapping[tuple[str, str], tuple[str, ...]]
"""Pattern and stage code to the stages of the reference that it falls in, the weightiest first."""


def crosswalk(schemes: Schemes, reference: Reference) -> Crosswalk:
    """The ways from the stages of each pattern to those of the reference. The vocabulary has those to minpros-2021 and, turned round, from it."""
    ways: dict[tuple[str, str], tuple[str, ...]] = {}
    for scheme in schemes.schemes:
        for way in scheme.crosswalk:
            if reference.scheme == "minpros-2021":
                ways[scheme.code, way.from_] = way.to
            elif reference.scheme == scheme.code:
                for target in way.to:
                    ways["minpros-2021", target] = (*ways.get(("minpros-2021", target), ()), way.from_)
    return ways


def placed(activities: pd.DataFrame, documents: pd.DataFrame, reference: Reference, schemes: Schemes) -> pd.Series:
    """The stage of the reference that each activity stands in; None where it has no place there.

    A stage of a code that the reference knows is itself. Any other goes where the crosswalk says; of several stages to the one
    where the activity's types are expected, or else to the weightiest.
    """
    ways = crosswalk(schemes, reference)
    scheme_of = dict(zip(documents["document_id"], documents["scheme"], strict=True))
    expected = {stage.code: frozenset(stage.activities) for stage in reference.stages}

    @functools.cache
    def place(scheme: str, stage: str, types: tuple[str, ...]) -> str | None:
        if stage in expected:
            return stage
        targets = [target for target in ways.get((scheme, stage), ()) if target in expected]
        return next((target for target in targets if expected[target] & set(types)), targets[0] if targets else None)

    rows = zip(activities["document_id"], activities["stage_code"], activities["codes"], strict=True)
    return pd.Series([place(scheme_of[key], stage, tuple(codes)) for key, stage, codes in rows], index=activities.index, dtype=object)
