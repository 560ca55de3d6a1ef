"""The file of a journal: an SQLite data base of a known schema, whole whenever the power fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError

VERSION = 1
"""Of the schema below, in the file's header (PRAGMA user_version): a journal of another one is replaced, its results are worked out again.

Raise it with every change of the schema. What results depend on is part of their keys and needs no new version.
"""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    key TEXT PRIMARY KEY, limits TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, is_archive INTEGER NOT NULL,
    corrected INTEGER NOT NULL, lost INTEGER NOT NULL, seconds REAL NOT NULL, content BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found (
    file TEXT NOT NULL, name BLOB NOT NULL, path BLOB, size INTEGER, sha256 TEXT, known TEXT, reason TEXT NOT NULL, message TEXT NOT NULL,
    container INTEGER NOT NULL, key TEXT, archive TEXT, within TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_key ON found (key, file);
CREATE INDEX IF NOT EXISTS by_file ON found (file);
"""


def opened(path: Path) -> sqlite3.Connection:
    """The data base; a new one where the file is none, or no longer: results can be worked out again. OutputError where the disk fails."""
    with disk_errors(path):
        try:
            return _connected(path)
        except sqlite3.OperationalError:  # of the disk
            raise
        except sqlite3.DatabaseError:
            for part in parts(path):
                part.unlink(missing_ok=True)
            return _connected(path)


def parts(path: Path) -> list[Path]:
    """The file of a journal with those that SQLite may have beside it."""
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]


def _connected(path: Path) -> sqlite3.Connection:
    """Raises DatabaseError where the file is damaged, or a data base of something else, or of another schema."""
    base = sqlite3.connect(path)
    # One process alone, so that no memory is shared through the file, which a network drive cannot do. After a loss of power the last
    # results may be missing; nothing is broken.
    try:
        for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"):
            base.execute(f"PRAGMA {setting}")
        _check(base)
        base.executescript(f"{_SCHEMA}PRAGMA user_version = {VERSION};")
    except BaseException:
        base.close()
        raise
    return base


def _check(base: sqlite3.Connection) -> None:
    (version,) = base.execute("PRAGMA user_version").fetchone()
    (tables,) = base.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if tables and version != VERSION:
        raise sqlite3.DatabaseError(f"schema {version}")
    (said,) = base.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the disk into an OutputError."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise OutputError(str(path), str(error)) from error
