"""Real strings with their meaning, beside the checkout: how many are read right. The floors only go up."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Paragraph
from pipeline.model import Period
from pipeline.normalize.front.approval import read_approval
from pipeline.normalize.front.organisation import find_organisation
from pipeline.normalize.front.period import read_period
from pipeline.normalize.plan.headers import match_heading
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.normalize.words.lines import own_lines
from pipeline.normalize.words.responsibles import read_responsibles
from pipeline.normalize.words.stages import match_stage, read_heading
from pipeline.text import fold, tidy
from pipeline.vocabulary.shapes import Vocabulary

STRINGS = Path(__file__).parents[2] / ".." / "shared" / "strings.jsonl"
Case = dict[str, Any]
FLOORS = {"deadline": 74, "period": 15, "responsible": 32, "organisation": 15, "approval": 16, "stage": 28, "header": 30}


def _cases(kind: str) -> list[Case]:
    return [case for case in map(json.loads, STRINGS.read_text(encoding="utf-8").splitlines()) if case["kind"] == kind]


def _lines(text: str) -> list[str]:
    return [line.text for line in own_lines([Paragraph(text=text)])]


def _deadlines(case: Case, vocabulary: Vocabulary) -> Any:
    period = Period.model_validate(case["period"]) if case["period"] else Period()
    found = [deadline for line in _lines(case["text"]) for deadline in read_deadlines(line, period, vocabulary.calendar).deadlines]
    return [deadline.model_dump(mode="json") | {"conditions": list(deadline.conditions)} for deadline in found]


def _period(case: Case, vocabulary: Vocabulary) -> Any:
    return read_period(tidy(case["text"]), (), vocabulary.calendar).period.model_dump(mode="json")


def _responsibles(case: Case, vocabulary: Vocabulary) -> Any:
    return [found.model_dump(mode="json") for line in _lines(case["text"]) for found in read_responsibles(line, vocabulary.roles)]


def _organisation(case: Case, vocabulary: Vocabulary) -> Any:
    found = find_organisation([tidy(case["text"])], vocabulary)
    return found.organisation.model_dump(mode="json") if found else None


def _approval(case: Case, vocabulary: Vocabulary) -> Any:
    return read_approval([[tidy(line) for line in case["text"].split("\n") if line.strip()]], vocabulary).model_dump(mode="json")


def _stage(case: Case, vocabulary: Vocabulary) -> Any:
    return match_stage(read_heading(tidy(case["text"]), vocabulary.stages).name, vocabulary)[0]


def _header(case: Case, vocabulary: Vocabulary) -> Any:
    found = match_heading(case["text"], vocabulary.columns)
    return "other" if found == "unused" else found


READERS: dict[str, Callable[[Case, Vocabulary], Any]] = {
    "deadline": _deadlines,
    "period": _period,
    "responsible": _responsibles,
    "organisation": _organisation,
    "approval": _approval,
    "stage": _stage,
    "header": _header,
}


def _agrees(found: Any, expected: Any, soft: list[str]) -> bool:
    """Whether the fields that are expected are so; a soft field may differ. Names are compared folded."""
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(lambda a, b: _agrees(a, b, soft), found, expected))
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(_agrees(found[key], value, soft) for key, value in expected.items() if key not in soft)
    if isinstance(expected, str) and isinstance(found, str):
        return fold(found).replace("№ ", "№") == fold(expected).replace("№ ", "№")
    return bool(found == expected or soft)


@pytest.mark.skipif(not STRINGS.exists(), reason="the strings stand beside the checkout")
@pytest.mark.parametrize("kind", FLOORS)
def test_as_many_as_before(kind: str, vocabulary: Vocabulary) -> None:
    cases = _cases(kind)
    wrong = [case["text"] for case in cases if not _agrees(READERS[kind](case, vocabulary), case["expect"], case.get("soft", []))]
    assert len(cases) - len(wrong) >= FLOORS[kind], wrong
