"""Every file of the family has its right verdict, and a bomb takes no more than it may."""

import json
import os
import resource
from pathlib import Path

import pytest

from pipeline.errors import RoadmapError
from pipeline.extract import read_bytes
from pipeline.normalize import normalize
from pipeline.vocabulary import load
from tests.hostile.case import Case
from tests.hostile.plain import CASES

SECONDS, MEMORY = 2.0, 256 << 20
BOMBS = [case for case in CASES if case.bomb]
OTHERS = [case for case in CASES if not case.bomb]


def verdict(case: Case) -> tuple[str, str]:
    try:
        roadmap = normalize(read_bytes(case.make(), case.file), load())
    except RoadmapError as error:
        return "refused", error.code
    return ("partial", "unreadable_part") if any(one.code == "unreadable_part" for one in roadmap.problems) else ("whole", "")


def test_the_family_is_large_and_its_names_are_its_own() -> None:
    assert len({case.file for case in CASES}) == len(CASES) >= 150


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.file)
def test_verdict(case: Case) -> None:
    assert verdict(case) in case.verdicts


def used() -> float:
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def resident(name: str) -> int:
    return int(Path("/proc/self/status").read_text("ascii").partition(f"{name}:")[2].split()[0]) << 10


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell the memory of a process")
@pytest.mark.parametrize("case", BOMBS, ids=lambda case: case.file)
def test_bomb(case: Case) -> None:
    normalize(read_bytes(next(one for one in CASES if one.file == "uc_giant.rtf").make(), "a.rtf"), load())
    data = case.make()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        begun, rest = used(), resident("VmRSS")
        found = verdict(case._replace(make=lambda: data))
        os.write(writing, json.dumps([*found, used() - begun, resident("VmHWM") - rest]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        kind, reason, seconds, memory = json.loads(answer.read())
    assert os.waitpid(child, 0)[1] == 0
    assert (kind, reason) in case.verdicts
    assert seconds < SECONDS
    assert memory < MEMORY
