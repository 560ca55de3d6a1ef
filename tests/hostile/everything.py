"""All hostile files by family, and what a folder may hold beside files."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.hostile import archives, office, pdf, plain
from tests.hostile.case import Case, Place
from tests.hostile.names import PLACES

FAMILIES: dict[str, Sequence[Case]] = {
    "archives": archives.CASES,
    "office": office.CASES,
    "pdf": pdf.CASES,
    "plain": plain.CASES,
}
"""The cases by the name of their family, which is the name of their folder too."""

FOLDERS = "folders"
"""The folder of the places; one for each is in it."""


class Set(NamedTuple):
    """Hostile files and places to be made below one folder."""

    families: dict[str, Sequence[Case]]
    places: Sequence[Place]


EVERYTHING = Set(FAMILIES, PLACES)


def write(folder: Path, wanted: Set = EVERYTHING) -> Iterator[Path]:
    """Makes the files and places below a folder, each told when it is there; what this system cannot have is left out."""
    for family, cases in wanted.families.items():
        (folder / family).mkdir(parents=True, exist_ok=True)
        for case in cases:
            yield case.write(folder / family)
    for place in wanted.places:
        yield from _made(place, folder / FOLDERS / folder_of(place))


def folder_of(place: Place) -> str:
    """What the folder of a place is called."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in place.title)[:40]


def _made(place: Place, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True)
    try:
        place.make(folder)
    except (OSError, AttributeError, NotImplementedError):
        return
    yield folder
