"""A service behind the guard: its life, its ends, and what it may not bring down."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from pipeline.isolation import Broken, Done, Guarded, Limits, ServiceError, link
from pipeline.isolation.processes import descendants, is_alive
from tests.isolation import services

ECHO = "tests.isolation.services:echo"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what Linux alone has")
PATIENCE = 30.0
"""Seconds that the kernel and a busy machine have to do what they must."""


def content(result: Done | Broken) -> bytes:
    assert isinstance(result, Done), result
    return result.content


def reason(result: Done | Broken) -> str:
    assert isinstance(result, Broken), result
    return result.reason


def wait_until_gone(pids: list[int]) -> list[int]:
    end = time.monotonic() + PATIENCE
    while (alive := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < end:
        time.sleep(0.01)
    return alive


def test_setup_and_request_reach_the_service() -> None:
    with Guarded(ECHO, b"hello ") as guarded:
        assert [content(guarded.call(request)) for request in (b"you", b"", b"\n{}\n", bytes(range(256)))] == [
            b"hello you",
            b"hello ",
            b"hello \n{}\n",
            b"hello " + bytes(range(256)),
        ]


def test_large_requests_and_replies() -> None:
    data = os.urandom(1 << 20) * 20
    with Guarded(ECHO, b"") as guarded:
        assert content(guarded.call(data)) == data
        assert reason(guarded.call(data, Limits(output=len(data) - 1))) == "output"
        assert content(guarded.call(data, Limits(output=len(data)))) == data


def test_worker_is_kept() -> None:
    with Guarded("tests.isolation.services:process", b"") as guarded:
        assert content(guarded.call(b"")) == content(guarded.call(b""))


def test_worker_is_replaced_when_it_has_grown() -> None:
    with Guarded("tests.isolation.services:hoard", b"") as guarded:
        calls = [content(guarded.call(str(size << 20).encode())) for size in (0, 520, 0)]
    assert calls == [b"1", b"2", b"1" if link.KEEPS else b"3"]


def test_nothing_is_left_after_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Guarded("tests.isolation.services:process", b"") as guarded:
        worker = int(content(guarded.call(b"")))
        assert list(tmp_path.iterdir()) != []
    assert wait_until_gone([worker]) == []
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_used_again_after_its_end() -> None:
    guarded = Guarded(ECHO, b"")
    guarded.close()
    for request in (b"a", b"b"):
        assert content(guarded.call(request)) == request
        guarded.close()
        guarded.close()


@pytest.mark.parametrize(
    ("service", "told"),
    [
        ("tests.isolation.nowhere:echo", "ModuleNotFoundError"),
        ("tests.isolation.services:nothing", "AttributeError"),
        ("tests.isolation.services:refuses", "what is wrong with the setup"),
        ("tests.isolation.services:ends", "ended 3 times"),
    ],
)
def test_a_service_that_cannot_start_is_told_at_once(service: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    guarded = Guarded(service, b"")
    with pytest.raises(ServiceError, match=told):
        guarded.call(b"")
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_ended_between_two_calls_costs_no_call() -> None:
    with Guarded(ECHO, b"setup") as guarded:
        before = content(guarded.call(b"request"))
        assert guarded._link
        os.kill(guarded._link._process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        assert wait_until_gone([guarded._link._process.pid]) == []
        assert content(guarded.call(b"request")) == before


def test_several_at_a_time() -> None:
    """Each thread has its own; none waits for another's."""
    found: dict[int, list[bytes]] = {}

    def use(number: int) -> None:
        with Guarded(ECHO, str(number).encode()) as guarded:
            found[number] = [content(guarded.call(b"x")) for _ in range(5)]

    threads = [Thread(target=use, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [f"{number}x".encode()] * 5 for number in range(4)}


def test_an_interrupted_call_does_not_answer_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    with Guarded(ECHO, b"") as guarded:
        assert content(guarded.call(b"a")) == b"a"
        with monkeypatch.context() as patch:
            patch.setattr("pipeline.isolation.guarded.parse_result", _interrupt)
            with pytest.raises(KeyboardInterrupt):
                guarded.call(b"b")
        assert content(guarded.call(b"c")) == b"c"


def test_another_thread_ends_a_running_call() -> None:
    found: list[Done | Broken] = []
    with Guarded("tests.isolation.services:odd", b"") as guarded:
        assert content(guarded.call(b"")) == b"well"
        thread = Thread(target=lambda: found.append(guarded.call(b"loop")))
        thread.start()
        time.sleep(0.1)
        guarded.close()
        thread.join(PATIENCE)
        assert [reason(result) for result in found] == ["died"]
        assert content(guarded.call(b"")) == b"well"


@LINUX
def test_ended_children_do_not_pile_up(tmp_path: Path) -> None:
    """Neither those that the worker forgot nor those whose parent ended before them."""
    with Guarded("tests.isolation.services:forgets", b"") as guarded:
        keepers = {int(content(guarded.call(b""))) for _ in range(5)}
        assert len(keepers) == 1
        assert len(descendants(keepers.pop())) <= 1


@LINUX
def test_a_daemonic_process_may_use_it() -> None:
    """As workers of a cluster are: they may have no children of multiprocessing."""
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[bytes] = context.Queue()
    process = context.Process(target=services.in_daemon, args=(queue,), daemon=True)
    process.start()
    assert queue.get(timeout=PATIENCE) == b"daemonic"
    process.join(PATIENCE)


@LINUX
def test_a_library_in_c_finds_no_network_either() -> None:
    """Where the system lets a process leave it."""
    can_leave = "import sys; from pipeline.isolation.system import leave_network; sys.exit(not leave_network())"
    if subprocess.run([sys.executable, "-c", can_leave], cwd=Path(__file__).parents[2], check=False).returncode:
        pytest.skip("this system lets no process leave the network")
    with Guarded("tests.isolation.services:connect_in_c", b"") as guarded:
        assert content(guarded.call(b"")) == b"Network is unreachable"


def _interrupt(_reply: bytes) -> None:
    raise KeyboardInterrupt


def is_emptied(folder: Path) -> bool:
    """Whether nothing is left in it after a while."""
    end = time.monotonic() + PATIENCE
    while list(folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.01)
    return not list(folder.iterdir())


@LINUX
def test_time_and_memory_of_a_call_are_told() -> None:
    with Guarded("tests.isolation.services:work", b"") as guarded:
        idle, busy = guarded.call(b"0 0"), guarded.call(f"{0.2} {100 << 20}".encode())
        again = guarded.call(b"0 0")
    assert 0.2 <= busy.seconds < 2
    assert idle.seconds < 0.1
    assert busy.peak - idle.peak > 90 << 20
    assert again.peak - idle.peak < 50 << 20


@LINUX
def test_limits_count_each_call_by_itself() -> None:
    limits = Limits(cpu=0.5, memory=40 << 20)
    with Guarded("tests.isolation.services:work", b"", limits) as guarded:
        assert all(isinstance(guarded.call(f"0.2 {30 << 20}".encode()), Done) for _ in range(4))


@LINUX
@pytest.mark.parametrize("delay", [0.0, 0.05, 0.3])
def test_nothing_outlives_a_parent_that_is_killed(delay: float, tmp_path: Path) -> None:
    """In the middle of a call: the worker is busy in C and has started a program, a daemon, and one that ignores signals."""
    code = (
        "import sys, tempfile; tempfile.tempdir = sys.argv[1] + '/temporary'\n"
        "from pathlib import Path\n"
        "from pipeline.isolation import Guarded\n"
        "Guarded('tests.isolation.services:crowd', sys.argv[1].encode(), writable=[Path(sys.argv[1])]).call(b'')"
    )
    (tmp_path / "temporary").mkdir()
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2])
    ready, end = tmp_path / "ready", time.monotonic() + PATIENCE
    while not ready.exists() and time.monotonic() < end:
        time.sleep(0.01)
    pids = [int(line) for line in (tmp_path / "pids").read_text().split()]
    assert len(pids) == 5
    assert all(map(is_alive, pids))
    time.sleep(delay)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_until_gone(pids) == []
    assert is_emptied(tmp_path / "temporary")


