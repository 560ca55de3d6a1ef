"""Names of files in an archive that are fit for the outputs, whatever the archive calls them: they lead nowhere, and no two are equal."""

import re
from collections.abc import Sequence

# Controls, lone halves of letters, those that turn the direction of writing among them, and what has a meaning in a path.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff:]")
_MOST_BYTES = 200
_SUFFIX_BYTES = 40
_MOST_FOLDERS = 8


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


def _safe(name: str) -> str:
    parts = [_cut(_UNSAFE.sub("_", part)) for part in re.split(r"[/\\]", name) if part.strip(". ")]
    *folders, last = parts or [""]
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
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    if not stem:
        stem, dot, suffix = last, "", ""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{folder}{slash}{stem} ({number}){dot}{suffix}"
    return free
