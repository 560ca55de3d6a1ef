"""The limit of the clock: what other programs take of a processor is not charged to a worker."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.isolation import Limits, processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how long a process waited for a processor")
SHORT = Limits(wall=0.05)


@pytest.fixture
def sleeper() -> Iterator[int]:
    """A process that does nothing."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.kill()


@pytest.mark.parametrize(("waited", "is_over"), [(0.0, True), (1.0, False)])
def test_waiting_for_a_processor_does_not_count(waited: float, is_over: bool, sleeper: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.isolation.watch import StopError, Watch  # noqa: PLC0415 - of Linux

    monkeypatch.setattr(processes, "waited", lambda _: 0.0)
    monkeypatch.setattr(processes, "descendants", lambda _: [sleeper])  # and not the workers of other tests
    watch = Watch(sleeper, SHORT)
    time.sleep(2 * SHORT.wall)
    monkeypatch.setattr(processes, "waited", lambda _: waited)
    if not is_over:
        watch.look()
        time.sleep(4 * SHORT.wall)  # and not for ever: PATIENCE times the limit
    with pytest.raises(StopError) as stop:
        watch.look()
    assert stop.value.reason == "wall"


def test_kernel_says_how_long_a_process_waited() -> None:
    """Two that compute on one processor: each has waited for the other."""
    if not Path("/proc/self/schedstat").exists():
        pytest.skip("this kernel does not count it")
    work = "import os, time\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\ninput()"
    pair = [subprocess.Popen([sys.executable, "-c", work], stdin=subprocess.PIPE) for _ in range(2)]
    try:
        while any(processes.seconds(one.pid) < 0.3 for one in pair):
            time.sleep(0.02)
        assert max(processes.waited(one.pid) for one in pair) > 0.1
    finally:
        for one in pair:
            one.kill()
            one.communicate()
