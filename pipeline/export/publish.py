"""A dataset appears whole or not at all: it is written beside the former one, and then takes its place by renames.

In `OUT/.roadmaps/`: `staged/` holds the new dataset while it is written; `publish.json`, the record, is there from the first rename
to the last step, so that an interrupted change is carried to its end by the next start; `former/` holds what was moved away meanwhile.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import OutputError
from pipeline.export import stale
from pipeline.export.durable import UNFINISHED, sync_folder, sync_tree, tree, write_durably
from pipeline.export.files import output_errors
from pipeline.export.package import FILE as PACKAGE
from pipeline.export.package import NAME

STAGED, FORMER, RECORD = "staged", "former", "publish.json"
ADVICE = "запустите ту же команду convert ещё раз: она закончит запись"


class _Change(NamedTuple):
    """A change of a dataset: which top-level entries take their places, and which of the former ones go."""

    out: Path
    staged: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the data package last: while it is not there, the former one says what is whose."""
        return tuple(sorted({*self.staged, *self.gone}, key=lambda name: (name == PACKAGE, name)))


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder for a new dataset, on the file system of `out`; it is removed at the end, however that comes.

    OutputError where it cannot be made. An OutputError of a file in it is told by the place that the file was to have.
    """
    place = _place(out)
    folder = place / STAGED
    with output_errors(out):
        _discard(folder)
        folder.mkdir(parents=True)
    try:
        yield folder
    except OutputError as error:
        raise error.at(str(error.where).replace(str(folder), str(out))) from error
    finally:
        # While the record is there, what is staged is the only copy of a part of the dataset. What cannot be removed now (the disk
        # failed: that has been told) is removed by the next start.
        with suppress(OSError):
            if not _record(out).exists():
                _forget(out)


def publish(out: Path, folder: Path) -> None:
    """Puts the dataset of the folder from `staging` in the place of the former one in `out`.

    What the former `datapackage.json` recorded and is no more goes away; other files stay where they are. OutputError where a file is
    in the way, is held by another program, or the disk fails: then the former dataset is as it was, or, where it could not be
    brought back, `recover` ends the change.
    """
    recorded = stale.recorded(out, [NAME])
    with output_errors(out):
        staged = stale.TOPS.intersection(path.name for path in folder.iterdir())
        _check_kinds(out, folder)
        _check_free(out, recorded)
        sync_tree(folder)
    _commit(_Change(out, tuple(sorted(staged)), tuple(sorted(stale.tops(recorded) - staged))))


def recover(out: Path) -> bool:
    """Ends what an interrupted run left in `out`: rolls its change forward, or removes what was never to be; whether there was a change.

    May be called again wherever it was interrupted itself. OutputError where it cannot.
    """
    with output_errors(out):
        if not _record(out).exists():
            _forget(out)
            return False
        change = _read_record(out)
        _move(change)
        _finish(change)
    return True


def unfinished(out: Path) -> str | None:
    """Why a dataset cannot be read now, in Russian: a change of it was interrupted. None where it can."""
    return f"запись результата была прервана; {ADVICE}" if _record(out).exists() else None


def _check_kinds(out: Path, folder: Path) -> None:
    """OutputError where a folder stands in the place of a staged file, or anything else in that of a staged folder."""
    for path in tree(folder):
        place = out / path.relative_to(folder)
        is_folder = place.is_dir() and not place.is_symlink()
        if path.is_dir() and not is_folder and os.path.lexists(place):
            raise OutputError(str(place), "на этом месте не папка; переименуйте или уберите то, что там лежит")
        if not path.is_dir() and is_folder:
            raise OutputError(str(place), "на этом месте папка; переименуйте или уберите её")


def _check_free(out: Path, recorded: Iterable[str]) -> None:
    """OutputError that names a file which another program holds: Windows lets nobody rename it, or a folder that it is in."""
    if os.name != "nt":
        return
    for path in (out / name for name in recorded):
        if path.exists():
            with output_errors(path), path.open("r+b"):
                pass


def _commit(change: _Change) -> None:
    """From here on the change is carried to its end, now or by a later start, or is taken back whole."""
    record = _record(change.out)
    try:
        _empty_former(change.out)
        write_durably(record, json.dumps({"staged": change.staged, "gone": change.gone}).encode())
        _move(change)
    except OSError as error:
        _take_back(change)
        later = f"; {ADVICE}" if os.path.lexists(record) else ""
        raise OutputError(str(error.filename or change.out), f"{error.strerror or error}{later}") from error
    except BaseException:
        _take_back(change)
        raise
    with output_errors(change.out):
        _finish(change)


def _move(change: _Change) -> None:
    """The renames: each former entry away, the staged one into its place. Each is done where it is not done yet. OSError."""
    former = _place(change.out) / FORMER
    former.mkdir(exist_ok=True)
    for name in change.names:
        staged, now, old = _place(change.out) / STAGED / name, change.out / name, former / name
        is_due = name in change.gone or os.path.lexists(staged)
        if is_due and os.path.lexists(now) and not os.path.lexists(old):
            now.rename(old)
        if os.path.lexists(staged):
            if os.path.lexists(now):
                raise OutputError(str(now), "место занято; переименуйте или уберите то, что там лежит")
            staged.rename(now)
    for folder in (change.out, former):
        sync_folder(folder)


def _take_back(change: _Change) -> None:
    """Undoes `_move` as far as it came, and removes the record. Where that fails, the record stays: `recover` ends the change."""
    place = _place(change.out)
    with suppress(OSError):
        for name in reversed(change.names):
            staged, now, old = place / STAGED / name, change.out / name, place / FORMER / name
            if name in change.staged and not os.path.lexists(staged) and os.path.lexists(now):
                now.rename(staged)
            if os.path.lexists(old):
                old.rename(now)
        sync_folder(change.out)
        with suppress(FileNotFoundError):
            (place / FORMER).rmdir()
        _record(change.out).unlink(missing_ok=True)
        sync_folder(place)


def _finish(change: _Change) -> None:
    """Brings back what is not this program's, removes the rest of the former dataset, then the record. OSError.

    The former data package goes last: it says what is whose.
    """
    place = _place(change.out)
    former = place / FORMER
    _bring_back(former, change.out)
    for name in change.names:
        _discard(former / name)
    _discard(former)
    _discard(place / STAGED)
    _record(change.out).unlink(missing_ok=True)
    with suppress(OSError):  # all is done; were the record to come back, it would find nothing to do
        sync_folder(place)
    _discard_empty(place)


def _bring_back(former: Path, out: Path) -> None:
    """Moves files back that the former data package does not record, each to where it stood, but for those that are written anew."""
    if not former.exists():
        return
    ours = set(stale.recorded(former, [NAME]))
    foreign = [path.relative_to(former) for path in tree(former) if path.is_symlink() or not path.is_dir()]
    for path in foreign:
        if path.as_posix() not in ours and not os.path.lexists(out / path):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (former / path).rename(out / path)
            sync_folder((out / path).parent)


def _read_record(out: Path) -> _Change:
    """The change that was begun. OutputError where its record cannot be read: this program writes none but whole ones."""
    try:
        record = json.loads(_record(out).read_bytes())
        staged, gone = (tuple(record[key]) for key in ("staged", "gone"))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise OutputError(str(_record(out)), "запись о прерванном обновлении не читается") from error
    if not {*staged, *gone} <= stale.TOPS:
        raise OutputError(str(_record(out)), "запись о прерванном обновлении называет чужие файлы")
    return _Change(out, staged, gone)


def _empty_former(out: Path) -> None:
    """Makes sure that nothing lies where former entries are moved to. OSError where something does: nobody knows whose it is."""
    with suppress(FileNotFoundError):
        (_place(out) / FORMER).rmdir()


def _forget(out: Path) -> None:
    """Removes what is left of a change that never began. OSError."""
    place = _place(out)
    if not place.exists():
        return
    for name in (STAGED, f"{RECORD}{UNFINISHED}"):
        _discard(place / name)
    _discard_empty(place / FORMER)
    _discard_empty(place)


def _place(out: Path) -> Path:
    return out / stale.SERVICE


def _record(out: Path) -> Path:
    return _place(out) / RECORD


def _discard(path: Path) -> None:
    """Removes a file or a whole folder, where it is there. OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _discard_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
