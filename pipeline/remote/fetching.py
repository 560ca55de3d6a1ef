"""Files at a URL come to a folder of this machine, one by one, with their names."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from pipeline.archives.limits import MAX_TOTAL, in_words
from pipeline.errors import RemoteError, RoadmapError, TooLargeError, UnreadableFileError
from pipeline.export.files import output_errors
from pipeline.remote.store import Store, opened, store_errors
from pipeline.remote.url import Url

_STEP = 1 << 20
_NAME_BYTES = 255
_PARENTS = 3
"""Folders above the files that tell files of the same name apart in the results."""


class NoNameError(UnreadableFileError):
    """An object whose name no file can have: «..», an empty part, a part that is too long, or the name of a folder."""

    what = "С таким именем файл нельзя сохранить"
    advice = "переименуйте его в хранилище и повторите"


class Fetched(NamedTuple):
    """Where the files are, and those that are not, by their URL. None where there are none."""

    path: Path | None
    missed: dict[str, RoadmapError]


class _Object(NamedTuple):
    path: str
    name: str
    """Below the URL; empty where the URL leads to the file itself."""
    size: int | None


def fetch(url: Url, folder: Path) -> Fetched:
    """Copies the file at a URL, or all below it, into `folder`.

    A file that is too large, gone, not allowed or of an impossible name is missed, and the others come. RemoteError where the store
    cannot be read at all or fails in the middle: nothing is known of the rest then. OutputError where there is no room.
    """
    store = opened(url)
    parts = [part for part in store.root.split("/") if _is_name(part)]
    base = folder.joinpath(*parts[-_PARENTS:] or ["files"])
    missed: dict[str, RoadmapError] = {}
    with store_errors(url):
        for one in _objects(store):
            try:
                _copy(store, one, _target(base, one.name))
            except (PermissionError, FileNotFoundError) as error:
                missed[_called(url, one)] = UnreadableFileError("", error.strerror or type(error).__name__)
            except (TooLargeError, NoNameError) as error:
                missed[_called(url, one)] = error
    if not missed and not base.exists():
        raise RemoteError(str(url), "там нет файлов")
    return Fetched(base if base.exists() else None, missed)


def _called(url: Url, one: _Object) -> str:
    return url.child(one.name) if one.name else str(url)


def _objects(store: Store) -> Iterator[_Object]:
    """All files, folder after folder."""
    info = store.system.info(store.root)
    if info["type"] == "file":
        yield _Object(store.root, "", info.get("size"))
        return
    for top, _, files in store.system.walk(store.root, detail=True, on_error="raise"):
        below = str(top)[len(store.root) :].strip("/")
        for name, found in sorted(files.items()):
            if name:  # some stores have an empty object in the place of a folder
                yield _Object(found["name"], f"{below}/{name}".lstrip("/"), found.get("size"))


def _target(base: Path, name: str) -> Path:
    parts = name.split("/") if name else []
    if not all(map(_is_name, parts)):
        raise NoNameError("")
    return base.joinpath(*parts)


def _is_name(part: str) -> bool:
    return part not in ("", ".", "..") and not set(part) & set("/\\\0") and len(part.encode("utf-8", "replace")) <= _NAME_BYTES


def _copy(store: Store, one: _Object, target: Path) -> None:
    if one.size is not None and one.size > MAX_TOTAL:
        raise TooLargeError("", f"больше {in_words(MAX_TOTAL)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise NoNameError("") from error
    if target.exists():
        raise NoNameError("")
    with store.system.open(one.path, "rb") as source:
        with output_errors(target):
            sink = target.open("wb")
        with sink:
            is_whole = _pour(source, sink, target)
    if not is_whole:
        target.unlink()
        raise TooLargeError("", f"больше {in_words(MAX_TOTAL)}")


def _pour(source: Any, sink: IO[bytes], target: Path) -> bool:
    """Whether all was copied: what is said of the size of an object is not believed."""
    count = 0
    while chunk := source.read(_STEP):
        count += len(chunk)
        if count > MAX_TOTAL:
            return False
        with output_errors(target):
            sink.write(chunk)
    return True
