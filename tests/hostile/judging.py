"""What a run made of hostile files, by its manifest and its log, against what is right for them."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RoadmapError
from pipeline.verdicts import SKIPPED
from tests.hostile.case import Case, Place, Verdicts
from tests.hostile.costs import SECONDS
from tests.hostile.everything import Set, folder_of

SOUND = "цел.txt"
"""A member that is a sound plan beside what is hostile."""
NOWHERE = {"internal_error", "reader_died", "time_limit", "memory_limit"}
"""Reasons that are right for no hostile file: our own fault, or a limit that should not have been needed."""

Row = dict[str, str]


class Finding(NamedTuple):
    """Something that is not as it should be."""

    family: str
    file: str
    what: str


class Run:
    """The manifest of a run, and what its log says of memory."""

    def __init__(self, out: Path, log: Path | None = None) -> None:
        csv.field_size_limit(1 << 30)
        with (out / "csv" / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
            self.rows: list[Row] = list(csv.DictReader(stream))
        self.by_file = {unprotected(row["file"]): row for row in self.rows}
        self.by_name = {bytes.fromhex(row["name_bytes"]): row for row in self.rows}
        events = map(json.loads, log.read_text("utf-8").splitlines() if log else ())
        self.peaks: dict[str, int] = {event["file"]: event["peak"] for event in events if event["event"] == "FileDone" and event["peak"]}

    def peak(self, file: str) -> int:
        """Bytes that its reader held at most, with those that the reader kept of files before; 0 where that is not known."""
        return self.peaks.get(file, 0)

    def verdict(self, row: Row) -> tuple[str, str]:
        """Verdict and reason; of a duplicate those of the file that it equals."""
        if row["reason"] == "duplicate_file":
            row = self.by_file[unprotected(row["detail"])]
        return row["verdict"], row["reason"]

    def below(self, file: str) -> Iterator[Row]:
        """The rows of the members of an archive."""
        return (row for name, row in self.by_file.items() if name.startswith(f"{file}/"))


def unprotected(cell: str) -> str:
    """The text of a cell, as `docs/data.md` gives it back."""
    return cell[1:] if cell.startswith("'") else cell


def judged(run: Run, wanted: Set) -> Iterator[Finding]:
    """All that is not right in a run over the set; names in it are below the folder of the mail."""
    for family, cases in wanted.families.items():
        for case in cases:
            yield from (Finding(family, case.file, what) for what in _of_case(run, case, f"{family}/{case.file}"))
    for place in wanted.places:
        yield from (Finding("folders", place.title, what) for what in _of_place(run, place))
    for row in run.rows:
        if not is_documented(row["verdict"], row["reason"]):
            yield Finding("all", row["file"], f"{row['verdict']} {row['reason']!r} is in no list")
        if row["reason"] in NOWHERE:
            yield Finding("all", row["file"], f"{row['reason']}: {row['detail']}")


def is_documented(verdict: str, reason: str) -> bool:
    """Whether a verdict may have this reason."""
    codes = {error.code for error in RoadmapError.__subclasses__()}
    return reason in {"whole": {""}, "partial": codes | {"unreadable_part"}, "refused": codes, "skipped": set(SKIPPED)}[verdict]


def _of_case(run: Run, case: Case, file: str) -> Iterator[str]:
    row = run.by_file.get(file)
    if row is None:
        yield "not in the manifest"
        return
    yield from _wrong(run, row, case.verdicts)
    for name, verdicts in case.members.items():
        member = run.by_file.get(f"{file}/{name}")
        if member is None:
            yield f"{name} is not in the manifest"
        else:
            yield from _wrong(run, member, frozenset({("whole", "")}) if name == SOUND else verdicts)
    if case.bomb:
        yield from _costly([row, *run.below(file)])


def _wrong(run: Run, row: Row, verdicts: Verdicts) -> Iterator[str]:
    """What is wrong in a row; where no verdict is told, any that is documented is right."""
    found = run.verdict(row)
    if verdicts and found not in verdicts:
        yield f"{row['file']}: {' '.join(found)} and not {' | '.join(sorted(' '.join(one).strip() for one in verdicts))}: {row['detail']}"


def _costly(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if (seconds := float(row["seconds"] or 0)) > SECONDS:
            yield f"{row['file']}: {seconds:.1f} s"


def _of_place(run: Run, place: Place) -> Iterator[str]:
    below = folder_of(place).encode() + b"/"
    met = {name.removeprefix(below): row for name, row in run.by_name.items() if name.startswith(below)}
    if not met:  # this system cannot have such a thing
        return
    for name in set(met) ^ set(place.verdicts):
        yield f"{name!r} is {'not met' if name in place.verdicts else 'met and not known'}"
    for name in set(met) & set(place.verdicts):
        yield from _wrong(run, met[name], place.verdicts[name])


def table(run: Run, wanted: Set, findings: Iterable[Finding]) -> Iterator[str]:
    """A line for each family: how many cases, how many right and wrong, the slowest and the largest."""
    wrong = Counter(family for family, _ in {(one.family, one.file) for one in findings})
    yield f"{'family':<10}{'cases':>6}{'right':>6}{'wrong':>6}  slowest, largest"
    for family, cases in wanted.families.items():
        rows = {name: row for name, row in run.by_file.items() if name.startswith(f"{family}/")}
        slowest = max(rows, key=lambda name: float(rows[name]["seconds"] or 0), default="")
        largest = max(rows, key=run.peak, default="")
        costs = f"{float(rows[slowest]['seconds'] or 0):.1f} s {slowest}, {run.peak(largest) >> 20} MiB {largest}" if rows else ""
        yield f"{family:<10}{len(cases):>6}{len(cases) - wrong[family]:>6}{wrong[family]:>6}  {costs}"
    yield f"{'folders':<10}{len(wanted.places):>6}{len(wanted.places) - wrong['folders']:>6}{wrong['folders']:>6}"
