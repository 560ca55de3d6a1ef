"""Datasets of roadmaps that a test has made, put into a folder as `convert` does it."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.export import FORMATS, Words, entries_of, publish, recover, staging, write
from pipeline.export.stale import dataset
from pipeline.model import Roadmap
from pipeline.problems import Failure
from pipeline.verdicts import Line


def write_dataset(
    roadmaps: Sequence[Roadmap],
    failures: Sequence[Failure],
    out: Path,
    formats: Sequence[str] = FORMATS,
    codes: Sequence[tuple[str, str, str]] = (),
    *,
    words: Words | None = None,
) -> list[Path]:
    """Writes and publishes a dataset with a line in its manifest for each outcome; returns the paths."""
    recover(out)
    with staging(out) as folder:
        write(entries_of(roadmaps, failures), folder, formats, codes, words=words, manifest=lines_of(roadmaps, failures))
        publish(out, folder)
    return [out / name for name in sorted(dataset(out))]


def lines_of(roadmaps: Sequence[Roadmap], failures: Sequence[Failure]) -> list[Line]:
    """A line for each, in the order of their names."""
    read = [Line(one.source.file, _name(one.source.file), "whole", "", "", one.source.sha256, 10, 0.5) for one in roadmaps]
    return sorted([*read, *(Line(one.file, _name(one.file), "refused", one.problem.code) for one in failures)])


def _name(file: str) -> bytes:
    return file.encode("utf-8", "surrogatepass")
