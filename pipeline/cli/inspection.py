"""How one file was understood, for eyes: what stands on the page, and what was made of it."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from pipeline import vocabulary as words
from pipeline.batch import exit_code
from pipeline.batch.attempts import attempt
from pipeline.cli import inspection_view as view
from pipeline.extract import read
from pipeline.inputs import Inputs, gather
from pipeline.names import Names
from pipeline.normalize import normalize
from pipeline.problems import Failure


class Inspection(NamedTuple):
    """The text to show, as far as the file could be understood, and why it could not be further."""

    text: str
    failure: Failure | None

    @property
    def exit_code(self) -> int:
        """As that of a batch of this one file."""
        return exit_code([self.failure.problem.code] if self.failure else [])


def find_files(path: Path) -> AbstractContextManager[Inputs]:
    """What there is to inspect at a path that is no folder: the file, or those in it where it is an archive."""
    return gather([path], path)


def inspect_file(path: Path, found: Inputs, additions: Path | None = None) -> Inspection:
    """Reads and normalises the one file that was found at `path`, with the built-in vocabulary and the additions to it.

    VocabularyError and MissingPathError because of the words, and nothing else whatever the file is.
    """
    vocabulary = words.load(additions)
    if found.failures:
        return Inspection("", found.failures[0])
    (one,) = found.files
    document = one.failure or attempt(str(path), lambda: read(one.path, one.name))
    if isinstance(document, Failure):
        return Inspection("", document)
    lines = view.document_lines(document, vocabulary.columns)
    roadmap = attempt(str(path), lambda: normalize(document, vocabulary))
    if isinstance(roadmap, Failure):
        return Inspection(_text(lines), roadmap)
    return Inspection(_text([*lines, *view.roadmap_lines(roadmap, Names(vocabulary))]), None)


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
