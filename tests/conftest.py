"""What all tests share."""

import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch.workers import Setup, local_workers


@pytest.fixture(autouse=True, scope="session")
def shared_workers() -> Iterator[None]:
    """Batches of one test run use the same two processes: to start them takes longer than most batches of a test do.

    They may write below the temporary folder, where the tests have theirs. Tests of the command in a process of its own start their own.
    """
    temporary = (Path(tempfile.gettempdir()),)
    with local_workers(2) as shared, pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "local_workers", lambda _: nullcontext(shared))
        patch.setattr(batch, "Setup", lambda words, _: Setup(words, temporary))
        yield
