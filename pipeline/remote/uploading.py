"""A published dataset goes to a URL. A store knows no rename of a folder: first every file goes beside the former dataset, which takes long
and may break off without harm; then each is put in its place, `datapackage.json` last; then what is no more is removed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.batch.report import Report
from pipeline.errors import RemoteError
from pipeline.export.files import output_errors
from pipeline.export.package import FILE as PACKAGE
from pipeline.export.package import NAME
from pipeline.export.stale import CORRECTIONS, SERVICE, dataset, recorded_in
from pipeline.remote.store import Store, opened, store_errors
from pipeline.remote.url import Url

_FLAT = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "oci"})
"""Stores that have no folders: to make one would make a bucket."""
_UPLOAD, _DONE = f"{SERVICE}/upload", "uploaded"


class NotUploadedError(RemoteError):
    """Nothing of the dataset that is there was changed."""

    what = "Результат не удалось отправить по этому адресу; прежний там не тронут"
    advice = "проверьте сеть, место и права доступа и запустите ту же команду: файлы читать заново она не будет"


class HalfUploadedError(RemoteError):
    """The files were being put in their places; the former data package still stands."""

    what = "Отправка результата прервалась, когда файлы вставали на место: там могут быть и прежние, и новые таблицы"
    advice = "запустите ту же команду: она закончит замену, а файлы читать заново не будет"


def prepare(out: Url, folder: Path) -> None:
    """Tries before the work whether `out` can be written, and brings a person's corrections from there into `folder`. RemoteError."""
    store = opened(out)
    with output_errors(folder):
        (folder / SERVICE).mkdir(parents=True, exist_ok=True)
    probe = f"{store.root}/{SERVICE}/probe"
    with store_errors(out):
        _make_folder(store, probe)
        store.system.pipe_file(probe, b"roadmaps")
        store.system.rm_file(probe)
        corrections = _content(store, CORRECTIONS)
    with output_errors(folder / CORRECTIONS):
        (folder / CORRECTIONS).write_bytes(corrections) if corrections else (folder / CORRECTIONS).unlink(missing_ok=True)


def upload(out: Url, folder: Path, report: Report) -> None:
    """Takes the dataset in `folder` to `out`, unless it is there already. NotUploadedError, HalfUploadedError, RemoteError."""
    store = opened(out)
    paths = {name: folder / name for name in dataset(folder)}
    done = folder / SERVICE / _DONE
    with store_errors(out, NotUploadedError):
        if report.unchanged and done.exists() and _is_there(store, paths):
            return
    done.unlink(missing_ok=True)
    with _put_beside(out, store, paths) as former, store_errors(out, HalfUploadedError):
        for name in sorted(paths, key=lambda name: (name == PACKAGE, name)):
            _move(store, f"{store.root}/{_UPLOAD}/{name}", f"{store.root}/{name}")
        for name in sorted(set(former) - set(paths)):
            with suppress(FileNotFoundError):
                store.system.rm_file(f"{store.root}/{name}")
    done.touch()


@contextmanager
def _put_beside(out: Url, store: Store, paths: dict[str, Path]) -> Iterator[list[str]]:
    """Uploads the files beside the former dataset, and says what of that is recorded; what is still there at the end is removed."""
    try:
        with store_errors(out, NotUploadedError):
            former = recorded_in(_content(store, PACKAGE) or b"", [NAME])
            for name, path in paths.items():
                target = f"{store.root}/{_UPLOAD}/{name}"
                _make_folder(store, target)
                store.system.put_file(str(path), target)
                if store.system.info(target).get("size") != path.stat().st_size:
                    raise NotUploadedError(str(out), f"{name}: дошло не всё")
        yield former
    finally:
        with suppress(Exception):
            store.system.rm(f"{store.root}/{_UPLOAD}", recursive=True)


def _is_there(store: Store, paths: dict[str, Path]) -> bool:
    if _content(store, PACKAGE) != paths[PACKAGE].read_bytes():
        return False
    return all(_size(store, name) == path.stat().st_size for name, path in paths.items())


def _size(store: Store, name: str) -> int | None:
    try:
        size: int | None = store.system.info(f"{store.root}/{name}").get("size")
    except FileNotFoundError:
        return None
    return size


def _content(store: Store, name: str) -> bytes | None:
    try:
        content: bytes = store.system.cat_file(f"{store.root}/{name}")
    except FileNotFoundError:
        return None
    return content


def _make_folder(store: Store, path: str) -> None:
    """Where the store has folders."""
    if not _FLAT & set(_protocols(store)):
        store.system.makedirs(path.rpartition("/")[0], exist_ok=True)


def _protocols(store: Store) -> Iterable[str]:
    protocol = store.system.protocol
    return (protocol,) if isinstance(protocol, str) else protocol


def _move(store: Store, source: str, target: str) -> None:
    """Of one file, whose name is no pattern, over what is there."""
    _make_folder(store, target)
    try:
        store.system.cp_file(source, target)
    except NotImplementedError:  # SFTP cannot copy, and renames
        store.system.mv(source, target)
    else:
        store.system.rm_file(source)
