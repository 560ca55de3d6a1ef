"""What is met becomes what the journal holds of it: with the key that its result is kept under."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipeline.batch.journal import Met
from pipeline.batch.outcome import Outcome, cause_of
from pipeline.batch.versions import key_of_result
from pipeline.corrections.store import Corrections
from pipeline.errors import RoadmapError
from pipeline.inputs import Found, find, named_members

_PACKED_ALONE = frozenset({"gzip", "bzip2", "xz"})
"""Archives of one file, which may be called after the archive."""


class Keys:
    """What results are kept under in one run."""

    def __init__(self, versions: str, corrections: Corrections) -> None:
        self.versions = versions
        self.corrections = corrections

    def of(self, sha256: str, name: str = "") -> str:
        """The key of a content, and of the name where that has a say in what it holds."""
        return key_of_result(self.versions, sha256, name, self.corrections.of(sha256))


def has_files(paths: Sequence[Path], out: Path) -> bool:
    """Whether there is any file to read, be it that it cannot be."""
    return any(found.size is not None and not found.skipped for found in find(paths, out))


def all_met(
    paths: Sequence[Path], out: Path, spool: Path, keys: Keys, missed: Mapping[str, RoadmapError] = MappingProxyType({})
) -> Iterator[Met]:
    """Everything below the paths, archives as what they are in their folder; and the files by name that could not be brought there."""
    for found in find(paths, out, spool):
        yield _met(found, keys)
    for name, error in missed.items():
        cause = cause_of(error)
        yield Met(name, os.fsencode(name), known="refused", reason=cause.code, message=cause.message)


def met_in(archive: Met, outcome: Outcome, spool: Path, keys: Keys) -> Iterator[Met]:
    """What is in an archive whose members are known, or those parts of it that were named."""
    members = [member.below(archive.file, archive.name) for member in outcome.members or ()]
    named = Found(archive.path or spool, archive.file, archive.name, within=archive.within)
    for member in named_members(named, members):
        key = keys.of(member.sha256) if member.sha256 and member.verdict is None else None
        yield Met(
            file=member.file,
            name=member.name,
            path=spool / member.sha256 if member.sha256 and key else None,
            size=member.size,
            sha256=member.sha256,
            known=member.verdict,
            reason=member.reason,
            message=member.message,
            container=member.container,
            key=key,
            archive=archive.file,
        )


def _met(found: Found, keys: Keys) -> Met:
    bare = Met(found.file, found.name, found.path, found.size, found.sha256, within=found.within)
    if found.skipped:
        return bare._replace(known="skipped", reason=found.skipped)
    if found.error or found.sha256 is None:
        cause = cause_of(found.error or RoadmapError(found.file))
        return bare._replace(known="refused", reason=cause.code, message=cause.message)
    return bare._replace(key=keys.of(found.sha256, found.file.rpartition("/")[2] if found.archive in _PACKED_ALONE else ""))
