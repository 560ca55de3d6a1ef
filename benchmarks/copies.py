"""How well near copies are found, and how many unrelated plans after one federal pattern are taken for copies.

    python benchmarks/copies.py [--plans N]

Plans hold rows of a pattern that all share (each kept four times in five, one in five reworded) and rows of their own. Of each share
of edited words, one plan in twenty is a copy of another, words of every row replaced. Printed for each kind of plan and share:
copies found, and other pairs found.
"""

import argparse
import random
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.compare.datasets import Datasets  # noqa: E402
from pipeline.compare.similarity import similarity  # noqa: E402
from pipeline.vocabulary import load  # noqa: E402

STOCK, KEPT, REWORDED, COPIED = 25, 0.8, 0.2, 0.05
KINDS = {"pattern and own rows": (6, 10), "pattern, few own rows": (1, 3), "pattern alone": (0, 0)}
"""The least and greatest number of a plan's own rows."""
EDITS = (0.0, 0.05, 0.1, 0.2)

Rows = list[str]


def lexicon() -> list[str]:
    """The words of the vocabulary's phrases."""
    return sorted({word for entry in load().activities.activities for phrase in entry.phrases for word in phrase.lower().split()})


def sentence(choice: random.Random, words: list[str]) -> str:
    """A row of five to twelve words."""
    return " ".join(choice.choices(words, k=choice.randint(5, 12)))


def edited(text: str, share: float, choice: random.Random, words: list[str]) -> str:
    """The row with that share of its words replaced."""
    return " ".join(choice.choice(words) if choice.random() < share else word for word in text.split())


def plans(count: int, own: tuple[int, int], share: float, seed: int = 1) -> tuple[list[Rows], set[tuple[int, int]]]:
    """That many plans, and the pairs of which one is a copy of the other."""
    choice, words = random.Random(seed), lexicon()
    stock = [sentence(choice, words) for _ in range(STOCK)]
    made: list[Rows] = []
    copies: set[tuple[int, int]] = set()
    for number in range(count):
        if number and choice.random() < COPIED:
            source = choice.randrange(number)
            copies.add((source, number))
            made.append([edited(row, share, choice, words) for row in made[source]])
            continue
        rows = [edited(row, 0.15, choice, words) if choice.random() < REWORDED else row for row in stock if choice.random() < KEPT]
        made.append([*rows, *(sentence(choice, words) for _ in range(choice.randint(*own)))])
    return made, copies


def dataset(made: list[Rows]) -> Datasets:
    """The plans as a dataset with what the search for copies reads."""
    ids = [f"{number:06d}" for number in range(len(made))]
    rows = [(key, f"{key}-{at:03d}", text) for key, texts in zip(ids, made, strict=True) for at, text in enumerate(texts)]
    nothing = pd.DataFrame()
    return Datasets(
        names=("a",), documents=pd.DataFrame({"document_id": ids, "organisation_key": ids}), stages=nothing,
        activities=pd.DataFrame(rows, columns=["document_id", "activity_id", "text"]), deadlines=nothing, responsibles=nothing, problems=nothing,
    )  # fmt: skip


def measured(count: int, own: tuple[int, int], share: float) -> tuple[int, int, int]:
    """Copies made, copies found, and other pairs found that have no common source."""
    made, copies = plans(count, own, share)
    source = {copy: original for original, copy in copies}

    def root(number: int) -> int:
        return root(source[number]) if number in source else number

    found = [(int(one), int(other)) for one, other in similarity(dataset(made))[["document_id", "other_id"]].itertuples(index=False)]
    right = {pair for pair in found if tuple(sorted(pair)) in copies}
    return len(copies), len(right), sum(root(one) != root(other) for one, other in found)


def main() -> None:
    """Prints what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--plans", type=int, default=300)
    count = parser.parse_args().plans
    for name, own in KINDS.items():
        for share in EDITS:
            made, found, wrong = measured(count, own, share)
            print(f"{name:24} words edited {share:4.0%}   copies found {found:4} of {made:4}   other pairs {wrong}")


if __name__ == "__main__":
    main()
