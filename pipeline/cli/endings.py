"""How the command ends when it does not end by itself: broken off from outside, or by a fault of its own."""

import signal
import tempfile
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pipeline.errors import RoadmapError

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of SIGINT, as shells have it."""
_WORDS = 200


@contextmanager
def ended_as_interrupted() -> Iterator[None]:
    """SIGTERM, by which systems, SLURM and Kubernetes end a program, ends the work as Ctrl-C does: in order, its processes with it.

    Only in the main thread, where Python handles signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def fault(error: Exception) -> RoadmapError:
    """What a person is told of an error that nobody foresaw: where its traceback was put, for the developers."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}: {error}"[:_WORDS]
    return RoadmapError(_kept("".join(traceback.format_exception(error))) or "roadmaps", told)


def _kept(details: str) -> str | None:
    """The file in the temporary folder that the details were written to; None where the disk takes none."""
    try:
        with tempfile.NamedTemporaryFile("w", prefix="roadmaps-", suffix=".log", encoding="utf-8", errors="replace", delete=False) as file:
            file.write(details)
    except OSError:
        return None
    return file.name


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: the end must not be broken off itself
    raise KeyboardInterrupt
