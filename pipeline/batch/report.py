"""What became of a batch: counts, and where the rest can be read from. It does not grow with the batch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pydantic import Field

from pipeline.batch.journal import DUPLICATE, Told
from pipeline.document import Frozen
from pipeline.errors import PartlyReadError, RoadmapError, SeveralCausesError
from pipeline.verdicts import Verdict

K = TypeVar("K", bound=str)


class Look(Frozen):
    """A document that somebody should look at, and for how many reasons."""

    file: str
    warnings: int
    activities: int

    @property
    def reasons(self) -> int:
        """How many there are in all."""
        return self.warnings + self.activities


class Report(Frozen):
    """What became of a batch."""

    verdicts: dict[Verdict, int] = Field({}, description="How many files and members of archives have each verdict.")
    causes: dict[str, int] = Field({}, description="How many were refused for each cause.")
    duplicates: int = Field(0, description="Files whose content is that of another.")
    archives: int = Field(0, description="Archives that could be opened, which are no documents themselves.")
    fresh: int = Field(0, description="Files that were read in this run; the others were read in an earlier one.")
    plans: int = Field(0, description="Roadmaps in the tables.")
    activities: int = Field(0, description="Their activities.")
    looks: tuple[Look, ...] = Field((), description="Documents to look at first, those with most reasons first.")
    to_look_at: int = Field(0, description="How many there are in all.")
    corrected: int = Field(0, description="Corrections of a person that were used, each once for each document that it is of.")
    lost: int = Field(0, description="Those that fitted nothing in their document.")
    written: tuple[str, ...] = Field((), description="What was written, by paths below the folder; the folder `json` stands for its files.")
    unchanged: bool = Field(False, description="Whether the folder held just this already, and nothing was written.")

    @property
    def files(self) -> int:
        """How many files there were to read."""
        return sum(count for verdict, count in self.verdicts.items() if verdict != "skipped") + self.duplicates - self.archives

    @property
    def passed_over(self) -> int:
        """Files that are no documents by what they are called, or by what made them."""
        return self.verdicts.get("skipped", 0) - self.duplicates

    @property
    def exit_code(self) -> int:
        """0 where all files were read whole; see `exit_code`."""
        return exit_code(self.causes) or (PartlyReadError.exit_code if self.verdicts.get("partial") else 0)


def exit_code(causes: Iterable[str]) -> int:
    """0 if nothing failed, the cause's own code if all failures have one cause, and SeveralCausesError's otherwise."""
    found = set(causes)
    if len(found) > 1:
        return SeveralCausesError.exit_code
    return next((error.exit_code for error in _errors() if error.code in found), 0)


def _errors() -> Iterator[type[RoadmapError]]:
    yield RoadmapError
    yield from RoadmapError.__subclasses__()


def account(told: Iterable[Told]) -> dict[str, object]:
    """The counts of a report that are of files."""
    verdicts: Counter[Verdict] = Counter()
    causes: Counter[str] = Counter()
    duplicates = archives = 0
    for one in told:
        verdicts[one.line.verdict] += 1
        causes.update([one.line.reason] if one.line.verdict == "refused" else [])
        duplicates += one.line.reason == DUPLICATE
        archives += one.is_archive
    return {"verdicts": _sorted(verdicts), "causes": _sorted(causes), "duplicates": duplicates, "archives": archives}


def _sorted(counts: Mapping[K, int]) -> dict[K, int]:
    return dict(sorted(counts.items()))
