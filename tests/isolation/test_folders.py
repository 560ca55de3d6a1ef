"""Temporary folders of guarded processes: nobody removes one that is held, and somebody one that is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.isolation.folders import PREFIX, Folder, sweep

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no locks on folders there")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of its own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_folder_that_is_held_stays(temporary: Path) -> None:
    folder = Folder()
    sweep()
    assert list(temporary.iterdir()) == [folder.path]
    folder.remove()
    assert list(temporary.iterdir()) == []


def test_folder_of_a_process_that_was_killed_goes(temporary: Path) -> None:
    work = "import os, signal, sys, tempfile\nfrom pipeline.isolation.folders import Folder\ntempfile.tempdir = sys.argv[1]\n"
    work += "(Folder().path / 'x').touch()\nos.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", work, str(temporary)], check=False, cwd=Path(__file__).parent.parent.parent)
    assert [path.name.startswith(PREFIX) for path in temporary.iterdir()] == [True]
    sweep()
    assert list(temporary.iterdir()) == []


def test_folders_of_others_stay(temporary: Path) -> None:
    (temporary / "guarded-x").mkdir()
    sweep()
    assert [path.name for path in temporary.iterdir()] == ["guarded-x"]
