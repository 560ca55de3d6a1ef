"""How one file was understood, for eyes: what stands on the page, and what was made of it."""

from pathlib import Path
from typing import NamedTuple

from pipeline.batch import exit_code
from pipeline.batch.looking import Onlooker
from pipeline.batch.outcome import called
from pipeline.cli import inspection_view as view
from pipeline.inputs import Inputs, gather
from pipeline.names import Names
from pipeline.problems import Failure


class Inspection(NamedTuple):
    """The text to show, as far as the file could be understood, and why it could not be further."""

    text: str
    failure: Failure | None

    @property
    def exit_code(self) -> int:
        """As that of a batch of this one file."""
        return exit_code([self.failure.problem.code] if self.failure else [])


def find_files(path: Path, eyes: Onlooker) -> Inputs:
    """What there is to inspect at a path that is no folder: the file, or those in it where it is an archive."""
    return gather([path], path, eyes.spool, eyes.members)


def inspect_file(path: Path, found: Inputs, eyes: Onlooker) -> Inspection:
    """Reads and normalises the one file that was found at `path`. Raises nothing, whatever the file is."""
    if found.failures:
        return Inspection("", found.failures[0])
    (one,) = found.files
    if one.failure:
        return Inspection("", one.failure)
    seen = eyes.look(one.path)
    lines = view.document_lines(seen.document, one.name, eyes.vocabulary.columns) if seen.document else []
    if seen.roadmap:
        lines += view.roadmap_lines(called(seen.roadmap, one.name), Names(eyes.vocabulary))
    return Inspection("".join(f"{line}\n" for line in lines), seen.cause.of(str(path)) if seen.cause else None)
