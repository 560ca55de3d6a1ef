"""Letters of PDF files by an independent count: poppler's `pdftotext` against what our reader gives back and tells.

    python benchmarks/letters_pdf.py FILE | FOLDER ...

Both counts are multisets of letters and digits; repetitions, order and places do not matter. A file that lacks more than `MOST_SHORT` of
poppler's letters, and does not say that a part of it could not be read, is a finding. Exit code 1: there are findings.
"""

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.document import Document, Paragraph  # noqa: E402
from pipeline.errors import RoadmapError  # noqa: E402
from pipeline.extract import read_bytes  # noqa: E402

MOST_SHORT = 0.001
"""The part of a file's letters that may be missing: what two libraries take differently."""


class Count(NamedTuple):
    """One file: how many letters poppler finds, which of them we lack, and whether we say that a part is missing."""

    file: str
    letters: int
    missing: Counter[str]
    is_told: bool

    @property
    def is_finding(self) -> bool:
        """Whether more is missing than may be, and nobody says so."""
        return not self.is_told and self.missing.total() > MOST_SHORT * self.letters


def main() -> None:
    """Counts the letters of the files that are named, and prints what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    counts = [count for path in _files(parser.parse_args().paths) if (count := count_file(path))]
    for count in counts:
        if count.missing:
            told = "told" if count.is_told else "FINDING" if count.is_finding else ""
            print(f"{count.file:<60} {count.letters:>7} missing {count.missing.total():>5} {told} {dict(count.missing.most_common(8))}")
    findings = sum(count.is_finding for count in counts)
    letters, missing = sum(count.letters for count in counts), sum(count.missing.total() for count in counts)
    print(f"{len(counts)} files, {letters} letters, {missing} missing, {findings} findings")
    sys.exit(bool(findings))


def count_file(path: Path) -> Count | None:
    """The count of a file; None of one that is refused, or that poppler cannot read."""
    shown = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False)
    try:
        document = read_bytes(path.read_bytes(), path.name)
    except RoadmapError:
        return None
    if shown.returncode:
        return None
    theirs, ours = _letters(shown.stdout.decode("utf-8", "replace")), _letters("".join(_texts(document)))
    is_told = any(remark.code == "unreadable_part" for remark in document.remarks)
    return Count(f"{path.parent.name}/{path.name}", theirs.total(), theirs - ours, is_told)


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text.lower() if sign.isalnum())


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from [block.text] if isinstance(block, Paragraph) else (cell.text for cell in block.cells)
    yield from (remark.text for remark in document.remarks)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


if __name__ == "__main__":
    main()
