"""What is due goes to the runner, and what comes back into the journal; what archives hold is due as well."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.finding import Keys, met_in
from pipeline.batch.jobs import Job
from pipeline.batch.journal import ANY_LIMITS, THIS_RUN, Journal, Met
from pipeline.batch.limits import Asked, outcome_of
from pipeline.batch.runner import Runner
from pipeline.batch.telling import Teller
from pipeline.batch.workers import Reply

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
    teller: Teller

    def read_all(self) -> None:
        """Gets every result that is missing."""
        for archive in self.journal.archives():
            self._reopen(archive)
        self.teller.start()
        self._read_members(self.journal.archives())  # of which an earlier run, that was broken off, did not read all
        for part in _slices(self.journal, _SLICE):
            self._read(part)
            opened = [archive for one in part for archive in self.journal.archives(one.key)]
            for archive in opened:
                self._add_members(archive)
            self._read_members(opened)
            self._empty_spool()

    def _read(self, files: Sequence[Met]) -> None:
        once = {one.key: one for one in files if one.key}  # two archives may hold the same
        for job, reply in self.runner.run(map(self._job, once.values())):
            self._keep(job, reply)
            self.teller.read(job.key, reply.peak)

    def _read_members(self, archives: Sequence[Met]) -> None:
        for archive in archives:
            self.teller.members(archive.file)
        self._read([one for archive in archives for one in self.journal.due(archive.file)])

    def _job(self, one: Met) -> Job:
        if one.path is None or one.sha256 is None or one.key is None:
            raise LookupError(one.file)
        return Job(
            one.key,
            one.path,
            one.file.rpartition("/")[2],
            one.sha256,
            self.spool,
            self.limits.of(one.size or 0),
            self.keys.corrections.of(one.sha256),
        )

    def _keep(self, job: Job, reply: Reply) -> None:
        outcome = outcome_of(reply, job.limits)
        limits = {"always": ANY_LIMITS, "limits": repr(self.limits), "run": THIS_RUN}[outcome.lasts]
        self.journal.put(job.key, outcome, reply.seconds, limits)

    def _reopen(self, archive: Met) -> None:
        """Adds the members of an archive that an earlier run unpacked; it is due again where one was not read then and is no longer there."""
        self._add_members(archive)
        lacking = [one for one in self.journal.due(archive.file) if not _is_whole(one)]
        for one in lacking:
            if one.path:
                one.path.unlink(missing_ok=True)
        if lacking:
            self.journal.drop_members(archive)

    def _add_members(self, archive: Met) -> None:
        if archive.key:
            self.journal.add(met_in(archive, self.journal.get(archive.key), self.spool, self.keys))

    def _empty_spool(self) -> None:
        for path in self.spool.iterdir():
            if path.is_dir():  # of a worker that was killed while it unpacked
                shutil.rmtree(path)
            else:
                path.unlink()


def _is_whole(member: Met) -> bool:
    """Whether a member is there as it was unpacked; after a loss of power it may be cut off."""
    return member.path is not None and member.path.exists() and member.path.stat().st_size == member.size


def _slices(journal: Journal, size: int) -> Iterator[list[Met]]:
    """What is due in folders, so many files at a time; each has its result before the next are asked for."""
    while part := journal.due(most=size):
        yield part
