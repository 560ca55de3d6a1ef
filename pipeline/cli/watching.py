"""The work of `roadmaps watch`: looks at a folder again and again, and keeps the tables what the folder is."""

import datetime as dt
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from time import sleep
from typing import Any

from pipeline import vocabulary as words
from pipeline.batch import Report, Watch, convert
from pipeline.batch.events import Event, FileFailed
from pipeline.batch.workers import local_workers
from pipeline.cli.console import say
from pipeline.errors import RoadmapError, UnreadableFileError
from pipeline.watch import NOTHING, Due, State, due, is_time, look, waiting, written

Convert = Callable[[Watch], Report]
_MOST_FAILURES = 3


class Rounds:
    """The rounds of a watch. What goes wrong in one is told once, and tried again in the next."""

    def __init__(self, folder: Path, out: Path, work: Convert, tell: Callable[[str], None]) -> None:
        self._folder, self._out, self._work, self._tell = folder, out, work, tell
        self._state: State = NOTHING
        self._told = ""
        self.exit_code = 0
        """Of the last work, or of what went wrong in the last round."""

    def look(self) -> bool:
        """One look, and the work if it is time for it; whether there is nothing more to wait for."""
        try:
            now = look(self._folder, self._out)
            found = due(self._state, now)
            if not is_time(self._state, found):
                self._wait(found)
                self._state = waiting(self._state, now)
                return not found.any
            events: list[Event] = []
            report = self._work(events.append)
            self._tell(_line(found, report, [event.failure.problem.message for event in events if isinstance(event, FileFailed)]))
            self._state, self._told, self.exit_code = written(now), "", report.exit_code
        except RoadmapError as error:
            self._fail(error.exit_code, error.message)
        except OSError as error:  # a share that is gone for a while
            self._fail(
                UnreadableFileError.exit_code, f"Папка сейчас недоступна: {error.strerror or type(error).__name__}. Попробую ещё раз."
            )
        return True

    def _wait(self, found: Due) -> None:
        if found.any and self._state.waited:
            self._say(f"Файлы ещё копируются или меняются: {found.restless}. Жду, пока они станут неизменными.")
        elif not found.any:
            self._told = ""

    def _fail(self, exit_code: int, line: str) -> None:
        self.exit_code = exit_code
        self._say(line)

    def _say(self, line: str) -> None:
        """Says a line, but not the same one at each look."""
        if line != self._told:
            self._tell(line)
        self._told = line


def watch(folder: Path, out: Path, every: float, *, once: bool, formats: Sequence[str], vocab: Path | None, anonymise: bool) -> int:
    """Watches until Ctrl+C or SIGTERM; with `once` until the folder was read, or nothing is due. Returns the exit code. VocabularyError."""
    vocabulary = words.load(vocab)
    former = signal.signal(signal.SIGTERM, _interrupt)
    try:
        with local_workers() as executor:  # for all rounds: to start them takes longer than to read a file

            def work(watch: Watch) -> Report:
                return convert([folder], out, formats, vocabulary, watch, anonymise=anonymise, executor=executor)

            _tell(f"Слежу за папкой {folder}, таблицы в папке {out}. Смотрю каждые {every:g} с; закончить — Ctrl+C.")
            return _go_round(Rounds(folder, out, work, _tell), every, once)
    except KeyboardInterrupt:
        _tell("Больше не слежу. Таблицы такие, какими записаны в последний раз.")
        return 0
    finally:
        signal.signal(signal.SIGTERM, former)


def _go_round(rounds: Rounds, every: float, once: bool) -> int:
    rounds.look()
    while True:
        sleep(every)
        if rounds.look() and once:
            return rounds.exit_code


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _tell(line: str) -> None:
    say(f"{dt.datetime.now().astimezone():%d.%m.%Y %H:%M:%S} {line}")


def _line(found: Due, report: Report, failures: Sequence[str]) -> str:
    """One line of a round: what came, what became of it, and the first failures."""
    came = f"Новых файлов: {found.new}, изменённых: {found.changed}, удалённых: {found.gone}."
    if not report.files:
        return f"{came} Читать нечего: таблицы остались прежними."
    read = report.files - report.verdicts.get("refused", 0)
    told = f" Не прочитано: {len(failures)}. {' '.join(failures[:_MOST_FAILURES])}" if failures else ""
    more = f" … и ещё {len(failures) - _MOST_FAILURES}" if len(failures) > _MOST_FAILURES else ""
    return f"{came} Прочитано {read} из {report.files}, таблицы записаны. Стоит посмотреть файлов: {report.to_look_at}.{told}{more}"
