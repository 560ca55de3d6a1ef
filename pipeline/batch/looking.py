"""Few files looked at by a person: unpacked, read and understood in a guarded process as any others, and shown with what stands on the page."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.batch.jobs import CHANGED, Job, setup
from pipeline.batch.limits import Asked, outcome_of
from pipeline.batch.outcome import NAMELESS, Outcome, cause_of, refused
from pipeline.batch.workers import Setup, run_jobs, stop_all
from pipeline.errors import UnreadableFileError
from pipeline.inputs import Member
from pipeline.vocabulary.shapes import Vocabulary


class Onlooker:
    """What reads for one person (see `onlooker`); it may write to the folder `spool` alone."""

    def __init__(self, vocabulary: Vocabulary, spool: Path) -> None:
        self.vocabulary = vocabulary
        self.spool = spool
        self.setup = Setup(setup(vocabulary), (spool,))

    def look(self, path: Path) -> Outcome:
        """What the file at `path` is understood as, with its document where it could be read; of an archive, its members, unpacked to the spool."""
        try:
            with path.open("rb") as stream:
                sha256, size = hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell()
        except OSError as error:
            return refused(UnreadableFileError(NAMELESS, error.strerror or ""))
        limits = Asked().of(size)
        job = Job("", path.absolute(), path.name, sha256, self.spool, limits, show=True)
        (reply,) = run_jobs(self.setup, [job])
        return outcome_of(reply, limits)

    def members(self, path: Path, file: str, name: bytes) -> list[Member]:
        """The archive at `path`, which the outputs call `file`, and what is in it: see `pipeline.inputs.expand`."""
        outcome = self.look(path)
        if outcome.members is None:
            cause = outcome.cause or cause_of(UnreadableFileError(NAMELESS, CHANGED))
            message = cause.of(file).problem.message
            return [Member(file=file, name=name, verdict="refused", reason=cause.code, message=message, container=True)]
        return [_whole_sentence(one.below(file, name)) for one in outcome.members]


@contextmanager
def onlooker(vocabulary: Vocabulary) -> Iterator[Onlooker]:
    """A guarded process with a folder of its own, which both end with the block."""
    with tempfile.TemporaryDirectory() as folder:
        eyes = Onlooker(vocabulary, Path(folder))
        try:
            yield eyes
        finally:
            stop_all(eyes.setup)


def _whole_sentence(member: Member) -> Member:
    """The member with its name in its message, which comes from the worker without."""
    return member.model_copy(update={"message": f"{member.file}: {member.message}"}) if member.message else member
