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
from pipeline.batch.outcome import NAMELESS, Cause, Outcome, refused, unforeseen
from pipeline.corrections.correct import correct
from pipeline.corrections.model import Correction
from pipeline.corrections.store import Corrections
from pipeline.errors import RoadmapError, UnreadableFileError
from pipeline.extract import read_bytes
from pipeline.inputs import Member, expand
from pipeline.isolation import Limits
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

SERVICE = f"{__name__}:serve"
_PLAN = "№\tМероприятие\tСрок\tОтветственный\n1\tПодбор наставников\tсентябрь\tДиректор Иванов И.И.\n".encode()


class Job(NamedTuple):
    """Read and understand the file at `path`, or unpack it into the folder `spool` where it is an archive."""

    path: Path
    name: str
    """Of the file alone, without folders: a file that is packed without a name is called after its archive."""
    sha256: str
    spool: Path
    limits: Limits
    corrections: tuple[Correction, ...] = ()
    """Those of this document."""
    key: str = ""
    """What its result is kept under."""


def setup(vocabulary: Vocabulary) -> bytes:
    """What `serve` needs."""
    return zlib.compress(pickle.dumps(vocabulary))


def serve(content: bytes) -> Callable[[bytes], bytes]:
    """The work of a process: a function that takes a packed job and gives its outcome in JSON."""
    vocabulary: Vocabulary = pickle.loads(zlib.decompress(content))
    normalize(read_bytes(_PLAN, NAMELESS), vocabulary)  # loads what every file needs, so that the first is not charged with it
    return lambda job: work(pickle.loads(job), vocabulary).model_dump_json().encode()


def work(job: Job, vocabulary: Vocabulary) -> Outcome:
    """What becomes of one file. Raises nothing but MemoryError, whatever is in it: this is the border of one document."""
    try:
        return _unpack(job) if is_archive(job.path) else _read(job, vocabulary)
    except UnreadableFileError as error:  # another time it may be there, or let itself be opened
        return refused(error, lasts="run")
    except RoadmapError as error:
        return refused(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place: an unforeseen error costs one file, not the batch
        return refused(unforeseen(error))


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
    known = Corrections(job.corrections)
    roadmap = normalize(read_bytes(_content(job), NAMELESS), vocabulary, known.period(job.sha256))
    done = correct(roadmap, known.of(job.sha256))
    return Outcome(roadmap=done.roadmap, corrected=len(done.applied), lost=len(done.lost))


def _content(job: Job) -> bytes:
    try:
        content = job.path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(NAMELESS, error.strerror or "") from error
    if hashlib.sha256(content).hexdigest() != job.sha256:  # a result is kept by its content
        raise UnreadableFileError(NAMELESS, "файл изменился, пока шла работа")
    return content
