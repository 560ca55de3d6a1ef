"""How well short strings are understood: right, wrong but flagged for review, wrong and silent; kind by kind.

    python benchmarks/understanding.py FILE... [--json] [--show wrong|silent]

FILE holds one JSON object a line: `kind`, `text`, `expect`, for a deadline also `period`; fields named under `soft` are not
counted. Each string goes the way that it goes in a document: through the reader of its cell, its title block, its heading.
It is right if every expected field is; flagged if what was made of it asks for review or tells a problem; and silent is the
error that matters: wrong, and nobody is told.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.document import Paragraph  # noqa: E402
from pipeline.model import Match, Period  # noqa: E402
from pipeline.normalize.front.approval import read_approval  # noqa: E402
from pipeline.normalize.front.blocks import read_front  # noqa: E402
from pipeline.normalize.front.organisation import find_organisation  # noqa: E402
from pipeline.normalize.front.period import read_period  # noqa: E402
from pipeline.normalize.plan.headers import Field, match_heading  # noqa: E402
from pipeline.normalize.rows.values import Context, read_cell  # noqa: E402
from pipeline.normalize.words.activity_types import match_item  # noqa: E402
from pipeline.normalize.words.stages import match_stage, read_heading  # noqa: E402
from pipeline.text import fold, tidy  # noqa: E402
from pipeline.vocabulary import load  # noqa: E402
from pipeline.vocabulary.shapes import Vocabulary  # noqa: E402

Verdict = Literal["right", "flagged", "silent"]
Case = dict[str, Any]


class Understood(NamedTuple):
    """What was made of a string, as JSON values; the decisions in it, each with its match; and whether a problem was told."""

    value: Any
    decisions: tuple[tuple[Any, Match], ...] = ()
    told: bool = False

    @property
    def flagged(self) -> bool:
        """Whether a person is asked to look."""
        return self.told or any(match.review for _, match in self.decisions)


def measure(cases: Iterable[Case], vocabulary: Vocabulary) -> dict[str, list[tuple[Case, Understood, Verdict]]]:
    """Every case with what was made of it and the verdict, by kind. KeyError for a kind that nobody reads."""
    found: dict[str, list[tuple[Case, Understood, Verdict]]] = {}
    for case in cases:
        understood = READERS[case["kind"]](case, vocabulary)
        found.setdefault(case["kind"], []).append((case, understood, _verdict(case, understood)))
    return found


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def counts(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How many strings there are of each verdict."""
    found = list(verdicts)
    return {"n": len(found), **{name: found.count(name) for name in ("right", "flagged", "silent")}}


def _verdict(case: Case, understood: Understood) -> Verdict:
    if agrees(understood.value, case["expect"], case.get("soft", [])):
        return "right"
    return "flagged" if understood.flagged else "silent"


def agrees(found: Any, expected: Any, soft: list[str]) -> bool:
    """Whether what is expected is so; a soft field may differ. Names are compared folded, codes in any order."""
    if isinstance(expected, list) and all(isinstance(code, str) for code in (*expected, *found)):
        return sorted(found) == sorted(expected)
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(lambda a, b: agrees(a, b, soft), found, expected))
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(agrees(found[key], value, []) for key, value in expected.items() if key not in soft)
    if isinstance(expected, str) and isinstance(found, str):
        return fold(found).replace("№ ", "№") == fold(expected).replace("№ ", "№")
    return bool(found == expected or soft)


# ------------------------------------------------------------ the way of each kind


def _cell(field: Field) -> Callable[[Case, Vocabulary], Understood]:
    def read(case: Case, vocabulary: Vocabulary) -> Understood:
        period = Period.model_validate(case["period"]) if case.get("period") else Period()
        cell = read_cell(field, [Paragraph(text=case["text"])], Context(period, vocabulary))
        decisions = tuple(map(_decision, cell.values))
        return Understood([value for value, _ in decisions], decisions, bool(cell.problems))

    return read


def _decision(value: Any) -> tuple[Any, Match]:
    return value.model_dump(mode="json"), value.match


def _understood(found: Any, told: bool = False) -> Understood:
    value, match = _decision(found)
    return Understood(value, ((value, match),), told)


