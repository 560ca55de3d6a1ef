"""What reading one file gives: a roadmap, or why there is none. It goes from the worker to the journal as JSON, and knows no file name.

One content may be met under many names, today and tomorrow; what is kept of it is true of each of them.
"""

import traceback
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter

from pipeline.document import Document, Frozen
from pipeline.errors import RoadmapError
from pipeline.extract import other_suffix
from pipeline.inputs import Member
from pipeline.model import Problem, Roadmap
from pipeline.problems import LOSING, Failure, problem
from pipeline.text import squash
from pipeline.verdicts import Verdict

NAMELESS = "?"
"""What a file is called while it is read."""
_DETAIL = 200
_WRONG_SUFFIX = "wrong_suffix"


Lasts = Literal["always", "limits", "run"]
"""How long an outcome is true: whenever the file is read again, as long as the limits are the same, or in this run alone."""


class Cause(Frozen):
    """Why a file did not become a roadmap."""

    code: str = Field(description="Code of the RoadmapError.")
    message: str = Field(description="What happened and what to do, in Russian, without the name of the file.")

    def of(self, file: str) -> Failure:
        """The failure of the file that is called so."""
        return Failure(file, Problem(code=self.code, severity="error", message=f"{file}: {self.message}"))


class Outcome(Frozen):
    """A roadmap, or the members of an archive, or the cause of the failure; an archive that breaks off has both of the last."""

    roadmap: Roadmap | None = None
    members: tuple[Member, ...] | None = None
    """The archives in it and their files, called by what stands behind the name of the archive itself."""
    cause: Cause | None = None
    document: Document | None = None
    """What stands on the page, where that was asked for."""
    corrected: int = 0
    lost: int = 0
    lasts: Lasts = "always"

    @property
    def verdict(self) -> tuple[Verdict, str, str]:
        """Verdict, reason, and in Russian what is missing or why."""
        if self.cause:
            return "refused" if self.members is None else "partial", self.cause.code, self.cause.message
        if self.roadmap is None:
            return "whole", "", ""
        missing = [one for one in self.roadmap.problems if one.code in LOSING]
        if not missing:
            return "whole", "", ""
        texts = dict.fromkeys(squash(one.text or one.message) for one in missing)
        return "partial", missing[0].code, "; ".join(texts)[:_DETAIL]


_JSON = TypeAdapter(Outcome)


def as_json(outcome: Outcome) -> bytes:
    """The outcome as it goes from the worker and into the journal."""
    return _JSON.dump_json(outcome)


def refused(error: RoadmapError, lasts: Lasts = "always") -> Outcome:
    """The outcome of an error that a person can act on."""
    return Outcome(cause=cause_of(error), lasts=lasts)


def cause_of(error: RoadmapError) -> Cause:
    """What the error says, without the name of the file."""
    return Cause(code=error.code, message=error.cause)


def unforeseen(error: Exception) -> RoadmapError:
    """An error of our own: its class, where in the program it arose, and its first words."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return RoadmapError(NAMELESS, squash(f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}: {error}")[:_DETAIL])


def called(roadmap: Roadmap, file: str) -> Roadmap:
    """The roadmap as that of the file with this name, whose suffix may be another than its content's."""
    source = roadmap.source.model_copy(update={"file": file})
    problems = tuple(one for one in roadmap.problems if one.code != _WRONG_SUFFIX)
    if wrong := other_suffix(file, source.format):
        problems = (problem(_WRONG_SUFFIX, wrong), *problems)
    return roadmap.model_copy(update={"source": source, "problems": problems})
