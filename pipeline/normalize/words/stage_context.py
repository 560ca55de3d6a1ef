"""Stages whose names nobody knows, told by what is around them: the stages before and behind in a federal pattern, and the activities below.

Only where both say the same, the name is about nothing else, and no other stage of the plan has the code; always for review.
"""

from collections import Counter
from collections.abc import Sequence

from pipeline.model import Stage
from pipeline.normalize.words.stages import OTHER
from pipeline.normalize.words.subjects import subject_of
from pipeline.normalize.words.sureness import judge
from pipeline.normalize.words.wording import language
from pipeline.vocabulary.shapes import Vocabulary

_LEAST_VOTES, _MOST_PART = 2, 2 / 3


def in_context(stages: Sequence[Stage], vocabulary: Vocabulary) -> list[Stage]:
    """The stages, with a code for each that had none and stands where only one can stand."""
    return [_placed(stages, at, vocabulary) for at in range(len(stages))]


def _placed(stages: Sequence[Stage], at: int, vocabulary: Vocabulary) -> Stage:
    stage = stages[at]
    if not stage.name or stage.code != OTHER or stage.match.method != "none":
        return stage
    if subject_of(language(vocabulary).read(stage.name), vocabulary) == "other":
        return stage
    code = _by_activities(stage, vocabulary)
    if code is None or code in {other.code for other in stages} or not _fits(code, stages, at, vocabulary):
        return stage
    match = judge("stage", "context", vocabulary.review, "context")
    return stage.model_copy(update={"code": code, "match": match.model_copy(update={"review": True})})


def _by_activities(stage: Stage, vocabulary: Vocabulary) -> str | None:
    """The stage where most of the activities usually stand; None where they are few, or say different things."""
    usual = {entry.code: entry.stages[0] for entry in vocabulary.activities.activities if entry.stages}
    votes = Counter(usual[code] for activity in stage.activities if not activity.match.review for code in activity.codes if code in usual)
    return next((code for code, count in votes.most_common(1) if count >= max(_LEAST_VOTES, _MOST_PART * votes.total())), None)


def _fits(code: str, stages: Sequence[Stage], at: int, vocabulary: Vocabulary) -> bool:
    """Whether some federal pattern has the code right between the known stages before and behind."""
    before = [stage.code for stage in stages[:at] if stage.code != OTHER]
    behind = [stage.code for stage in stages[at + 1 :] if stage.code != OTHER]
    for scheme in vocabulary.schemes.schemes:
        order = [stage.code for stage in scheme.stages]
        neighbours = [*before[-1:], code, *behind[:1]]
        if len(neighbours) == len({*neighbours}) > 1 and set(neighbours) <= set(order):
            places = [order.index(neighbour) for neighbour in neighbours]
            if places == sorted(places) and places[-1] - places[0] <= len(neighbours):
                return True
    return False
