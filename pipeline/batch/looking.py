"""One file looked at by a person: read and understood in a guarded process as any other, and shown with what stands on the page."""

import hashlib
from pathlib import Path

from pipeline.batch.jobs import Job, setup
from pipeline.batch.limits import Asked, outcome_of
from pipeline.batch.outcome import NAMELESS, Outcome, refused
from pipeline.batch.workers import Setup, run_jobs
from pipeline.errors import UnreadableFileError
from pipeline.vocabulary.shapes import Vocabulary


def look(path: Path, vocabulary: Vocabulary) -> Outcome:
    """What the file at `path`, which is no archive, is understood as, with its document where it could be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return refused(UnreadableFileError(NAMELESS, error.strerror or ""))
    limits = Asked().of(len(content))
    job = Job("", path.absolute(), path.name, hashlib.sha256(content).hexdigest(), path.parent, limits, show=True)
    (reply,) = run_jobs(Setup(setup(vocabulary)), [job])
    return outcome_of(reply, limits)
