"""Who is told how far the work is."""

from typing import Protocol

from pipeline.verdicts import Line


class Progress(Protocol):
    """Somebody who watches a batch."""

    def start(self, total: int) -> None:
        """So many files were found that are to be read; members of archives come to them as they are found."""

    def more(self, count: int) -> None:
        """So many files more."""

    def advance(self, line: Line, fresh: bool) -> None:
        """One more file is done, well or not. fresh: it was read in this run, and not in an earlier one."""

    def write(self) -> None:
        """All files are done; the tables are being written."""

    def finish(self) -> None:
        """The work is done, or was broken off."""


class Silent:
    """Progress that nobody watches."""

    def start(self, total: int) -> None:
        """Nothing."""

    def more(self, count: int) -> None:
        """Nothing."""

    def advance(self, line: Line, fresh: bool) -> None:
        """Nothing."""

    def write(self) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""


class Nameless:
    """Progress that is not told the names of files: in them may be names of persons, which are known only at the end."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.start, self.more, self.write, self.finish = progress.start, progress.more, progress.write, progress.finish

    def advance(self, line: Line, fresh: bool) -> None:
        """As `Progress`, without names."""
        self._progress.advance(line._replace(file="", name=b"", detail=""), fresh)
