"""Letters of documents: how many a count of its own finds in a file, and how many of them come back from reading.

    python benchmarks/letters.py [FILE | FOLDER ...] [--least 0.999]

Words are compared, each as often as it is met, so that a surplus in one place does not hide a loss in another. The counts know nothing of
the readers: they take the text out of the XML of the parts with a few lines, and out of PDF with `pdftotext` where it is there.
Without arguments the samples are read. Exit code 1: a file is short by more than 0.1 %, and nothing says so.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.document import Document  # noqa: E402
from pipeline.errors import RoadmapError  # noqa: E402
from pipeline.extract import read_bytes  # noqa: E402
from pipeline.extract.sniff import sniff  # noqa: E402

LEAST = 0.999
"""Of the letters that a file holds, so many come back at the least, or the reading says what is missing."""

Letters = Counter[str]
Count = Callable[[bytes], Iterator[str]]


class Compared(NamedTuple):
    """The letters of one file: how many it holds, and how many of them did not come back."""

    file: str
    format: str
    held: int
    lost: Letters
    is_told: bool
    """Whether the reading says that a part is missing."""

    @property
    def missing(self) -> int:
        """How many letters and digits did not come back."""
        return sum(len(word) * count for word, count in self.lost.items())

    @property
    def is_short(self) -> bool:
        """Whether more is missing than may be, and nothing says so."""
        return not self.is_told and self.missing > (1 - LEAST) * self.held


def _docx(data: bytes) -> Iterator[str]:
    """Paragraphs of the parts that a page shows, without what is deleted or moved away."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parts = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
    for root in _roots(data, parts):
        dropped = {id(found) for tag in ("del", "moveFrom") for gone in root.iter(space + tag) for found in gone.iter()}
        fallbacks = root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
        dropped |= {id(found) for fallback in fallbacks for found in fallback.iter()}
        for paragraph in root.iter(space + "p"):
            inner = {id(found) for box in paragraph.iter(space + "txbxContent") for found in box.iter()}
            pieces = [found for found in paragraph.iter() if id(found) not in dropped | inner]
            yield "".join(_piece(found) for found in pieces)


def _piece(element: ElementTree.Element) -> str:
    name = element.tag.rpartition("}")[2]
    return element.text or "" if name == "t" else " " if name in {"tab", "br", "cr"} else "-" if name == "noBreakHyphen" else ""


def _odt(data: bytes) -> Iterator[str]:
    """Text nodes of the body, whatever they stand in; each paragraph ends a word."""
    roots = [ElementTree.fromstring(data)] if not data.startswith(b"PK") else _roots(data, re.compile("content.xml"))
    for root in roots:
        body = root.find("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body")
        for element in () if body is None else body:
            yield "".join(_flat(element))


def _flat(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    if name in {"tracked-changes", "note-citation"}:
        return
    yield " " + (element.text or "") if name in {"note", "ruby-text"} else element.text or ""
    for child in element:
        yield from _flat(child)
        yield child.tail or ""
    if name in {"p", "h", "tab", "line-break", "s", "ruby-text"}:
        yield " "


def _xlsx(data: bytes) -> Iterator[str]:
    """Each shared string as often as cells name it, and the strings in cells."""
    strings = ["".join(_texts(item)) for root in _roots(data, re.compile(r"xl/sharedStrings\.xml")) for item in root]
    for root in _roots(data, re.compile(r"xl/worksheets/sheet\d+\.xml")):
        for cell in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"):
            if cell.get("t") == "s":
                yield strings[int(cell.findtext("{*}v") or 0)]
            elif cell.get("t") == "inlineStr":
                yield "".join(_texts(cell))


def _texts(element: ElementTree.Element) -> Iterator[str]:
    return (found.text or "" for found in element.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t"))


def _roots(data: bytes, parts: re.Pattern[str]) -> Iterator[ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if parts.fullmatch(name):
                yield ElementTree.fromstring(archive.read(name))


def _pdf(data: bytes) -> Iterator[str]:
    """What poppler's `pdftotext` gives; words that it breaks at the end of a line are none of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(data)
        yield subprocess.run(["pdftotext", "-enc", "UTF-8", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()


COUNTS: dict[str, Count] = {"docx": _docx, "odt": _odt, "ods": _odt, "xlsx": _xlsx, **({"pdf": _pdf} if shutil.which("pdftotext") else {})}
"""The count of each format; another one is a line more."""

BY_LETTER = frozenset({"pdf"})
"""Formats that have no words, only signs at places: letters are counted, each by itself."""


def compare(data: bytes, name: str, file_format: str) -> Compared:
    """The letters of a file against those of its reading. Raises RoadmapError where it is not read."""
    document = read_bytes(data, name)
    held = _counted(COUNTS[file_format](data), file_format)
    lost = held - _counted(_read(document), file_format)
    is_told = any(remark.code == "unreadable_part" for remark in document.remarks)
    return Compared(name, file_format, sum(len(word) * count for word, count in held.items()), lost, is_told)


def _counted(texts: Iterable[str], file_format: str) -> Letters:
    words = re.compile(r"[^\W_]" if file_format in BY_LETTER else r"[^\W_]+")
    return Counter(word for text in texts for word in words.findall(text.replace("\u00ad", "")))


def _read(document: Document) -> Iterator[str]:
    """All that reading gives: paragraphs with their automatic numbers, cells, remarks."""
    for block in document.blocks:
        for paragraph in [block] if not hasattr(block, "cells") else [inner for cell in block.cells for inner in cell.paragraphs]:
            yield f"{paragraph.label or ''} {paragraph.text}"
    yield from (remark.text for remark in document.remarks)


def files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The files of which letters can be counted, with their formats."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and (found := sniff(file.read_bytes())) in COUNTS:
                yield file, found


def main() -> int:
    """Compares the files that are named, or the samples, and prints a line for each that lacks a letter, and one for each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "samples"])
    found: list[Compared] = []
    for path, file_format in files(parser.parse_args().paths):
        try:
            found.append(compare(path.read_bytes(), path.name, file_format))
        except RoadmapError as error:
            print(f"{path.name}: {error.code}")
    for one in found:
        if one.missing:
            print(
                f"{'SHORT' if one.is_short else 'told ' if one.is_told else 'lacks'} {one.file}: {one.missing} of {one.held}: {dict(one.lost.most_common(8))}"
            )
    for file_format in sorted({one.format for one in found}):
        group = [one for one in found if one.format == file_format]
        held, missing = sum(one.held for one in group), sum(one.missing for one in group)
        print(
            f"{file_format}: {len(group)} files, {held} letters, {missing} missing, short and not told: {sum(one.is_short for one in group)}"
        )
    return int(any(one.is_short for one in found))


if __name__ == "__main__":
    sys.exit(main())
