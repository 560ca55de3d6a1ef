"""Services for the tests."""

import ctypes
import multiprocessing
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.isolation import Done, Guarded

Handle = Callable[[bytes], bytes]


def echo(setup: bytes) -> Handle:
    return lambda request: setup + request


def process(_setup: bytes) -> Handle:
    return lambda _request: str(os.getpid()).encode()


def hoard(_setup: bytes) -> Handle:
    """Keeps as many bytes as each request says; replies how many requests it has had."""
    kept = []

    def handle(request: bytes) -> bytes:
        kept.append(b"x" * int(request))
        return str(len(kept)).encode()

    return handle


def refuses(_setup: bytes) -> Handle:
    raise ValueError("what is wrong with the setup")


def ends(_setup: bytes) -> Handle:
    os._exit(3)


def work(_setup: bytes) -> Handle:
    """«seconds bytes»: takes so much time of the processor, and memory."""

    def handle(request: bytes) -> bytes:
        seconds, size = request.split()
        block = b"x" * int(size)
        end = time.process_time() + float(seconds)
        while time.process_time() < end:
            pass
        return block[:0]

    return handle


def crowd(setup: bytes) -> Handle:
    """Starts others, notes all of them and its keeper, then is busy in C."""
    folder = Path(setup.decode())
    deaf = "import signal, time; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 15)]; time.sleep(1000)"

    def handle(_request: bytes) -> bytes:
        pids = [os.getpid(), os.getppid()]
        pids.append(subprocess.Popen(["sleep", "1000"]).pid)
        pids.append(subprocess.Popen([sys.executable, "-c", deaf], start_new_session=True, env={}).pid)
        if not os.fork():
            os.setsid()
            if daemon := os.fork():
                (folder / "daemon").write_text(str(daemon))
                os._exit(0)
            time.sleep(1000)
        os.wait()
        pids.append(int((folder / "daemon").read_text()))
        (folder / "pids").write_text("\n".join(map(str, pids)))
        (folder / "ready").touch()
        return bytes(sum(range(10**14)))

    return handle


def stops_keeper(_setup: bytes) -> Handle:
    def handle(request: bytes) -> bytes:
        if request:
            os.kill(os.getppid(), signal.SIGSTOP)
        return b""

    return handle


def slow(_setup: bytes) -> Handle:
    """Takes a while to load, and has a file."""
    Path(tempfile.gettempdir(), "loading").touch()
    time.sleep(0.5)
    return lambda request: request


def forgets(_setup: bytes) -> Handle:
    """Starts a child that ends, and one whose parent ends first; replies its keeper."""

    def handle(_request: bytes) -> bytes:
        if not os.fork():
            if not os.fork():
                time.sleep(0.05)
            os._exit(0)
        return str(os.getppid()).encode()

    return handle


def in_daemon(queue: "multiprocessing.Queue[bytes]") -> None:
    with Guarded("tests.isolation.services:echo", b"daemon") as guarded:
        result = guarded.call(b"ic")
    queue.put(result.content if isinstance(result, Done) else repr(result).encode())


def connect_in_c(_setup: bytes) -> Handle:
    """Tries a connection that the interpreter knows nothing of; replies why it failed."""

    def handle(_request: bytes) -> bytes:
        libc = ctypes.CDLL(None, use_errno=True)
        address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(9), socket.inet_aton("127.0.0.1"))
        if libc.connect(libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0), address, len(address)) == 0:
            return b"connected"
        return os.strerror(ctypes.get_errno()).encode()

    return handle


def odd(_setup: bytes) -> Handle:
    """Does what the request says."""

    def handle(request: bytes) -> bytes:
        match request:
            case b"loop":
                sum(range(10**14))
            case b"raise":
                raise ValueError
            case b"exit":
                os._exit(0)
            case b"memory":
                raise MemoryError
            case b"rubbish":
                for descriptor in range(3, 10):
                    try:
                        os.write(descriptor, b"rubbish " * 100)
                    except OSError:
                        continue
                time.sleep(1000)
            case b"write":
                try:
                    Path(__file__).open("a").close()
                except OSError as error:
                    return type(error).__name__.encode()
        return b"well"

    return handle
