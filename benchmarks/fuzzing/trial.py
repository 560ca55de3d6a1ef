"""What became of one mutant: read, understood, or refused; and whether our own code stumbled over it."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.jobs import FOR_READING
from pipeline.batch.limits import Asked
from pipeline.errors import RoadmapError
from pipeline.extract import read_bytes
from pipeline.extract.budget import budget
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary

PACKAGE = Path(read_bytes.__code__.co_filename).parent.parent

LARGEST_RESULT = 64 << 20
"""Bytes of a roadmap as JSON: what a worker may answer."""

STUMBLES = (
    *(AttributeError, LookupError, TypeError, NameError, AssertionError, RecursionError, ZeroDivisionError, OverflowError),
    *(UnboundLocalError, UnicodeError, StopIteration),
)
"""Raised in our own code these say that it did not think of something; of a library it may be its word for damage."""


class Ending(NamedTuple):
    """How a mutant ended. `kind`: a verdict (`whole`, `partial`, «refused:code»), or a finding (see FINDINGS)."""

    kind: str
    exception: str = ""
    """Class of the exception that came first, where one came."""
    place: str = ""
    """File and line of the package in which it came last."""

    @property
    def is_finding(self) -> bool:
        """Whether it is something to mend."""
        return self.kind in FINDINGS


FINDINGS: dict[str, str] = {
    "undocumented": "an exception that is no RoadmapError",
    "stumbled": "our own code stumbled, and the border of the document took it for damage",
    "output": "the roadmap is larger than a worker may answer",
    "cpu": "more time of the processor than a document may take",
    "memory": "more memory than a document may take",
    "hung": "no answer, and no time of the processor taken",
    "died": "the process died",
}


def attempt(data: bytes, name: str, vocabulary: Vocabulary) -> Ending:
    """Reads and understands the bytes as a run does, which leaves off reading in time; MemoryError comes through as the finding that it is."""
    try:
        with budget(Asked().seconds * FOR_READING):
            document = read_bytes(data, name)
        roadmap = normalize(document, vocabulary)
        if len(roadmap.model_dump_json().encode("utf-8", "surrogatepass")) > LARGEST_RESULT:
            return Ending("output")
    except RoadmapError as error:
        return _refused(error)
    except MemoryError as error:
        return Ending("memory", "MemoryError", _place(error))
    except Exception as error:  # noqa: BLE001 - what is looked for
        return Ending("undocumented", type(error).__name__, _place(error))
    lost = any(problem.code == "unreadable_part" for problem in roadmap.problems)
    return Ending("partial" if lost else "whole")


def _refused(error: RoadmapError) -> Ending:
    first = list(_causes(error))[-1]
    name = "" if first is error else type(first).__name__
    is_stumble = not isinstance(first, RoadmapError) and isinstance(first, STUMBLES) and _is_ours(first)
    kind = "stumbled" if is_stumble or isinstance(first, RecursionError) else f"refused:{error.code}"
    return Ending(kind, name, _place(first) if name else "")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(error.__traceback__))


def _is_ours(error: BaseException) -> bool:
    """Whether the last frame is one of the package."""
    frames = _frames(error)
    return bool(frames) and Path(frames[-1].filename).is_relative_to(PACKAGE)


def _place(error: BaseException) -> str:
    own = [frame for frame in _frames(error) if Path(frame.filename).is_relative_to(PACKAGE)]
    return f"{Path(own[-1].filename).relative_to(PACKAGE).as_posix()}:{own[-1].lineno}" if own else ""
