"""The corrections of a dataset: `corrections.jsonl` in its folder, one a line, sorted, for people to read and to keep.

The file is no result of a run: no run removes it, whatever it writes beside it.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.corrections.model import FIELDS, Correction, typed
from pipeline.errors import CorrectionsError, UnreadableFileError
from pipeline.export.files import write_bytes
from pipeline.export.stale import CORRECTIONS
from pipeline.model import Period

FILE = CORRECTIONS
_ORDER = list(FIELDS)


class Merged(NamedTuple):
    """Corrections after new ones came: all of them, and which former ones gave way to another value."""

    corrections: tuple[Correction, ...]
    replaced: tuple[Correction, ...]


class Corrections:
    """The corrections of many documents."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._of: dict[str, list[Correction]] = {}
        for correction in corrections:
            self._of.setdefault(correction.key.document, []).append(correction)

    def of(self, document: str) -> tuple[Correction, ...]:
        """Those of the document with this SHA-256."""
        return tuple(self._of.get(document, ()))

    def period(self, document: str) -> Period | None:
        """The period of a document as a person gave it: months without a year take their year from it."""
        values = (one.value for one in self.of(document) if one.key.kind == "period")
        return next((Period(**typed("period", value)) for value in values), None)


def read(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file. CorrectionsError that names the line which is none; UnreadableFileError."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CorrectionsError(str(path), "файл сохранён не в UTF-8") from error
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or "") from error
    return merge((), [_correction(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]).corrections


def read_if_there(folder: Path) -> tuple[Correction, ...]:
    """The corrections kept in the folder of a dataset; none where it has no such file."""
    path = folder / FILE
    return read(path) if path.exists() else ()


def write(path: Path, corrections: Iterable[Correction]) -> Path:
    """Writes them, sorted; returns the path. OutputError where it cannot be written."""
    lines = [_line(correction) for correction in sorted(corrections, key=_place)]
    return write_bytes(path, "".join(f"{line}\n" for line in lines).encode())


def merge(former: Sequence[Correction], later: Iterable[Correction]) -> Merged:
    """Both, the later winning: over the same key, and over keys that it includes."""
    by_words: dict[tuple[str, ...], list[Correction]] = {}
    replaced: list[Correction] = []
    for old in former:
        by_words.setdefault(old.key.identity[:3], []).append(old)
    for new in later:
        kept = by_words.setdefault(new.key.identity[:3], [])
        given_way = [old for old in kept if new.key.includes(old.key)]
        replaced += [old for old in given_way if old.value != new.value]
        kept[:] = [*(old for old in kept if old not in given_way), new]
    return Merged(tuple(sorted((one for kept in by_words.values() for one in kept), key=_place)), tuple(replaced))


def _correction(path: Path, number: int, line: str) -> Correction:
    try:
        return Correction.model_validate_json(line)
    except ValidationError as error:
        raise CorrectionsError(f"{path}, строка {number}", "это не запись об исправлении") from error


def _line(correction: Correction) -> str:
    key = correction.key.model_dump(exclude_none=True)
    return json.dumps({"key": key, "value": correction.value}, ensure_ascii=False)


def _place(correction: Correction) -> tuple[str, int, str, str, int]:
    key = correction.key
    return key.document, _ORDER.index(key.kind), key.text, key.within or "", key.ordinal or 0
