"""Hostile office files end in the right verdict, bombs in `test_bombs`; nothing outside is touched, and nothing is read on past damage."""

import socket
from collections.abc import Iterator

import pytest

from pipeline.document import Document
from pipeline.errors import RoadmapError
from pipeline.extract import read_bytes
from tests.hostile.case import Case
from tests.hostile.lures import CANARY
from tests.hostile.office import CASES
from tests.hostile.office_kept import FLIPS, SAMPLES, SOURCES, WORDS, flipped, kept_cases
from tests.hostile.surroundings import listener, visitors

QUICK = [case for case in CASES if not case.bomb and not case.slow and "-flip-" not in case.file]


@pytest.fixture(scope="module")
def listening() -> Iterator[socket.socket]:
    """Where the links of the files point to."""
    with listener() as found:
        yield found


def ending(data: bytes, name: str) -> tuple[str, str, Document | None]:
    try:
        document = read_bytes(data, name)
    except RoadmapError as error:
        return "refused", error.code, None
    is_whole = all(remark.code != "unreadable_part" for remark in document.remarks)
    return ("whole", "", document) if is_whole else ("partial", "unreadable_part", document)


def text_of(document: Document) -> str:
    blocks = "\n".join(cell.text for table in document.tables for cell in table.cells)
    outside = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return "\n".join([blocks, outside, *(remark.text for remark in document.remarks)])


def test_names_are_unique_and_many() -> None:
    assert len({case.file for case in CASES}) == len(CASES) >= 300


@pytest.mark.parametrize("case", QUICK, ids=[case.file for case in QUICK])
def test_verdict(case: Case, listening: socket.socket) -> None:
    verdict, reason, document = ending(case.make(), case.file)
    assert (verdict, reason) in case.verdicts
    assert document is None or CANARY not in text_of(document)
    assert not visitors(listening)


@pytest.mark.parametrize("suffix", SOURCES)
def test_one_bit_changes_the_verdict_or_nothing(suffix: str) -> None:
    sound = read_bytes((SAMPLES / SOURCES[suffix]).read_bytes(), f"x.{suffix}")
    verdicts = next(case.verdicts for case in CASES if case.file == f"office-flip-0.{suffix}")
    for number in range(FLIPS):
        verdict, reason, document = ending(flipped(SOURCES[suffix], number), f"x.{suffix}")
        assert (verdict, reason) in verdicts, number
        assert document is None or verdict != "whole" or document.blocks == sound.blocks, number


@pytest.mark.parametrize("case", list(kept_cases()), ids=lambda case: case.file)
def test_words_that_others_lose_come_back_once(case: Case) -> None:
    document = read_bytes(case.make(), case.file)
    assert text_of(document).count(WORDS) == 1
