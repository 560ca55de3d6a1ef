"""One roadmap in several formats of text documents: the same result."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import vocabulary
from pipeline.document import Document
from pipeline.extract import read, read_bytes
from pipeline.extract.doc.libreoffice import convert
from pipeline.extract.tools import LIBREOFFICE
from pipeline.normalize import normalize

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

pytestmark = pytest.mark.skipif(not LIBREOFFICE.is_here(), reason="LibreOffice, which makes the other formats, is not here")


@cache
def _original(name: str) -> Document:
    return read(SAMPLES / name)


def _roadmap(document: Document) -> dict[str, Any]:
    """All of a roadmap but what tells of the file."""
    return normalize(document, vocabulary.load()).model_dump(mode="json", exclude={"source"})


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("05_merged_tracked.docx", "odt"),
        ("05_merged_tracked.docx", "rtf"),
        ("09_two_tables.docx", "odt"),
        ("09_two_tables.docx", "rtf"),
        ("06_section_rows.docx", "doc"),
    ],
)
def test_converted_sample_is_the_same_roadmap(name: str, target: str) -> None:
    data = convert((SAMPLES / name).read_bytes(), ".docx", target)
    assert data is not None
    document = read_bytes(data, f"план.{target}")
    assert document.source.format == target
    assert document.remarks == _original(name).remarks
    assert _roadmap(document) == _roadmap(_original(name))
