"""What every kind of archive gives: the names of its files, and their bytes one by one."""

from typing import Protocol

HEAD = 512
"""Bytes that tell an archive from other files: those of a TAR stand at 257."""


class Archive(Protocol):
    """An open archive. A file in it is known by its place in `names`: two may have one name."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names as the archive has them, «..» and roots among them; no folders, links and devices."""

    @property
    def damage(self) -> str | None:
        """Why there may be more files than `names` tells; None where the list is whole."""

    def head(self, index: int) -> bytes:
        """The first bytes of a file, at least HEAD or all. Raises like `read`."""

    def read(self, index: int) -> bytes:
        """The bytes of a file. A RoadmapError that says what is wrong, or whatever the library throws at damaged input."""
