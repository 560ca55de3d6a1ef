"""How long a dataset takes to write, and how much memory: `python benchmarks/writing.py --plans 1000,10000 --formats csv,parquet,xlsx,json`.

Each size is written by a process of its own from roadmaps that are made on the way, 40 activities each; its peak of memory is the
kernel's figure for the whole process.
"""

import argparse
import datetime as dt
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.document import Origin, Source  # noqa: E402
from pipeline.export import FORMATS, Entry, publish, staging, write  # noqa: E402
from pipeline.model import Activity, Deadline, Organisation, Period, Responsible, Result, Roadmap, Stage  # noqa: E402
from pipeline.problems import problem  # noqa: E402
from pipeline.verdicts import Line  # noqa: E402

STAGES, ACTIVITIES = 5, 8
RSS_UNIT = 1024 if sys.platform.startswith("linux") else 1
"""Bytes of the unit that the system counts the peak in."""


def entries(count: int) -> Iterator[Entry]:
    """So many roadmaps, none like another, one after another."""
    for n in range(count):
        made = roadmap(n)
        yield Entry(made.source.file, made)


def lines(count: int) -> Iterator[Line]:
    """The lines of their manifest."""
    for n in range(count):
        name = file_name(n)
        yield Line(name, name.encode(), "whole", "", "", digest(n), 20_000 + n, 0.25)


def roadmap(n: int) -> Roadmap:
    """The n-th of them."""
    return Roadmap(
        source=Source(file=file_name(n), sha256=digest(n), format="docx", pages=None, characters=9000),
        title="Дорожная карта по реализации целевой модели наставничества",
        organisation=Organisation(text=f"МБОУ «СОШ № {n}»", kind="school", name=f"СОШ № {n}", number=str(n)),
        period=Period(start=dt.date(2023, 9, 1), end=dt.date(2024, 5, 31), kind="academic_year", text="2023-2024 учебный год"),
        stages=tuple(Stage(number=str(at), name=f"Этап {at}", code="other", activities=_activities(n, at)) for at in range(1, STAGES + 1)),
        problems=(problem("unclear_deadline", "по мере готовности", Origin(table=1, row=4)), problem("outside_plan", f"Лист {n}")),
    )


def _activities(n: int, stage: int) -> tuple[Activity, ...]:
    return tuple(
        Activity(
            number=f"{stage}.{at}",
            text=f"Проведение встречи наставников с наставляемыми и обсуждение планов работы пар, группа {n}-{at}",
            codes=("meeting",),
            deadlines=(
                Deadline(
                    text="сентябрь 2023", kind="interval", start=dt.date(2023, 9, 1), end=dt.date(2023, 9, 30), edtf="2023-09", scope="own"
                ),
            ),
            responsibles=(Responsible(text="Куратор", role="curator"), Responsible(text="Заместитель директора по ВР", role="deputy")),
            results=(Result(text="Утверждён список пар и план их работы", scope="own"),),
            origin=Origin(table=1, row=stage * 10 + at, column=2),
        )
        for at in range(1, ACTIVITIES + 1)
    )


def file_name(n: int) -> str:
    """What the n-th file is called; they come in the order of their names."""
    return f"Район {n // 100:03d}/Школа {n:05d}/дорожная карта.docx"


def digest(n: int) -> str:
    """The hash of its content."""
    return hashlib.sha256(str(n).encode()).hexdigest()


def measure(count: int, formats: list[str], out: Path) -> dict[str, float]:
    """Seconds of the writing and of the publishing, and the peak of memory in MiB."""
    started = time.perf_counter()
    with staging(out) as folder:
        write(entries(count), folder, formats, words=None, manifest=lines(count))
        written = time.perf_counter()
        publish(out, folder)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / 2**20
    return {"write": round(written - started, 1), "publish": round(done - written, 1), "peak_mib": round(peak, 1)}


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plans", default="1000,10000")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    formats = [name for name in arguments.formats.split(",") if name]
    if arguments.one:
        print(json.dumps(measure(int(arguments.plans), formats, arguments.one)))
        return
    for count in arguments.plans.split(","):
        with tempfile.TemporaryDirectory() as folder:
            child = [sys.executable, __file__, "--plans", count, "--formats", arguments.formats, "--one", folder]
            print(count, subprocess.run(child, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
