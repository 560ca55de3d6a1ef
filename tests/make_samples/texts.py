"""The texts of the built samples, as tests/sample_plans.md has them, and where the samples stand."""

import re
from itertools import takewhile
from pathlib import Path

TESTS = Path(__file__).parent.parent
SAMPLES = TESTS.parent / "samples"
Texts = dict[str, str]


def texts_of(file: str) -> Texts:
    """The named blocks that tests/sample_plans.md has for a file."""
    section = (TESTS / "sample_plans.md").read_text(encoding="utf-8").split(f"## {file}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"```(\w+)\n(.*?)\n```", section, re.DOTALL))


def rows_of(plan: str) -> list[list[str]]:
    """The rows of a plan, cell by cell; a section row has one cell."""
    return [[cell.strip() for cell in line.removeprefix("=").split("|")] for line in plan.splitlines()]


def merges_of(rows: list[list[str]]) -> list[tuple[int, int, int]]:
    """(column, first row, last row) of each cell that spans rows, counted from 0."""
    found = []
    for column in range(max(map(len, rows))):
        cells = [row[column] if column < len(row) else "" for row in rows]
        for first in (i for i, cell in enumerate(cells[:-1]) if cell != "^" and cells[i + 1] == "^"):
            more = sum(1 for _ in takewhile("^".__eq__, cells[first + 1 :]))
            found.append((column, first, first + more))
    return found
