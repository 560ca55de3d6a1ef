"""Whatever a worker does, its call ends as it should, the next one is as if nothing had been, and nothing is left behind."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.isolation import Broken, Done, Guarded
from pipeline.isolation.processes import is_alive, pids
from tests.isolation.faults import FAULTS, NORMAL, Fault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits but the wall are Linux's")

PATIENCE = 20.0
"""Seconds that the kernel has to take away what was killed."""


class Scene:
    """One Guarded for all faults, as in a run over many files."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.notes.mkdir()
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.outside = folder / "outside"
        self.guarded = Guarded("tests.isolation.faults:service", str(self.notes).encode(), NORMAL, writable=(self.notes,))

    def noted(self) -> list[int]:
        path = self.notes / "pids"
        found = [int(line) for line in path.read_text().split()] if path.exists() else []
        path.unlink(missing_ok=True)
        return found

    def files(self) -> list[Path]:
        return [path for path in self.temporary.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = Scene(tmp_path_factory.mktemp("faults"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(scene.temporary))
        with scene.guarded:
            yield scene
    assert list(scene.temporary.iterdir()) == []


def wait_for_end(found: list[int]) -> list[int]:
    """Those of these processes that are not gone in time."""
    end = time.monotonic() + PATIENCE
    while (alive := [pid for pid in found if is_alive(pid)]) and time.monotonic() < end:
        time.sleep(0.01)
    return alive


def marked(mark: str) -> list[int]:
    """All processes that have it in their environment."""
    found = []
    for pid in pids():
        try:
            if mark.encode() in Path(f"/proc/{pid}/environ").read_bytes():
                found.append(pid)
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def settled(mark: str) -> list[int]:
    """The same, when a worker that is being replaced has had time to go."""
    end = time.monotonic() + PATIENCE
    while len(found := marked(mark)) > 2 and time.monotonic() < end:
        time.sleep(0.01)
    return found


def check(result: Done | Broken, fault: Fault) -> None:
    assert isinstance(result, Done if isinstance(fault.due, bytes) else Broken), result
    assert (result.content if isinstance(result, Done) else result.reason) == fault.due, result
    assert result.seconds < fault.limits.cpu + 1
    assert "secret" not in str(result)


def test_there_are_enough() -> None:
    assert len([fault for fault in FAULTS.values() if isinstance(fault.due, str)]) >= 100


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str, scene: Scene) -> None:
    before = scene.guarded.call(b"first")
    check(scene.guarded.call(name.encode(), FAULTS[name].limits), FAULTS[name])
    after = scene.guarded.call(b"first")
    assert isinstance(before, Done), before
    assert isinstance(after, Done), after
    assert after.content == before.content
    assert wait_for_end(scene.noted()) == []
    assert len(settled(str(scene.temporary))) <= 2, "more than the keeper and its worker"
    assert scene.files() == []
    assert not scene.outside.exists()
