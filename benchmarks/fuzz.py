"""Fuzzing: samples changed by chance are read and understood, and whatever is not a documented ending is a finding.

    python benchmarks/fuzz.py [--minutes N] [--format docx]... [--seed S] [--count N] [--only NUMBER] [--out FOLDER]

Sources are `samples/`, and the files beside the checkout where they are there. A mutant is told by format, seed and number: the same three
make it again (`--only NUMBER --count 1`). Each new finding (kind, exception and place) is written to FOLDER as a file. Exit code 1: there are findings.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.fuzzing.formats import mutant  # noqa: E402
from benchmarks.fuzzing.made import made  # noqa: E402
from benchmarks.fuzzing.runner import Limits, Tried, run  # noqa: E402
from benchmarks.fuzzing.trial import FINDINGS, Ending, attempt  # noqa: E402
from pipeline import vocabulary as words  # noqa: E402
from pipeline.extract import READERS  # noqa: E402
from pipeline.extract.sniff import sniff  # noqa: E402

BESIDE = ("seeds", "native/docx", "native/odt", "native/rtf", "native/doc", "native/pdf", "native/pdf_borderless", "native/pdf_landscape")
"""Folders with real files, below `shared/` beside the checkout."""

SLOW = {"doc": 40, "pdf": 100, "image": 10}
"""Mutants in a process before it is replaced, where its libraries keep what they take."""

SCANS = "scan"
"""In the names of files that are left out: while one picture of a page is recognised, hundreds of mutants of others are tried."""


class Campaign(NamedTuple):
    """Mutants of one format that follow from one seed."""

    file_format: str
    seed: int
    sources: Sequence[bytes]

    def make(self, number: int) -> bytes:
        """The mutant of a number."""
        chance = random.Random(f"{self.file_format} {self.seed} {number}")
        return mutant(chance, chance.choice(self.sources), self.file_format)

    def run(self, numbers: range, limits: Limits = Limits()) -> Iterator[Tried]:  # noqa: B008 - a constant
        """How the mutants of these numbers end."""
        vocabulary = words.load()
        name = f"mutant{min(READERS[self.file_format].suffixes, key=len) or '.txt'}"
        batch = SLOW.get(self.file_format, 200)
        return run(lambda number: attempt(self.make(number), name, vocabulary), numbers, limits, batch)


def sources(folders: Sequence[Path]) -> dict[str, list[bytes]]:
    """The files of these folders by their format, those that are read; with what is made of formats that no sample has."""
    found = made()
    for path in sorted(path for folder in folders for path in folder.glob("*.*") if path.is_file() and SCANS not in path.stem):
        data = path.read_bytes()
        if (file_format := sniff(data)) in READERS:
            found.setdefault(file_format, []).append(data)
    return found


def folders() -> list[Path]:
    """`samples/`, and the folders beside the checkout."""
    return [ROOT / "samples", *(ROOT.parent / "shared" / name for name in BESIDE)]


class Account:
    """What became of the mutants of one campaign; the first of each finding is kept as a file."""

    def __init__(self, campaign: Campaign, out: Path) -> None:
        self.campaign = campaign
        self.kinds: Counter[str] = Counter()
        self.broad: Counter[Ending] = Counter()
        """Endings with an exception in them: who raised what, where."""
        self.slowest = Tried(0, Ending(""))
        self._out = out

    def take(self, tried: Tried) -> None:
        """Counts one mutant."""
        self.kinds[tried.ending.kind] += 1
        self.slowest = max(self.slowest, tried, key=lambda one: one.seconds)
        if tried.ending.exception or tried.ending.is_finding:
            self.broad[tried.ending] += 1
            if tried.ending.is_finding and self.broad[tried.ending] == 1:
                self._keep(tried)

    def _keep(self, tried: Tried) -> None:
        kind, exception, place = tried.ending
        what = "-".join(filter(None, (kind, exception, place.replace("/", "_").replace(":", "_"))))
        self._out.mkdir(parents=True, exist_ok=True)
        name = f"{self.campaign.file_format}-{self.campaign.seed}-{tried.number}-{what}.bin"
        (self._out / name).write_bytes(self.campaign.make(tried.number))

    @property
    def findings(self) -> int:
        """How many mutants ended as none may."""
        return sum(self.kinds[kind] for kind in FINDINGS)

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds.items()))
        lines = [f"{self.campaign.file_format}: {sum(self.kinds.values())} mutants, {self.findings} findings: {kinds}"]
        lines.append(f"  slowest: {self.slowest.seconds} s, number {self.slowest.number}")
        lines += [f"  {count:6} {ending.kind} {ending.exception} {ending.place}" for ending, count in self.broad.most_common()]
        return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the campaigns and prints an account of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0, help="in all, shared evenly by the formats")
    parser.add_argument("--format", action="append", choices=sorted(READERS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, default=0, help="the number of the first mutant")
    parser.add_argument("--count", type=int, default=10**9, help="mutants of a format at the most")
    parser.add_argument("--out", type=Path, default=Path("findings"))
    given = parser.parse_args(arguments)
    found = {name: files for name, files in sources(folders()).items() if not given.format or name in given.format}
    total = 0
    for name, files in found.items():
        account = Account(Campaign(name, given.seed, files), given.out)
        until = time.monotonic() + 60 * given.minutes / len(found)
        for tried in account.campaign.run(range(given.only, given.only + given.count)):
            account.take(tried)
            if time.monotonic() > until:
                break
        print(account, flush=True)
        total += account.findings
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main())
