"""How many annotated strings are read right, and how many wrong without a word. The floors only go up, the ceilings only down.

Beside the checkout stand real strings; in `benchmarks/strings/` those that the rules were written on, and those that nobody
who wrote rules had seen.
"""

from pathlib import Path

import pytest

from benchmarks.understanding import counts, measure, read_cases
from pipeline.vocabulary.shapes import Vocabulary

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "strings.jsonl"
REAL = {"deadline": 75, "period": 15, "responsible": 33, "organisation": 16, "approval": 16, "stage": 28, "header": 30}

Bounds = dict[str, tuple[int, int]]
"""For each kind how many are right at least, and how many silently wrong at most."""
DEVELOPMENT: Bounds = {
    "deadline": (197, 0), "responsible": (147, 0), "header": (73, 0), "stage": (136, 0), "organisation": (102, 0),
    "approval": (84, 0), "period": (59, 0), "activity": (195, 0),
}  # fmt: skip
UNSEEN: Bounds = {
    "deadline": (110, 0), "responsible": (79, 0), "header": (49, 1), "stage": (69, 1), "organisation": (77, 1),
    "approval": (65, 3), "period": (49, 1), "activity": (77, 2),
}  # fmt: skip


@pytest.mark.skipif(not SHARED.exists(), reason="the strings stand beside the checkout")
@pytest.mark.parametrize("kind", REAL)
def test_real_strings(kind: str, vocabulary: Vocabulary) -> None:
    check(SHARED, kind, (REAL[kind], 0), vocabulary)


@pytest.mark.parametrize("kind", DEVELOPMENT)
def test_strings_of_development(kind: str, vocabulary: Vocabulary) -> None:
    check(ROOT / "benchmarks" / "strings" / "development.jsonl", kind, DEVELOPMENT[kind], vocabulary)


@pytest.mark.parametrize("kind", UNSEEN)
def test_unseen_strings(kind: str, vocabulary: Vocabulary) -> None:
    check(ROOT / "benchmarks" / "strings" / "unseen.jsonl", kind, UNSEEN[kind], vocabulary)


def check(path: Path, kind: str, bounds: tuple[int, int], vocabulary: Vocabulary) -> None:
    least_right, most_silent = bounds
    results = measure([case for case in read_cases(path) if case["kind"] == kind], vocabulary)[kind]
    wrong = [case["text"] for case, _, verdict in results if verdict != "right"]
    found = counts(verdict for _, _, verdict in results)
    assert found["right"] >= least_right and found["silent"] <= most_silent, wrong
