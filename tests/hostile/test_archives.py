"""Every hostile archive gets its verdict, its sound members are given, and no bomb costs more than it may."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.inputs import Member, expand
from tests.hostile.archives import CASES
from tests.hostile.case import Case

SECONDS, BYTES = 2.0, 256 << 20
"""Of the processor, and at most at a time: what a bomb may cost."""
BOMBS = [case for case in CASES if case.bomb]
OTHERS = [case for case in CASES if not case.bomb]


def check(case: Case, members: list[Member], spool: Path) -> None:
    (top, *inside) = members
    assert (top.verdict, top.reason) in case.verdicts, top
    found = {one.file.removeprefix(f"{case.file}/"): one for one in inside}
    assert len(found) == len(inside), "two members have one name"
    for name, verdicts in case.members.items():
        one = found[name]
        assert (one.verdict, one.reason) in verdicts if verdicts else one.verdict is None, one
    for one in inside:
        assert not {"..", ""} & set(one.file.split("/"))
        assert one.verdict is not None or (spool / str(one.sha256)).stat().st_size == one.size
    assert {path.name for path in spool.iterdir()} == {one.sha256 for one in inside if one.verdict is None}


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


def skip_without(case: Case) -> None:
    for suffix, library in ((".7z", "py7zr"), (".rar", "rarfile")):
        if case.file.endswith(suffix):
            pytest.importorskip(library)


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.file)
def test_hostile_archive(case: Case, tmp_path: Path, spool: Path) -> None:
    skip_without(case)
    path = case.write(tmp_path)
    check(case, expand(path, case.file, case.file.encode(), spool), spool)
    assert sorted(tmp_path.iterdir()) == sorted([path, spool])


@pytest.mark.parametrize("case", BOMBS, ids=lambda case: case.file)
def test_bomb(case: Case, tmp_path: Path, spool: Path) -> None:
    skip_without(case)
    path = case.write(tmp_path)
    told = measured(path, spool)
    check(case, [Member.model_validate_json(one) for one in told["members"]], spool)
    assert told["seconds"] < SECONDS
    assert told["peak"] < BYTES


def measured(path: Path, spool: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.hostile.measured", str(path), str(spool)]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
