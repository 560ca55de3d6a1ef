"""From the journal to the published dataset, unless the folder holds just that already."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.anonymise import Anonymiser
from pipeline.batch.entries import entries, failures, lines
from pipeline.batch.events import FileFailed, Watch
from pipeline.batch.report import Report
from pipeline.batch.tally import Tally
from pipeline.batch.workplace import Workplace
from pipeline.export import Entry, write
from pipeline.export.dataset import Words
from pipeline.export.publish import publish, staging
from pipeline.export.stale import dataset
from pipeline.model import Roadmap
from pipeline.names import code_names
from pipeline.problems import Failure
from pipeline.vocabulary.shapes import Vocabulary

_PUBLISHED, _FILES, _REPORT = "published", "published files", "published report"


class Writing(NamedTuple):
    """What is to be written, and as what."""

    place: Workplace
    formats: Sequence[str]
    vocabulary: Vocabulary
    versions: str
    anonymise: bool

    def write(self, watch: Watch) -> Report:
        """Publishes what the journal holds, and tells each failure. The report knows what is in the dataset, and not yet how it was read."""
        journal = self.place.journal
        state = self._state()
        known = journal.noted(_REPORT) if journal.noted(_PUBLISHED) == state and self._is_intact() else None
        if known:
            for failed in failures(journal):
                watch(FileFailed(failed))
            return Report.model_validate_json(known).model_copy(update={"unchanged": True})
        report = self._written(watch)
        journal.drop_unused()
        for name, content in ((_PUBLISHED, state), (_FILES, _marks(self.place.out)), (_REPORT, report.model_dump_json())):
            journal.note(name, content)
        return report

    def _written(self, watch: Watch) -> Report:
        out, tally, hiding = self.place.out, Tally(), self._hiding()
        words = Words(self.vocabulary.sha256, self.vocabulary.additions)
        account = map(hiding.line, lines(self.place.journal)) if hiding else lines(self.place.journal)
        with staging(out) as folder:
            content = tally.count(_telling(self._entries(hiding), watch))
            written = write(content, folder, self.formats, code_names(self.vocabulary), words=words, manifest=account)
            publish(out, folder)
        return Report(
            plans=tally.plans, activities=tally.activities, looks=tally.looks, to_look_at=tally.to_look_at, written=tuple(written)
        )

    def _entries(self, hiding: Anonymiser | None) -> Iterator[Entry]:
        found = entries(self.place.journal)
        return (_without_names(entry, hiding) for entry in found) if hiding else found

    def _hiding(self) -> Anonymiser | None:
        """What knows all names of the batch, where they are to be hidden."""
        if not self.anonymise:
            return None
        hiding = Anonymiser(self.vocabulary)
        for line in lines(self.place.journal):
            hiding.meet_path(line.file)
        for entry in entries(self.place.journal):
            if isinstance(entry.outcome, Roadmap):
                hiding.meet(entry.outcome)
        return hiding

    def _state(self) -> str:
        """A hash of all that has a say in what is written."""
        words = (self.versions, *sorted(self.formats), *self.vocabulary.additions, self.anonymise)
        state = hashlib.sha256(json.dumps(words).encode())
        for told in self.place.journal.told():
            state.update(repr((told.line._replace(seconds=None), told.key)).encode())
        return state.hexdigest()

    def _is_intact(self) -> bool:
        """Whether what was published is still there as it was written."""
        return self.place.journal.noted(_FILES) == _marks(self.place.out)


def _telling(found: Iterable[Entry], watch: Watch) -> Iterator[Entry]:
    for entry in found:
        if isinstance(entry.outcome, Failure):
            watch(FileFailed(entry.outcome))
        yield entry


def _without_names(entry: Entry, hiding: Anonymiser) -> Entry:
    hidden = hiding.roadmap(entry.outcome) if isinstance(entry.outcome, Roadmap) else hiding.failure(entry.outcome)
    return Entry(hiding.path(entry.file), hidden, tuple(map(hiding.path, entry.same)))


def _marks(out: Path) -> str:
    """A hash of the size and time of each file of the dataset in a folder, by which a change is seen."""
    marks = hashlib.sha256()
    for name in dataset(out):
        status = _status(out / name)
        marks.update(repr((name, status and (status.st_size, status.st_mtime_ns))).encode())
    return marks.hexdigest()


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
