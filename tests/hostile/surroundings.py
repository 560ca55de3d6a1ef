"""What lies around a run, before and after: files, processes, connections, and what it opened, as far as the system tells."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.hostile.lures import PORT

_TRACED = (
    "connect,sendto,sendmsg,bind,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,symlink,link,"
    "execve,clone,clone3,fork,vfork"
)
_BEGUN = re.compile(r"^(\d+) (?:<\.\.\. )?(?:clone3?|v?fork)\b.* = (\d+)$")
_OFFICE = re.compile(r'^(\d+) execve\("[^"]*/(?:soffice|oosplash|libreoffice)')
_OF_OFFICE = ("/etc/passwd", "/etc/group", "/etc/papersize", "/var/cache/fontconfig")
"""What LibreOffice opens by itself, whatever it reads: who runs it, which letters there are, and how large paper is."""
_OPENED = re.compile(r"(?:open|openat|openat2|creat)\(.*?\) = \d+<(.*)>$")
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|creat\(")
_CONNECTS = re.compile(r"(?:connect|sendto|sendmsg|bind)\(.*AF_INET")


def snapshot(folder: Path) -> dict[bytes, bytes]:
    """Kind, rights, size, time and target of all that is in a folder, however deep, by its path. OSError without `find` of GNU."""
    told = subprocess.run(["find", str(folder), "-mindepth", "1", "-printf", r"%P\0%y %m %s %T@ %l\0"], capture_output=True, check=True)
    parts = told.stdout.split(b"\0")
    return dict(zip(parts[::2], parts[1::2], strict=False))


def remove(folder: Path) -> None:
    """Removes a folder in which paths may be longer than a path can say."""
    if folder.exists():
        subprocess.run(["rm", "-rf", str(folder)], check=True)


def processes_with(mark: str) -> list[int]:
    """Processes that inherited a variable of the environment that is set so («NAME=value»)."""
    return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if _holds(path, mark.encode())]


def _holds(path: Path, mark: bytes) -> bool:
    try:
        return mark in path.read_bytes().split(b"\0")
    except OSError:
        return False


@contextmanager
def listener() -> Iterator[socket.socket]:
    """Where the links of hostile files point to."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", PORT))
        listening.listen()
        listening.setblocking(False)
        yield listening


def visitors(listening: socket.socket) -> int:
    """How many came."""
    count = 0
    while True:
        try:
            listening.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def without_rights() -> list[str]:
    """What a command is begun with by the user that may do all, so that what is closed is closed to it too."""
    if os.geteuid() == 0 and shutil.which("setpriv"):
        return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    return []


def traced(log: Path) -> list[str]:
    """What a command is begun with to have all told that it opens, changes and calls. Nothing without `strace`."""
    if not shutil.which("strace"):
        return []
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-e", f"trace={_TRACED}", "-e", "signal=none", "-o", str(log)]


def trespasses(log: Path, readable: Sequence[Path], writable: Sequence[Path], forbidden: Sequence[Path]) -> Iterator[str]:
    """Connections, files changed outside of `writable`, and files opened outside of `readable`, or those that are `forbidden` wherever they are."""
    own = [*_system(), *map(str, readable)]
    offices = _offices(log)
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if _CONNECTS.search(line):
                yield line.strip()[:200]
            opened = _OPENED.search(line)
            if not opened:
                continue
            path = opened[1].removesuffix(" (deleted)")
            is_import = "O_DIRECTORY" in line and path in sys.path
            if is_import or (line.partition(" ")[0] in offices and not _WRITES.search(line) and _is_below(path, _OF_OFFICE)):
                continue
            if any(path == str(one) for one in forbidden) or not _is_below(path, [*own, *map(str, writable)]):
                yield f"read: {path}"
            elif _WRITES.search(line) and not _is_below(path, ["/dev", "/proc", *map(str, writable)]):
                yield f"written: {path}"


def _offices(log: Path) -> frozenset[str]:
    """The processes that are LibreOffice, or were begun by it."""
    begun: dict[str, list[str]] = {}
    found: list[str] = []
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if match := _BEGUN.search(line):
                begun.setdefault(match[1], []).append(match[2])
            elif match := _OFFICE.search(line):
                found.append(match[1])
    known = set(found)
    while found:
        new = [child for child in begun.get(found.pop(), ()) if child not in known]
        known.update(new)
        found += new
    return frozenset(known)


def _system() -> list[str]:
    """Where programs and their settings are; of /etc those that libraries look into."""
    settings = [
        "ld.so.cache",
        "localtime",
        "mime.types",
        "fonts",
        "libreoffice",
        "ssl",
        "locale.alias",
        "nsswitch.conf",
        "os-release",
        "magic",
    ]
    here = [sys.prefix, sys.base_prefix, str(Path(sys.prefix).resolve())]
    return [*here, "/usr", "/lib", "/lib64", "/dev", "/proc", "/sys", *(f"/etc/{name}" for name in settings)]


def _is_below(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)
