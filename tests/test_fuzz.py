"""A short round of the fuzzer in every test run, and that the fuzzer sees what it looks for."""

import os
from pathlib import Path

import pytest

from benchmarks.fuzz import Account, Campaign, sources
from benchmarks.fuzzing.formats import MUTATORS
from benchmarks.fuzzing.runner import IS_POSSIBLE, Limits, Tried, run
from benchmarks.fuzzing.trial import Ending, attempt
from pipeline.extract import READERS
from pipeline.vocabulary import load

pytestmark = pytest.mark.skipif(not IS_POSSIBLE, reason="mutants are tried in forked processes")
SAMPLES = Path(__file__).parent.parent / "samples"
QUICK = Limits(cpu=1, wall=10.0, memory=256 << 20)


@pytest.mark.parametrize("file_format", ["txt", "csv", "rtf", "html"])
def test_a_short_round_finds_nothing(file_format: str, tmp_path: Path) -> None:
    account = Account(Campaign(file_format, 6, sources([SAMPLES])[file_format]), tmp_path)
    for tried in account.campaign.run(range(8)):
        account.take(tried)
    assert sum(account.kinds.values()) == 8
    assert account.findings == 0, str(account)


def test_the_same_seed_makes_the_same_mutants() -> None:
    campaigns = [Campaign("rtf", seed, [b"{\\rtf1 text}" * 9]) for seed in (1, 1, 2)]
    first, same, other = ([campaign.make(number) for number in range(20)] for campaign in campaigns)
    assert first == same
    assert first != other


def test_mutators_are_of_formats_that_are_read() -> None:
    assert set(MUTATORS) <= set(READERS)


def busy(number: int) -> Ending:
    while True:
        number += 1


def gone(number: int) -> Ending:
    os._exit(number)


@pytest.mark.parametrize(("trial", "kind"), [(busy, "cpu"), (gone, "died")])
def test_a_process_that_does_not_come_back_is_a_finding(trial: object, kind: str) -> None:
    def second_only(number: int) -> Ending:
        return trial(number) if number == 1 else Ending("whole")  # type: ignore[operator]

    assert [tried.ending.kind for tried in run(second_only, range(3), QUICK)] == ["whole", kind, "whole"]


def test_what_is_no_documented_error_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(data: bytes, name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr("benchmarks.fuzzing.trial.read_bytes", stumble)
    assert attempt(b"text", "a.txt", load()).kind == "undocumented"


def test_a_stumble_of_our_own_reader_is_told_from_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = attempt(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook".decode().encode("utf-16-le"), "a.xls", load())
    assert damaged.kind == "refused:damaged_file"
    monkeypatch.setattr("pipeline.extract.rtf.reader.CHARACTERS", None)
    assert attempt(b"{\\rtf1 text}", "a.rtf", load())[:2] == ("stumbled", "TypeError")


def test_more_memory_than_allowed_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.fuzzing.trial.read_bytes", lambda data, name: bytes(1 << 40))
    assert [tried.ending.kind for tried in run(lambda number: attempt(b"", "a", load()), range(1), QUICK)] == ["memory"]


def test_a_finding_is_kept_as_a_file_once(tmp_path: Path) -> None:
    account = Account(Campaign("txt", 0, [b"text"]), tmp_path)
    for number in range(3):
        account.take(Tried(number, Ending("stumbled", "IndexError", "extract/x.py:1")))
    assert account.findings == 3
    assert [path.name for path in tmp_path.iterdir()] == ["txt-0-0-stumbled-IndexError-extract_x.py_1.bin"]
    assert next(tmp_path.iterdir()).read_bytes() == account.campaign.make(0)
