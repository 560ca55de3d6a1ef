"""All hostile files by family, and what a folder may hold beside files."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.hostile import archives, office, pdf, plain
from tests.hostile.case import Case, Place
from tests.hostile.names import PLACES

MAIL = "mail"
"""The folder of all of them; what their links lead to lies beside it."""


class Set(NamedTuple):
    """What is made below one folder."""

    families: Mapping[str, Sequence[Case]]
    """The cases by the name of their family, which is the name of their folder too."""
    places: Sequence[Place]


EVERYTHING = Set({"archives": archives.CASES, "office": office.CASES, "pdf": pdf.CASES, "plain": plain.CASES}, PLACES)


def write(folder: Path, wanted: Set = EVERYTHING, anew: bool = True) -> Iterator[Path]:
    """Makes the files and places in the folder MAIL of a folder, each told when it is there; what this system cannot have is left out.

    anew: files that are there already are made again.
    """
    for family, cases in wanted.families.items():
        (folder / MAIL / family).mkdir(parents=True, exist_ok=True)
        for case in cases:
            path = folder / MAIL / family / case.file
            yield case.write(path.parent) if anew or not path.exists() else path
    for place in wanted.places:
        yield from _made(place, folder / MAIL / folder_of(place))


def folder_of(place: Place) -> str:
    """What the folder of a place is called."""
    return "folder-" + "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in place.title)[:40]


def _made(place: Place, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True)
    try:
        place.make(folder)
    except (OSError, AttributeError, NotImplementedError):
        return
    yield folder
