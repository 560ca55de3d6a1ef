"""Real strings with their meaning, beside the checkout: how many are read right. The floors only go up."""

from pathlib import Path

import pytest

from benchmarks.understanding import counts, measure, read_cases
from pipeline.vocabulary.shapes import Vocabulary

STRINGS = Path(__file__).parents[2] / ".." / "shared" / "strings.jsonl"
FLOORS = {"deadline": 74, "period": 15, "responsible": 32, "organisation": 15, "approval": 16, "stage": 28, "header": 30}


@pytest.mark.skipif(not STRINGS.exists(), reason="the strings stand beside the checkout")
@pytest.mark.parametrize("kind", FLOORS)
def test_as_many_as_before(kind: str, vocabulary: Vocabulary) -> None:
    cases = [case for case in read_cases(STRINGS) if case["kind"] == kind]
    results = measure(cases, vocabulary)[kind]
    wrong = [case["text"] for case, _, verdict in results if verdict != "right"]
    assert counts(verdict for _, _, verdict in results)["right"] >= FLOORS[kind], wrong
