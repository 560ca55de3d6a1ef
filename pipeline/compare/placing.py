"""Where in a reference an activity stands: its own stage, where the crosswalk between the federal patterns brings it, or its types."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.compare.datasets import Datasets
from pipeline.compare.references import Reference
from pipeline.vocabulary.shapes import Schemes, Vocabulary

HUB = "minpros-2021"
"""The pattern to which the vocabulary has the ways from the others."""
_NO_STAGE = "other"

Crosswalk = Mapping[tuple[str, str], tuple[str, ...]]
"""Pattern and stage code to the stages of the reference that it falls in, the weightiest first."""


class Place(NamedTuple):
    """A stage of the reference, and which of the activity's types stand there. by_type: the types alone say so, no stage of the plan does."""

    stage: str
    types: tuple[str, ...]
    by_type: bool


def crosswalk(schemes: Schemes, reference: Reference) -> Crosswalk:
    """The ways from the stages of each pattern to those of the reference: the vocabulary's to the hub, those turned round, and both in a row."""
    to_hub = {(scheme.code, way.from_): way.to for scheme in schemes.schemes for way in scheme.crosswalk}
    if reference.scheme == HUB:
        return to_hub
    from_hub = _turned(to_hub, reference.scheme)
    further = {
        (scheme, stage): tuple(dict.fromkeys(end for hub in targets for end in from_hub.get(hub, ())))
        for (scheme, stage), targets in to_hub.items()
        if scheme != reference.scheme
    }
    return {**further, **{(HUB, stage): targets for stage, targets in from_hub.items()}}


def _turned(to_hub: Crosswalk, scheme: str) -> dict[str, tuple[str, ...]]:
    """Stages of the hub to those of the pattern, the one of the same code first, then by the weight of the way there."""
    ways: dict[str, list[tuple[bool, int, str]]] = {}
    for (own, stage), targets in to_hub.items():
        for rank, target in enumerate(targets if own == scheme else ()):
            ways.setdefault(target, []).append((target != stage, rank, stage))
    return {target: tuple(stage for *_, stage in sorted(found, key=lambda way: way[:2])) for target, found in ways.items()}


def placed(
    data: Datasets, reference: Reference, words: Vocabulary, documents: Iterable[str] | None = None
) -> Iterator[tuple[str, str, tuple[Place, ...]]]:
    """Document, activity, and its places in the reference, none where it has none; of the plans `documents`, or of all.

    A stage goes where the crosswalk says; one that the reference has and the crosswalk does not know is itself. Of several stages
    each type goes to the one where it is expected, what is expected in none to that of the same code, or else the weightiest. In a
    plan without stages, or in a stage of no known code, the types alone place an activity: each in every stage that expects it, or
    else in its usual stage of vocab/activities.yaml. So an activity of several types may stand in several stages.
    """
    place = _placer(reference, words)
    scheme_of = dict(zip(data.documents["document_id"], data.documents["scheme"], strict=True))
    wanted = scheme_of.keys() if documents is None else set(documents)
    columns = ("document_id", "activity_id", "stage_code", "codes")
    for document, activity, stage, types in zip(*(data.activities[name] for name in columns), strict=True):
        if document in wanted:
            yield document, activity, place(scheme_of[document], stage, tuple(types))


def _placer(reference: Reference, words: Vocabulary) -> Callable[[str, str, tuple[str, ...]], tuple[Place, ...]]:
    """The places of an activity by the pattern of its plan, the code of its stage, and its types."""
    ways = crosswalk(words.schemes, reference)
    expected = {stage.code: frozenset(stage.activities) for stage in reference.stages}
    usual = {kind.code: kind.stages for kind in words.activities.activities}

    def targets(scheme: str, stage: str) -> tuple[str, ...]:
        if stage == _NO_STAGE:
            return ()
        found = ways.get((scheme, stage), ()) if scheme != reference.scheme else ()
        if not found and stage not in expected:
            found = next((way for (_, known), way in ways.items() if known == stage), ())
        kept = tuple(target for target in (found or (stage,)) if target in expected)
        return (stage, *(target for target in kept if target != stage)) if stage in kept else kept

    def homes(kind: str) -> tuple[str, ...]:
        found = tuple(stage for stage, kinds in expected.items() if kind in kinds)
        return found or tuple(stage for stage in usual.get(kind, ()) if stage in expected)[:1]

    @functools.cache
    def place(scheme: str, stage: str, types: tuple[str, ...]) -> tuple[Place, ...]:
        known = targets(scheme, stage)
        if not known:
            return _gathered([(home, kind) for kind in types for home in homes(kind)], by_type=True)
        pairs = [(next((target for target in known if kind in expected[target]), known[0]), kind) for kind in types]
        return _gathered(pairs, by_type=False) or (Place(known[0], (), False),)

    return place


def _gathered(pairs: list[tuple[str, str]], by_type: bool) -> tuple[Place, ...]:
    stages = dict.fromkeys(stage for stage, _ in pairs)
    return tuple(Place(stage, tuple(kind for where, kind in pairs if where == stage), by_type) for stage in stages)
