"""Every hostile file through the real command, and what it did to its surroundings.

    python benchmarks/hostile.py [--trace] [--reuse] [--work FOLDER] [--formats csv,json]

All files of `tests/hostile` and the samples are converted in one run, and the samples in another. Told, with exit code 1: a file without
its right verdict; a bomb beyond 2 s of the processor (its memory: `tests/hostile/test_bombs.py`); a reason that is not documented, or words
of Python; a disagreement of `docs/check_manifest.py`; rows of the samples that are others than without hostile files beside them; anything written outside the
output, opened outside the input, left in the temporary folder or running; a connection. It needs Linux. With --trace `strace` tells each file
that is opened and each connection, which costs time: the figures are those of a run without it.
"""

import argparse
import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.hostile.everything import EVERYTHING, MAIL, write  # noqa: E402
from tests.hostile.judging import Finding, Run, judged, table  # noqa: E402
from tests.hostile.lures import CANARY  # noqa: E402
from tests.hostile.surroundings import (  # noqa: E402
    listener,
    processes_with,
    remove,
    snapshot,
    traced,
    trespasses,
    visitors,
    without_rights,
)

SAMPLES = "0-samples"
"""Sorted before all others, so that they are the first of their content."""
MARK = "ROADMAPS_HOSTILE"
SEVERAL_CAUSES = 11


class Scratch(NamedTuple):
    """The folders of a campaign."""

    top: Path

    @property
    def mail(self) -> Path:
        """The input."""
        return self.top / MAIL

    @property
    def empty(self) -> list[Path]:
        """Folders that are empty before and after: that in which the command is run, that of the user, that of temporary files."""
        return [self.top / name for name in ("cwd", "home", "tmp")]

    @property
    def log(self) -> Path:
        """Of the run."""
        return self.top / "log.jsonl"

    @property
    def trace(self) -> Path:
        """What strace told."""
        return self.top / "trace.txt"

    def make(self, reuse: bool) -> int:
        """Makes the input and the empty folders; how many files and places there are. reuse: files that a former campaign made are kept."""
        kept = [self.mail / family for family in EVERYTHING.families] if reuse else []
        for path in [*self.top.glob("*"), *self.mail.glob("*")]:
            if path not in (self.mail, *kept):
                remove(path)
        for folder in self.empty:
            folder.mkdir(parents=True)
        made = sum(1 for _ in write(self.top, anew=not reuse))
        for folder in (self.mail, self.top / "alone"):
            shutil.copytree(ROOT / "samples", folder / SAMPLES)
        return made


