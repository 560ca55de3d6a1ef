"""What is counted of plans while they go by to be written."""

import heapq
from collections.abc import Iterable, Iterator

from pipeline.batch.report import Look
from pipeline.export import Entry
from pipeline.export.rows import document_row
from pipeline.model import Roadmap

_MOST_LOOKS = 10


class Tally:
    """Counts of the plans that went by. What it holds does not grow with them."""

    def __init__(self) -> None:
        self.plans = self.activities = self.to_look_at = 0
        self._looks: list[tuple[int, int, Look]] = []

    def count(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, counted."""
        for entry in entries:
            if isinstance(entry.outcome, Roadmap):
                self._add(entry.outcome)
            yield entry

    @property
    def looks(self) -> tuple[Look, ...]:
        """The documents with most to look at, in the order of their names where they are equal in that."""
        return tuple(look for _, _, look in self._looks)

    def _add(self, roadmap: Roadmap) -> None:
        row = document_row(roadmap)
        self.plans += 1
        self.activities += len(row.activities)
        warnings = sum(found.problem.severity == "warning" for found in row.problems)
        look = Look(file=roadmap.source.file, warnings=warnings, activities=sum(activity.review for activity in row.activities))
        if look.reasons:
            self.to_look_at += 1
            self._looks = heapq.nlargest(_MOST_LOOKS, [*self._looks, (look.reasons, -self.plans, look)])
