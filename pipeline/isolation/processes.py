"""Processes as Linux shows them in /proc. Elsewhere nothing is found."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
TICK = 1 / os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0.01
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
LISTS_CHILDREN = (PROC / "thread-self" / "children").exists()
"""Whether the kernel lists children itself (CONFIG_PROC_CHILDREN); else all processes are looked through."""


class Stat(NamedTuple):
    """What /proc/PID/stat says of a process (proc(5))."""

    state: str
    parent: int
    children_seconds: float
    """Of the processor, of its ended and awaited children."""
    threads: int


class Memory(NamedTuple):
    """What /proc/PID/statm says, in bytes."""

    resident: int
    data: int


def stat(pid: int) -> Stat | None:
    """None where the process is gone."""
    try:
        fields = _read(pid, "stat").rpartition(b")")[2].split()
    except OSError:
        return None
    return Stat(fields[0].decode(), int(fields[1]), (int(fields[13]) + int(fields[14])) * TICK, int(fields[17]))


def memory(pid: int) -> Memory:
    """Nothing where the process is gone."""
    try:
        fields = _read(pid, "statm").split()
    except OSError:
        return Memory(0, 0)
    return Memory(int(fields[1]) * PAGE, int(fields[5]) * PAGE)


def seconds(pid: int) -> float:
    """Of the processor, of all threads of a process; 0 where it is gone. The number of its clock is that of clock_getcpuclockid(3)."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def waited(pid: int) -> float:
    """Seconds that a process could have worked and had no processor (the kernel's sched-stats.rst, «/proc/<pid>/schedstat»).

    0 where it is gone, or the kernel does not count them.
    """
    fields = _read_or_nothing(pid, "schedstat").split()
    return int(fields[1]) / 1e9 if len(fields) > 1 else 0.0


def forget_peak(pid: int) -> None:
    """`peak` counts from now on (proc(5), clear_refs)."""
    try:
        with open(f"/proc/{pid}/clear_refs", "wb", buffering=0) as file:  # noqa: PTH123
            file.write(b"5")
    except OSError:
        return


def peak(pid: int) -> int:
    """Bytes that a process held at most; 0 where it is gone."""
    return _kibibytes(_read_or_nothing(pid, "status"), b"VmHWM:")


def share(pid: int) -> int:
    """Bytes that a process holds, where pages of several processes count in parts (proportional set size); 0 where it is gone."""
    return _kibibytes(_read_or_nothing(pid, "smaps_rollup"), b"Pss:")


def children(pid: int) -> list[int]:
    """The children of all threads of a process, ended ones that nobody awaited among them."""
    if not LISTS_CHILDREN:
        return [other for other in pids() if (said := stat(other)) and said.parent == pid]
    try:
        tasks = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - asked after every call
    except OSError:
        return []
    return [int(child) for task in tasks for child in _read_or_nothing(pid, f"task/{task}/children").split()]


def descendants(pid: int) -> list[int]:
    """All that came of a process, nearest first."""
    found = children(pid)
    for child in found:
        found.extend(grandchild for grandchild in children(child) if grandchild not in found)
    return found


def is_alive(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    found = stat(pid)
    return found is not None and found.state not in "ZX"


def pids() -> Iterator[int]:
    """All processes of the machine that are seen from here."""
    return (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()) if PROC.is_dir() else iter(())


def end_marked(mark: str) -> None:
    """Ends all processes that were started with the mark in their environment: they survived the one who should have ended them."""
    needle = os.fsencode(mark)
    for pid in pids():
        if pid != os.getpid() and needle in _read_or_nothing(pid, "environ"):
            kill(pid)


def kill(pid: int) -> None:
    """Ends a process at once, if it is still there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _kibibytes(text: bytes, name: bytes) -> int:
    _, _, rest = text.partition(name)
    return int(rest.split(None, 1)[0]) * 1024 if rest else 0


def _read_or_nothing(pid: int, name: str) -> bytes:
    try:
        return _read(pid, name)
    except OSError:  # it ended, or is another's
        return b""


def _read(pid: int, name: str) -> bytes:
    with open(f"/proc/{pid}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - asked many times a second
        return file.read()
