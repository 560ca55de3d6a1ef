"""The shape of `vocab/review.yaml`."""

from typing import Annotated

from pydantic import Field

from pipeline.document import Frozen
from pipeline.vocabulary.entries import File

Percent = Annotated[int, Field(ge=0, le=100)]


class Floors(Frozen):
    """How alike two wordings must be, from 0 to 100."""

    stage: Percent
    activity: Percent


class Lines(Frozen):
    """Scores from 0 to 100, one for each kind of decision; what is below goes to review."""

    stage: Percent
    activity: Percent
    deadline: Percent
    responsible: Percent
    organisation: Percent
    approval: Percent
    period: Percent


class Scores(Frozen):
    """For each kind of decision and each evidence that it may rest on: how many of a hundred such decisions were right."""

    stage: dict[str, Percent]
    activity: dict[str, Percent]
    deadline: dict[str, Percent]
    responsible: dict[str, Percent]
    organisation: dict[str, Percent]
    approval: dict[str, Percent]
    period: dict[str, Percent]


class Review(File):
    """review.yaml."""

    lines: Lines
    scores: Scores
    floors: Floors
    letters: Percent
    margin: Percent
