"""What is said of the libraries: nothing is called sound that was not checked."""

import json
from typing import Any

import pytest

from tests.audit import judge

SOUND = {"name": "lxml", "version": "6.0", "vulns": []}
BAD = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "typer", "skip_reason": "not found"}


def said(*libraries: dict[str, Any]) -> str:
    return json.dumps({"dependencies": libraries})


def test_a_vulnerability_is_named_with_its_remedy() -> None:
    verdict = judge(said(SOUND, BAD))
    assert verdict.is_bad
    assert verdict.text.splitlines() == [
        "pillow 1.0: PYSEC-1; исправлено в 1.1",
        "Известные уязвимости: 1; проверено библиотек 2 из 2.",
    ]


def test_what_the_service_does_not_know_is_not_called_sound() -> None:
    assert judge(said(SOUND, UNKNOWN)) == ("Известные уязвимости: 0; проверено библиотек 1 из 2; служба не знает: typer.", False)


@pytest.mark.parametrize("answer", ["", "Traceback …", "[]", said(UNKNOWN), said()])
def test_without_an_answer_nothing_was_checked(answer: str) -> None:
    verdict = judge(answer)
    assert verdict.text.startswith("Уязвимости библиотек не проверены: ") and "\n" not in verdict.text
    assert not verdict.is_bad
