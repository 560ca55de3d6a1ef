"""Proves that a dataset accounts for every file: `python check_manifest.py ПАПКА… --out РЕЗУЛЬТАТ`.

It needs Python 3.11 and nothing else, and shares no code with the program whose work it checks: it walks the input itself, opens ZIP and
TAR by the standard library, and reads `csv/manifest.csv`. It stands beside `manifest.md`, which says what the table means, so that who
reads the one finds the other, and can be copied to any machine alone.

Checked: each entry of the folders that is no folder has one line; names, sizes and SHA-256 agree; each file in an archive that can be
opened here has one line; found = whole + partial + refused + skipped. Exit code 0: all is so; 1: not, and the differences are told.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import signal
import stat
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any, NamedTuple

VERDICTS = ("whole", "partial", "refused", "skipped")
STATE, PACKAGE = b".roadmaps", "datapackage.json"
DOCUMENTS = {"[Content_Types].xml", "mimetype"}
"""A ZIP file with one of these is a document of an office program, and not an archive."""
CHUNK = 1 << 20
TOLD = 50
"""So many differences are told."""
LONGEST_NAME = 4096
"""Bytes of the name of a file in an archive, with that of the archive but not of its folder; a longer one is cut in the manifest."""
LONGEST = 120.0
"""Seconds for one file and what is in it; an archive that takes longer is one that cannot be opened here."""

Row = dict[str, str]


class Place(NamedTuple):
    """An entry of a folder: the path named on the command line, and the names below it."""

    top: bytes
    parts: tuple[bytes, ...]

    @property
    def name(self) -> bytes:
        """What the manifest calls it."""
        return b"/".join(self.parts) or os.path.basename(os.path.abspath(self.top))  # noqa: PTH100, PTH119 - paths of bytes

    def opened(self, flags: int) -> int:
        """A descriptor, folder after folder: a path may be longer than the system opens at once. OSError."""
        if os.open not in os.supports_dir_fd:
            return os.open(b"/".join((self.top, *self.parts)), flags)
        here = os.open(self.top, os.O_RDONLY if self.parts else flags)
        for at, part in enumerate(self.parts, 1):
            above = here
            try:
                here = os.open(part, flags if at == len(self.parts) else os.O_RDONLY, dir_fd=above)
            finally:
                os.close(above)
        return here

    def stream(self) -> IO[bytes] | None:
        """The content of a file; None where it is none, or cannot be opened."""
        try:
            descriptor = self.opened(os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError:
            return None
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return open(descriptor, "rb")  # noqa: PTH123 - a descriptor
        os.close(descriptor)
        return None


def places(top: bytes, out: bytes) -> Iterator[Place]:
    """What lies in a folder: all that is no folder, and the folders that cannot be listed. A path to a file is itself."""
    if not os.path.isdir(top):  # noqa: PTH112
        yield Place(top, ())
        return
    waiting: list[tuple[bytes, ...]] = [()]
    while waiting:
        folder = Place(top, waiting.pop())
        try:
            entries = listed(folder)
        except OSError:
            yield folder
            continue
        for name, is_folder in entries:
            path = os.path.join(os.path.realpath(top), *folder.parts, name)  # noqa: PTH118
            if not is_folder:
                yield Place(top, (*folder.parts, name))
            elif path not in {out, os.path.join(out, STATE)}:  # noqa: PTH118
                waiting.append((*folder.parts, name))


def listed(folder: Place) -> list[tuple[bytes, bool]]:
    """The names in a folder, and whether each is a folder itself (a link is none). OSError."""
    if os.scandir not in os.supports_fd:
        with os.scandir(b"/".join((folder.top, *folder.parts))) as entries:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    descriptor = folder.opened(os.O_RDONLY)
    try:
        with os.scandir(descriptor) as found:
            return [(os.fsencode(entry.name), entry.is_dir(follow_symlinks=False)) for entry in found]
    finally:
        os.close(descriptor)


class Check:
    """The comparison, and what it finds amiss."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows: dict[bytes, list[Row]] = defaultdict(list)
        for row in rows:
            self.rows[bytes.fromhex(row["name_bytes"])].append(row)
        self.seen: Counter[bytes] = Counter()
        self.amiss: list[str] = []
        self.unopened = 0
        self._folder = 0
        self._entered: set[bytes] = set()
        self._outer = {outer for name in self.rows for outer in above(name)}

    def tell(self, name: bytes, what: str) -> None:
        """Notes a difference."""
        self.amiss.append(f"{os.fsdecode(name)!r}: {what}")

    def file(self, place: Place) -> None:
        """Checks one entry of a folder, and what is in it where it is an archive."""
        self.seen[place.name] += 1
        self._folder = place.name.rfind(b"/") + 1
        rows = self.rows.get(place.name, [])
        if not rows:
            self.tell(place.name, "в манифесте нет строки")
            return
        row = rows[min(self.seen[place.name], len(rows)) - 1]
        if not row["sha256"] and row["verdict"] not in {"whole", "partial"}:
            return
        stream = place.stream()
        if stream is None:
            self.tell(place.name, "файл не открывается, а в манифесте его содержимое")
            return
        with stream, time_limit():
            self.content(place.name, rows, stream)

    def content(self, name: bytes, rows: list[Row], stream: IO[bytes]) -> None:
        """Checks size and SHA-256 against one of the lines of this name, then the members."""
        size, sha256 = measured(stream)
        if not any((row["size"], row["sha256"]) == (str(size), sha256) for row in rows):
            self.tell(name, f"размер {size} и SHA-256 {sha256} не те, что в манифесте")
            return
        row = rows[0]
        stream.seek(0)
        if name in self._outer or row["verdict"] == "whole":
            self.archive(name, row, stream)

    def archive(self, name: bytes, row: Row, stream: IO[bytes]) -> None:
        """Checks the members of an archive, if the file is one that can be opened here."""
        try:
            if zipfile.is_zipfile(stream):
                with zipfile.ZipFile(stream) as packed:
                    if not DOCUMENTS & set(packed.namelist()) or name in self._outer:
                        self.members(name, row, zip_members(packed))
                return
            stream.seek(0)
            with tarfile.open(fileobj=stream, encoding="utf-8", errors="surrogateescape") as tape:
                self.members(name, row, tar_members(tape))
        except Exception:  # noqa: BLE001 - the standard library stumbles over damaged archives in many ways
            self._entered.discard(name)
            self.unopened += name in self._outer

    def members(self, outer: bytes, row: Row, members: Iterator[tuple[bytes, Any]]) -> None:
        """Checks that each member has its line, and that its content is what the line says."""
        count: Counter[bytes] = Counter()
        for inner, opening in members:
            name = (outer + b"/" + inner)[: self._folder + LONGEST_NAME]
            count[name] += 1
            rows = self.rows.get(name, [])
            if len(rows) < count[name]:
                if row["verdict"] == "whole":
                    self.tell(name, "в манифесте нет строки о файле в архиве")
                continue
            self.seen[name] += 1
            self._entered.add(outer)
            self.member(name, rows, opening)

    def member(self, name: bytes, rows: list[Row], opening: Any) -> None:
        """Checks the content of a member; of a lying one no more is read than the line says that there is."""
        sizes = [int(row["size"]) for row in rows if row["size"] and row["sha256"]]
        if not sizes:
            return
        with tempfile.SpooledTemporaryFile(CHUNK) as copy, opening() as stream:
            left = max(sizes) + 1
            while left and (chunk := stream.read(min(CHUNK, left))):
                left -= copy.write(chunk)
            copy.seek(0)
            self.content(name, rows, copy)

    def lines(self) -> None:
        """Checks that no line is of a file that is not there, and none is told twice. Members of what cannot be opened here stand alone."""
        for name, rows in self.rows.items():
            for row in rows:
                if row["verdict"] not in VERDICTS:
                    self.tell(name, f"неизвестный итог {row['verdict']!r}")
            if len(rows) > self.seen[name] and not (self.seen[name] == 0 and self._is_in_unopened(name)):
                self.tell(name, f"строк {len(rows)}, а файлов {self.seen[name]}")

    def _is_in_unopened(self, name: bytes) -> bool:
        known = [outer for outer in above(name) if self.seen[outer]]
        return bool(known) and known[-1] not in self._entered


