"""What the search for files gives."""

import os
from pathlib import Path
from typing import NamedTuple

from pipeline.archives import Way
from pipeline.errors import RoadmapError
from pipeline.problems import Failure


class Place(NamedTuple):
    """What a file is known by, whatever it is called: its absolute path, and its way where it is in an archive."""

    path: str
    way: Way


class Input(NamedTuple):
    """A file to read, and its name in the outputs: its path below the PATH that was named, «/» between folders.

    A file in an archive has a way in it. `error` is why the file cannot be read, where the search met it already.
    """

    path: Path
    name: str
    way: Way = ()
    error: RoadmapError | None = None

    @property
    def place(self) -> Place:
        """The place of the file, however it was named; a link is another file than what it leads to."""
        return Place(os.path.abspath(self.path), self.way)  # noqa: PTH100 - resolve() would follow the link


class Found(NamedTuple):
    """What one PATH gave. Names are below the folder `base`."""

    base: Path
    files: list[Input]
    failures: list[Failure]
    passed_over: int
