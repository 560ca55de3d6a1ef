"""The same files give the same bytes, whatever the machine, the order and the past are."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.kills import files_of
from tests.make_archives import zip_of

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples"
NAMES = ("01_tabs.txt", "02_tsv_broken_cell.txt", "06_section_rows.docx", "15_semicolons.csv")


def make(folder: Path, names: tuple[str, ...]) -> Path:
    """Two folders with samples, in the order of the names; an archive; the same file in both folders; a damaged and an empty one."""
    for place in ("один", "два"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(SAMPLES / name, folder / ("один" if name < "05" else "два"))
    plan = (SAMPLES / NAMES[0]).read_bytes()
    (folder / "два" / "архив.zip").write_bytes(zip_of({"план.txt": plan + b"\n\n", "копия.txt": plan}))
    (folder / "два" / "копия.txt").write_bytes(plan)
    (folder / "два" / "обрыв.docx").write_bytes((SAMPLES / "05_merged_tracked.docx").read_bytes()[:2000])
    (folder / "один" / "пуст.txt").touch()
    return folder


def converted(folder: Path, out: Path, *options: str, first: str = "один", **variables: str) -> dict[str, bytes]:
    paths = [folder / first, *({folder / "один", folder / "два"} - {folder / first})]
    command = [sys.executable, "-m", "pipeline.cli", "convert", *map(str, paths), "--out", str(out), "--quiet", *options]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, check=False)
    assert done.returncode == 11, done.stderr.decode()
    return files_of(out)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    place = tmp_path_factory.mktemp("expected")
    return converted(make(place / "Планы", NAMES), place / "out", "--workers", "1", PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")


@pytest.mark.parametrize(
    ("workers", "first", "variables"),
    [
        ("4", "один", {"PYTHONHASHSEED": "1", "TZ": "Asia/Kamchatka", "LC_ALL": "C"}),
        ("2", "два", {"PYTHONHASHSEED": "random", "TZ": "America/New_York", "LC_ALL": "ru_RU.UTF-8"}),
    ],
    ids=["workers, hash seed, zone, no locale", "order of paths and files, Russian locale"],
)
def test_same_files_give_the_same_bytes(
    workers: str, first: str, variables: dict[str, str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    folder = make(tmp_path / "Планы", NAMES if first == "один" else NAMES[::-1])
    found = converted(folder, tmp_path / "out", "--workers", workers, first=first, **variables)
    assert [name for name in {*found, *expected} if found.get(name) != expected.get(name)] == []