@LINUX
def test_nothing_outlives_a_parent_that_is_killed_before_the_service_has_loaded(tmp_path: Path) -> None:
    code = (
        "import sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
        "from pipeline.isolation import Guarded\n"
        "Guarded('tests.isolation.services:slow', b'').call(b'')"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2])
    end = time.monotonic() + PATIENCE
    while not list(tmp_path.glob("*/loading")) and time.monotonic() < end:
        time.sleep(0.01)
    assert list(tmp_path.glob("*/loading"))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert is_emptied(tmp_path)


@LINUX
def test_a_stopped_keeper_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even who watches is waited for without end."""
    monkeypatch.setattr("pipeline.isolation.link.GRACE", 0.5)
    monkeypatch.setattr("pipeline.isolation.link.ENDING", 0.5)
    with Guarded("tests.isolation.services:stops_keeper", b"", Limits(wall=1)) as guarded:
        assert content(guarded.call(b"")) == b""
        assert reason(guarded.call(b"stop")) == "wall"
        assert content(guarded.call(b"")) == b""


class TestElsewhere:
    """Without a keeper: what Windows and macOS have."""

    @pytest.fixture(autouse=True)
    def no_keeper(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pipeline.isolation.link.KEEPS", False)

    def test_calls(self) -> None:
        with Guarded(ECHO, b"hello ") as guarded:
            assert [content(guarded.call(request)) for request in (b"a", b"b")] == [b"hello a", b"hello b"]
            assert content(guarded.call(bytes(5 << 20))) == b"hello " + bytes(5 << 20)

    def test_time_by_the_clock_is_limited(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        with Guarded("tests.isolation.services:odd", b"", Limits(wall=0.5)) as guarded:
            assert reason(guarded.call(b"loop")) == "wall"
            assert content(guarded.call(b"")) == b"well"
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(("request_", "due"), [(b"raise", "died"), (b"exit", "died"), (b"memory", "memory"), (b"rubbish", "rubbish")])
    def test_it_is_replaced(self, request_: bytes, due: str) -> None:
        with Guarded("tests.isolation.services:odd", b"") as guarded:
            assert reason(guarded.call(request_)) == due
            assert content(guarded.call(b"")) == b"well"

    def test_long_reply(self) -> None:
        with Guarded(ECHO, b"") as guarded:
            assert reason(guarded.call(bytes(1 << 20), Limits(output=1000))) == "output"
            assert content(guarded.call(b"a")) == b"a"

    def test_writing_is_guarded(self) -> None:
        with Guarded("tests.isolation.services:odd", b"") as guarded:
            assert content(guarded.call(b"write")) == b"PermissionError"

    def test_a_service_that_cannot_start(self) -> None:
        with pytest.raises(ServiceError, match="ModuleNotFoundError"):
            Guarded("tests.isolation.nowhere:echo", b"").call(b"")
