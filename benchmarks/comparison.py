"""How the comparison grows: time and peak memory for 300, 3,000 and 10,000 organisations.

    python benchmarks/comparison.py [--plans 300,3000,10000] [--keep FOLDER]

The datasets are those of generate.py, made without reading files: each distinct text of a cell is understood once. Each size runs in a
process of its own: reading the datasets, the whole comparison, its tables as rows, and the data of the page. A comparison that grows
in line takes, for ten times the plans, ten times the time; «per plan» is told against the smallest size of the same run.
"""

import argparse
import datetime as dt
import functools
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.generate import plans  # noqa: E402
from pipeline import export, vocabulary  # noqa: E402
from pipeline.compare import compare  # noqa: E402
from pipeline.compare.report.data import page_data  # noqa: E402
from pipeline.compare.tables import rows  # noqa: E402
from pipeline.document import Source  # noqa: E402
from pipeline.model import Activity, Deadline, Organisation, Period, Responsible, Roadmap, Stage  # noqa: E402
from pipeline.names import Names  # noqa: E402
from pipeline.normalize.words.activity_types import match_activity  # noqa: E402
from pipeline.normalize.words.deadlines import read_deadlines  # noqa: E402
from pipeline.normalize.words.responsibles import read_responsibles  # noqa: E402
from pipeline.normalize.words.stages import match_stage  # noqa: E402

YEAR = 2023


def roadmaps(count: int, year: int) -> Iterator[Roadmap]:
    """The generated plans, understood without a file."""
    words = vocabulary.load()
    period = Period(start=dt.date(year, 9, 1), end=dt.date(year + 1, 8, 31), kind="academic_year")

    @functools.cache
    def deadlines(text: str) -> tuple[Deadline, ...]:
        return read_deadlines(text, period, words.calendar).deadlines

    @functools.cache
    def responsibles(text: str) -> tuple[Responsible, ...]:
        return read_responsibles(text, words.roles) if text else ()

    def activity(text: str, when: str, who: str) -> Activity:
        codes, match = match_activity(text, words)
        return Activity(text=text, codes=codes, match=match, deadlines=deadlines(when), responsibles=responsibles(who))

    for organisation, lines in plans(count, year, 1, words):
        stages = []
        for name, group in groupby(lines, key=lambda line: line[0]):
            code, match = match_stage(name, words)
            stages.append(Stage(name=name, code=code, match=match, activities=tuple(activity(*line[1:]) for line in group)))
        digest = hashlib.sha256(f"{year} {organisation}".encode()).hexdigest()
        yield Roadmap(
            source=Source(file=f"{organisation.number:05d}.txt", sha256=digest, format="txt", characters=1000),
            organisation=Organisation(text=organisation.name, name=organisation.name, locality=organisation.town, region=organisation.region),
            period=period, scheme="r145-2019" if any(stage.code == "matching" for stage in stages) else "minpros-2021", stages=tuple(stages),
        )  # fmt: skip


def measure(folders: list[Path]) -> dict[str, float]:
    """Compares the datasets of the folders in this process: seconds of work, MiB at the peak, plans, rows."""
    begin = time.process_time()
    comparison = compare(folders)
    compared = time.process_time()
    count = sum(map(len, rows(comparison.frames, comparison.data).values()))
    tables = time.process_time()
    page = json.dumps(page_data(comparison, Names(vocabulary.load())), ensure_ascii=False)
    return {
        "plans": len(comparison.data.documents), "compare": compared - begin, "tables": tables - compared, "page": time.process_time() - tables,
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "rows": count, "page MB": len(page.encode()) / 1e6,
    }  # fmt: skip


def main() -> None:
    """Makes the datasets, and prints what each size took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--plans", default="300,3000,10000")
    parser.add_argument("--years", type=int, default=1, help="1: one dataset; 2: also that of the year after")
    parser.add_argument("--measure", nargs="*", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(arguments.measure)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        first = 0.0
        for count in map(int, arguments.plans.split(",")):
            folders = [Path(temporary) / f"{count}-{year}" for year in range(YEAR, YEAR + arguments.years)]
            for at, folder in enumerate(folders):
                export.write(export.entries_of(roadmaps(count, YEAR + at)), folder, ["parquet"], words=None, manifest=[])
            child = [sys.executable, __file__, "--measure", *map(str, folders)]
            found = json.loads(subprocess.run(child, check=True, capture_output=True, text=True).stdout)
            work = (found["compare"] + found["tables"] + found["page"]) / found["plans"]
            first = first or work
            told = "  ".join(f"{name} {value:.1f}" for name, value in found.items())
            print(f"organisations {count:6}  {told}  per plan x{work / first:.2f}", flush=True)


if __name__ == "__main__":
    main()
