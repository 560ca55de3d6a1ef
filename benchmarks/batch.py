"""Thousands of files in one run: rate, memory, writing, the size of the journal, and what the next runs cost.

    python benchmarks/batch.py [FOLDER ...] [--plans 10000] [--seed 1] [--formats LIST] [--workers N]

Plans are generated and converted by the command in a process of its own, a tenth of them first: the peak memory of the parent (VmHWM)
must not depend on their number. Then the whole once more, of which nothing is read again, and with three files more. FOLDER: files of
one's own instead, of any format. Linux only: the peak is asked of /proc.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.generate import write as generate  # noqa: E402

_PARENT = """import sys, time
from pipeline.cli import main
code = main(sys.argv[1:])
print(open("/proc/self/status").read(), f"\\nCPU: {time.process_time()}", file=sys.stderr, sep="")
sys.exit(code)"""
_MORE = 3


class Figures(NamedTuple):
    """What one run took."""

    files: int
    fresh: int
    seconds: float
    writing: float
    cpu: float
    peak: int
    journal: int

    def __str__(self) -> str:
        rate = f"{self.fresh / (self.seconds - self.writing):7.1f} files/s" if self.fresh else f"{'':15}"
        return (
            f"{self.files:6} files, {self.fresh:6} read, {self.seconds:7.1f} s, of that writing {self.writing:6.1f} s, {rate}, "
            f"parent: {self.cpu:6.1f} s CPU, peak {self.peak / 1024:6.1f} MiB, journal {self.journal / (1 << 20):6.1f} MiB"
        )


def measure(paths: Sequence[Path], out: Path, options: Sequence[str]) -> Figures:
    """One run of the command."""
    log = out.with_suffix(".jsonl")
    log.unlink(missing_ok=True)
    command = [sys.executable, "-c", _PARENT, "convert", *map(str, paths), "--out", str(out), "--quiet", "--log-json", str(log), *options]
    start = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        said = process.stderr.read().decode() if process.stderr else ""
    seconds = time.monotonic() - start
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    done = [event for event in events if event["event"] == "FileDone"]
    times = {event["event"]: datetime.fromisoformat(event["time"]) for event in events}
    (peak,) = [int(line.split()[1]) for line in said.splitlines() if line.startswith("VmHWM:")]
    return Figures(
        len(done),
        sum(event["fresh"] for event in done),
        seconds,
        (times["Finished"] - times["AllRead"]).total_seconds(),
        _cpu(said),
        peak,
        (out / ".roadmaps" / "journal.sqlite").stat().st_size,
    )


def _cpu(said: str) -> float:
    """Seconds of the processor of the parent alone, which it says last."""
    return next((float(line.split()[1]) for line in said.splitlines() if line.startswith("CPU:")), 0.0)


def main() -> None:
    """Prints the figures of each run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--plans", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default="csv,parquet,xlsx,json")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    options = ["--formats", arguments.formats, "--workers", str(arguments.workers)]
    with tempfile.TemporaryDirectory(prefix="batch-") as folder:
        place = Path(folder)
        few, many = place / "few", place / "many"
        generate(many, arguments.plans, 2023, arguments.seed)
        few.mkdir()
        for path in sorted(many.iterdir())[: arguments.plans // 10]:
            shutil.copy(path, few)
        part = measure([few], place / "part", options)
        print(f"a tenth:    {part}", flush=True)
        paths = arguments.paths or [many]
        whole = measure(paths, place / "out", options)
        print(f"all:        {whole}", flush=True)
        print(f"peak of all against that of a tenth: {whole.peak / part.peak - 1:+.1%}", flush=True)
        print(f"again:      {measure(paths, place / 'out', options)}", flush=True)
        generate(place / "more", _MORE, 2023, arguments.seed + 1)
        print(f"three more: {measure([*paths, place / 'more'], place / 'out', options)}", flush=True)


if __name__ == "__main__":
    main()
