"""The journal of a folder: what was found in this run, and every result that was ever worked out, by what it depends on.

It is cache and journal in one: a run that was killed goes on where it stood, and the next one reads only what is new. SQLite keeps it
whole whenever the power fails; one process writes it (`batch.lock`). What a run holds in memory does not grow with it.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from pipeline.batch.outcome import Cause, Outcome
from pipeline.errors import OutputError
from pipeline.verdicts import Line, Verdict

FILE = "journal.sqlite"
ANY_LIMITS = ""
"""Kept with a result that no limit had a part in."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    key TEXT PRIMARY KEY, limits TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, is_archive INTEGER NOT NULL,
    seconds REAL NOT NULL, content BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found (
    file TEXT NOT NULL, name BLOB NOT NULL, path BLOB, size INTEGER, sha256 TEXT, skipped TEXT, cause TEXT, key TEXT, archive TEXT
);
CREATE INDEX IF NOT EXISTS by_key ON found (key, file);
CREATE INDEX IF NOT EXISTS by_file ON found (file);
"""
_COLUMNS = "file, name, path, size, sha256, skipped, cause, key, archive"


class Met(NamedTuple):
    """A file of this run. `key`: what its result is kept under; `archive`: the key of the archive that it is in."""

    file: str
    name: bytes
    path: Path | None = None
    size: int | None = None
    sha256: str | None = None
    skipped: str | None = None
    cause: Cause | None = None
    key: str | None = None
    archive: str | None = None


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
        with _disk(path):
            self._base = _open(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    # ------------------------------------------------------------ results

    def put(self, key: str, outcome: Outcome, seconds: float, limits: str = ANY_LIMITS) -> None:
        """Keeps a result; it is there after a crash. limits: those of the run, if they had a part in it."""
        content = zlib.compress(outcome.model_dump_json().encode(), 1)
        self._write(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, limits, *outcome.verdict, outcome.members is not None, seconds, content)],
        )

    def get(self, key: str) -> Outcome:
        """A result that is there."""
        (content,) = self._base.execute("SELECT content FROM results WHERE key = ?", (key,)).fetchone()
        return Outcome.model_validate_json(zlib.decompress(content))

    def drop(self, key: str) -> None:
        """Lets go of a result."""
        self._write("DELETE FROM results WHERE key = ?", [(key,)])

    def drop_unused(self) -> None:
        """Lets go of results that no file of this run has: of former words, versions and files."""
        self._write("DELETE FROM results WHERE key NOT IN (SELECT key FROM found WHERE key IS NOT NULL)", [()])

    def drop_of_other_limits(self, limits: str) -> None:
        """Lets go of results that came of limits which are not those of this run."""
        self._write("DELETE FROM results WHERE limits NOT IN ('', ?)", [(limits,)])

    # ------------------------------------------------------------ what was found

    def forget_found(self) -> None:
        """Begins the list of a new run."""
        self._write("DELETE FROM found", [()])

    def add(self, met: Iterable[Met]) -> None:
        """Notes files of this run."""
        self._write(f"INSERT INTO found ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, met))

    def due(self, archive: str | None = None) -> list[Met]:
        """One file for each content that has no result, in the order of their names: those of folders, or the members of an archive."""
        query = f"""SELECT {_COLUMNS}, MIN(file) FROM found WHERE key IS NOT NULL AND archive IS ?
                    AND key NOT IN (SELECT key FROM results) GROUP BY key ORDER BY file"""
        return [_met(row[:-1]) for row in self._base.execute(query, (archive,))]

    def archives(self) -> list[Met]:
        """The archives in folders of which the members are known, in the order of their names."""
        query = f"SELECT {_COLUMNS} FROM found WHERE archive IS NULL AND key IN (SELECT key FROM results WHERE is_archive) ORDER BY file"
        return [_met(row) for row in self._base.execute(query)]

    def told(self) -> Iterator[Told]:
        """Every file of this run with its verdict, in the order of their names. LookupError where the work is not done yet."""
        query = f"""SELECT {_COLUMNS}, FIRST_VALUE(file) OVER (PARTITION BY found.key ORDER BY file, name), is_archive, verdict, reason, detail,
                    seconds FROM found LEFT JOIN results USING (key) ORDER BY file, name"""
        return (_told(_met(row[: len(Met._fields)]), *row[len(Met._fields) :]) for row in self._base.execute(query))

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
        with _disk(self.path), self._base:
            self._base.executemany(statement, rows)


def _told(met: Met, first: str, is_archive: bool | None, verdict: Verdict | None, reason: str, detail: str, seconds: float | None) -> Told:
    line = Line(met.file, met.name, "whole", "", "", met.sha256, met.size, seconds)
    if met.skipped:
        return Told(line._replace(verdict="skipped", reason=met.skipped, seconds=None))
    if met.cause:
        return Told(line._replace(verdict="refused", reason=met.cause.code, detail=met.cause.message), fails=True)
    if verdict is None:
        raise LookupError(met.file)
    line = line._replace(verdict=verdict, reason=reason, detail=detail)
    if is_archive or verdict == "refused":  # each refused file is told of by itself: its sender has to send another
        return Told(line, fails=verdict != "whole", is_archive=bool(is_archive))
    if met.file != first:
        return Told(line._replace(verdict="skipped", reason="duplicate_file", detail=first, seconds=None))
    return Told(line, met.key)


def _open(path: Path) -> sqlite3.Connection:
    """The data base; a new one where the file is none, or no longer: results can be worked out again."""
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
            part.unlink(missing_ok=True)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    # One process alone, so that no memory is shared through the file, which a network drive cannot do. After a loss of power the last
    # results may be missing; nothing is broken.
    for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"):
        base.execute(f"PRAGMA {setting}")
    base.executescript(_SCHEMA)
    return base


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise OutputError(str(path), str(error)) from error


def _row(met: Met) -> tuple[object, ...]:
    path = os.fsencode(met.path) if met.path else None
    return (_storable(met.file), met.name, path, *met[3:6], met.cause.model_dump_json() if met.cause else None, *met[7:])


def _met(row: tuple[Any, ...]) -> Met:
    file, name, path, size, sha256, skipped, cause, key, archive = row
    where = Path(os.fsdecode(path)) if path else None
    why = Cause.model_validate_json(cause) if cause else None
    return Met(file, name, where, size, sha256, skipped, why, key, archive)


def _storable(text: str) -> str:
    """With «?» for what UTF-8 cannot hold: half a surrogate pair, of a name in another encoding. The name as bytes is kept beside it."""
    return text.encode("utf-8", "replace").decode()
