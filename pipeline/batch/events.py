"""What who watches a batch is told, as it happens."""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.problems import Failure
from pipeline.verdicts import Line


class Started(NamedTuple):
    """The folders were walked: so many files are to be read."""

    files: int


class Opened(NamedTuple):
    """An archive was opened: so many files more."""

    files: int


class FileDone(NamedTuple):
    """A file has its verdict. fresh: it was read in this run, and not in an earlier one."""

    line: Line
    fresh: bool
    peak: int = 0
    """Bytes of memory that the worker held at most while it read the file, those that it holds at rest among them; 0 where that is not known."""


class AllRead(NamedTuple):
    """All files have their verdicts; the tables are being written."""


class FileFailed(NamedTuple):
    """A file that did not get into the tables, and why; told in the order of their names, while the tables are being written."""

    failure: Failure


class Finished(NamedTuple):
    """The work is done, or was broken off."""


Event = Started | Opened | FileDone | AllRead | FileFailed | Finished
Watch = Callable[[Event], None]


def unwatched(_: Event) -> None:
    """Nobody watches."""


def nameless(watch: Watch) -> Watch:
    """One who is not told the names of files: in them may be names of persons, which are known only at the end."""

    def watching(event: Event) -> None:
        watch(event._replace(line=event.line._replace(file="", name=b"", detail="")) if isinstance(event, FileDone) else event)

    return watching
