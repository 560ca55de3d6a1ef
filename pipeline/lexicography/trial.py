"""What an edit of the words changes in documents: each is read once, and understood with the words before and after."""

from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.batch.attempts import attempt
from pipeline.batch.looking import Onlooker, onlooker
from pipeline.batch.outcome import called
from pipeline.inputs import Input, Inputs, gather
from pipeline.lexicography.effect import Change, changes
from pipeline.names import Names
from pipeline.normalize import normalize
from pipeline.problems import Failure
from pipeline.vocabulary.shapes import Vocabulary

_PACKAGE = Path(__file__).parent.parent
_SAMPLES = "samples"


class Progress(Protocol):
    """Who is told how far the work is."""

    def start(self, total: int) -> None:
        """So many files are to be read."""

    def advance(self, file: str) -> None:
        """One more file is done, well or not."""

    def finish(self) -> None:
        """All files are done, or the work was broken off."""


class Trial(NamedTuple):
    """How many documents were tried, what changes in them, and which could not be."""

    documents: int
    changes: tuple[Change, ...]
    failures: tuple[Failure, ...]


def samples_folder() -> Path:
    """Where the samples stand: inside an installed package, or beside it in a checkout."""
    inside = _PACKAGE / _SAMPLES
    return inside if inside.is_dir() else _PACKAGE.parent / _SAMPLES


def try_words(folder: Path, before: Vocabulary, after: Vocabulary, progress: Progress) -> Trial:
    """The files in the folder, understood with both vocabularies. A file that fails is told, and the others are tried."""
    with onlooker(before) as eyes:
        return _try_all(gather([folder], folder, eyes.spool, eyes.members), eyes, after, progress)


def _try_all(inputs: Inputs, eyes: Onlooker, after: Vocabulary, progress: Progress) -> Trial:
    outcomes: list[list[Change] | Failure] = []
    progress.start(len(inputs.files))
    try:
        for one in inputs.files:
            outcomes.append(_try(one, eyes, after))
            progress.advance(one.name)
    finally:
        progress.finish()
    found = tuple(change for outcome in outcomes if not isinstance(outcome, Failure) for change in outcome)
    failures = (*inputs.failures, *(outcome for outcome in outcomes if isinstance(outcome, Failure)))
    return Trial(sum(not isinstance(outcome, Failure) for outcome in outcomes), found, failures)


def _try(one: Input, eyes: Onlooker, after: Vocabulary) -> list[Change] | Failure:
    """What changes in one file. Its bytes are met by the guarded process alone; what was read there is understood anew here."""
    if one.failure:
        return one.failure
    seen = eyes.look(one.path)
    if seen.cause:
        return seen.cause.of(one.name)
    if seen.document is None or seen.roadmap is None:  # no files to read are archives
        return []
    document, roadmap = seen.document, called(seen.roadmap, one.name)
    return attempt(one.name, lambda: changes(roadmap, normalize(document, after), Names(after)))
