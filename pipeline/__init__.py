"""Reads the mentoring roadmaps of schools and makes comparable data of them.

    document = pipeline.read("plan.docx")            # what is on the page
    roadmap = pipeline.normalize(document)           # what it means, by the built-in vocabulary
    report = pipeline.convert(["plans"], "out")      # many files to tables

Nothing heavy is loaded before it is used.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.batch import Progress, Report
    from pipeline.document import Document
    from pipeline.model import Roadmap
    from pipeline.vocabulary.shapes import Vocabulary

__all__ = ["convert", "normalize", "read"]


def read(path: Path | str, name: str | None = None) -> "Document":
    """What is on the pages of a file; see `pipeline.extract.read`."""
    from pipeline.extract import read  # noqa: PLC0415

    return read(Path(path), name)


def normalize(document: "Document", vocabulary: "Vocabulary | None" = None) -> "Roadmap":
    """What a document means, by the built-in vocabulary if no other is given; see `pipeline.normalize.normalize`."""
    from pipeline.normalize import normalize  # noqa: PLC0415
    from pipeline.vocabulary import load  # noqa: PLC0415

    return normalize(document, vocabulary or load())


def convert(
    paths: Sequence[Path | str],
    out: Path | str,
    formats: Sequence[str] | None = None,
    vocabulary: "Vocabulary | None" = None,
    progress: "Progress | None" = None,
) -> "Report":
    """Files and folders to datasets below `out`, all formats by default; see `pipeline.batch.convert`."""
    from pipeline import batch  # noqa: PLC0415

    return batch.convert(paths, out, formats or batch.FORMATS, vocabulary, progress)


class _Interface(ModuleType):
    """This package. Importing the sub-package `normalize` would put it in the place of the function of that name: the function stays."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "normalize":
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Interface
