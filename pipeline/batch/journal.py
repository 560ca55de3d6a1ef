"""The journal of a folder: what was found in this run, and every result that was ever worked out, by what it depends on.

It is cache and journal in one: a run that was killed goes on where it stood, and the next one reads only what is new. SQLite keeps it
whole whenever the power fails; one process writes it (`batch.lock`). What a run holds in memory does not grow with it.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from pipeline.batch.journal_file import disk_errors, opened
from pipeline.batch.outcome import Outcome, as_json
from pipeline.export.dataset import encodable_text
from pipeline.verdicts import Line, Verdict

FILE = "journal.sqlite"
DUPLICATE = "duplicate_file"
ANY_LIMITS = ""
THIS_RUN = "run"
"""Kept with a result that no limit had a part in, and with one that is true of this run alone."""

_COLUMNS = "file, name, path, size, sha256, known, found.reason, message, container, found.key, archive, within"


class Met(NamedTuple):
    """A file of this run."""

    file: str
    name: bytes
    path: Path | None = None
    """Where its bytes are."""
    size: int | None = None
    sha256: str | None = None
    known: Verdict | None = None
    """Its verdict, where that needs no reading: with its reason, and its message in Russian where it was refused or is not whole."""
    reason: str = ""
    message: str = ""
    container: bool = False
    """Whether it is known to be an archive in an archive: its members are files of this run by themselves."""
    key: str | None = None
    """What its result is kept under."""
    archive: str | None = None
    """What the outermost archive is called that it is in."""
    within: tuple[str, ...] = ()
    """Which files or folders in it were named, where it is an archive and only those."""


class Told(NamedTuple):
    """A file of this run with its verdict, and what of it stands in the tables for all files of its content."""

    line: Line
    key: str | None = None
    """Of the roadmap that stands in the tables."""
    fails: bool = False
    """Whether a failure stands there."""
    is_archive: bool = False


class Journal:
    """An open journal. OutputError where the disk does not take what is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    # ------------------------------------------------------------ results

    def put(self, key: str, outcome: Outcome, seconds: float, limits: str = ANY_LIMITS) -> None:
        """Keeps a result; it is there after a crash. limits: those of the run, if they had a part in it."""
        content = zlib.compress(as_json(outcome), 1)
        self._write(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, limits, *outcome.verdict, outcome.members is not None, outcome.corrected, outcome.lost, seconds, content)],
        )

    def get(self, key: str) -> Outcome:
        """A result that is there."""
        (content,) = self._base.execute("SELECT content FROM results WHERE key = ?", (key,)).fetchone()
        return Outcome.model_validate_json(zlib.decompress(content))

    def drop_unused(self) -> None:
        """Lets go of results that no file of this run has: of former words, versions and files."""
        self._write("DELETE FROM results WHERE key NOT IN (SELECT key FROM found WHERE key IS NOT NULL)", [()])

    # ------------------------------------------------------------ what was found

    def begin(self, met: Iterable[Met], limits: str) -> None:
        """Begins a new run with what was found in folders. Results that came of other limits, or were true of one run, are let go."""
        self._write("DELETE FROM results WHERE limits NOT IN (?, ?)", [(ANY_LIMITS, limits)])
        self._write("DELETE FROM found", [()])
        self.add(met)

    def add(self, met: Iterable[Met]) -> None:
        """Notes files of this run."""
        self._write("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, met))

    def due(self, archive: str | None = None, most: int = -1) -> list[Met]:
        """One file for each content that has no result, in the order of their names: those of folders, or the members of an archive.

        most: no more than so many.
        """
        query = f"""SELECT {_COLUMNS}, MIN(file) FROM found WHERE key IS NOT NULL AND archive IS ?
                    AND key NOT IN (SELECT key FROM results) GROUP BY key ORDER BY file LIMIT ?"""
        return [_met(row[:-1]) for row in self._base.execute(query, (archive, most))]

    def archives(self, key: str | None = None) -> list[Met]:
        """The archives in folders of which the members are known, in the order of their names: all, or those of one content."""
        query = f"""SELECT {_COLUMNS} FROM found WHERE archive IS NULL AND key IN (SELECT key FROM results WHERE is_archive)
                    AND (? IS NULL OR key = ?) ORDER BY file"""
        return [_met(row) for row in self._base.execute(query, (key, key))]

    def drop_members(self, archive: Met) -> None:
        """Forgets what an archive holds, so that it is due again."""
        self._write("DELETE FROM found WHERE archive = ?", [(archive.file,)])
        self._write("DELETE FROM results WHERE key = ?", [(archive.key,)])

    def told(self) -> Iterator[Told]:
        """Every file of this run with its verdict, in the order of their names. LookupError where the work is not done yet."""
        return self._told("TRUE", "")

    def told_of(self, key: str) -> Iterator[Told]:
        """The files of one content."""
        return self._told("found.key = ?", key)

    def told_already(self, archive: str | None = None) -> Iterator[Told]:
        """The files whose verdict is known before any of them is read: those of folders, or the members of an archive."""
        return self._told("archive IS ? AND (known IS NOT NULL OR verdict IS NOT NULL)", archive)

    def _told(self, condition: str, value: str | None) -> Iterator[Told]:
        first = "(SELECT MIN(file) FROM found AS same WHERE same.key = found.key)"
        query = f"""SELECT {_COLUMNS}, {first}, is_archive, verdict, results.reason, detail, seconds FROM found LEFT JOIN results ON results.key = found.key
                    WHERE {condition} ORDER BY file, name"""
        values = (value,) if "?" in condition else ()
        size = len(Met._fields)
        return (_told(_met(row[:size]), row[size], row[size + 1], row[size + 2 :]) for row in self._base.execute(query, values))

    def count(self, archive: str | None = None) -> int:
        """How many files there are to read in folders, or in an archive."""
        query = "SELECT COUNT(*) FROM found WHERE known IS NOT 'skipped' AND archive IS ?"
        (count,) = self._base.execute(query, (archive,)).fetchone()
        return int(count)

    def corrections(self) -> tuple[int, int]:
        """How many corrections were used in the documents of this run, and how many fitted nothing."""
        query = "SELECT TOTAL(corrected), TOTAL(lost) FROM results WHERE key IN (SELECT key FROM found)"
        used, lost = self._base.execute(query).fetchone()
        return int(used), int(lost)

    def same(self, key: str) -> list[str]:
        """The files of one content, in the order of their names."""
        return [row[0] for row in self._base.execute("SELECT file FROM found WHERE key = ? ORDER BY file, name", (key,))]

    # ------------------------------------------------------------ notes

    def note(self, name: str, content: str) -> None:
        """Keeps a text under a name."""
        self._write("INSERT OR REPLACE INTO notes VALUES (?, ?)", [(name, content)])

    def noted(self, name: str) -> str | None:
        """The text that is kept under a name."""
        found = self._base.execute("SELECT content FROM notes WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def _write(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        with disk_errors(self.path), self._base:
            self._base.executemany(statement, rows)


def told_of(met: Met) -> Told:
    """What is told of a file without reading it. LookupError where it has to be read."""
    if met.known is None:
        raise LookupError(met.file)
    line = Line(met.file, met.name, met.known, met.reason, met.message, met.sha256, met.size)
    return Told(line, fails=met.known in ("refused", "partial"), is_archive=met.container and met.known != "refused")


def _told(met: Met, first: str, is_archive: bool | None, line: Sequence[Any]) -> Told:
    """What is told of a file by its result: verdict, reason, detail and seconds, each None where there is no result."""
    verdict, reason, detail, seconds = line
    if verdict is None:
        return told_of(met)
    told = Line(met.file, met.name, verdict, reason, detail, met.sha256, met.size, seconds)
    if is_archive or verdict == "refused":  # each refused file is told of by itself: its sender has to send another
        return Told(told, fails=verdict != "whole", is_archive=bool(is_archive))
    if met.file != first:
        return Told(told._replace(verdict="skipped", reason=DUPLICATE, detail=first, seconds=None))
    return Told(told, met.key)


def _row(met: Met) -> tuple[object, ...]:
    path = os.fsencode(met.path) if met.path else None
    within = json.dumps(met.within)
    return met._replace(file=encodable_text(met.file), path=path, archive=met.archive and encodable_text(met.archive), within=within)  # type: ignore[arg-type]


def _met(row: tuple[Any, ...]) -> Met:
    met = Met(*row)
    return met._replace(
        path=Path(os.fsdecode(row[2])) if row[2] else None, container=bool(met.container), within=tuple(json.loads(row[-1]))
    )
