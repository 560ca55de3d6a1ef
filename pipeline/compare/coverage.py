"""Who has what: of each plan, which stages and types of activity of a reference are there, missing, or extra."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from pipeline.compare.datasets import Datasets
from pipeline.compare.frames import typed
from pipeline.compare.placing import placed
from pipeline.compare.references import Reference
from pipeline.compare.tables import COVERAGE
from pipeline.vocabulary.shapes import Schemes

COLUMNS = ("document_id", "basis", "stage_code", "activity_code", "status", "activities", "unsure", "activity_ids")
OWN, REFERENCE = "own", "reference"
THERE, MISSING, EXTRA = "there", "missing", "extra"


class _Row(NamedTuple):
    document_id: str
    basis: str
    stage_code: str
    activity_code: str | None
    status: str
    activities: int
    unsure: int
    activity_ids: tuple[str, ...]


def coverage(data: Datasets, reference: Reference, own: dict[str, Reference], schemes: Schemes) -> pd.DataFrame:
    """A row for each plan, stage, and type of activity that is due or there; a row without a type is of the stage as a whole.

    basis own: against the reference `own` of the plan's own pattern, where there is one; reference: against `reference`, other
    patterns brought to it by the crosswalk. A stage is there if an activity stands in it.
    """
    scheme_of = dict(zip(data.documents["document_id"], data.documents["scheme"], strict=True))
    rows: list[_Row] = []
    for basis, references in ((REFERENCE, dict.fromkeys(set(scheme_of.values()), reference)), (OWN, own)):
        found = _by_document(data, references, scheme_of, schemes)
        for document, scheme in scheme_of.items():
            if scheme in references:
                rows += _of_document(document, basis, references[scheme], found[document])
    return typed(COVERAGE, pd.DataFrame(rows, columns=list(COLUMNS)))


UNSURE = "?"
Found = dict[tuple[str, str | None], list[str]]
"""Activities by stage of the reference and type; all of the stage under the type None, and those that ask for review under UNSURE."""


def _by_document(data: Datasets, references: dict[str, Reference], scheme_of: dict[str, str], schemes: Schemes) -> dict[str, Found]:
    found: dict[str, Found] = defaultdict(lambda: defaultdict(list))
    schemes_of_rows = data.activities["document_id"].map(scheme_of)
    for scheme, reference in references.items():
        activities = data.activities[schemes_of_rows == scheme]
        stages = placed(activities, data.documents, reference, schemes)
        columns = (activities[name] for name in ("document_id", "activity_id", "codes", "match_review"))
        for stage, document, key, types, is_unsure in zip(stages, *columns, strict=True):
            if stage is not None:
                for code in (None, *types, *([UNSURE] if is_unsure else [])):
                    found[document][stage, code].append(key)
    return found


def _of_document(document: str, basis: str, reference: Reference, found: Found) -> Iterator[_Row]:
    for stage in reference.stages:
        unsure = len(found.get((stage.code, UNSURE), []))
        extra = {code for where, code in found if where == stage.code and code and code not in {*stage.activities, UNSURE}}
        for code in (None, *stage.activities, *sorted(extra)):
            keys = found.get((stage.code, code), [])
            status = EXTRA if code in extra else THERE if keys else MISSING
            yield _Row(document, basis, stage.code, code, status, len(keys), unsure, tuple(keys))
