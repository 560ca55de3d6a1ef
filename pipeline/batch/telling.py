"""What the journal knows is told to who watches, each file once."""

from collections.abc import Iterable

from pipeline.batch.events import FileDone, Opened, Started, Watch
from pipeline.batch.journal import DUPLICATE, Journal, Told


class Teller:
    """Tells of files as their verdicts come."""

    def __init__(self, journal: Journal, watch: Watch) -> None:
        self._journal = journal
        self._watch = watch
        self.fresh = 0
        """How many files were read in this run."""

    def start(self) -> None:
        """What was found in folders, and what of it was read in an earlier run."""
        self._watch(Started(self._journal.count()))
        self._tell(self._journal.told_already(), fresh=False)

    def members(self, archive: str) -> None:
        """The same of an archive."""
        self._watch(Opened(self._journal.count(archive)))
        self._tell(self._journal.told_already(archive), fresh=False)

    def read(self, key: str, peak: int = 0) -> None:
        """A content was read, which took so many bytes of memory at most."""
        self.fresh += 1
        self._tell(self._journal.told_of(key), fresh=True, peak=peak)

    def _tell(self, found: Iterable[Told], fresh: bool, peak: int = 0) -> None:
        for told in list(found):
            if told.line.verdict != "skipped" or told.line.reason == DUPLICATE:
                self._watch(FileDone(told.line, fresh, peak))
