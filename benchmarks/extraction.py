"""How long extraction takes, format by format, against the least that reading the file takes: its floor.

    python benchmarks/extraction.py [FILE | FOLDER ...] [--times N]

The floor of a DOCX is the parse of its document.xml by lxml; that of a PDF the characters of its pages with their rectangles,
as pdfium gives them. The others have none, and show their time alone. Both are measured in the same run, in turns, and the
best of N counts: the ratio holds where the milliseconds depend on the machine. Without arguments the samples are read.
"""

import argparse
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.errors import RoadmapError  # noqa: E402
from pipeline.extract import read_bytes  # noqa: E402

# How many floors extraction may take.
TARGETS = {"docx": 15.0, "pdf": 4.0}


Work = Callable[[], object]


class Timing(NamedTuple):
    """One file: its format, the best times in milliseconds."""

    file: str
    format: str
    floor: float | None
    extraction: float


def main() -> None:
    """Times the files that are named, or the samples, and prints a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "samples"])
    parser.add_argument("--times", type=int, default=5, help="how often each file is read; the best counts")
    arguments = parser.parse_args()
    timings = [timing for path in _files(arguments.paths) if (timing := _timing(path, arguments.times))]
    _print_table(timings)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(file for file in path.rglob("*") if file.is_file() and file.suffix != ".json") if path.is_dir() else [path]


def _timing(path: Path, times: int) -> Timing | None:
    """The best times of a file; None for one that is not read."""
    data = path.read_bytes()
    try:
        file_format = read_bytes(data, path.name).source.format
    except RoadmapError as error:
        print(f"{path.name}: {error.code}", file=sys.stderr)
        return None
    floor = FLOORS[file_format](data) if file_format in FLOORS else None
    floors, extractions = [], []
    for _ in range(times):
        if floor:
            floors.append(_milliseconds(floor))
        extractions.append(_milliseconds(lambda: read_bytes(data, path.name)))
    return Timing(f"{path.parent.name}/{path.name}", file_format, min(floors, default=None), min(extractions))


def _milliseconds(work: Work) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def _document_xml(data: bytes) -> Work:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    return lambda: etree.fromstring(xml)


def _pdf_characters(data: bytes) -> Work:
    def read() -> None:
        box = pdfium.FS_RECTF()
        with pypdfium2.PdfDocument(data) as pdf:
            for page in pdf:
                text_page = page.get_textpage()
                for number in range(text_page.count_chars()):
                    pdfium.FPDFText_GetUnicode(text_page.raw, number)
                    pdfium.FPDFText_GetLooseCharBox(text_page.raw, number, box)

    return read


FLOORS: dict[str, Callable[[bytes], Work]] = {"docx": _document_xml, "pdf": _pdf_characters}


def _print_table(timings: list[Timing]) -> None:
    print(f"{'file':<52} {'format':<6} {'floor, ms':>10} {'extraction, ms':>15} {'ratio':>6}")
    by_format: dict[str, list[Timing]] = defaultdict(list)
    for timing in timings:
        by_format[timing.format].append(timing)
        _print_row(timing.file, timing.format, timing.floor, timing.extraction)
    for name, group in sorted(by_format.items()):
        floors = [timing.floor for timing in group if timing.floor is not None]
        target = f"  (target: {TARGETS[name]:g})" if name in TARGETS else ""
        _print_row(f"all {len(group)}", name, sum(floors) if floors else None, sum(timing.extraction for timing in group), target)


def _print_row(file: str, name: str, floor: float | None, extraction: float, target: str = "") -> None:
    shown = ("-", "-") if floor is None else (f"{floor:.2f}", f"{extraction / floor:.1f}")
    print(f"{file[-52:]:<52} {name:<6} {shown[0]:>10} {extraction:>15.2f} {shown[1]:>6}{target}")


if __name__ == "__main__":
    main()
