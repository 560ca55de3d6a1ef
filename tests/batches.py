"""A batch run by a test, with what it wrote read back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.batch import FORMATS, Report, convert
from pipeline.batch.entries import entries
from pipeline.batch.events import Event, FileFailed
from pipeline.batch.journal import FILE, Journal
from pipeline.export.stale import SERVICE, dataset
from pipeline.inputs import Inputs, expand, gather
from pipeline.model import Roadmap
from pipeline.problems import Failure


class Batch(NamedTuple):
    """What became of a batch: its report, what who watched was told, the roadmaps, one for each content, in the order of their names, and the
    files of the dataset.
    """

    report: Report
    events: tuple[Event, ...]
    roadmaps: tuple[Roadmap, ...]
    written: tuple[Path, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(event.failure for event in self.events if isinstance(event, FileFailed))

    @property
    def exit_code(self) -> int:
        return self.report.exit_code

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
    written = sorted(dataset(Path(out))) if report.written else []
    roadmaps = _roadmaps(Path(out), written) if written else []
    return Batch(report, tuple(events), tuple(roadmaps), tuple(Path(out) / name for name in written))


def _roadmaps(out: Path, written: Sequence[str]) -> list[Roadmap]:
    documents = [name for name in written if name.startswith("json/")]
    if documents:
        found = [Roadmap.model_validate_json((out / name).read_bytes()) for name in documents]
        return sorted(found, key=lambda roadmap: roadmap.source.file)
    with Journal(out / SERVICE / FILE) as journal:
        return [entry.outcome for entry in entries(journal) if isinstance(entry.outcome, Roadmap)]


def gathered(*paths: Path, out: Path = Path("нет")) -> Inputs:
    """What there is to read at the paths; what was unpacked for that is gone."""
    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder)
        return gather(paths, out, spool, lambda path, file, name: expand(path, file, name, spool))
