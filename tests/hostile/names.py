"""What a folder may hold that is no plain file, or is called like none: made by the system itself."""

import os
import socket
from pathlib import Path

from pipeline.inputs.walk import MAX_FOLDERS
from tests.hostile.case import Place, Verdicts, refused, skipped
from tests.hostile.lures import CANARY

READ: Verdicts = frozenset()
"""No verdict of `find`: the file is there to be read."""


def _write(folder: Path, *names: bytes) -> None:
    for name in names:
        path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 - names that are no text
        with open(path, "wb") as stream:  # noqa: PTH123
            stream.write(b"plan " + name)


def _named(*names: bytes) -> Place:
    return Place(repr(names), lambda folder: _write(folder, *names), dict.fromkeys(names, READ))


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.docx")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "a.docx"))


def _links(folder: Path) -> None:
    (folder / "b").mkdir()
    _write(folder, b"a.txt", b"b/c.txt")
    outside = folder.parents[1] / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.txt").write_text(CANARY, encoding="utf-8")
    for name, target in {
        "out-file": outside / "secret.txt",
        "out-folder": outside,
        "out-up": Path("../../outside/secret.txt"),
        "in-file": folder / "a.txt",
        "in-folder": folder / "b",
        "nowhere": folder / "missing",
        "itself": folder / "itself",
        "b/up": folder,
        "device": Path("/dev/zero"),
    }.items():
        (folder / name).symlink_to(target)


def deep(folder: Path, levels: int, part: str) -> None:
    """Folders in one another, deeper than a path can say, and a file in the last."""
    above = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(part, dir_fd=above)
        below = os.open(part, os.O_RDONLY, dir_fd=above)
        os.close(above)
        above = below
    file = os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=above)
    os.write(file, b"plan")
    os.close(file)
    os.close(above)


def _unlisted(folder: Path) -> None:
    (folder / "closed").mkdir()
    _write(folder, b"closed/a.txt", b"b.txt", b"closed.txt")
    (folder / "closed").chmod(0)
    (folder / "closed.txt").chmod(0)


def _hidden(folder: Path) -> None:
    (folder / ".git" / "x").mkdir(parents=True)
    _write(folder, b".git/config", b".git/x/a.txt", b"a.json", b"~$a.docx", b"a.txt")
    (folder / ".git" / "link").symlink_to("/etc/passwd")


PLACES = [
    _named("план.txt".encode("cp866"), "план.txt".encode(), "план".encode() + b"\xff.txt"),
    _named(b"a\nb.txt", b"a\r.txt", b"\x01\x1b[31m.txt"),
    _named("\u202egpj.txt".encode(), "\u200bа.txt".encode()),
    _named(b"n" * 255, b"\xff" * 255),
    _named(b"-rf", b"$(x).txt", b"a b.txt", b"*.txt"),
    Place("pipe", _pipe, {b"a.docx": skipped("special_file")}),
    Place("socket", _socket, {b"a.docx": skipped("special_file")}),
    Place(
        "links",
        _links,
        {
            b"a.txt": READ,
            b"b/c.txt": READ,
            b"b/up": skipped("folder_loop"),
            b"out-file": refused("unreadable_file"),
            b"out-folder": refused("unreadable_file"),
            b"out-up": refused("unreadable_file"),
            b"device": refused("unreadable_file"),
            b"in-file": READ,
            b"in-folder": skipped("link"),
            b"nowhere": refused("missing_path"),
            b"itself": refused("missing_path"),
        },
    ),
    Place("deep", lambda folder: deep(folder, 40, "d" * 200), {b"/".join([b"d" * 200] * 40 + [b"a.txt"]): READ}),
    Place("closed", _unlisted, {**dict.fromkeys((b"closed", b"closed.txt"), refused("unreadable_file")), b"b.txt": READ}),
    Place(
        "hidden",
        _hidden,
        {
            **dict.fromkeys((b".git/config", b".git/x/a.txt", b".git/link", b"a.json", b"~$a.docx"), skipped("no_document")),
            b"a.txt": READ,
        },
    ),
]
TOO_DEEP = Place(
    "deeper than is walked",
    lambda folder: deep(folder, MAX_FOLDERS + 10, "d"),
    {b"/".join([b"d"] * (MAX_FOLDERS + 1)): refused("unreadable_file")},
)
"""The depth counts from the folder that is named: only where that is the place itself are these its names."""
