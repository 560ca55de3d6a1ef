"""What the search for files gives."""

from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RoadmapError


class Found(NamedTuple):
    """One thing that was met: a file to read where neither `skipped` nor `error` says otherwise.

    Each entry of a folder that is no folder itself is met once: a link too, wherever it leads, and what lies in hidden folders.
    A folder is met where it cannot be listed, and a PATH where it does not exist or holds nothing to read.
    """

    path: Path
    """Where it is to be read: no link, and never longer than the system opens."""
    file: str
    """What the outputs call it: its path below the PATH that was named, «/» between folders. No two have one."""
    name: bytes
    """Its path below the PATH that was named, as the system has it."""
    size: int | None = None
    """Bytes; None where it was not looked at."""
    sha256: str | None = None
    """Of its content; None where it was not opened."""
    archive: str | None = None
    """The kind of archive that it begins like («zip»); a document may be a ZIP file too, which is for `expand` to tell."""
    within: tuple[str, ...] = ()
    """Which files or folders in the archive were named; all where it is empty."""
    skipped: str | None = None
    """Why nothing is due: a key of `pipeline.verdicts.SKIPPED`."""
    error: RoadmapError | None = None
    """Why it cannot be read."""
