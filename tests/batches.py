"""A batch run by a test, with what it wrote read back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.batch import FORMATS, Report, convert
from pipeline.batch.entries import entries
from pipeline.batch.events import Event, FileFailed
from pipeline.batch.journal import FILE, Journal
from pipeline.export.stale import SERVICE
from pipeline.model import Roadmap
from pipeline.problems import Failure


class Batch(NamedTuple):
    """What became of a batch: its report, what who watched was told, and the roadmaps, one for each content, in the order of their names."""

    report: Report
    events: tuple[Event, ...]
    roadmaps: tuple[Roadmap, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(event.failure for event in self.events if isinstance(event, FileFailed))

    @property
    def exit_code(self) -> int:
        return self.report.exit_code

    @property
    def written(self) -> tuple[Path, ...]:
        return self.report.written

    @property
    def files(self) -> int:
        return self.report.files

    @property
    def passed_over(self) -> int:
        return self.report.passed_over

    @property
    def names(self) -> list[str]:
        return [roadmap.source.file for roadmap in self.roadmaps]


def run(paths: Sequence[Path], out: Path | str, formats: Sequence[str] = FORMATS, **options: Any) -> Batch:
    """Converts, and reads the roadmaps back: from the JSON that was written, or else from the journal."""
    events: list[Event] = []
    report = convert(paths, Path(out), formats, watch=events.append, **options)
    return Batch(report, tuple(events), tuple(_roadmaps(Path(out), report)))


def _roadmaps(out: Path, report: Report) -> list[Roadmap]:
    if not report.written:
        return []
    written = [path for path in report.written if path.parts[len(out.parts)] == "json"]
    if written:
        found = [Roadmap.model_validate_json(path.read_bytes()) for path in written]
        return sorted(found, key=lambda roadmap: roadmap.source.file)
    with Journal(out / SERVICE / FILE) as journal:
        return [entry.outcome for entry in entries(journal) if isinstance(entry.outcome, Roadmap)]
