"""Every thing in a hostile folder is met once, with its verdict, and nothing outside the folder is read."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.inputs import Found, find
from tests.hostile.case import Place
from tests.hostile.names import PLACES, TOO_DEEP, deep


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "почта" / "входящие"
    made.mkdir(parents=True)
    yield made
    for closed in made.glob("closed*"):
        closed.chmod(0o700)
    if shutil.which("rm"):  # what is deeper than a path can say, Python does not remove
        subprocess.run(["rm", "-rf", str(made)], check=True)


def verdict(found: Found) -> tuple[str, str] | None:
    if found.error:
        return "refused", found.error.code
    return ("skipped", found.skipped) if found.skipped else None


@pytest.mark.parametrize("place", [*PLACES, TOO_DEEP], ids=lambda place: place.title[:40])
def test_hostile_folder(place: Place, folder: Path, tmp_path: Path) -> None:
    try:
        place.make(folder)
    except (OSError, AttributeError, NotImplementedError):
        pytest.skip("this system has no such things")
    if place.title == "closed" and os.access(folder / "closed", os.R_OK):
        pytest.skip("nothing is closed to this user")
    spool = tmp_path / "spool"
    spool.mkdir()
    met = list(find([folder], tmp_path / "out", spool))
    found = {one.name: one for one in met if not (one.error and one.file == str(folder))}
    assert set(found) == set(place.verdicts)
    assert len({one.file for one in met}) == len(met)
    for name, verdicts in place.verdicts.items():
        one = found[name]
        assert verdict(one) in verdicts if verdicts else verdict(one) is None, one
        one.file.encode()  # letters that every output can hold
        if one.sha256:
            assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
            assert one.path.resolve().is_relative_to(folder) or one.path.parent == spool


def test_too_long_a_path_is_told_where_it_cannot_be_copied(folder: Path, tmp_path: Path) -> None:
    try:
        deep(folder, 40, "d" * 200)
    except (OSError, NotImplementedError):
        pytest.skip("this system has no such paths")
    (met,) = find([folder], tmp_path / "out")
    assert met.error is not None
    assert met.error.code == "unreadable_file"
    assert "слишком длинный" in met.error.message


def test_out_is_not_met(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"1")
    for name in ("out/x.txt", ".roadmaps/journal.txt"):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(b"1")
    assert [one.file for one in find([folder], folder / "out")] == [".roadmaps/journal.txt", "a.txt"]
    assert [one.file for one in find([folder], folder)] == ["a.txt", "out/x.txt"]


def test_link_that_is_named_is_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(b"1")
    (tmp_path / "ссылка").symlink_to(folder)
    (tmp_path / "ссылка.txt").symlink_to(folder / "a.txt")
    met = list(find([tmp_path / "ссылка", tmp_path / "ссылка.txt"], tmp_path / "out"))
    assert [(one.file, one.error, one.path) for one in met] == [
        ("a.txt", None, folder / "a.txt"),
        ("ссылка.txt", None, folder / "a.txt"),
    ]


def test_file_that_vanishes_is_told(folder: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_bytes(b"1")
    met = find([folder], tmp_path / "out")
    first = next(met)
    (folder / "b.txt").unlink()
    (folder / "c.txt").unlink()
    (folder / "c.txt").symlink_to("/etc/passwd")
    assert first.error is None
    assert [one.error.code if one.error else None for one in met] == ["unreadable_file", "unreadable_file"]


def test_file_that_is_too_large_is_not_read(folder: Path, tmp_path: Path) -> None:
    with (folder / "a.txt").open("wb") as stream:
        stream.truncate(257 << 20)
    (met,) = find([folder], tmp_path / "out")
    assert met.error is not None
    assert (met.error.code, met.size, met.sha256) == ("too_large", 257 << 20, None)