@contextmanager
def time_limit() -> Iterator[None]:
    """OSError within it after LONGEST: what the standard library makes of a hostile archive may take hours. No limit where the system has no such alarm."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def above(name: bytes) -> list[bytes]:
    """The names that a name begins with: those of folders, and of the archives that it may be in."""
    return [name[:at] for at, letter in enumerate(name) if letter == ord("/")]


def measured(stream: IO[bytes]) -> tuple[int, str]:
    """Size and SHA-256."""
    size, digest = 0, hashlib.sha256()
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        digest.update(chunk)
    return size, digest.hexdigest()


def zip_members(packed: zipfile.ZipFile) -> Iterator[tuple[bytes, Any]]:
    """The files in a ZIP: the bytes of their names, and what opens each."""
    for info in packed.infolist():
        raw = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
        if not (raw.endswith((b"/", b"\\")) or (info.external_attr & 0x10 and not info.file_size)):
            yield raw, lambda info=info: packed.open(info)


def tar_members(tape: tarfile.TarFile) -> Iterator[tuple[bytes, Any]]:
    """The files in a TAR: the bytes of their names, and what opens each."""
    for info in tape:
        if not info.isdir():
            yield info.name.encode("utf-8", "surrogateescape"), lambda info=info: tape.extractfile(info) or io.BytesIO()


def read_manifest(out: Path) -> list[Row]:
    """The lines of the manifest."""
    csv.field_size_limit(1 << 30)
    with (out / "csv" / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def results(out: Path) -> set[bytes]:
    """What the run itself wrote, below its folder."""
    resources = json.loads((out / PACKAGE).read_bytes())["resources"]
    paths = [path for one in resources for path in (one["path"] if isinstance(one["path"], list) else [one["path"]])]
    return {os.fsencode(path) for path in [*paths, PACKAGE, "corrections.jsonl", "review.xlsx"]}


def main() -> int:
    """Compares; tells the differences and the sums. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Проверяет, что результат отчитался о каждом файле.")
    parser.add_argument("paths", nargs="+", help="те же файлы и папки, что у convert")
    parser.add_argument("--out", required=True, type=Path, help="папка с результатом")
    arguments = parser.parse_args()
    out = os.path.realpath(os.fsencode(arguments.out))
    rows, own = read_manifest(arguments.out), results(arguments.out)
    tops = [os.fsencode(path) for path in arguments.paths]
    is_within = any(os.path.realpath(top) == out for top in tops)
    check = Check([row for row in rows if not (is_within and bytes.fromhex(row["name_bytes"]) in own)])
    for top in tops:
        for place in places(top, out):
            if not (os.path.realpath(top) == out and place.name in own):
                check.file(place)
    check.lines()
    counts = Counter(row["verdict"] for row in rows)
    print(f"Строк: {len(rows)} = " + " + ".join(f"{name} {counts[name]}" for name in VERDICTS))
    if sum(counts[name] for name in VERDICTS) != len(rows):
        check.amiss.append("сумма итогов не равна числу строк")
    if check.unopened:
        print(f"Архивы, которые здесь не открываются, сверены без содержимого: {check.unopened}")
    for line in check.amiss[:TOLD]:
        print(f"НЕ СХОДИТСЯ {line}")
    print(f"Расхождений: {len(check.amiss)}" if check.amiss else "Всё сходится.")
    return bool(check.amiss)


if __name__ == "__main__":
    sys.exit(main())
