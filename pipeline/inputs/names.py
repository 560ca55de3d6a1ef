"""What the outputs call a file: by its path below the PATH that was named, with as many folders above it as tell it from the others."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Named(NamedTuple):
    """The files of one PATH: their names below the folder `base`, each with the path that it is known by."""

    base: Path
    files: Sequence[tuple[str, str]]


def depths(groups: Sequence[Named]) -> list[int]:
    """With how many of the folders above it each group names its files: none, or as many as tell it apart from the others."""
    found = [0] * len(groups)
    while deeper := [at for at in _clashing(groups, found) if found[at] < len(_folders(groups[at].base))]:
        for at in deeper:
            found[at] += 1
    return found


def named(base: Path, depth: int, name: str) -> str:
    """The name with the `depth` last folders of `base` before it."""
    folders = _folders(base)
    return "/".join([*folders[len(folders) - depth :], name])


def _clashing(groups: Sequence[Named], found: Sequence[int]) -> list[int]:
    """The groups of which a file is called like a different file of another group."""
    if len(groups) < 2:
        return []
    meant = [{named(group.base, depth, name): place for name, place in group.files} for group, depth in zip(groups, found, strict=True)]
    meanings = Counter(name for name, _ in {pair for names in meant for pair in names.items()})
    return [at for at, names in enumerate(meant) if any(meanings[name] > 1 for name in names)]


def _folders(base: Path) -> list[str]:
    """The folders from the root to `base`, a drive letter among them."""
    return [part for part in (base.drive.strip(":\\/").replace("\\", "/"), *base.parts[1:]) if part]
