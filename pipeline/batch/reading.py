"""What is due goes to the runner, and what comes back into the journal; what archives hold is due as well."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.batch.finding import Keys, met_in
from pipeline.batch.jobs import Job
from pipeline.batch.journal import ANY_LIMITS, Journal, Met
from pipeline.batch.limits import Asked, outcome_of
from pipeline.batch.outcome import Outcome
from pipeline.batch.runner import Runner
from pipeline.batch.workers import Reply
from pipeline.isolation import Broken

_SLICE = 500
"""So many files are read, and then the unpacked members of the archives among them are removed."""


class Reading(NamedTuple):
    """What it takes to read everything that a journal names."""

    journal: Journal
    runner: Runner
    keys: Keys
    limits: Asked
    spool: Path
    """Where workers unpack archives to."""
    more: Callable[[int], None]
    """Is told how many members of an archive were found."""
    done: Callable[[Met], None]
    """Is told each file that was read."""

    def read_all(self) -> None:
        """Gets every result that is missing."""
        for archive in self.journal.archives():
            self._add_known_members(archive)
        for part in _slices(self.journal.due(), _SLICE):
            self._read(part)
            opened = [archive for one in part for archive in self.journal.archives(one.key)]
            for archive in opened:
                self._add_members(archive)
            self._read([one for key in dict.fromkeys(one.key for one in opened) for one in self.journal.due(key)])
            self._empty_spool()

    def _read(self, files: Sequence[Met]) -> None:
        by_job = {self._job(one): one for one in files}
        for job, reply in self.runner.run(by_job):
            self._keep(by_job[job], job, reply)
            self.done(by_job[job])

    def _job(self, one: Met) -> Job:
        if one.path is None or one.sha256 is None:
            raise LookupError(one.file)
        return Job(one.path, self.spool, self.limits.of(one.size or 0), self.keys.corrections.of(one.sha256))

    def _keep(self, one: Met, job: Job, reply: Reply) -> None:
        outcome = _outcome(reply)
        if outcome is None:
            reply = Broken("rubbish", "no outcome", reply.seconds, reply.peak)
        if isinstance(reply, Broken):
            outcome = outcome_of(reply, job.limits)
        limits = repr(self.limits) if isinstance(reply, Broken) or outcome.limited else ANY_LIMITS
        self.journal.put(one.key, outcome, reply.seconds, limits)

    def _add_known_members(self, archive: Met) -> None:
        """Those of an archive that an earlier run opened; it is opened again where one of them was not read then and is no longer unpacked."""
        self._add_members(archive)
        if any(not one.path.exists() for one in self.journal.due(archive.key) if one.path):
            self.journal.drop_members(archive)

    def _add_members(self, archive: Met) -> None:
        found = [met_in(archive, member, self.spool, self.keys) for member in self.journal.get(archive.key).members or ()]
        self.journal.add(found)
        self.more(len(found))

    def _empty_spool(self) -> None:
        for path in self.spool.iterdir():
            path.unlink()


def _outcome(reply: Reply) -> Outcome | None:
    """What a worker says; None where it says something else, or nothing."""
    if isinstance(reply, Broken):
        return None
    try:
        return Outcome.model_validate_json(reply.content)
    except ValidationError:
        return None


def _slices(files: Iterable[Met], size: int) -> Iterator[list[Met]]:
    found = iter(files)
    while part := list(islice(found, size)):
        yield part
