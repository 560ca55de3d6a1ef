"""Progress for eyes: a bar on stderr, and nothing at all where stderr is no terminal."""

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.cli.console import one_line


class Bar:
    """A bar with the count of files and the file that was read last."""

    def __init__(self) -> None:
        columns = (TextColumn("Чтение"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
        self._task = self._bar.add_task("", total=None)

    def start(self, total: int) -> None:
        """Shows an empty bar."""
        self._bar.update(self._task, total=total)
        self._bar.start()

    def advance(self, file: str) -> None:
        """Fills it by one file."""
        self._bar.update(self._task, advance=1, description=one_line(file))

    def finish(self) -> None:
        """Takes it away."""
        self._bar.stop()