def _period(case: Case, vocabulary: Vocabulary) -> Understood:
    reading = read_period(tidy(case["text"]), (), vocabulary)
    return _understood(reading.period, reading.is_one_for_two)


def _organisation(case: Case, vocabulary: Vocabulary) -> Understood:
    found = find_organisation([tidy(case["text"])], vocabulary)
    if found is None:
        return Understood(None, told=True)
    return _understood(found.organisation, bool(found.candidates) and found.organisation.region is None)


def _approval(case: Case, vocabulary: Vocabulary) -> Understood:
    lines = case["text"].split("\n")
    above = ["", *lines]
    paragraphs = [Paragraph(text=line, gap=at > 0 and not above[at].strip()) for at, line in enumerate(lines) if line.strip()]
    return _understood(read_approval(([line.text for line in block] for block in read_front(paragraphs, vocabulary).approvals), vocabulary))


def _stage(case: Case, vocabulary: Vocabulary) -> Understood:
    code, match = match_stage(read_heading(tidy(case["text"]), vocabulary.stages).name, vocabulary)
    return Understood(code, ((code, match),))


def _activity(case: Case, vocabulary: Vocabulary) -> Understood:
    codes, match = match_item(tidy(case["text"]), case.get("lead"), vocabulary)
    return Understood(list(codes), ((list(codes), match),))


def _header(case: Case, vocabulary: Vocabulary) -> Understood:
    found = match_heading(case["text"], vocabulary.columns)
    return Understood("other" if found == "unused" else found or "other", told=found is None)


READERS: dict[str, Callable[[Case, Vocabulary], Understood]] = {
    "deadline": _cell("deadline"),
    "responsible": _cell("responsible"),
    "header": _header,
    "stage": _stage,
    "organisation": _organisation,
    "approval": _approval,
    "period": _period,
    "activity": _activity,
}


# ------------------------------------------------------------ the command


def main() -> None:
    """Measures the files that are named and prints the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="counts as JSON")
    parser.add_argument("--show", choices=("wrong", "silent"), help="also print the strings that were read wrong")
    parser.add_argument("--kind", choices=READERS, help="only this kind")
    arguments = parser.parse_args()
    cases = [case for file in arguments.files for case in read_cases(file) if arguments.kind in {None, case["kind"]}]
    results = measure(cases, load())
    table = {kind: counts(verdict for _, _, verdict in found) for kind, found in results.items()}
    if arguments.show:
        _print_wrong(results, {"silent"} if arguments.show == "silent" else {"silent", "flagged"})
    if arguments.json:
        print(json.dumps(table))
    else:
        _print_table(table)


def _print_wrong(results: dict[str, list[tuple[Case, Understood, Verdict]]], verdicts: set[str]) -> None:
    for case, understood, verdict in (entry for found in results.values() for entry in found):
        if verdict in verdicts:
            print(f"{verdict:<8} {case['kind']:<12} {case['text']!r} in {case.get('period')}")
            print(f"    expected {_shown(case['expect'], case['expect'])}\n    found    {_shown(understood.value, case['expect'])}")


def _shown(value: Any, like: Any) -> str:
    """The fields that are expected, and no others."""
    if isinstance(value, list):
        first = like[0] if like else {}
        return "[" + ", ".join(_shown(item, first) for item in value) + "]"
    if isinstance(value, dict) and isinstance(like, dict):
        return ", ".join(f"{key}={value[key]}" for key in (like or value) if key in value and key != "match")
    return str(value)


def _print_table(table: dict[str, dict[str, int]]) -> None:
    print(f"{'kind':<14}{'n':>6}{'right':>8}{'%':>7}{'flagged':>9}{'silent':>8}{'%':>7}")
    for kind, row in table.items():
        shares = [100 * row[name] / row["n"] for name in ("right", "silent")]
        print(f"{kind:<14}{row['n']:>6}{row['right']:>8}{shares[0]:>7.1f}{row['flagged']:>9}{row['silent']:>8}{shares[1]:>7.1f}")


if __name__ == "__main__":
    main()
