"""The folder of a run: what it keeps in OUT/.roadmaps while it works, and that no other run works there."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.journal import FILE as JOURNAL
from pipeline.batch.journal import Journal
from pipeline.batch.journal_file import parts
from pipeline.batch.lock import locked
from pipeline.errors import OutputError
from pipeline.export.files import output_errors
from pipeline.export.publish import recover
from pipeline.export.stale import SERVICE, WORKBOOK

_SPOOL, _COPIES = "spool", "copies"


class Workplace(NamedTuple):
    """What a run works with."""

    out: Path
    journal: Journal
    spool: Path
    """Where members of archives are, while they are read."""
    copies: Path
    """Where files are whose own path is too long to be opened, as long as the run lasts."""


@contextmanager
def workplace(out: Path, keep: bool = True) -> Iterator[Workplace]:
    """Makes the folder `out` where it is missing, and ends there what a former run began to publish. keep: the results for the next run.

    OutputError where no file can be made in it, its workbook is open in Excel, or another run works in it.
    """
    place = (out / SERVICE).absolute()  # workers may stand in another folder
    _check_writable(out)
    with output_errors(out):
        place.mkdir(exist_ok=True)
    with locked(place, out):
        recover(out)
        spool, copies = (place / name for name in (_SPOOL, _COPIES))
        with output_errors(out):
            for folder in (spool, copies):
                folder.mkdir(exist_ok=True)
        with Journal(place / JOURNAL) as journal:
            yield Workplace(out, journal, spool, copies)
        if not keep:
            with output_errors(out):
                for part in parts(place / JOURNAL):
                    part.unlink(missing_ok=True)
        for folder in (spool, copies):
            shutil.rmtree(folder, ignore_errors=True)


def _check_writable(out: Path) -> None:
    with output_errors(out):
        if any(path.exists() and not path.is_dir() for path in (out, *out.parents)):
            raise OutputError(str(out), "на этом месте файл, а нужна папка")
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    workbook = out / WORKBOOK
    if workbook.exists():
        with output_errors(workbook), workbook.open("r+b"):
            pass
