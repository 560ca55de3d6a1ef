"""How sure each kind of evidence makes a decision: the scores of `vocab/review.yaml`, measured on annotated strings.

    python benchmarks/calibration.py FILE... [--write]

FILE is of the form that `understanding.py` reads, and must hold strings that the rules were not written on. The score of an
evidence is (right + 10 e) / (all + 10), where e is what the writers of the rule expected of it before it was measured
(`strings/expected.yaml`): the mean of a beta distribution, in which an expectation weighs as much as ten decisions. So what was
seldom seen keeps near to what was expected, and what was often seen is what was measured. With --write the scores in
`vocab/review.yaml` become these; its lines and comments stay.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.understanding import Case, Understood, agrees, measure, read_cases  # noqa: E402
from pipeline.vocabulary import load  # noqa: E402

REVIEW = ROOT / "vocab" / "review.yaml"
EXPECTED = ROOT / "benchmarks" / "strings" / "expected.yaml"
WEIGHT = 10
"""So many decisions the expectation of an evidence weighs."""
SEVERAL = {"deadline", "responsible"}
"""Kinds of which one cell may hold several."""

Evidence = tuple[str, str]
"""A kind of decision, and what it rests on."""


def decisions(case: Case, understood: Understood) -> Iterator[tuple[Evidence, bool]]:
    """What each decision on a string rests on, and whether it was right. Where they are more or fewer than expected, none was."""
    kind = case["kind"]
    expected = case["expect"] if kind in SEVERAL else [case["expect"]]
    is_paired = len(understood.decisions) == len(expected)
    for at, (value, match) in enumerate(understood.decisions):
        if match.evidence:
            yield (kind, match.evidence), is_paired and agrees(value, expected[at], case.get("soft", []))


def score(right: int, total: int, expected: int) -> int:
    """Of a hundred such decisions, how many are right: what was measured, and what was expected as ten decisions more.

    >>> score(0, 0, 96), score(98, 98, 60), score(1, 4, 90)
    (96, 96, 71)
    """
    return round((100 * right + WEIGHT * expected) / (total + WEIGHT))


def tally(cases: Iterable[Case]) -> dict[Evidence, tuple[int, int]]:
    """For each evidence how many decisions were right, of how many."""
    total, right = Counter[Evidence](), Counter[Evidence]()
    for found in measure(cases, load()).values():
        for evidence, is_right in (one for case, understood, _ in found for one in decisions(case, understood)):
            total[evidence] += 1
            right[evidence] += is_right
    return {evidence: (right[evidence], count) for evidence, count in sorted(total.items())}


def rewritten(text: str, scores: dict[Evidence, int]) -> str:
    """The text of review.yaml with the scores; all else as it stands."""
    lines, kind, in_scores = [], "", False
    for line in text.splitlines(keepends=True):
        if re.match(r"\S", line) and not line.startswith("#"):
            in_scores = line.startswith("scores:")
        if found := re.match(r"  (\w+):", line):
            kind = found[1]
        entry = re.match(r"(    )(\w+)(: )\d+", line)
        is_score = in_scores and entry and (kind, entry[2]) in scores
        lines.append(f"    {entry[2]}: {scores[kind, entry[2]]}{line[entry.end() :]}" if entry and is_score else line)
    return "".join(lines)


def main() -> None:
    """Measures the files that are named and prints, or writes, the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--write", action="store_true", help="put the scores into vocab/review.yaml")
    arguments = parser.parse_args()
    found = tally(case for file in arguments.files for case in read_cases(file))
    expected = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    scores: dict[Evidence, int] = {}
    print(f"{'kind':<14}{'evidence':<20}{'n':>6}{'right':>8}{'expected':>10}{'score':>8}")
    for kind, evidence in ((kind, evidence) for kind, own in expected.items() for evidence in own):
        right, total = found.get((kind, evidence), (0, 0))
        scores[kind, evidence] = score(right, total, expected[kind][evidence])
        print(f"{kind:<14}{evidence:<20}{total:>6}{right:>8}{expected[kind][evidence]:>10}{scores[kind, evidence]:>8}")
    if arguments.write:
        REVIEW.write_text(rewritten(REVIEW.read_text(encoding="utf-8"), scores), encoding="utf-8")


if __name__ == "__main__":
    main()
