"""Jobs over an executor: a few more under way than it has workers, each answered once, and what broke its worker tried once more, alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import Any, NamedTuple

from pipeline.batch.jobs import Job
from pipeline.batch.workers import Lost, Reply, run_jobs
from pipeline.errors import RoadmapError
from pipeline.isolation import Broken, ServiceError

Work = Callable[[Any, Sequence[Job]], list[Reply]]
"""Takes a setup, such as `run_jobs` does, and jobs."""


class Runner(NamedTuple):
    """An executor and what it is to be given.

    width: how many tasks it is given at once, so that all its workers have something to do. chunk: jobs in one task, where sending a task
    costs more than a job does.
    """

    executor: Executor
    setup: Any
    width: int
    chunk: int = 1
    work: Work = run_jobs

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reply]]:
        """Each job with its reply, as they come. A job that broke or lost its worker comes last, after one more try with nothing beside it."""
        suspects: list[tuple[Job, Reply]] = []
        for job, reply in self._side_by_side(jobs):
            if isinstance(reply, Broken | Lost):
                suspects.append((job, reply))
            else:
                yield job, reply
        for job, first in suspects:
            yield job, _more_telling(first, self._alone(job._replace(again=True)))

    def _side_by_side(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reply]]:
        tasks = _chunks(iter(jobs), self.chunk)
        under_way = {self._submit(task): task for task in islice(tasks, self.width)}
        try:
            while under_way:
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    task = under_way.pop(future)
                    under_way.update({self._submit(more): more for more in islice(tasks, 1)})
                    yield from zip(task, self._replies(future, task), strict=True)
        finally:
            for future in under_way:
                future.cancel()

    def _alone(self, job: Job) -> Reply:
        (reply,) = self._replies(self._submit([job]), [job])
        return reply

    def _submit(self, task: Sequence[Job]) -> "Future[list[Reply]]":
        return self.executor.submit(self.work, self.setup, task)

    def _replies(self, future: "Future[list[Reply]]", task: Sequence[Job]) -> list[Reply]:
        """The replies of a task; lost ones where the machine that had it is gone."""
        try:
            return future.result()
        except (ServiceError, RoadmapError):  # nothing that a file does: the same for every one
            raise
        except Exception as error:  # noqa: BLE001 - whatever a cluster raises when it has lost a worker
            return [Lost(f"{type(error).__name__}: {error}")] * len(task)


def _more_telling(first: Reply, second: Reply) -> Reply:
    """The reply of the second try, but where its worker only died: anybody may have ended that, and the first try passed a limit."""
    died = isinstance(second, Broken) and second.reason == "died"
    return first if died and isinstance(first, Broken) and first.reason != "died" else second


def _chunks(jobs: Iterator[Job], size: int) -> Iterator[list[Job]]:
    while chunk := list(islice(jobs, size)):
        yield chunk
