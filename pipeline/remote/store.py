"""The file system behind a URL. What it raises depends on its library: here it becomes a message."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from pipeline.errors import RemoteError, RoadmapError
from pipeline.remote.url import Url

_DETAIL = 200


class NoStoreLibraryError(RemoteError):
    """A library is not installed."""

    what = "Чтобы читать и писать по такому адресу, нужна библиотека, которой здесь нет"
    advice = 'наберите pip install --constraint constraints.txt ".[cluster]"; для s3:// ещё pip install s3fs, для sftp:// — paramiko'


class Store(NamedTuple):
    """A file system and where in it the URL leads."""

    system: Any
    root: str


def opened(url: Url) -> Store:
    """The store of a URL, which is not asked for anything yet. RemoteError."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NoStoreLibraryError(str(url), "fsspec") from error
    try:
        system, root = url_to_fs(url.text, use_listings_cache=False)
    except ImportError as error:
        raise NoStoreLibraryError(str(url), _first_line(error)) from error
    except Exception as error:
        raise RemoteError(str(url), _first_line(error)) from error
    return Store(system, str(root).rstrip("/"))


@contextmanager
def store_errors(url: Url, kind: type[RemoteError] = RemoteError) -> Iterator[None]:
    """Turns what a store says into an error of the URL. Each library has exceptions of its own."""
    try:
        yield
    except RoadmapError:
        raise
    except PermissionError as error:
        raise kind(str(url), "нет прав доступа") from error
    except FileNotFoundError as error:
        raise kind(str(url), "там ничего нет") from error
    except Exception as error:
        raise kind(str(url), _first_line(error)) from error


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".partition("\n")[0][:_DETAIL]
