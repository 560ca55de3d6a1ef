"""Calls of Linux that Python lacks, and limits of a worker. Imported on Linux only."""

import ctypes
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

FILE_SIZE = 1 << 30
"""Bytes of the largest file that a worker may write: beyond any document, within any disk."""
OPEN_FILES = 512
"""A reader needs a dozen, LibreOffice some hundred."""

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans() -> None:
    """From now on a descendant whose parent ends becomes a child of this process (prctl(2), PR_SET_CHILD_SUBREAPER)."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_with(parent: int) -> None:
    """This process is killed as soon as its parent ends (PR_SET_PDEATHSIG)."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def leave_network() -> bool:
    """Moves this process, and all that it will start, to a network without interfaces, where the system lets it (unshare(2))."""
    if _libc.unshare(_CLONE_NEWNET) == 0:
        return True
    user, group = os.geteuid(), os.getegid()
    if _libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with suppress(OSError):  # then it is called nobody, and may what it might before
            Path(f"/proc/self/{name}").write_text(text, "ascii")
    return True


def limit_worker() -> None:
    """The limits of a worker that are the same for all its calls; what it starts inherits them.

    Where the machine runs out of memory, the kernel ends it before others (proc(5), oom_score_adj).
    """
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    for kind, value in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, FILE_SIZE), (resource.RLIMIT_NOFILE, OPEN_FILES)):
        _limit(0, kind, value, hard=True)


def limit_call(pid: int, seconds: float, data: int) -> None:
    """Seconds of the processor and bytes of data, since its start, that each process of the worker may have from now on.

    RLIMIT_DATA counts what is private and writable (since Linux 4.7), so that libraries, files and reserved addresses do not.
    """
    _limit(pid, resource.RLIMIT_CPU, int(seconds) + 1, hard=False)
    _limit(pid, resource.RLIMIT_DATA, data, hard=False)


def _limit(pid: int, kind: int, value: int, hard: bool) -> None:
    _, most = resource.prlimit(pid, kind)
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.prlimit(pid, kind, (value, value if hard else most))
