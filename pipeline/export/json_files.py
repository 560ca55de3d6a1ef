"""JSON: each roadmap as it is in the model, in a file named after its source."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.export.dataset import Dataset
from pipeline.export.files import safe_name, write_bytes
from pipeline.model import Roadmap


def write_json(dataset: Dataset, out: Path) -> list[Path]:
    """Writes `json/<source file>.json`; returns the paths. OutputError where one cannot be written."""
    return [write_bytes(out / "json" / name, _content(roadmap)) for name, roadmap in _named(dataset.roadmaps).items()]


def _named(roadmaps: Sequence[Roadmap]) -> dict[str, Roadmap]:
    """A file name for each roadmap. Where two would be one file, also where letter case does not count, the later gets its id."""
    named: dict[str, Roadmap] = {}
    taken: set[str] = set()
    for roadmap in roadmaps:
        name = safe_name(roadmap.source.file, ".json")
        if name.casefold() in taken:
            name = safe_name(roadmap.source.file, f"-{roadmap.document_id}.json")
        taken.add(name.casefold())
        named[name] = roadmap
    return named


def _content(roadmap: Roadmap) -> bytes:
    return roadmap.model_dump_json(indent=1).encode() + b"\n"
