"""How sure a decision is: the share of decisions on the same evidence that were right on annotated texts.

The shares are measured on strings that the rules were not written on, rare evidence keeping near to what its writer expected
(`python benchmarks/calibration.py`); they stand in `vocab/review.yaml`, beside the lines below which a person is asked to look.
"""

from typing import Literal

from pipeline.model import Match, Method
from pipeline.vocabulary.review import Review

Kind = Literal["stage", "activity", "deadline", "responsible", "organisation", "approval", "period"]


NOTHING_UNDERSTOOD = frozenset({"unclear", "unknown", "unread"})
"""Evidence of what no rule takes: it is for a person in any case."""


def judge(kind: Kind, evidence: str, review: Review, method: Method = "lemma") -> Match:
    """The match of a decision that rests on the evidence. KeyError for evidence that vocab/review.yaml has no score for."""
    score = getattr(review.scores, kind)[evidence]
    if evidence in NOTHING_UNDERSTOOD:
        return Match(method="none", evidence=evidence, score=0, review=True)
    return Match(method=method, evidence=evidence, score=score / 100, review=score < getattr(review.lines, kind))
