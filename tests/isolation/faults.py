"""What a worker may do to itself and to others: each fault by name, with what must become of the call.

The service runs here in a worker; `SETUP` is the folder where faults note the processes that they started.
"""

import array
import ctypes
import gc
import json
import mmap
import os
import pickle
import re
import resource
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

from pipeline.isolation import Limits

GIB = 1 << 30
NORMAL = Limits(cpu=60, wall=120, memory=256 << 20, output=1 << 20)
LITTLE_CPU = NORMAL._replace(cpu=0.15)
LITTLE_WALL = NORMAL._replace(wall=0.3)
REFUSED = b"refused"


_calls: list[bytes] = []
"""What this worker was asked."""
_kept: list[object] = []


Act = Callable[[], object]
Acts = dict[str, Act]


class Fault(NamedTuple):
    """`due` is the reason of a broken call, or the content of one that must be done all the same."""

    act: Act
    due: str | bytes
    limits: Limits = NORMAL


def service(setup: bytes) -> Callable[[bytes], bytes]:
    """Handles a request that names a fault by doing it, any other by a digest."""
    os.environ["NOTES"] = setup.decode()

    def handle(request: bytes) -> bytes:
        _calls.append(request)
        if request.decode() not in FAULTS:
            Path(tempfile.mkdtemp(), "kept").write_bytes(request)
            return sha256(request).digest() * 100
        result = FAULTS[request.decode()].act()
        return result if isinstance(result, bytes) else b"went on"

    return handle


def sleep() -> None:
    time.sleep(1000)


def steps(*acts: Act) -> Act:
    """One after the other."""

    def act() -> None:
        for each in acts:
            each()

    return act


def note(pid: int) -> int:
    """Leaves the number of a process where the test looks for it."""
    with Path(os.environ["NOTES"], "pids").open("a") as file:
        file.write(f"{pid}\n")
    return pid


def reply_pipe() -> int:
    """The descriptor that replies go through: the only pipe that can be written to."""
    for link in Path("/proc/self/fd").iterdir():
        if link.exists() and str(link.readlink()).startswith("pipe:"):
            flags = int(Path(f"/proc/self/fdinfo/{link.name}").read_text().split("flags:")[1].split()[0], 8)
            if flags & os.O_ACCMODE == os.O_WRONLY:
                return int(link.name)
    raise AssertionError


def frame(content: bytes, ahead: int = 0, mark: bytes = b"RGF1", length: int | None = None, checksum: int | None = None) -> bytes:
    """A frame as it should be, but for what is said; `ahead` is added to the number that is due."""
    head = struct.pack(
        ">4sQQI",
        mark,
        len(_calls) + ahead,
        len(content) if length is None else length,
        zlib.crc32(content) if checksum is None else checksum,
    )
    return head + content


def reply(*pieces: bytes, stop: bool = True) -> None:
    for piece in pieces:
        os.write(reply_pipe(), piece)
    if stop:
        time.sleep(1000)


def endless(descriptor: int) -> None:
    while True:
        os.write(descriptor, b"endless " * 1000)


def die(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(1000)


def thread(act: Act, join: bool = True) -> None:
    started = threading.Thread(target=act, daemon=True)
    started.start()
    if join:
        started.join()


def fork(act: Act) -> int:
    """A child that does something and is noted."""
    pid = os.fork()
    if not pid:
        try:
            act()
        finally:
            os._exit(0)
    return note(pid)


def hide(act: Act = sleep) -> None:
    """A daemon: forked twice, in a session of its own, without descriptors."""

    def second() -> None:
        os.setsid()
        fork(steps(partial(os.closerange, 0, 100), act))

    os.waitpid(fork(second), 0)


def deaf() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGXCPU):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(1000)


def family(depth: int) -> None:
    if depth:
        fork(partial(family, depth - 1))
        fork(partial(family, depth - 1))
    time.sleep(1000)


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    """Catches whatever is thrown at it."""
    while True:
        try:
            spin()
        except BaseException:  # noqa: BLE001 - a service that will not end
            continue


def grow(size: int) -> None:
    kept = []
    while True:
        kept.append(bytearray(size))


def touch(size: int) -> None:
    """Memory that the limit of private memory does not count: a shared mapping."""
    block = mmap.mmap(-1, size)
    for start in range(0, size, 4096):
        block[start] = 1
    time.sleep(1000)


class Endless:
    """Asks itself what it is, on the stack of C."""

    def __getattr__(self, name: str) -> object:
        return getattr(self, name)


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1)


def crash_by_recursion() -> None:
    """Deeper than the stack of the system, in C."""
    sys.setrecursionlimit(10**8)
    Endless().name  # noqa: B018


