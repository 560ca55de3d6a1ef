"""How one file was understood, for eyes: what stands on the page, and what was made of it."""

from pathlib import Path
from typing import NamedTuple

from pipeline import vocabulary as words
from pipeline.batch import attempt, exit_code, no_file
from pipeline.cli import inspection_view as view
from pipeline.document import Document
from pipeline.extract import read
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
        return exit_code([self.failure] if self.failure else [])


def inspect_file(path: Path) -> Inspection:
    """Reads and normalises one file with the built-in vocabulary. Raises VocabularyError, and nothing else whatever the file is."""
    vocabulary = words.load()
    document = attempt(str(path), lambda: _read(path))
    if isinstance(document, Failure):
        return Inspection("", document)
    found = view.document_lines(document, vocabulary.columns)
    roadmap = attempt(str(path), lambda: normalize(document, vocabulary))
    if isinstance(roadmap, Failure):
        return Inspection(_text(found), roadmap)
    return Inspection(_text([*found, *view.roadmap_lines(roadmap, Names(vocabulary))]), None)


def _read(path: Path) -> Document:
    if not path.is_file():
        raise no_file(path, str(path))
    return read(path)


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
