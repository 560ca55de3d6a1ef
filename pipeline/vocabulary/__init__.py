"""The words of the field: loads and checks `vocab/*.yaml`, and a region's additions to them; read-only afterwards.

The files are a methodologist's: phrases as they stand in documents, no patterns and no weights. They are read strictly,
since a word in the wrong place is a wrong row in three hundred reports: see `checks`. Additions: see `merge`.
"""

import functools
from pathlib import Path

from pipeline.errors import VocabularyError
from pipeline.vocabulary.assembly import assemble, builtin_folder
from pipeline.vocabulary.shapes import Vocabulary

__all__ = ["builtin_folder", "load"]


def load(additions: Path | None = None) -> Vocabulary:
    """The built-in vocabulary, with the additions in a folder over it.

    The built-in one is read once and is always the same object; additions are read anew each time, as a person edits them.
    VocabularyError that names every fault by file and line; MissingPathError where there is no such folder.
    """
    return _load(additions) if additions else _builtin()


@functools.cache
def _builtin() -> Vocabulary:
    return _load(None)


def _load(additions: Path | None) -> Vocabulary:
    built = assemble(builtin_folder(), additions)
    if built.vocabulary is None:
        raise VocabularyError(str(additions or builtin_folder()), "; ".join(map(str, built.faults)))
    return built.vocabulary
