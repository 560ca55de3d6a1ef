"""Every file of the family has its right verdict; bombs have theirs in `test_bombs`."""

import pytest

from pipeline.errors import RoadmapError
from pipeline.extract import read_bytes
from pipeline.normalize import normalize
from pipeline.vocabulary import load
from tests.hostile.case import Case
from tests.hostile.plain import CASES

OTHERS = [case for case in CASES if not case.bomb]


def verdict(case: Case) -> tuple[str, str]:
    try:
        roadmap = normalize(read_bytes(case.make(), case.file), load())
    except RoadmapError as error:
        return "refused", error.code
    return ("partial", "unreadable_part") if any(one.code == "unreadable_part" for one in roadmap.problems) else ("whole", "")


def test_the_family_is_large_and_its_names_are_its_own() -> None:
    assert len({case.file for case in CASES}) == len(CASES) >= 150


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.file)
def test_verdict(case: Case) -> None:
    assert verdict(case) in case.verdicts