def convert(scratch: Scratch, folder: Path, out: Path, formats: str, trace: bool) -> subprocess.CompletedProcess[str]:
    """Runs the command in surroundings of its own."""
    cwd, home, temporary = scratch.empty
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", MARK: str(scratch.top)}
    command = [sys.executable, "-m", "pipeline.cli", "convert", str(folder), "--out", str(out), "--formats", formats, "--quiet"]
    logged = ["--log-json", str(scratch.log)] if folder == scratch.mail else []
    before = [*(traced(scratch.trace) if trace else []), *without_rights()]
    return subprocess.run([*before, *command, *logged], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def around(scratch: Scratch, before: dict[bytes, bytes], guests: int) -> Iterator[str]:
    """What a run left or changed."""
    after = snapshot(scratch.mail)
    yield from (f"changed in the input: {name!r}" for name in sorted(set(before.items()) ^ set(after.items()))[:9])
    for folder in scratch.empty:
        yield from (f"left in {folder.name}: {name!r}" for name in list(snapshot(folder))[:9])
    known = {MAIL, "alone", "outside", "out", "out-alone", scratch.log.name, scratch.trace.name, *(folder.name for folder in scratch.empty)}
    yield from (f"left beside: {name}" for name in {path.name for path in scratch.top.iterdir()} - known)
    yield from (f"still running: {pid}" for pid in processes_with(f"{MARK}={scratch.top}"))
    if guests:
        yield f"{guests} connections"


def opened(scratch: Scratch) -> Iterator[str]:
    """What was opened and is not the run's business; nothing where nothing was traced."""
    if scratch.trace.exists():
        writable = [scratch.top / "out", scratch.log, *scratch.empty]
        readable = [scratch.mail, ROOT / "pipeline", ROOT / "vocab"]
        yield from dict.fromkeys(trespasses(scratch.trace, readable, writable, [scratch.top / "outside", Path("/etc/passwd")]))


def canaries(out: Path) -> Iterator[str]:
    """Outputs with words of a file that no document may have opened."""
    for path in out.rglob("*"):
        if path.is_file() and CANARY.encode() in path.read_bytes():
            yield f"holds what is outside the input: {path.relative_to(out)}"


def samples_of(out: Path) -> Iterator[tuple[str, object]]:
    """All that is told of the samples: their rows, but for the time, and their files."""
    csv.field_size_limit(1 << 30)
    for path in sorted((out / "csv").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                row.pop("seconds", None)
                if (row.get("file") or "").startswith(f"{SAMPLES}/"):
                    yield path.name, tuple(row.items())
    for path in sorted((out / "json" / SAMPLES).rglob("*")):
        yield str(path.relative_to(out)), path.read_bytes() if path.is_file() else b""


def disagreements(scratch: Scratch) -> Iterator[str]:
    """What the independent checker says."""
    command = [
        *without_rights(),
        sys.executable,
        str(ROOT / "docs" / "check_manifest.py"),
        str(scratch.mail),
        "--out",
        str(scratch.top / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"check_manifest.py: {' '.join(done.stdout.splitlines()[:2])}")
    if done.returncode:
        yield from [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("НЕ СХОДИТСЯ")] or [done.stderr[-500:]]


def campaign(scratch: Scratch, formats: str, trace: bool, reuse: bool) -> Iterator[Finding]:
    """Runs it; prints the table, tells what is wrong."""
    print(f"{scratch.make(reuse)} hostile files and folders", flush=True)
    before, out = snapshot(scratch.mail), scratch.top / "out"
    started = time.monotonic()
    with listener() as listening:
        done = convert(scratch, scratch.mail, out, formats, trace)
        guests = visitors(listening)
    print(f"{time.monotonic() - started:.0f} s by the clock, exit code {done.returncode}", flush=True)
    if done.returncode != SEVERAL_CAUSES or "Traceback" in done.stderr:
        yield Finding("all", "", f"exit code {done.returncode}: {done.stderr[-1000:]}")
    if not (out / "csv" / "manifest.csv").exists():
        return
    run = Run(out, scratch.log)
    found = list(judged(run, EVERYTHING))
    print("\n".join(table(run, EVERYTHING, found)))
    yield from found
    alone = scratch.top / "out-alone"
    convert(scratch, scratch.top / "alone", alone, formats, trace=False)
    told, wanted = list(samples_of(out)), list(samples_of(alone))
    print(f"the samples: {len(wanted)} rows and files")
    others = [name for name, _ in set(told) ^ set(wanted)]
    for what in (*around(scratch, before, guests), *opened(scratch), *canaries(out), *disagreements(scratch), *others):
        yield Finding("all", "", what)


def main() -> int:
    """Prints the table and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--reuse", action="store_true", help="keep the hostile files that are in the folder already")
    parser.add_argument("--work", type=Path, default=Path("/tmp/roadmaps-hostile"))  # noqa: S108
    parser.add_argument("--formats", default="csv,json")
    arguments = parser.parse_args()
    findings = list(campaign(Scratch(arguments.work.resolve()), arguments.formats, arguments.trace, arguments.reuse))
    for one in findings:
        print(f"WRONG {one.family} {one.file}: {one.what}")
    print(f"{len(findings)} findings")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
