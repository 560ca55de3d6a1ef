"""Every phrase of the corpus means what its group says, and is as sure as its group says."""

import pytest

from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.vocabulary.shapes import Vocabulary
from tests.normalize.deadline_corpus import ONE, PERIOD, notation
from tests.normalize.deadline_doubts import UNSURE

UNSURE_GROUPS = [(evidence, expected) for evidence, groups in UNSURE.items() for expected in groups]


def _readings(phrases: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, list[tuple[str, str]]]:
    """Each phrase with its expressions, and what they rest on."""
    readings = {phrase: read_deadlines(phrase, PERIOD, vocabulary.calendar) for phrase in phrases}
    return {phrase: list(zip(map(notation, reading.deadlines), reading.evidences, strict=True)) for phrase, reading in readings.items()}


def test_the_corpus_is_large() -> None:
    assert sum(map(len, ONE.values())) >= 200


@pytest.mark.parametrize("expected", ONE)
def test_one_expression_is_understood_wholly(expected: str, vocabulary: Vocabulary) -> None:
    assert _readings(ONE[expected], vocabulary) == {phrase: [(expected, "whole")] for phrase in ONE[expected]}


@pytest.mark.parametrize(("evidence", "expected"), UNSURE_GROUPS)
def test_thin_evidence_is_told(evidence: str, expected: str, vocabulary: Vocabulary) -> None:
    phrases = UNSURE[evidence][expected]
    assert _readings(phrases, vocabulary) == {phrase: [(expected, evidence)] for phrase in phrases}


@pytest.mark.parametrize("evidence", [evidence for evidence in UNSURE if evidence != "shortened"])
def test_thin_evidence_goes_to_review(evidence: str, vocabulary: Vocabulary) -> None:
    assert vocabulary.review.scores.deadline[evidence] < vocabulary.review.lines.deadline


def test_text_is_kept_as_written(vocabulary: Vocabulary) -> None:
    assert [found.text for found in read_deadlines("До 01.10.2025 г.", PERIOD, vocabulary.calendar).deadlines] == ["До 01.10.2025 г."]
