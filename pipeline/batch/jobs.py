"""What a worker is asked to do, and what it does: the only code that meets what is in a file.

A worker process is given the vocabulary once (`serve`), and then one job after another. Jobs come from this program and are pickled; what
goes back is JSON, since whatever a file does to its reader must not get further.
"""

import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline import vocabulary as words
from pipeline.batch.outcome import NAMELESS, Outcome, refused, unforeseen
from pipeline.corrections.correct import correct
from pipeline.corrections.model import Correction
from pipeline.corrections.store import Corrections
from pipeline.errors import RoadmapError
from pipeline.extract import read
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

SERVICE = f"{__name__}:serve"


class Read(NamedTuple):
    """Read and understand the file at the path. The name has the suffix that the file came with."""

    path: Path
    corrections: tuple[Correction, ...] = ()


Job = Read


def setup(vocabulary: Vocabulary) -> bytes:
    """What `serve` needs."""
    return zlib.compress(pickle.dumps(vocabulary))


def serve(content: bytes) -> Callable[[bytes], bytes]:
    """The work of a process: a function that takes a packed job and gives its outcome in JSON."""
    vocabulary: Vocabulary = pickle.loads(zlib.decompress(content))
    return lambda job: work(pickle.loads(job), vocabulary).model_dump_json().encode()


def work(job: Job, vocabulary: Vocabulary) -> Outcome:
    """What becomes of one file. Raises nothing but MemoryError, whatever is in it: this is the border of one document."""
    try:
        return _read(job, vocabulary)
    except RoadmapError as error:
        return refused(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place: an unforeseen error costs one file, not the batch
        return refused(unforeseen(error))


def _read(job: Read, vocabulary: Vocabulary) -> Outcome:
    known = Corrections(job.corrections)
    document = read(job.path, NAMELESS)
    key = document.source.sha256
    done = correct(normalize(document, vocabulary, known.period(key)), known.of(key))
    return Outcome(roadmap=done.roadmap, corrected=len(done.applied), lost=len(done.lost))
