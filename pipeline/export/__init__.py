"""Roadmaps to files: the datasets that people open in a spreadsheet and programs read.

Below the output folder: `csv/<table>.csv`, `parquet/<table>.parquet`, `roadmaps.xlsx`, `json/<source file>.json`, `datapackage.json`.
The same roadmaps and failures give the same bytes, in whatever order they come.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.export import stale
from pipeline.export.csv_files import write_csv
from pipeline.export.dataset import Dataset, Words, dataset
from pipeline.export.json_files import write_json
from pipeline.export.package import NAME, write_package
from pipeline.export.parquet_files import write_parquet
from pipeline.export.xlsx_file import write_xlsx
from pipeline.model import Roadmap
from pipeline.problems import Failure

Writer = Callable[[Dataset, Path], list[Path]]

WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
    "json": write_json,
}
FORMATS: tuple[str, ...] = tuple(WRITERS)


def write(
    roadmaps: Sequence[Roadmap],
    failures: Sequence[Failure],
    out: Path,
    formats: Sequence[str] = FORMATS,
    codes: Sequence[tuple[str, str, str]] = (),
    *,
    words: Words | None = None,
) -> list[Path]:
    """Writes the datasets in `formats` below the folder `out`, and always `datapackage.json`; returns the paths, sorted.

    codes: kind, code and name of the codes in the tables, for the key that the workbook carries.
    words: the vocabulary that the roadmaps were understood with; told in the workbook and in the data package.

    Each file is written under a temporary name and takes its place when it is whole. A second run into the same folder
    replaces its files; those that the former `datapackage.json` names and this run did not write (of a removed plan, of a format
    no longer asked for) are removed, so that the folder holds one run and no mixture. No other file is touched.
    The data package is written last: while it is not, the former one still says what is this program's.

    OutputError where the folder or a file cannot be written; KeyError for a format that is not in FORMATS, before anything is written.
    """
    writers = [WRITERS[name] for name in dict.fromkeys(formats)]
    content = dataset(roadmaps, failures, codes, words)
    former = stale.recorded(out, [NAME])
    written = [path for writer in writers for path in writer(content, out)]
    stale.remove(out, former, kept=written)
    return sorted([*written, write_package(written, out, words)])
