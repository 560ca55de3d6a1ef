"""What the rows of the tables are made of: the parts of a roadmap, each with its id and what it belongs to.

Ids sort in document order and are the same in every run: they are made of the content's hash and of positions alone.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from pipeline.document import Origin
from pipeline.export.entries import Entry
from pipeline.model import Activity, Deadline, Problem, Responsible, Result, Roadmap, Stage
from pipeline.problems import problem

Item = TypeVar("Item", Deadline, Responsible, Result)
_NOWHERE = Origin()


class ProblemRow(NamedTuple):
    """A problem, and the file that it is a problem of."""

    document_id: str | None
    id: str
    file: str
    problem: Problem

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return self.problem.origin or _NOWHERE


class StageRow(NamedTuple):
    """A stage of a roadmap."""

    roadmap: Roadmap
    id: str
    stage: Stage

    def activity_rows(self) -> "list[ActivityRow]":
        """Rows of its activities, in document order."""
        return [ActivityRow(self, f"{self.id}-{n:03d}", activity) for n, activity in enumerate(self.stage.activities, 1)]

    @property
    def origin(self) -> Origin:
        """Where its first activity stands: the model keeps no place for a stage itself."""
        return self.stage.activities[0].origin if self.stage.activities else _NOWHERE


class ActivityRow(NamedTuple):
    """An activity of a stage."""

    parent: StageRow
    id: str
    activity: Activity

    @property
    def origin(self) -> Origin:
        """Where its text stands."""
        return self.activity.origin

    @property
    def review(self) -> bool:
        """Whether a person should look at it: at its stage, its codes, a deadline or a role."""
        values = (*self.activity.deadlines, *self.activity.responsibles)
        return any(match.review for match in (self.parent.stage.match, self.activity.match, *(value.match for value in values)))

    def items(self, items: Iterable[Item]) -> "list[ItemRow[Item]]":
        """Rows of its deadlines, responsibles or results, numbered from 1."""
        return [ItemRow(self, f"{self.id}-{n:02d}", n, item) for n, item in enumerate(items, 1)]


class ItemRow(NamedTuple, Generic[Item]):
    """A deadline, responsible or result of an activity, and which in order it is."""

    parent: ActivityRow
    id: str
    position: int
    item: Item


class DocumentRow(NamedTuple):
    """A roadmap with its stages, and its problems together with those of files of the same content."""

    roadmap: Roadmap
    stages: list[StageRow]
    activities: list[ActivityRow]
    problems: list[ProblemRow]


def document_row(roadmap: Roadmap, same: Sequence[str] = ()) -> DocumentRow:
    """The row of a roadmap. same: the other files of its content, each a problem of it."""
    stages = [StageRow(roadmap, f"{roadmap.document_id}-{n:02d}", stage) for n, stage in enumerate(roadmap.stages, 1)]
    activities = [activity for stage in stages for activity in stage.activity_rows()]
    return DocumentRow(roadmap, stages, activities, _problems(roadmap, same))


def document_rows(roadmaps: Iterable[Roadmap]) -> list[DocumentRow]:
    """A row for each content, of the first roadmap that has it; the other files of that content become problems of it."""
    same: dict[str, list[Roadmap]] = {}
    for roadmap in roadmaps:
        same.setdefault(roadmap.document_id, []).append(roadmap)
    return [document_row(first, [other.source.file for other in others]) for first, *others in same.values()]


def failure_rows(entry: Entry, raw: Entry, n: int = 1) -> list[ProblemRow]:
    """Problems of no document: the failure of one file, and that the files `same` are equal to it.

    Their ids are made of the paths of the files, as there may be no content to go by: of the `raw` paths, since two may be alike
    once they are fit to be encoded. n: which failure of this path it is, from 1.
    """
    if isinstance(entry.outcome, Roadmap):
        return []
    found = [entry.outcome.problem, *(problem("duplicate_file", entry.file) for _ in entry.same)]
    names = zip((raw.file, *raw.same), (entry.file, *entry.same), found, strict=True)
    return [ProblemRow(None, f"failed-{_digest(path)}-{n:03d}", file, what) for path, file, what in names]


def _digest(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _problems(roadmap: Roadmap, same: Sequence[str]) -> list[ProblemRow]:
    file, key = roadmap.source.file, roadmap.document_id
    found = [*((file, own) for own in roadmap.problems), *((other, problem("duplicate_file", file)) for other in same)]
    return [ProblemRow(key, f"{key}-{n:03d}", where, what) for n, (where, what) in enumerate(found, 1)]
