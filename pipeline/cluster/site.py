"""What runs on the workers of a cluster: it knows no Dask, and does in a thread of a worker what `run_jobs` does here.

The setup, which is the same for each task, lies once in the shared folder; a task has its path and hash.
"""

import hashlib
import os
import pickle
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.hiring import Need
from pipeline.batch.jobs import Job
from pipeline.batch.versions import versions_of_program
from pipeline.batch.workers import Reply, Setup, run_jobs, stop_all
from pipeline.cluster.errors import NotSharedError, OtherVersionsError
from pipeline.export.files import write_bytes


class Site(NamedTuple):
    """Where a run works, and what it must be worked with."""

    setup: Path
    sha256: str
    spool: Path
    versions: tuple[str, ...]


class Sight(NamedTuple):
    """What a worker is, and what it does not see."""

    versions: tuple[str, ...]
    unseen: tuple[str, ...]


@contextmanager
def opened(need: Need) -> Iterator[Site]:
    """Lays out in the folder of the run what workers need, and removes it. OutputError."""
    content = pickle.dumps(need.setup)
    folder = need.folder.resolve()
    path = write_bytes(folder / f"setup-{secrets.token_hex(8)}", content)
    try:
        yield Site(path, hashlib.sha256(content).hexdigest(), need.spool, versions_of_program())
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def run_at(site: Site, jobs: Sequence[Job]) -> list[Reply]:
    """`run_jobs` on a worker. A worker that came late is held to what the others were. OtherVersionsError, NotSharedError."""
    return run_jobs(_setup(site), jobs)


def look(site: Site, probe: Path, token: str, sources: Sequence[Path]) -> Sight:
    """What a worker sees: the probe that was laid into the spool, where it must be able to write too, and the sources."""
    unseen = [] if _reads(probe) == token and _writes(probe) else [str(probe.parent)]
    return Sight(versions_of_program(), (*unseen, *(str(path) for path in sources if not os.access(path, os.R_OK))))


def leave(site: Site) -> None:
    """Ends the processes that a worker has for a run."""
    with suppress(NotSharedError, OtherVersionsError):
        stop_all(_setup(site))


@lru_cache(maxsize=8)
def _setup(site: Site) -> Setup:
    if versions_of_program() != site.versions:
        raise OtherVersionsError(os.uname().nodename if hasattr(os, "uname") else "")
    try:
        content = site.setup.read_bytes()
    except OSError as error:
        raise NotSharedError(str(site.setup), error.strerror or "") from error
    if hashlib.sha256(content).hexdigest() != site.sha256:  # before it is unpickled: anybody may write into a shared folder
        raise NotSharedError(str(site.setup), "на узле лежит другой файл")
    setup: Setup = pickle.loads(content)  # noqa: S301 - see above
    return setup


def _reads(probe: Path) -> str | None:
    try:
        return probe.read_text()
    except OSError:
        return None


def _writes(probe: Path) -> bool:
    try:
        probe.with_name(f"{probe.name}-{secrets.token_hex(8)}").write_bytes(b"")
    except OSError:
        return False
    return True
