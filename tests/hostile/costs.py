"""What the reader of a run makes of one hostile file, and what that takes; and what it may take."""

import hashlib
import pickle
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.jobs import Job
from pipeline.batch.limits import Asked, outcome_of
from pipeline.inputs import Member
from pipeline.isolation import Guarded
from pipeline.isolation.contract import Broken, Done
from tests.hostile.case import Case

SECONDS, MEMORY = 2.0, 256 << 20
"""Of the processor of a machine of our time (`slowness`), and bytes beyond those that its reader held before, that a bomb may take."""

_TINY = b"plan"
_PACKED = zlib.compress(bytes(range(256)) * (1 << 16))
_USUAL = 0.1
"""Seconds that `slowness` takes on such a machine."""


class Ending(NamedTuple):
    """Verdict and reason, members called by what stands behind the name of the archive, seconds of the processor, bytes beyond those held before."""

    verdict: tuple[str, str]
    members: Sequence[Member]
    seconds: float
    memory: int


def read(case: Case, guarded: Guarded, folder: Path) -> Ending:
    """Has a file read in an empty folder, where its members may be unpacked to.

    A reader that has read others holds what their libraries loaded: what a tiny sound file takes is the reader at rest.
    """
    rest = _asked("tiny.txt", _TINY, guarded, folder)
    reply = _asked(case.file, case.make(), guarded, folder)
    outcome = outcome_of(reply, Asked().of(0))
    return Ending(outcome.verdict[:2], outcome.members or (), reply.seconds, reply.peak - rest.peak)


def _asked(name: str, content: bytes, guarded: Guarded, folder: Path) -> Done | Broken:
    path = folder / name
    path.write_bytes(content)
    limits = Asked().of(len(content))
    return guarded.call(pickle.dumps(Job("", path, name, hashlib.sha256(content).hexdigest(), folder, limits)), limits)


def slowness() -> float:
    """How many times longer some work takes here and now than on a machine of our time with nothing else to do; 1 where it is faster."""
    begun = time.process_time()
    hashlib.sha256(zlib.decompress(_PACKED)).digest()
    sum(number * number for number in range(1_000_000))
    return max(1.0, (time.process_time() - begun) / _USUAL)
