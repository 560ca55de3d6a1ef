"""Every hostile archive gets its verdict, and its sound members are given; bombs have their verdicts in `test_bombs`."""

from pathlib import Path

import pytest

from pipeline.inputs import Member, expand
from tests.hostile.archives import CASES
from tests.hostile.case import Case

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
