"""One file worked on in this process, for commands that look at few files of a person's own: its failure becomes a value."""

from collections.abc import Callable
from typing import TypeVar

from pipeline.batch.outcome import unforeseen
from pipeline.errors import RoadmapError
from pipeline.problems import Failure, failure

T = TypeVar("T")


def attempt(file: str, work: Callable[[], T]) -> T | Failure:
    """What `work` returns, or the failure of `file`."""
    try:
        return work()
    except RoadmapError as error:
        return failure(file, error)
    except Exception as error:  # noqa: BLE001 - an unforeseen error costs one file, and not the others
        return failure(file, unforeseen(error).at(file))
