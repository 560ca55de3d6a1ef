"""The files to read, in archives too, all at once: for commands that look at few files."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.archives import is_archive
from pipeline.errors import RoadmapError
from pipeline.inputs.finding import find
from pipeline.inputs.found import Found
from pipeline.inputs.member import Member
from pipeline.inputs.passing import no_file
from pipeline.model import Problem
from pipeline.problems import Failure, failure

Unpack = Callable[[Path, str, bytes], Sequence[Member]]
"""What gives an archive and what is in it, as `expand` does: of its path, and of what it is called."""


class Input(NamedTuple):
    """A file to read, and its name in the outputs; or a member of an archive that cannot be read, and why."""

    path: Path
    name: str
    failure: Failure | None = None


class Inputs(NamedTuple):
    """Files to read, in order; what cannot be; and how many were passed over."""

    files: tuple[Input, ...]
    failures: tuple[Failure, ...]
    passed_over: int


def gather(paths: Sequence[Path], out: Path, spool: Path, unpack: Unpack) -> Inputs:
    """What `find` and `unpack` give; members of archives are in the folder `spool`."""
    files: list[Input] = []
    failures: list[Failure] = []
    passed_over = 0
    for found in find(paths, out, spool):
        if found.error:
            failures.append(failure(found.file, found.error))
        elif found.skipped:
            passed_over += 1
        elif not (found.archive and is_archive(found.path)):
            files.append(Input(found.path, found.file))
        else:
            members = named_members(found, unpack(found.path, found.file, found.name))
            files.extend(_input(one, spool) for one in members if one.verdict is None or one.message)
            passed_over += sum(one.verdict == "skipped" for one in members)
    return Inputs(tuple(files), tuple(failures), passed_over)


def named_members(found: Found, members: Sequence[Member]) -> list[Member]:
    """The members that were named, where a PATH led into the archive; what is not there is told in the place of the archive."""
    if not found.within:
        return list(members)
    inside = {part: [one for one in members if _is_within(one.file, f"{found.file}/{part}")] for part in found.within}
    lacking = [no_file(path, str(path)) for path in (found.path / part for part, those in inside.items() if not those)]
    return [one for those in inside.values() for one in those] + [_lacking(error) for error in lacking]


def _is_within(file: str, name: str) -> bool:
    return file == name or file.startswith(f"{name}/")


def _lacking(error: RoadmapError) -> Member:
    return Member(
        file=error.where, name=os.fsencode(error.where), verdict="refused", reason=error.code, detail=error.what, message=error.message
    )


def _input(member: Member, spool: Path) -> Input:
    if member.sha256 and member.verdict is None:
        return Input(spool / member.sha256, member.file)
    return Input(spool, member.file, Failure(member.file, Problem(code=member.reason, severity="error", message=member.message)))
