"""Names of files in an archive that are fit for the outputs, whatever the archive calls them: they lead nowhere, and no two are equal."""

import os
import re
from collections.abc import Sequence

from pipeline.archives.code_pages import decode_names

# Controls, lone halves of letters, those that turn the direction of writing among them, and what has a meaning in a path.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff:]")
_HALF = re.compile("[\ud800-\udfff]")
_MOST_BYTES = 200
_SUFFIX_BYTES = 40
_MOST_FOLDERS = 8
_LONGEST_PATH = 1000


def safe_names(names: Sequence[str], alone: str) -> list[str]:
    """A relative path with «/» for each name, in the same order. A file that has no name is called `alone`.

    «..», roots and empty parts are left out, parts and paths that are too long for a file system are cut, and a file called like one
    before it gets a number: «план (2).docx».
    """
    taken: set[str] = set()
    found = []
    for name in names:
        free = _free(_safe(name) or alone, taken)
        taken.add(free.casefold())
        found.append(free)
    return found


def told(parts: Sequence[str]) -> str:
    """What a file of a folder is called: its path as the system has it, but for signs that no output can hold, and cut where it is endless."""
    shown = [_UNSAFE.sub(lambda found: found[0] if found[0] == ":" else "_", _decoded(part)) for part in parts]
    name = "/".join(shown)
    return name if len(name.encode()) <= _LONGEST_PATH else _shortened([_cut(part) for part in shown])


def unique(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; takes it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = _numbered(name, number)
    taken.add(free)
    return free


def _decoded(part: str) -> str:
    """A name that is not in the encoding of this system, as text: an archive of another one was unpacked here."""
    return decode_names([os.fsencode(part)])[0] if _HALF.search(part) else part


def _safe(name: str) -> str:
    return _shortened([_cut(_UNSAFE.sub("_", part)) for part in re.split(r"[/\\]", name) if part.strip(". ")] or [""])


def _shortened(parts: Sequence[str]) -> str:
    *folders, last = parts
    if len(folders) > _MOST_FOLDERS:
        folders = [*folders[: _MOST_FOLDERS // 2], "…", *folders[-_MOST_FOLDERS // 2 :]]
    return "/".join([*folders, last])


def _cut(part: str) -> str:
    """The part with its middle left out where it is too long; its suffix stays."""
    data = part.encode()
    if len(data) <= _MOST_BYTES:
        return part
    start, end = data[: _MOST_BYTES - _SUFFIX_BYTES - 3], data[-_SUFFIX_BYTES:]
    return f"{start.decode(errors='ignore')}…{end.decode(errors='ignore')}"


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = _numbered(name, number)
    return free


def _numbered(name: str, number: int) -> str:
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    if not stem:
        stem, dot, suffix = last, "", ""
    return f"{folder}{slash}{stem} ({number}){dot}{suffix}"
