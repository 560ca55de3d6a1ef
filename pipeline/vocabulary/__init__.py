"""The words of the field: loads and checks `vocab/*.yaml`; read-only afterwards.

The files are a methodologist's: phrases as they stand in documents, no patterns and no weights. They are read strictly,
since a word in the wrong place is a wrong row in three hundred reports: see `checks`.
"""

import functools
from pathlib import Path

from pipeline.errors import VocabularyError
from pipeline.vocabulary.checks import read_file
from pipeline.vocabulary.shapes import Vocabulary

_PACKAGE = Path(__file__).parent.parent


def builtin_folder() -> Path:
    """Where the built-in vocabulary stands: inside an installed package, or beside it in a checkout."""
    inside = _PACKAGE / "vocab"
    return inside if inside.is_dir() else _PACKAGE.parent / "vocab"


@functools.cache
def load(folder: Path | None = None) -> Vocabulary:
    """The vocabulary of a folder (default: the built-in one). Raises VocabularyError naming every fault by file and line."""
    folder = folder or builtin_folder()
    values, faults = {}, []
    for name, field in Vocabulary.model_fields.items():
        tree, found = read_file(folder / f"{name}.yaml", field.annotation)
        values[name] = tree
        faults += [f"vocab/{name}.yaml, строка {fault.line}: {fault.text} - {fault.advice}" for fault in found]
    if faults:
        raise VocabularyError(str(folder), "; ".join(faults))
    return Vocabulary(**values)
