"""Who has what: of each plan, which stages and types of activity of a reference are there, missing, or extra."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.compare.datasets import Datasets
from pipeline.compare.frames import typed
from pipeline.compare.placing import placed
from pipeline.compare.references import Reference
from pipeline.compare.tables import COVERAGE
from pipeline.vocabulary.shapes import Vocabulary

COLUMNS = ("document_id", "basis", "stage_code", "activity_code", "status", "activities", "unsure", "activity_ids")
OWN, REFERENCE = "own", "reference"
THERE, BY_TYPE, ELSEWHERE, UNSURE, MISSING, EXTRA = "there", "by_type", "elsewhere", "unsure", "missing", "extra"
PRESENT = (THERE, BY_TYPE, ELSEWHERE)
"""What of the reference is in the plan in some way."""


class _Row(NamedTuple):
    document_id: str
    basis: str
    stage_code: str
    activity_code: str | None
    status: str
    activities: int
    unsure: int
    activity_ids: tuple[str, ...]


class _Plan:
    """The activities of a plan by stage of the reference and type; all of a stage stand under the type None."""

    def __init__(self) -> None:
        self.by_stage: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        self.by_type: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        self.stages_of: dict[str, dict[str, None]] = defaultdict(dict)
        """Of each type the stages in which it stands, in the order of the plan."""
        self.unsure: dict[str | None, list[str]] = defaultdict(list)
        """Activities whose type or stage is not sure, by stage; those that stand in none, under None."""

    def found(self, stage: str, code: str | None) -> list[str]:
        """The activities of a type in a stage, whatever placed them there."""
        key = (stage, code)
        return [*self.by_stage.get(key, ()), *self.by_type.get(key, ())]


def coverage(data: Datasets, reference: Reference, own: Mapping[str, Reference], words: Vocabulary) -> pd.DataFrame:
    """A row for each plan, stage, and type of activity that is due or there; a row without a type is of the stage as a whole.

    basis own: against the reference `own` of the plan's own pattern, where there is one; reference: against `reference`, other
    patterns brought to it by the crosswalk. Each plan counts by itself, also of an organisation that has several.
    status - there: an activity stands in it; by_type: only types place activities there, since the plan has no stage for them;
    elsewhere: the type stands only in stages that do not expect it (a stage: only types that it expects do); unsure: not found, but
    activities of the stage or of no stage have no sure type, and may be it; missing: not found; extra: not expected, but there.
    unsure: how many activities of the stage, or of no stage of the reference, have no type, or a type or stage that asks for review.
    """
    scheme_of = dict(zip(data.documents["document_id"], data.documents["scheme"], strict=True))
    rows: list[_Row] = []
    found = _plans(data, reference, words, scheme_of.keys())
    for document in scheme_of:
        rows += _of_document(document, REFERENCE, reference, found[document])
    for scheme, expected in own.items():
        documents = [document for document, code in scheme_of.items() if code == scheme]
        found = _plans(data, expected, words, documents)
        for document in documents:
            rows += _of_document(document, OWN, expected, found[document])
    return typed(COVERAGE, pd.DataFrame(rows, columns=list(COLUMNS)))


def _plans(data: Datasets, reference: Reference, words: Vocabulary, documents: Collection[str]) -> dict[str, _Plan]:
    unsure = _unsure(data)
    found: dict[str, _Plan] = defaultdict(_Plan)
    for document, activity, places in placed(data, reference, words, documents):
        plan = found[document]
        for place in places:
            group = plan.by_type if place.by_type else plan.by_stage
            for code in (None, *place.types):
                group[place.stage, code].append(activity)
            for code in place.types:
                plan.stages_of[code][place.stage] = None
        if activity in unsure:
            stages: list[str | None] = [place.stage for place in places]
            for stage in stages or [None]:
                plan.unsure[stage].append(activity)
    return found


def _unsure(data: Datasets) -> set[str]:
    stages = set(data.stages.loc[data.stages["match_review"].astype(bool), "stage_id"])
    columns = ("activity_id", "stage_id", "codes", "match_review")
    rows = zip(*(data.activities[name] for name in columns), strict=True)
    return {key for key, stage, codes, review in rows if review or not len(codes) or stage in stages}


def _of_document(document: str, basis: str, reference: Reference, plan: _Plan) -> Iterator[_Row]:
    expected = {stage.code: set(stage.activities) for stage in reference.stages}
    extra = _extra(plan, expected)
    homeless = len(plan.unsure.get(None, ()))
    for stage in reference.stages:
        unsure = len(plan.unsure.get(stage.code, ())) + homeless
        away = {code: _away(code, plan, expected) for code in stage.activities}
        all_away = list(dict.fromkeys(key for found in away.values() for key in found))
        judged: list[tuple[str | None, str, list[str]]] = [(None, *_status(plan, stage.code, None, all_away, homeless))]
        judged += [(code, *_status(plan, stage.code, code, away[code], unsure)) for code in stage.activities]
        judged += [(code, EXTRA, plan.found(stage.code, code)) for code in sorted(extra.get(stage.code, ()))]
        for code, status, keys in judged:
            yield _Row(document, basis, stage.code, code, status, len(keys), unsure, tuple(keys))


def _extra(plan: _Plan, expected: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """The types that stand in each stage and are not expected there."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, stages in plan.stages_of.items():
        for where in stages:
            if code not in expected[where]:
                found[where].append(code)
    return found


def _away(code: str, plan: _Plan, expected: Mapping[str, set[str]]) -> list[str]:
    """Activities of a type in stages that do not expect it."""
    return [key for where in plan.stages_of.get(code, ()) if code not in expected[where] for key in plan.found(where, code)]


def _status(plan: _Plan, stage: str, code: str | None, away: list[str], unsure: int) -> tuple[str, list[str]]:
    """What is said of a stage or of a type in it, and the activities that it rests on."""
    here = plan.found(stage, code)
    if here:
        return (THERE if plan.by_stage.get((stage, code)) else BY_TYPE), here
    if away:
        return ELSEWHERE, away
    return (UNSURE if unsure else MISSING), []
