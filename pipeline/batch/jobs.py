"""What a worker is asked to do, and what it does: the only code that meets what is in a file.

A worker process is given the vocabulary once (`serve`), and then one job after another. Jobs come from this program and are pickled; what
goes back is JSON, since whatever a file does to its reader must not get further.
"""

import hashlib
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline.archives import is_archive
from pipeline.archives.scratch import SpoolError
from pipeline.batch.outcome import NAMELESS, Cause, Outcome, as_json, refused, unforeseen
from pipeline.corrections.correct import correct
from pipeline.corrections.model import Correction
from pipeline.corrections.store import Corrections
from pipeline.document import Document
from pipeline.errors import OutputError, RoadmapError, UnreadableFileError
from pipeline.extract import read_bytes
from pipeline.extract.budget import budget
from pipeline.inputs import Member, expand
from pipeline.isolation import Limits
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

SERVICE = f"{__name__}:serve"
FOR_READING = 0.65
"""The part of a file's time that its reading may take; then it leaves off with what it has, and that is understood in the rest."""
CHANGED = "файл изменился, пока шла работа"
_PLAN = "№\tМероприятие\tСрок\tОтветственный\n1\tПодбор наставников\tсентябрь\tДиректор Иванов И.И.\n".encode()


class Job(NamedTuple):
    """Read and understand the file at `path`, or unpack it into the folder `spool` where it is an archive."""

    key: str
    """What its outcome is kept under."""
    path: Path
    name: str
    """Of the file alone, without folders: a file that is packed without a name is called after its archive."""
    sha256: str
    spool: Path
    limits: Limits
    corrections: tuple[Correction, ...] = ()
    """Those of this document."""
    show: bool = False
    """Whether what stands on the page is wanted too, for a person to look at."""
    again: bool = False
    """Whether this is its second try."""


def setup(vocabulary: Vocabulary) -> bytes:
    """What `serve` needs."""
    return zlib.compress(pickle.dumps(vocabulary))


def serve(content: bytes) -> Callable[[bytes], bytes]:
    """The work of a process: a function that takes a packed job and gives its outcome in JSON."""
    vocabulary: Vocabulary = pickle.loads(zlib.decompress(content))  # noqa: S301 - from the parent, by a pipe of its own
    normalize(read_bytes(_PLAN, NAMELESS), vocabulary)  # loads what every file needs, so that the first is not charged with it
    return lambda job: as_json(work(pickle.loads(job), vocabulary))  # noqa: S301 - as above


def work(job: Job, vocabulary: Vocabulary) -> Outcome:
    """What becomes of one file. Raises nothing but MemoryError, whatever is in it."""
    return _bordered(lambda: _unpack(job) if is_archive(job.path) else _read(job, vocabulary))


def _bordered(step: Callable[[], Outcome]) -> Outcome:
    """The border of one document: what the step gives, or why it gives nothing."""
    try:
        return step()
    except SpoolError as error:  # the disk is full: no fault of the archive
        return refused(OutputError(NAMELESS, error.strerror or ""), lasts="run")
    except UnreadableFileError as error:  # another time it may be there, or let itself be opened
        return refused(error, lasts="run")
    except RoadmapError as error:
        return refused(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place: an unforeseen error costs one file, not the batch
        return refused(unforeseen(error), lasts="run" if isinstance(error, OSError) else "always")


def _unpack(job: Job) -> Outcome:
    archive, *members = expand(job.path, job.name, job.name.encode("utf-8", "replace"), job.spool)
    cause = Cause(code=archive.reason, message=_message(archive)) if archive.message else None
    if archive.verdict == "refused":
        return Outcome(cause=cause)
    return Outcome(members=tuple(_behind(job.name, one) for one in members), cause=cause)


def _behind(archive: str, member: Member) -> Member:
    """The member called by what stands behind the name of its archive, which may be called otherwise another time."""
    file, name = member.file.removeprefix(archive), member.name.removeprefix(archive.encode())
    return member.model_copy(update={"file": file, "name": name, "message": _message(member)})


def _message(member: Member) -> str:
    return member.message.removeprefix(f"{member.file}: ")


def _read(job: Job, vocabulary: Vocabulary) -> Outcome:
    with budget(job.limits.cpu * FOR_READING) as time:
        document = read_bytes(_content(job), NAMELESS)
    outcome = _bordered(lambda: _understand(document, job, vocabulary))
    if time.was_spent:
        outcome = outcome.model_copy(update={"lasts": "limits"})
    return outcome.model_copy(update={"document": document}) if job.show else outcome


def _understand(document: Document, job: Job, vocabulary: Vocabulary) -> Outcome:
    known = Corrections(job.corrections)
    done = correct(normalize(document, vocabulary, known.period(job.sha256)), known.of(job.sha256))
    return Outcome(roadmap=done.roadmap, corrected=len(done.applied), lost=len(done.lost))


def _content(job: Job) -> bytes:
    try:
        content = job.path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(NAMELESS, error.strerror or "") from error
    if hashlib.sha256(content).hexdigest() != job.sha256:  # a result is kept by its content
        raise UnreadableFileError(NAMELESS, CHANGED)
    return content