def later(act: Act) -> Act:
    """In a thread, soon after the reply."""
    return partial(thread, steps(partial(time.sleep, 0.05), act), join=False)


def drop_by_drop() -> None:
    for byte in frame(b"+" + bytes(1000)):
        reply(bytes([byte]), stop=False)
        time.sleep(0.02)


def raises(error: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


def refused(act: Act) -> Callable[[], bytes]:
    """What must be refused, and not fail in another way."""

    def check() -> bytes:
        try:
            act()
        except PermissionError:
            return REFUSED
        return b"was let through"

    return check


def run(*command: str, **options: Any) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(command, **options)
    note(process.pid)
    return process


def tcp(method: str, *arguments: Any) -> Callable[[], bytes]:
    return refused(lambda: getattr(socket.socket(socket.AF_INET, socket.SOCK_STREAM), method)(*arguments))


def notes() -> Path:
    return Path(os.environ["NOTES"])


def outside() -> Path:
    return notes().parent / "outside"


def link_out() -> Path:
    link = Path(tempfile.mkdtemp()) / "link"
    link.symlink_to(outside())
    return link


def use_all_files() -> None:
    kept = [os.open("/dev/null", os.O_RDONLY) for _ in range(100_000)]
    print(kept)


def fill(size: int) -> None:
    with (Path(tempfile.gettempdir()) / "big").open("wb") as file:
        file.truncate(size)
        file.seek(size)
        file.write(b"x")


def c_function(name: str, *arguments: int) -> None:
    getattr(ctypes.CDLL(None), name)(*arguments)


def burn_child() -> None:
    os.waitpid(fork(spin), 0)


def busy_regex() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def exec_sleep() -> None:
    os.execvp("sleep", ["sleep", "1000"])


def stop_keeper() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(1000)


def held_pipe() -> None:
    """A grandchild keeps the pipe open when the worker is gone."""
    fork(sleep)
    os._exit(0)


CPU: Acts = {
    "loop": spin,
    "loop that catches all": swallow,
    "loop in C": lambda: sum(range(10**14)),
    "power": lambda: 3 ** (10**9),
    "regular expression": busy_regex,
    "digits": lambda: [zlib.crc32(bytes(10**8)) for _ in range(10**6)],
    "loop in a thread": partial(thread, spin),
    "loop in four threads": steps(*[partial(thread, spin, join=False)] * 3, partial(thread, spin)),
    "loop in a child": burn_child,
    "loop in a hidden child": steps(partial(hide, spin), sleep),
    "loop in a program": lambda: run(sys.executable, "-c", "while True: pass").wait(),
    "loop that ignores SIGXCPU": steps(partial(signal.signal, signal.SIGXCPU, signal.SIG_IGN), spin),
    "loop without a limit": steps(partial(resource.setrlimit, resource.RLIMIT_CPU, (-1, -1)), spin),
    "signal of the limit": partial(die, signal.SIGXCPU),
    "loop with garbage": lambda: [gc.collect() for _ in range(10**9)],
}
WALL: Acts = {
    "sleep": sleep,
    "lock": lambda: [lock.acquire() for lock in [threading.Lock()] * 2],
    "stops itself": partial(die, signal.SIGSTOP),
    "pause": signal.pause,
    "half a frame": lambda: reply(frame(b"+" + bytes(1000))[:500]),
    "half a head": lambda: reply(frame(b"+")[:10]),
    "drop by drop": drop_by_drop,
    "waits for a program": lambda: run("sleep", "1000").wait(),
    "waits for a FIFO": steps(partial(os.mkfifo, "pipe"), Path("pipe").read_bytes),
    "sleeps in C": partial(c_function, "sleep", 1000),
    "blocks all signals": steps(partial(signal.pthread_sigmask, signal.SIG_BLOCK, range(1, 65)), sleep),
    "joins a thread": partial(thread, sleep),
}
MEMORY: Acts = {
    "8 GiB at once": lambda: bytes(8 * GIB),
    "8 GiB written": lambda: bytearray(b"x") * (8 * GIB),
    "by steps": partial(grow, 10 << 20),
    "by small steps": partial(grow, 1000),
    "list": lambda: [None] * (2 * GIB),
    "array": lambda: array.array("d", [0.0]) * GIB,
    "text": lambda: "я" * (4 * GIB),
    "by a thread": lambda: thread(partial(touch, GIB)),
    "shared mapping": partial(touch, 2 * GIB),
    "shared mapping of a child": lambda: os.waitpid(fork(partial(touch, 2 * GIB)), 0),
    "decompression": lambda: zlib.decompress(zlib.compress(bytes(200 << 20), 1) * 1 + b"", bufsize=2 * GIB),
    "library in C that ends when it gets no more": steps(lambda: _kept.append(b"x" * (230 << 20)), os.abort),
    "MemoryError": raises(MemoryError()),
}
OUTPUT: Acts = {
    "long reply": lambda: bytes((1 << 20) + 1),
    "longer reply": lambda: bytes(30 << 20),
    "claims to be long": lambda: reply(frame(b"+", length=1 << 60)),
}
RUBBISH: Acts = {
    "closed pipe": steps(lambda: os.close(reply_pipe()), sleep),
    "all descriptors closed": steps(partial(os.closerange, 0, 1000), sleep),
    "becomes another program": exec_sleep,
    "text": lambda: reply(b"Traceback (most recent call last):\n" * 3),
    "zeros": lambda: reply(bytes(1000)),
    "endless": lambda: endless(reply_pipe()),
    "pickle": lambda: reply(pickle.dumps([list(range(100))])),
    "JSON": lambda: reply(json.dumps({"reason": None, "content": "x" * 100}).encode()),
    "other mark": lambda: reply(frame(b"+", mark=b"RGF2")),
    "former number": lambda: reply(frame(b"+", ahead=-1)),
    "next number": lambda: reply(frame(b"+", ahead=1)),
    "number of another worker": lambda: reply(frame(b"+", ahead=1 << 60)),
    "other checksum": lambda: reply(frame(b"+" + bytes(100), checksum=1)),
    "flipped bit": lambda: reply(frame(b"+abc")[:-1] + b"b"),
    "too short a length": lambda: reply(frame(b"+abc", length=2)),
    "unknown kind of reply": lambda: reply(frame(b"?" + bytes(100)), stop=False),
    "text before the frame": lambda: reply(b"x" + frame(b"+")),
}
CHILD: Acts = {
    "program": lambda: run("sleep", "1000"),
    "program without an environment": lambda: run("sleep", "1000", env={}),
    "program in a session": lambda: run("sleep", "1000", start_new_session=True),
    "fork": partial(fork, sleep),
    "fork without a pipe": partial(fork, steps(partial(os.closerange, 0, 100), sleep)),
    "fork in a thread": lambda: thread(partial(fork, sleep)),
    "daemon": hide,
    "deaf daemon": partial(hide, deaf),
    "stopped daemon": partial(hide, partial(die, signal.SIGSTOP)),
    "daemon that is a program": partial(hide, exec_sleep),
    "daemon of a daemon": partial(hide, hide),
    "several": lambda: [fork(sleep) for _ in range(10)],
    "family": partial(fork, partial(family, 3)),
    "crowd": steps(*[partial(fork, sleep)] * 100, sleep),
    "nohup": lambda: subprocess.run(["sh", "-c", "nohup sleep 1000 & echo $! >> $NOTES/pids"], check=True),
}
SIGNALS = ("SEGV", "KILL", "ABRT", "BUS", "FPE", "ILL", "TRAP", "SYS", "TERM", "HUP", "QUIT", "INT", "USR1", "ALRM", "IO", "PROF")
DIED: Acts = {
    **{f"SIG{name}": partial(die, signal.Signals[f"SIG{name}"]) for name in SIGNALS},
    **{f"exit {code}": partial(os._exit, code) for code in (0, 1, 3, 255)},
    "sys.exit": partial(sys.exit, 0),
    "abort": os.abort,
    "null pointer": lambda: ctypes.string_at(0),
    "exit in C": partial(c_function, "_exit", 0),
    "recursion": recurse,
    "recursion in C": crash_by_recursion,
    "death in a thread": steps(partial(thread, partial(os._exit, 0)), sleep),
    "death and a child that holds the pipe": held_pipe,
    "no bytes": lambda: int("no"),
    "the keeper's death": stop_keeper,
    "the keeper's death and a child that stays": steps(partial(run, "sleep", "1000"), stop_keeper),
    "files": use_all_files,
    "file of 2 GiB": partial(fill, 2 * GIB),
    **{
        type(error).__name__: raises(error)
        for error in (
            ValueError("secret"), KeyError("x"), OSError(5, "x"), RuntimeError(), AssertionError(), KeyboardInterrupt(), SystemExit(3),
            StopIteration(), GeneratorExit(), BaseException(), TimeoutError(), EOFError(), BrokenPipeError(), UnicodeDecodeError("a", b"", 0, 1, ""),
        )
    },
}  # fmt: skip
HARMLESS: Acts = {
    "prints": lambda: print("x" * 10**6),
    "writes to all standard descriptors": lambda: [os.write(number, b"x" * 10**6) for number in (1, 2)],
    "reads its input": lambda: (sys.stdin.read(), b"went on")[1],
    "closes its output": steps(sys.stdout.close, sys.stderr.close, partial(os.closerange, 1, 3)),
    "thread that stays": partial(thread, sleep, join=False),
    "thread that stays busy": partial(thread, spin, join=False),
    "ignored signals": steps(*(partial(signal.raise_signal, number) for number in (signal.SIGPIPE, signal.SIGCHLD, signal.SIGWINCH))),
    "child that ends": lambda: os.waitpid(fork(lambda: None), 0),
    "child that nobody awaits": lambda: fork(lambda: None),
    "daemon that ends": partial(hide, lambda: None),
    "other folder": lambda: os.chdir("/"),
    "folder of its own removed": lambda: shutil.rmtree(tempfile.gettempdir()),
    "temporary files": lambda: [Path(tempfile.mkdtemp(), "x").write_bytes(bytes(10**5)) for _ in range(10)],
    "file in a folder that is writable": lambda: (notes() / "written").write_text("x"),
    "signals ignored": lambda: [signal.signal(number, signal.SIG_IGN) for number in (signal.SIGTERM, signal.SIGCHLD)],
    "reply after the reply": later(lambda: os.write(reply_pipe(), frame(b"+", ahead=1) * 100)),
    "stops itself later": later(partial(signal.raise_signal, signal.SIGSTOP)),
    "ends later": later(partial(os._exit, 0)),
}
CONNECTIONS: Acts = {
    "connect": tcp("connect", ("127.0.0.1", 9)),
    "connect_ex": tcp("connect_ex", ("127.0.0.1", 9)),
    "bind": tcp("bind", ("127.0.0.1", 0)),
    "create_connection": refused(lambda: socket.create_connection(("192.0.2.1", 80), 1)),
    "sendto": refused(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53))),
    "getaddrinfo": refused(lambda: socket.getaddrinfo("example.org", 80)),
    "gethostbyname": refused(lambda: socket.gethostbyname("example.org")),
    "gethostbyaddr": refused(lambda: socket.gethostbyaddr("192.0.2.1")),
    "unix socket": refused(lambda: socket.socket(socket.AF_UNIX).connect("/run/x")),
    "urlopen": refused(lambda: _reason(lambda: urlopen("http://192.0.2.1/", timeout=1))),
}
WRITES: Acts = {
    "write": refused(lambda: outside().write_text("x")),
    "append": refused(lambda: outside().open("a").close()),
    "update": refused(lambda: Path(__file__).open("r+").close()),
    "os.open": refused(lambda: os.open(outside(), os.O_CREAT | os.O_WRONLY)),
    "relative": refused(lambda: Path("../../../../../../../../../../tmp/outside").write_text("x")),
    "through a link": refused(lambda: link_out().write_text("x")),
    "into the home": refused(lambda: Path("~/outside").expanduser().write_text("x")),
    "mkdir": refused(lambda: outside().mkdir()),
    "remove": refused(lambda: Path(__file__).unlink()),
    "rename away": refused(lambda: Path(__file__).rename(Path(tempfile.gettempdir()) / "x")),
    "rename out": refused(lambda: Path(tempfile.mkdtemp()).rename(outside())),
    "copy": refused(lambda: shutil.copy(__file__, outside())),
    "rmtree": refused(lambda: shutil.rmtree(Path(__file__).parent)),
    "symlink": refused(lambda: outside().symlink_to("/")),
    "chmod": refused(lambda: Path(__file__).chmod(0o777)),
    "truncate": refused(lambda: os.truncate(__file__, 0)),
    "utime": refused(lambda: os.utime(__file__)),
    "SQLite": refused(lambda: sqlite3.connect(outside())),
    "folder beside, with the same beginning": refused(lambda: Path(f"{tempfile.gettempdir()}x").write_text("x")),
}


def _reason(act: Act) -> None:
    """An error of urllib holds the refusal as its reason."""
    try:
        act()
    except OSError as error:
        raise getattr(error, "reason", error) from error


def _all() -> dict[str, Fault]:
    kinds: tuple[tuple[str, Acts, str | bytes, Limits], ...] = (
        ("cpu", CPU, "cpu", LITTLE_CPU),
        ("wall", WALL, "wall", LITTLE_WALL),
        ("memory", MEMORY, "memory", NORMAL),
        ("output", OUTPUT, "output", NORMAL),
        ("rubbish", RUBBISH, "rubbish", NORMAL),
        ("child", CHILD, "child", NORMAL),
        ("died", DIED, "died", NORMAL),
        ("harmless", HARMLESS, b"went on", NORMAL),
        ("connection", CONNECTIONS, REFUSED, NORMAL),
        ("writing", WRITES, REFUSED, NORMAL),
    )
    return {f"{kind}: {name}": Fault(act, due, limits) for kind, acts, due, limits in kinds for name, act in acts.items()}


FAULTS = _all()
