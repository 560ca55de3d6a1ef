"""The work of a run on other machines: an existing Dask cluster in place of the processes of this one.

connection   a client of the scheduler that was named
checks       what must be so before any work is sent: versions, folders
watched      an executor that does not wait for a cluster which is gone
site         what runs on the workers

A part of its own, beside `pipeline/batch/`: the batch knows executors and no cluster, and works where Dask is not installed. Results come
back through the scheduler into the journal of the one who asked; only the input and the spool are read through a shared folder.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from pipeline.batch.hiring import Hire, Need
from pipeline.batch.runner import Runner
from pipeline.cluster.checks import check, threads
from pipeline.cluster.connection import Patience, connected
from pipeline.cluster.site import leave, opened, run_at
from pipeline.cluster.watched import Watched

__all__ = ["Patience", "on_cluster"]

_TASKS_A_THREAD = 3
"""So many are under way for each thread of the workers: the way to a worker is longer than that to a process."""
_RETRIES = 2
"""Dask tries a task again, on any worker, where it raised: no room on the disk of one machine is no fault of a file."""


def on_cluster(address: str, patience: Patience = Patience()) -> Hire:  # noqa: B008 - it cannot be changed
    """The workers of the scheduler at `address`. ClusterError, with what to do, where they cannot do the work or are gone."""

    @contextmanager
    def hire(need: Need) -> Iterator[Runner]:
        with connected(address, patience) as client, opened(need) as site:
            check(client, address, site, need.sources)
            try:
                with Watched(client.get_executor(retries=_RETRIES, pure=False), client, address, patience.lost) as executor:
                    yield Runner(executor, site, threads(client) * _TASKS_A_THREAD, work=run_at)
            finally:
                if client.status == "running":
                    with suppress(Exception):  # what is left on a worker that does not answer ends with it
                        client.run(leave, site, on_error="ignore")

    return hire
