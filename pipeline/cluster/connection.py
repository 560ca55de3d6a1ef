"""A client of a scheduler that somebody else started."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from pipeline.cluster.errors import NoAnswerError, NoLibraryError, NoWorkersError


class Patience(NamedTuple):
    """Seconds to wait for a cluster."""

    answer: float = 30.0
    """For the scheduler, at the start and when the connection broke."""
    workers: float = 300.0
    """For the first worker: SLURM and Kubernetes start them when there is room."""
    lost: float = 300.0
    """For a worker where the last one is gone: a node that is started anew takes minutes."""


@contextmanager
def connected(address: str, patience: Patience) -> Iterator[Any]:
    """A client of the scheduler, which has a worker at least. NoLibraryError, NoAnswerError, NoWorkersError."""
    client = _client(address, patience)
    try:
        _wait_for_worker(client, address, patience.workers)
        yield client
    finally:
        with _quiet(), suppress(OSError, RuntimeError):  # a scheduler that is gone cannot be told
            client.close(timeout=patience.answer)


def _client(address: str, patience: Patience) -> Any:
    try:
        from distributed import Client, Security  # noqa: PLC0415 - an extra, which takes a second to load
    except ImportError as error:
        raise NoLibraryError(address, "distributed") from error
    _check_certificates(address, Security())
    for name in ("distributed.client", "distributed.comm"):  # what is to be told is told in Russian, once
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with _quiet():
            return Client(address, timeout=patience.answer, set_as_default=False)
    except (OSError, ImportError, ValueError, TypeError, RuntimeError, KeyError) as error:
        raise NoAnswerError(address, str(error).partition("\n")[0]) from error


def _check_certificates(address: str, known: Any) -> None:
    """A client without certificates would take a minute to say so."""
    if address.lower().startswith("tls://") and not (known.tls_ca_file and known.tls_client_cert):
        raise NoAnswerError(address, "для tls:// нужны сертификаты, названные в настройках Dask distributed.comm.tls")


def _wait_for_worker(client: Any, address: str, seconds: float) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError as error:
        raise NoWorkersError(address, f"ждали {seconds:g} с") from error
    except OSError as error:
        raise NoAnswerError(address, str(error)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask warns of versions that differ, which `checks` refuses where they matter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
