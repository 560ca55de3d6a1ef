"""Progress of a batch for eyes and for programs: a live line on a terminal, plain lines in a log, events in a file.

All of it goes to stderr or to the file that was named; stdout is for the result.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import assert_never

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.batch.events import AllRead, Event, FileDone, FileFailed, Finished, Opened, Started, Watch
from pipeline.cli.console import complain, one_line
from pipeline.export.files import output_errors

_EVERY = 10.0
"""Seconds between two plain lines."""


class Counts:
    """How far a batch is."""

    def __init__(self) -> None:
        self.total = self.done = self.fresh = self.problems = 0
        self._started = time.monotonic()

    def count(self, event: Event) -> None:
        """Counts what is told."""
        if isinstance(event, Started | Opened):
            self.total += event.files
        if isinstance(event, FileDone):
            self.done += 1
            self.fresh += event.fresh
            self.problems += event.line.verdict in ("partial", "refused")

    @property
    def rate(self) -> float:
        """Files that are read in a second; those of an earlier run take no time."""
        return self.fresh / max(time.monotonic() - self._started, 0.1)

    def __str__(self) -> str:
        return f"{self.rate:.1f} в секунду, с замечаниями: {self.problems}"


class LiveLine:
    """A line that changes on a terminal: files, rate, problems, time that is left, the file that was read last."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.fields[what]}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[counts]}"))
        last = TextColumn("{task.description}", markup=False)
        self._drawing = Progress(*columns, TimeRemainingColumn(), last, console=Console(stderr=True), transient=True)
        self._task = self._drawing.add_task("", total=None, what="Чтение", counts="")
        self._counts = Counts()

    def __call__(self, event: Event) -> None:
        """Draws what is told."""
        self._counts.count(event)
        match event:
            case Started():
                self._drawing.start()
            case FileDone(line):
                self._drawing.update(self._task, description=one_line(line.file))
            case AllRead():
                self._drawing.update(self._task, what="Запись таблиц", description="")
            case FileFailed(failure):
                complain(failure.problem.message)
            case Finished():
                self._drawing.stop()
            case Opened():
                pass
            case _:
                assert_never(event)
        self._drawing.update(self._task, total=self._counts.total, completed=self._counts.done, counts=str(self._counts))


class PlainLines:
    """A line now and then, where what is said goes to a file or to another program; a short batch is done before the first is due."""

    def __init__(self, every: float = _EVERY, say: Callable[[str], None] = complain) -> None:
        self._every = every
        self._say = say
        self._counts = Counts()
        self._last = time.monotonic()

    def __call__(self, event: Event) -> None:
        """Says what is told, if it is time."""
        self._counts.count(event)
        if isinstance(event, FileFailed):
            self._say(event.failure.problem.message)
        if isinstance(event, FileDone) and time.monotonic() - self._last >= self._every:
            self._last = time.monotonic()
            self._say(f"Файлов: {self._counts.done} из {self._counts.total}, {self._counts}.{self._left()}")

    def _left(self) -> str:
        seconds = (self._counts.total - self._counts.done) / self._counts.rate if self._counts.rate else 0
        return f" Осталось около {seconds / 60:.0f} мин." if seconds >= 60 else ""


def quiet(event: Event) -> None:
    """Says nothing but what went wrong."""
    if isinstance(event, FileFailed):
        complain(event.failure.problem.message)


@contextmanager
def watching(silent: bool, log: Path | None) -> Iterator[Watch]:
    """Who tells the person at the console, and writes the events to the file `log`, one a line, behind what is there.

    OutputError where that cannot be written.
    """
    eyes: Watch = quiet if silent else LiveLine() if sys.stderr.isatty() else PlainLines()
    if log is None:
        yield eyes
        return
    with output_errors(log), log.open("a", encoding="utf-8", errors="backslashreplace") as stream:

        def both(event: Event) -> None:
            eyes(event)
            stream.write(_as_json(event) + "\n")
            stream.flush()

        yield both


def _as_json(event: Event) -> str:
    """One event: when, what, and its fields; the name as bytes stands in the manifest alone."""
    fields = event._asdict()
    if isinstance(event, FileDone):
        fields = {**event.line._asdict(), "fresh": event.fresh, "peak": event.peak}
        del fields["name"]
    if isinstance(event, FileFailed):
        fields = {"file": event.failure.file, "code": event.failure.problem.code, "message": event.failure.problem.message}
    name = type(event).__name__
    told = {"time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"), "event": name, **fields}
    return json.dumps(told, ensure_ascii=False)
