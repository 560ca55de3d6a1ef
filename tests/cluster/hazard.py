"""A service for tests that does with some documents what a bad one does to its reader. Dask workers take it by `--preload`."""

import os
import pickle
import signal
import time
from collections.abc import Callable

from pipeline.batch import jobs, workers

KILLS, SLOW = "убей читателя".encode(), "читай медленно".encode()
SERVICE = f"{__name__}:serve"


def serve(content: bytes) -> Callable[[bytes], bytes]:
    inner = jobs.serve(content)

    def handle(request: bytes) -> bytes:
        document = pickle.loads(request).path.read_bytes()
        if KILLS in document:
            os.kill(os.getpid(), signal.SIGKILL)
        if SLOW in document:
            time.sleep(0.5)
        return inner(request)

    return handle


def dask_setup(_: object) -> None:
    """Called in a Dask worker when it starts."""
    vars(workers)["SERVICE"] = "tests.cluster.hazard:serve"
