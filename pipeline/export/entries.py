"""What a dataset is made of: one entry for each content, in the order of file names."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Roadmap
from pipeline.problems import Failure


class Entry(NamedTuple):
    """One file of a batch that stands in the tables."""

    file: str
    outcome: Roadmap | Failure
    same: tuple[str, ...] = ()
    """Names of the files of equal content, which are not converted again: each is a `duplicate_file` problem of this one, and has no JSON."""


def entries_of(roadmaps: Iterable[Roadmap], failures: Iterable[Failure] = ()) -> list[Entry]:
    """The entries of outcomes that are held in memory, in whatever order they come: sorted, equal contents put together."""
    same: dict[str, list[Roadmap]] = {}
    for roadmap in sorted(roadmaps, key=lambda roadmap: (roadmap.source.file, roadmap.source.sha256)):
        same.setdefault(roadmap.document_id, []).append(roadmap)
    read = [Entry(first.source.file, first, tuple(other.source.file for other in others)) for first, *others in same.values()]
    unread = [Entry(one.file, one) for one in sorted(failures, key=lambda failure: (failure.file, failure.problem.code))]
    return sorted([*read, *unread], key=lambda entry: entry.file)
