"""What a file may take to be read, and what is said of one that takes more."""

from typing import NamedTuple

from pydantic import ValidationError

from pipeline.batch.outcome import Outcome, refused
from pipeline.batch.workers import Lost, Reply
from pipeline.errors import MemoryLimitError, ReaderDiedError, RoadmapError, TimeLimitError, TooLargeError
from pipeline.isolation import Broken, Done, Limits

_BYTES_A_SECOND = 8 << 20
"""Of a large file: unpacking an archive takes about a second for so many."""
_WALL = 1.5
"""Seconds by the clock for one of the processor, where other programs are at work too."""


class Asked(NamedTuple):
    """What the person allows a file of ordinary size."""

    seconds: float = 20.0
    megabytes: int = 1536

    def of(self, size: int) -> Limits:
        """The limits on a file of so many bytes."""
        seconds = self.seconds + size // _BYTES_A_SECOND
        return Limits(cpu=seconds, wall=seconds * _WALL, memory=self.megabytes << 20)


def outcome_of(reply: Reply, limits: Limits) -> Outcome:
    """What the reply says, or why a file has no outcome of its own. What comes from a worker is not trusted to be one."""
    if isinstance(reply, Lost):  # another time the machines may be well
        return refused(ReaderDiedError("", reply.detail), lasts="run")
    if isinstance(reply, Done):
        try:
            return Outcome.model_validate_json(reply.content)
        except ValidationError:
            reply = Broken("rubbish", "no outcome", reply.seconds, reply.peak)
    return refused(_error(reply, limits), lasts="limits")


def _error(broken: Broken, limits: Limits) -> RoadmapError:
    match broken.reason:
        case "cpu":
            return TimeLimitError("", f"больше {limits.cpu:g} с")
        case "wall":
            return TimeLimitError("", f"больше {limits.wall:g} с по часам")
        case "memory":
            return MemoryLimitError("", f"больше {limits.memory >> 20} МБ")
        case "output":
            return TooLargeError("", f"разобранное заняло бы больше {limits.output >> 20} МБ")
        case _:
            return ReaderDiedError("", broken.detail)
