"""Roadmaps to files: the datasets that people open in a spreadsheet and programs read.

`csv/<table>.csv`, `parquet/<table>.parquet`, `roadmaps.xlsx`, `json/<source file>.json`, `datapackage.json`. Entries stream through:
what is held does not depend on how many there are. The same entries give the same bytes.

    recover(out)                         # ends what an interrupted run left
    with staging(out) as folder:         # a folder beside the dataset, gone afterwards, however it ends
        write(entries, folder, words=words, manifest=lines)
        publish(out, folder)             # it takes the place of the former dataset, whole or not at all
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pipeline.export.columns import Row
from pipeline.export.csv_files import CSV
from pipeline.export.dataset import Words
from pipeline.export.entries import Entry, entries_of
from pipeline.export.json_files import FOLDER, JsonFiles
from pipeline.export.manifest import MANIFEST, WRITTEN
from pipeline.export.package import FILE as PACKAGE
from pipeline.export.package import write_package
from pipeline.export.publish import publish, recover, staging
from pipeline.export.sinks import Add
from pipeline.export.stale import WORKBOOK
from pipeline.export.table_files import path_of
from pipeline.export.tables import rows_of_each
from pipeline.model import Roadmap
from pipeline.verdicts import Line

__all__ = ["FORMATS", "Entry", "Words", "entries_of", "publish", "recover", "staging", "write"]

FORMATS: tuple[str, ...] = ("csv", "parquet", "xlsx", "json")

_LINES = 256
"""Lines of the manifest that are taken at a time."""


class _About(NamedTuple):
    """What stands in a dataset beside its rows."""

    codes: Sequence[tuple[str, str, str]]
    words: Words | None


def _parquet(out: Path, _: _About) -> AbstractContextManager[Add]:
    from pipeline.export.parquet_files import PARQUET  # noqa: PLC0415 - those that read files have no use for its library

    return PARQUET.open(WRITTEN, out)


def _workbook(out: Path, about: _About) -> AbstractContextManager[Add]:
    from pipeline.export.xlsx_file import workbook  # noqa: PLC0415 - as above

    return workbook(out, about.codes, about.words)


TABULAR: dict[str, Callable[[Path, _About], AbstractContextManager[Add]]] = {
    "csv": lambda out, _: CSV.open(WRITTEN, out),
    "parquet": _parquet,
    "xlsx": _workbook,
}


def write(
    entries: Iterable[Entry],
    out: Path,
    formats: Sequence[str] = FORMATS,
    codes: Sequence[tuple[str, str, str]] = (),
    *,
    words: Words | None,
    manifest: Iterable[Line],
) -> list[str]:
    """Writes a dataset in `formats` below the empty folder `out`, and always `datapackage.json`.

    Returns the paths below `out`, sorted: of the files, but for those of the folder `json`, which stands for them.

    entries: in the order of file names, one for each content. They and the `manifest` are gone through once, and never held; of each
    JSON its name is kept, which the data package tells. The manifest is written after them, to `csv/manifest.csv` where neither csv
    nor parquet is asked for.
    codes: kind, code and name of the codes in the tables, for the key that the workbook carries.
    words: the vocabulary that the roadmaps were understood with; told in the workbook and in the data package.

    OutputError where the folder or a file cannot be written, which leaves a part of them there: write to a folder of `staging`.
    KeyError for a format that is not in FORMATS, before anything is written.
    """
    if unknown := sorted(set(formats) - set(FORMATS)):
        raise KeyError(", ".join(unknown))
    files = JsonFiles(out) if "json" in formats else None
    with _tables(out, formats, _About(codes, words)) as add:
        for entry, rows in rows_of_each(entries):
            for name, some in rows.items():
                add(name, some)
            if files and isinstance(entry.outcome, Roadmap):
                files.add(entry.outcome)
        lines = iter(manifest)
        while some_lines := list(islice(lines, _LINES)):
            add(MANIFEST.name, MANIFEST.rows(some_lines))
    tables, documents = list(_names(formats)), files.names if files else []
    write_package([*tables, *documents], out, words)
    return sorted([*tables, *([FOLDER] if documents else []), PACKAGE])


@contextmanager
def _tables(out: Path, formats: Sequence[str], about: _About) -> Iterator[Add]:
    """What appends rows to the tables in every format that has tables."""
    with ExitStack() as stack:
        adds = [stack.enter_context(opening(out, about)) for kind, opening in TABULAR.items() if kind in formats]
        if _is_unaccounted(formats):
            adds.append(stack.enter_context(CSV.open([MANIFEST], out)))

        def add(name: str, rows: Sequence[Row]) -> None:
            for one in adds:
                one(name, rows)

        yield add


def _is_unaccounted(formats: Sequence[str]) -> bool:
    """Whether none of the formats that programs read has the manifest: an account there must be."""
    return not {"csv", "parquet"} & set(formats)


def _names(formats: Sequence[str]) -> Iterator[str]:
    """Paths of the tables that are written, below the folder of the dataset."""
    if _is_unaccounted(formats):
        yield path_of("csv", MANIFEST)
    for kind in ("csv", "parquet"):
        yield from (path_of(kind, table) for table in WRITTEN if kind in formats)
    yield from [WORKBOOK] if "xlsx" in formats else []
