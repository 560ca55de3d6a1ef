"""What goes into a guarded call and what comes back."""

from typing import Literal, NamedTuple

Reason = Literal["cpu", "wall", "memory", "output", "died", "rubbish", "child"]
"""cpu, wall, memory, output: a limit was passed. died: the worker ended or its service raised. rubbish: what came back is no reply.

child: what the worker started was still there when it had replied, or was too many.
"""


PATIENCE = 4.0
"""Times its limit of the clock that a call may wait for a processor: twenty seconds of work take a hundred where five programs share one."""


class Limits(NamedTuple):
    """What one call may take. What the worker started counts with it."""

    cpu: float = 20.0
    """Seconds of the processor."""
    wall: float = 30.0
    """Seconds by the clock. Those do not count in which it could have worked and other programs had the processors, up to `PATIENCE` times
    as many: what a file becomes must not depend on what else the machine does. Where there is no Linux, all count."""
    memory: int = 1536 << 20
    """Bytes beyond what the worker holds at rest."""
    output: int = 64 << 20
    """Bytes of the reply."""


class Done(NamedTuple):
    """The service replied."""

    content: bytes
    seconds: float
    """Of the processor, of the worker with what it started."""
    peak: int
    """Bytes of memory (resident set) that the worker held at most; 0 where the system does not say."""


class Broken(NamedTuple):
    """There is no reply. The worker and all that it started are gone, and the next call gets a new one."""

    reason: Reason
    detail: str
    """For the log: an exception's class and place, a signal, the limit. Never shown to a person as it is."""
    seconds: float
    peak: int


class ServiceError(Exception):
    """The service cannot be started: it is not there, cannot be imported, or refuses its setup. Our own fault, not of a request."""
