"""A hook of the interpreter in the worker: no connection, and no change of a file outside the folders that are its own.

It holds what Python code does, not what a library does in C or a program that was started: those are held by the limits, and,
where the system lets it be, by a network without interfaces (`system.leave_network`).
"""

import os
import sys
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CONNECTS = frozenset(
    f"socket.{name}" for name in ("connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
)
# Where in the arguments of an event the changed path stands, and where the descriptor of the folder that it is relative to.
_CHANGES: dict[str, tuple[tuple[int, int | None], ...]] = {
    "os.mkdir": ((0, 2),),
    "os.rmdir": ((0, 1),),
    "os.remove": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((0, 2), (1, 3)),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.setxattr": ((0, None),),
    "os.removexattr": ((0, None),),
    "sqlite3.connect": ((0, None),),
}


def install(folders: tuple[str, ...]) -> None:
    """From now on this process may change files below these folders only. It cannot be undone. Refusals are PermissionError."""
    allowed = tuple(map(_real, folders))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if flags & _WRITES:
                _check(path, None, allowed)
        elif event in _CONNECTS:
            raise PermissionError(f"{event}: a worker makes no connection")
        elif event in _CHANGES:
            for path, base in _CHANGES[event]:
                _check(arguments[path], None if base is None else arguments[base], allowed)

    sys.addaudithook(hook)


def _check(path: Any, base: Any, allowed: tuple[str, ...]) -> None:
    """Raises PermissionError where the path leads outside. A descriptor was checked when it was opened."""
    if isinstance(path, int) or path == os.devnull:
        return
    text = os.fsdecode(path)
    if isinstance(base, int) and base >= 0 and not os.path.isabs(text):  # noqa: PTH117 - no Path in what every open goes through
        text = os.path.join(_folder(base), text)  # noqa: PTH118
    real = _real(text)
    if not any(real == folder or real.startswith(folder + os.sep) for folder in allowed):
        raise PermissionError(f"a worker changes nothing outside its folders: {text!r}")


def _real(path: str) -> str:
    """Where a path leads through all links, in the one case that the system writes it in."""
    return os.path.normcase(os.path.realpath(path))


def _folder(descriptor: int) -> str:
    """The path of an open folder."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not on Windows

        return os.fsdecode(fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0"))
    return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
