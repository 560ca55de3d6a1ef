"""An executor over a cluster's that watches whether the cluster is still there. Dask itself waits for ever for a worker that may come."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Any, TypeVar

from pipeline.cluster.errors import LostClusterError

T = TypeVar("T")

_LOOK = 1.0
"""Seconds between two looks at the cluster."""


class Watched(Executor):
    """Gives tasks to `inner`. When `client` is closed, or no worker was there for `seconds`, every task under way ends in LostClusterError.

    So does every later one: Dask is asked for nothing any more.
    """

    def __init__(self, inner: Executor, client: Any, address: str, seconds: float) -> None:
        self._inner, self._client, self._address, self._seconds = inner, client, address, seconds
        self._futures: set[Future[Any]] = set()
        self._lock = Lock()
        self._done = Event()
        self._lost: LostClusterError | None = None
        self._thread = Thread(target=self._watch, name="cluster", daemon=True)
        self._thread.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()
        if not self._lost:
            self._inner.shutdown(wait=False)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """A future that is done when that of the cluster is, or when the cluster is lost."""
        outer: Future[T] = Future()
        with self._lock:
            self._futures.add(outer)
        if not self._lost:
            try:
                inner = self._inner.submit(fn, *args, **kwargs)
            except (OSError, RuntimeError) as error:  # the client was closed meanwhile
                self._lose(str(error))
            else:
                outer.add_done_callback(lambda _: inner.cancel() if outer.cancelled() else None)
                inner.add_done_callback(lambda _: self._pass_on(inner, outer))
        if self._lost:
            self._end(outer, error=self._lost)
        return outer

    def _pass_on(self, inner: "Future[T]", outer: "Future[T]") -> None:
        if inner.cancelled():
            self._end(outer, error=ConnectionError("the task was cancelled"))
        elif error := inner.exception():
            self._end(outer, error=error)
        else:
            self._end(outer, inner.result())

    def _end(self, outer: "Future[T]", result: T | None = None, error: BaseException | None = None) -> None:
        """Ends a future once, whoever comes first."""
        with self._lock:
            is_due = outer in self._futures
            self._futures.discard(outer)
        if is_due and outer.set_running_or_notify_cancel():
            if error:
                outer.set_exception(error)
            else:
                outer.set_result(result)  # type: ignore[arg-type]

    def _lose(self, why: str) -> None:
        self._lost = LostClusterError(self._address, why)
        with self._lock:
            futures = list(self._futures)
        for future in futures:
            self._end(future, error=self._lost)

    def _watch(self) -> None:
        seen = monotonic()
        while not self._done.wait(_LOOK):
            if self._has_workers():
                seen = monotonic()
            elif self._client.status in ("closing", "closed"):
                return self._lose("планировщик не отвечает")
            elif monotonic() - seen > self._seconds:
                return self._lose(f"рабочих процессов нет уже {self._seconds:g} с")
        return None

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.nthreads())
        except Exception:  # noqa: BLE001 - whatever it says instead of an answer
            return False
