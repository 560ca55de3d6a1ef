"""Coverage, worked out by hand."""

from pathlib import Path
from typing import Any

import pytest

from pipeline import vocabulary
from pipeline.compare.coverage import coverage
from pipeline.compare.datasets import load
from pipeline.compare.references import Reference, builtin_references, load_reference
from pipeline.compare.tables import records
from pipeline.model import Roadmap
from tests.compare.plans import ASKS, act, plan, stage, write

OWN = {found.scheme: found for found in map(load_reference, builtin_references())}


def reference(**stages: tuple[str, ...]) -> Reference:
    listed = [{"code": code, "name": code, "from": "Y-09-01", "to": "N-05-31", "activities": types} for code, types in stages.items()]
    return Reference.model_validate({"code": "x", "name": "x", "scheme": "minpros-2021", "stages": listed})


SMALL = reference(
    preparation=("approve_roadmap", "approve_regulation"), mentor_pool=("form_mentor_bank", "personal_data_consent"),
    mentee_pool=("form_mentee_bank", "personal_data_consent"),
)  # fmt: skip


def statuses(folder: Path, roadmap: Roadmap, expected: Reference = SMALL, basis: str = "reference") -> dict[Any, Any]:
    """(stage, type): status, activities, unsure, places of the activities in the plan («stage-number»)."""
    frame = coverage(load([write(folder, roadmap)]), expected, OWN, vocabulary.load())
    return {
        (row["stage_code"], row["activity_code"]): (
            row["status"], row["activities"], row["unsure"], " ".join(key[17:] for key in row["activity_ids"])
        )
        for row in records(frame[frame["basis"] == basis])
    }  # fmt: skip


def test_stages_and_types(tmp_path: Path) -> None:
    found = statuses(
        tmp_path,
        plan(
            "a.txt",
            stage("preparation", act("Дорожная карта", "approve_roadmap"), act("Конкурс", "reward_mentors"), act("Ещё", "approve_roadmap")),
            stage("mentor_pool", act("Банк", "form_mentor_bank", match=ASKS)),
        ),
    )
    assert found == {
        ("preparation", None): ("there", 3, 0, "01-001 01-002 01-003"),
        ("preparation", "approve_roadmap"): ("there", 2, 0, "01-001 01-003"),
        ("preparation", "approve_regulation"): ("missing", 0, 0, ""),
        ("preparation", "reward_mentors"): ("extra", 1, 0, "01-002"),
        ("mentor_pool", None): ("there", 1, 1, "02-001"),
        ("mentor_pool", "form_mentor_bank"): ("there", 1, 1, "02-001"),
        ("mentor_pool", "personal_data_consent"): ("unsure", 0, 1, ""),
        ("mentee_pool", None): ("missing", 0, 0, ""),
        ("mentee_pool", "form_mentee_bank"): ("missing", 0, 0, ""),
        ("mentee_pool", "personal_data_consent"): ("missing", 0, 0, ""),
    }


def test_a_type_in_a_stage_that_does_not_expect_it(tmp_path: Path) -> None:
    found = statuses(tmp_path, plan("a.txt", stage("preparation", act("Банк и карта", "approve_roadmap form_mentee_bank"))))
    assert found["preparation", "form_mentee_bank"] == ("extra", 1, 0, "01-001")
    assert found["mentee_pool", "form_mentee_bank"] == ("elsewhere", 1, 0, "01-001")
    assert found["mentee_pool", None] == ("elsewhere", 1, 0, "01-001")
    assert found["mentor_pool", None] == ("missing", 0, 0, "")


def test_a_plan_without_stages_is_placed_by_type(tmp_path: Path) -> None:
    """Each type in every stage that expects it; what has no type may be anything."""
    found = statuses(
        tmp_path,
        plan(
            "a.txt",
            stage("other", act("Банки", "form_mentor_bank form_mentee_bank"), act("Согласия", "personal_data_consent"), act("?"), name=""),
        ),
    )
    assert found["mentor_pool", None] == ("by_type", 2, 1, "01-001 01-002")
    assert found["mentor_pool", "form_mentor_bank"] == ("by_type", 1, 1, "01-001")
    assert found["mentee_pool", "form_mentee_bank"] == ("by_type", 1, 1, "01-001")
    assert found["mentee_pool", "personal_data_consent"] == ("by_type", 1, 1, "01-002")
    assert found["preparation", None] == ("unsure", 0, 1, "")
    assert found["preparation", "approve_roadmap"] == ("unsure", 0, 1, "")


def test_a_stage_beside_the_pattern_does_not_hide_what_is_missing(tmp_path: Path) -> None:
    """Types that no stage of the reference expects go to their usual stage, and are extra there."""
    found = statuses(tmp_path, plan("a.txt", stage("other", act("Положение изучено", "study_regulations"), name="Работа с родителями")))
    assert found["preparation", None] == ("by_type", 1, 0, "01-001")
    assert found["preparation", "study_regulations"] == ("extra", 1, 0, "01-001")
    assert found["preparation", "approve_roadmap"] == ("missing", 0, 0, "")


def test_a_stage_read_unsurely_makes_its_activities_unsure(tmp_path: Path) -> None:
    found = statuses(tmp_path, plan("a.txt", stage("preparation", act("Карта", "approve_roadmap"), match=ASKS)))
    assert found["preparation", "approve_regulation"] == ("unsure", 0, 1, "")


def test_an_empty_plan_misses_everything(tmp_path: Path) -> None:
    assert {status for status, *_ in statuses(tmp_path, plan("a.txt")).values()} == {"missing"}


@pytest.mark.parametrize(("types", "home"), [("publicity", "information_support"), ("approve_roadmap", "preparation"), ("", "preparation")])
def test_the_crosswalk_brings_a_stage_where_its_types_are_expected(tmp_path: Path, types: str, home: str) -> None:
    expected = load_reference("minpros-2021")
    found = statuses(tmp_path, plan("a.txt", stage("preparation", act("Что-то", types)), scheme="r145-2019"), expected)
    assert [place for (place, code), (status, *_) in found.items() if code is None and status == "there"] == [home]


@pytest.mark.parametrize(("scheme", "code", "home"), [
    ("r145-2019", "matching", "implementation"), ("regional-2020", "monitoring", "completion"), ("regional-2020", "implementation", "implementation"),
    ("other", "matching", "implementation"), ("other", "preparation", "preparation"), ("minpros-2021", "dissemination", "completion"),
])  # fmt: skip
def test_stages_without_types(tmp_path: Path, scheme: str, code: str, home: str) -> None:
    found = statuses(tmp_path, plan("a.txt", stage(code, act("Что-то")), scheme=scheme), load_reference("minpros-2021"))
    assert [place for (place, kind), (status, *_) in found.items() if kind is None and status == "there"] == [home]


def test_own_pattern(tmp_path: Path) -> None:
    roadmap = plan("a.txt", stage("matching", act("Пары", "form_pairs")), scheme="r145-2019")
    found = statuses(tmp_path, roadmap, basis="own")
    assert found["matching", "form_pairs"][0] == "there" and found["matching", "match_meeting"][0] == "missing"
    assert not statuses(tmp_path, plan("b.txt", stage("other", act("x"), name=""), scheme="other"), basis="own")
