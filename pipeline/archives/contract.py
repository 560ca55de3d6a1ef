"""What every kind of archive gives: the names of its files, and their bytes one by one."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

from pipeline.errors import RoadmapError

HEAD = 512
"""Bytes that tell an archive from other files: those of a TAR stand at 257."""


Special = Literal["link", "special_file"]
"""Members that are no files: keys of `pipeline.verdicts.SKIPPED`."""


class Entry(NamedTuple):
    """A member as the archive lists it; folders are none."""

    name: str
    """As the archive has it, in letters: «..» and roots may be in it, and two members may have one."""
    raw: bytes
    """The bytes of the name; in UTF-8 where the archive holds letters."""
    special: Special | None = None
    """What it is where it is no file: nothing of it is read."""
    ratio: float = 0.0
    """How many bytes it says that each of its packed bytes becomes."""


class Archive(Protocol):
    """An open archive. A member is known by its place in `entries`."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The members, never more than MAX_MEMBERS."""

    @property
    def damage(self) -> RoadmapError | None:
        """Why there may be more members than `entries` tells; None where the list is whole."""

    def chunks(self, index: int) -> Iterator[bytes]:
        """The bytes of a member, counted as they come. A RoadmapError that says what is wrong, or whatever a library throws at damaged input."""
