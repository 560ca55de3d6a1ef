"""One hostile file: what makes it, and which verdicts are right for it. No such file stands in the repository."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

Verdicts = frozenset[tuple[str, str]]
"""The verdicts that are right, each with its reason («pipeline.verdicts»); the reason of `whole` is empty."""

WHOLE: Verdicts = frozenset({("whole", "")})


def refused(*codes: str) -> Verdicts:
    """Refused for one of these causes (codes of `pipeline.errors`)."""
    return frozenset(("refused", code) for code in codes)


def partial(*codes: str) -> Verdicts:
    """Read in part, for one of these (codes of the catalogue of problems, or of errors where an archive is meant)."""
    return frozenset(("partial", code) for code in codes)


def skipped(*reasons: str) -> Verdicts:
    """Passed over for one of these (keys of `pipeline.verdicts.SKIPPED`)."""
    return frozenset(("skipped", reason) for reason in reasons)


class Case(NamedTuple):
    """One hostile file."""

    file: str
    """Its name, unique among all cases, with the suffix that it is sent with."""
    make: Callable[[], bytes]
    """Gives its bytes, the same each time."""
    verdicts: Verdicts
    """Of the file itself; of the container where it is an archive."""
    bomb: bool = False
    """Whether it must be done within 2 s of the processor and 256 MiB."""
    members: Mapping[str, Verdicts] = {}
    """Of members of an archive, by what the outputs call them behind the name of the archive; others may be there."""
    slow: bool = False
    """Whether it may take a sound reader more than a second, so that only the campaign of `benchmarks/hostile.py` reads it."""

    def write(self, folder: Path) -> Path:
        """Makes the file in a folder."""
        path = folder / self.file
        path.write_bytes(self.make())
        return path


class Place(NamedTuple):
    """Something hostile that is made in a folder by the system: a pipe, a link, a name."""

    title: str
    make: Callable[[Path], None]
    """Makes it in an empty folder, and what lies outside in the folder `outside` beside the one that it is in. OSError or AttributeError where
    this system cannot."""
    verdicts: Mapping[bytes, Verdicts]
    """What is right for each thing in it, by its name below the folder as the system has it. Nothing else is met."""
