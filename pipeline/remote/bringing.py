"""Around a run: what is at URLs is brought here before, and the dataset taken there after."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.lock import FILE as LOCK
from pipeline.batch.lock import locked
from pipeline.batch.report import Report
from pipeline.errors import RoadmapError
from pipeline.export.files import output_errors
from pipeline.export.stale import SERVICE
from pipeline.remote.caches import folder_of
from pipeline.remote.fetching import fetch
from pipeline.remote.uploading import prepare, upload
from pipeline.remote.url import Place, Url

_INPUTS = "inputs"


class Brought(NamedTuple):
    """What a run on this machine is to be given in place of URLs."""

    paths: tuple[Path, ...]
    out: Path
    shown: str
    """What the output is called to the person."""
    missed: Mapping[str, RoadmapError]
    """Files that could not be brought here, and why."""
    publish: Callable[[Report], None]
    """Takes what was written to where it was asked for. RemoteError."""


@contextmanager
def brought(paths: Sequence[Place], out: Place) -> Iterator[Brought]:
    """Brings files at URLs here, into the folder of the run, from which they go again at the end. RemoteError, OutputError."""
    local, publish = _output(out)
    urls = [path for path in paths if isinstance(path, Url)]
    if not urls:
        yield Brought(tuple(path for path in paths if isinstance(path, Path)), local, str(out), {}, publish)
        return
    with _inputs(local) as folder:
        fetched = {url: fetch(url, folder / str(number)) for number, url in enumerate(urls)}
        missed = {name: error for one in fetched.values() for name, error in one.missed.items()}
        here = [fetched[path].path if isinstance(path, Url) else path for path in paths]
        yield Brought(tuple(path for path in here if path), local, str(out), missed, publish)


def _output(out: Place) -> tuple[Path, Callable[[Report], None]]:
    """The folder of this machine that the run writes to, and what takes it from there."""
    if isinstance(out, Path):
        return out, lambda _: None
    folder = folder_of(out)
    prepare(out, folder)
    return folder, lambda report: upload(out, folder, report) if report.written else None


@contextmanager
def _inputs(out: Path) -> Iterator[Path]:
    """An empty folder of one run alone, beside its journal: who sees the output folder sees it too. BusyOutputError, OutputError."""
    folder = out / SERVICE / _INPUTS
    with output_errors(out):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with locked(folder, out):
            _empty(folder)
            try:
                yield folder
            finally:
                _empty(folder)
                with suppress(OSError):  # Windows lets nobody remove what is open
                    (folder / LOCK).unlink(missing_ok=True)
    finally:
        with suppress(OSError):  # where the work did not come to be, nothing stays; where it did, it is not empty
            for emptied in (folder, folder.parent, out):
                emptied.rmdir()


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            with suppress(OSError):
                shutil.rmtree(path)
