"""What an earlier run left in the folder and this one did not write: told by the former `datapackage.json`, and removed."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.export.files import output_errors
from pipeline.export.package import COMPARISON, FILE, NAME

CORRECTIONS, REVIEW = "corrections.jsonl", "review.xlsx"
"""What stands beside the results and is a person's work: never removed, and never read as a plan."""

SERVICE = ".roadmaps"
"""The folder beside the results that a run keeps its journal in, and stages them in: never read as plans, and no result."""
WORKBOOK = "roadmaps.xlsx"
TOPS = frozenset({"csv", "parquet", "json", WORKBOOK, FILE})
"""What of a dataset stands in its folder itself."""

_TABLES = r"csv/[a-z_]+\.csv|parquet/[a-z_]+\.parquet"
_OURS = {
    NAME: re.compile(_TABLES + r"|roadmaps\.xlsx|json/[^\x00-\x1f\\:]+\.json"),
    COMPARISON: re.compile(_TABLES + r"|comparison\.xlsx|report\.html|report\.docx"),
}
"""What this program writes into a package of each name."""


def recorded(out: Path, names: Collection[str] = tuple(_OURS)) -> list[str]:
    """The files below `out` that the data package there names and that this program writes; none where there is no such package.

    names: of the packages that count. The package may have been edited by anybody: a path that this program would not write is never taken from it.
    """
    try:
        return recorded_in((out / FILE).read_bytes(), names)
    except OSError:
        return []


def recorded_in(content: bytes, names: Collection[str] = tuple(_OURS)) -> list[str]:
    """The same by the bytes of a data package, wherever it lies."""
    try:
        package = json.loads(content.decode("utf-8"))
        name = package.get("name") if isinstance(package, dict) else None
        if not isinstance(name, str) or name not in names or name not in _OURS:
            return []
        return sorted({path for path in _strings(package.get("resources")) if _is_ours(path, _OURS[name])})
    except (ValueError, RecursionError):
        return []


def dataset(out: Path) -> list[str]:
    """The files of the dataset in `out`, by their paths below it, the data package last; nothing where there is none."""
    names = recorded(out, [NAME])
    return [*names, FILE] if names else []


def no_documents(recorded: Iterable[str]) -> list[str]:
    """What in the folder of a dataset is no document: the files `recorded` there, and a person's work on them."""
    results = list(recorded)
    return [*results, CORRECTIONS, REVIEW] if results else []


def tops(paths: Iterable[str]) -> set[str]:
    """What in the folder of the dataset the `paths` below it are, or are in."""
    return {path.partition("/")[0] for path in paths}


def remove(out: Path, paths: Iterable[str], kept: Iterable[Path]) -> None:
    """Removes the files `paths` below `out`, but for those `kept`. OutputError where one cannot be removed."""
    # Letter case does not count: on some systems the two spellings are one file, and it may be the new one.
    keep = {str(path).casefold() for path in kept}
    for path in (out / path for path in paths):
        if str(path).casefold() not in keep:
            with output_errors(path):
                path.unlink(missing_ok=True)


def _is_ours(path: str, ours: re.Pattern[str]) -> bool:
    return bool(ours.fullmatch(path)) and ".." not in path.split("/")


def _strings(value: Any) -> Iterator[str]:
    """Every path named in a list of resources, or in a path that is a list itself."""
    match value:
        case str():
            yield value
        case list():
            for member in value:
                yield from _strings(member)
        case {"path": path}:
            yield from _strings(path)
