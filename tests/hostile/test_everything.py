"""The hostile set as a whole: what is cheap of every family in one batch, beside sound plans; the rest is the campaign of `benchmarks/hostile.py`."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.batch import convert
from tests.batches import run
from tests.hostile.case import Case
from tests.hostile.everything import EVERYTHING, MAIL, Set, write
from tests.hostile.judging import Run, judged
from tests.hostile.lures import CANARY
from tests.hostile.names import TOO_DEEP

SAMPLES = Path(__file__).parent.parent.parent / "samples"
_NUMBER = re.compile(r"flip\D*(\d+)")


def is_cheap(case: Case) -> bool:
    """Neither a bomb nor slow; one in twenty of those with a changed bit."""
    flip = _NUMBER.search(case.file)
    return not case.bomb and not case.slow and (not flip or int(flip[1]) % 20 == 0)


CHEAP = Set({family: list(filter(is_cheap, cases)) for family, cases in EVERYTHING.families.items()}, ())


def test_there_are_many_of_every_family_and_no_two_are_called_alike() -> None:
    counts = {family: len(cases) for family, cases in EVERYTHING.families.items()}
    files = [case.file for cases in EVERYTHING.families.values() for case in cases]
    assert counts["archives"] >= 100
    assert counts["office"] >= 400
    assert counts["pdf"] >= 200
    assert counts["plain"] >= 180
    assert len([*EVERYTHING.places, TOO_DEEP]) >= 12
    assert len(files) == len(set(files))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    assert sum(1 for _ in write(made, CHEAP)) > 300
    shutil.copytree(SAMPLES, made / MAIL / "0-samples", ignore=shutil.ignore_patterns("*scan*"))
    return made


def test_every_file_has_its_verdict_and_sound_plans_are_as_they_are_alone(folder: Path, tmp_path: Path) -> None:
    out, alone = tmp_path / "out", tmp_path / "alone"
    told = run([folder / MAIL], out, ["csv", "json"])
    assert not list(judged(Run(out), CHEAP))
    assert told.exit_code == 11
    (tmp_path / "samples").mkdir()
    shutil.copytree(folder / MAIL / "0-samples", tmp_path / "samples" / "0-samples")
    convert([tmp_path / "samples"], alone, ["csv", "json"])
    sound = {path.relative_to(alone): path.read_bytes() for path in (alone / "json").rglob("*.json")}
    assert len(sound) > 10
    for path, content in sound.items():
        assert (out / path).read_bytes() == content
    assert not [path for path in out.rglob("*.*") if path.is_file() and CANARY.encode() in path.read_bytes()]
