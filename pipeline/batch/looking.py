"""Few files looked at by a person: unpacked, read and understood in a guarded process as any others, and shown with what stands on the page."""

import hashlib
from pathlib import Path
from typing import Self

from pipeline.batch.jobs import Job, setup
from pipeline.batch.limits import Asked, outcome_of
from pipeline.batch.outcome import NAMELESS, Outcome, refused
from pipeline.batch.workers import Setup, run_jobs, stop_all
from pipeline.errors import UnreadableFileError
from pipeline.inputs import Member
from pipeline.vocabulary.shapes import Vocabulary


class Onlooker:
    """The process that reads for one person, as long as the block lasts; it may write to the folder `spool` alone."""

    def __init__(self, vocabulary: Vocabulary, spool: Path) -> None:
        self.vocabulary = vocabulary
        self.spool = spool
        self._setup = Setup(setup(vocabulary), (spool,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        stop_all(self._setup)

    def look(self, path: Path) -> Outcome:
        """What the file at `path` is understood as, with its document where it could be read; of an archive, its members, unpacked to the spool."""
        try:
            with path.open("rb") as stream:
                sha256, size = hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell()
        except OSError as error:
            return refused(UnreadableFileError(NAMELESS, error.strerror or ""))
        limits = Asked().of(size)
        job = Job("", path.absolute(), path.name, sha256, self.spool, limits, show=True)
        (reply,) = run_jobs(self._setup, [job])
        return outcome_of(reply, limits)

    def members(self, path: Path, file: str, name: bytes) -> list[Member]:
        """The archive at `path`, which the outputs call `file`, and what is in it: see `pipeline.inputs.expand`."""
        outcome = self.look(path)
        cause = outcome.cause
        if outcome.members is None:
            archive = Member(file=file, name=name, verdict="refused", container=True)
            return [archive.model_copy(update={"reason": cause.code, "message": f"{file}: {cause.message}"} if cause else {})]
        return [_called(file, name, one) for one in outcome.members]


def _called(file: str, name: bytes, member: Member) -> Member:
    """The member with the name of its archive before its own."""
    whole = f"{file}{member.file}"
    message = f"{whole}: {member.message}" if member.message else ""
    return member.model_copy(update={"file": whole, "name": name + member.name, "message": message})
