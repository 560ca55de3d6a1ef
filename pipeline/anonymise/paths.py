"""Names of files without names of persons: no two are equal, and each keeps its suffix."""

import re
from collections.abc import Iterable

from pipeline.anonymise.hiding import Words, hide_in_path
from pipeline.anonymise.people import People

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def hidden_paths(paths: Iterable[str], people: People, words: Words) -> dict[str, str]:
    """What each path is called without names of persons. A path that becomes equal to another gets a number: «План [имя] (2).docx»."""
    known = sorted(dict.fromkeys(paths))
    wanted = {path: "/".join(_hidden(part, people, words) for part in path.split("/")) for path in known}
    taken = {path.casefold() for path in known if wanted[path] == path}
    found: dict[str, str] = {}
    for path in known:
        found[path] = path if wanted[path] == path else _free(wanted[path], taken)
        taken.add(found[path].casefold())
    return found


def _hidden(part: str, people: People, words: Words) -> str:
    suffix = _SUFFIX.search(part)
    stem = part[: suffix.start()] if suffix else part
    return hide_in_path(stem, people, words) + (suffix[0] if suffix else "")


def _free(path: str, taken: set[str]) -> str:
    suffix = _SUFFIX.search(path)
    stem, end = (path[: suffix.start()], suffix[0]) if suffix else (path, "")
    free, number = path, 1
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){end}"
    return free
