"""One plan in many formats: whatever file it comes in, the roadmap is that of the original, as far as the format can show it."""

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import vocabulary
from pipeline.document import Document, Paragraph, Table
from pipeline.extract import read, read_bytes
from pipeline.extract.doc.libreoffice import convert
from pipeline.extract.tools import LIBREOFFICE, program
from pipeline.normalize import normalize
from tests.extract.writers import to_csv, to_html, to_markdown, to_xlsx

ROOT = Path(__file__).resolve().parent.parent
NATIVE = ROOT.parent / "shared" / "native" / "docx"
SAMPLES = [ROOT / "samples" / name for name in ("05_merged_tracked.docx", "06_section_rows.docx", "09_two_tables.docx")]
NATIVES = sorted(NATIVE.glob("*.docx")) if NATIVE.is_dir() else []

Write = Callable[[Document], bytes]


def roadmap(document: Document) -> dict[str, Any]:
    return normalize(document, vocabulary.load()).model_dump(mode="json")


def records(found: dict[str, Any], *without: str) -> list[Any]:
    """The stages and activities, each with all that a format with merged cells can show."""
    stages = []
    for stage in found["stages"]:
        activities = [
            {key: _plain(value, without) for key, value in activity.items() if key not in {"origin", *without}}
            for activity in stage["activities"]
        ]
        stages.append((stage["number"], stage["name"], stage["code"], activities))
    return stages


def _plain(value: Any, without: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_plain(item, without) for item in value]
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if key not in without}
    return value


def head(found: dict[str, Any]) -> list[Any]:
    return [found[name] for name in ("title", "organisation", "period", "scheme")]


@pytest.mark.parametrize("path", [*SAMPLES[:2], *NATIVES], ids=lambda path: str(path.name))
@pytest.mark.parametrize(("name", "write"), [("план.xlsx", to_xlsx), ("план.html", to_html)], ids=["xlsx", "html"])
def test_formats_that_show_merged_cells(path: Path, name: str, write: Write) -> None:
    document = read(path)
    original, found = roadmap(document), roadmap(read_bytes(write(document), name))
    assert records(found) == records(original)
    assert head(found)[1:] == head(original)[1:]
    assert found["approval"]["date"] == original["approval"]["date"]


@pytest.mark.parametrize("path", NATIVES, ids=lambda path: str(path.name))
@pytest.mark.parametrize(("name", "write"), [("план.csv", to_csv), ("план.md", to_markdown)], ids=["csv", "md"])
def test_formats_that_show_none(path: Path, name: str, write: Write) -> None:
    document = read(path)
    original, found = roadmap(document), roadmap(read_bytes(write(document), name))
    assert [stage[:3] for stage in records(found)] == [stage[:3] for stage in records(original)]
    texts = [[(activity["lead"], activity["text"], activity["codes"]) for activity in stage[3]] for stage in records(found)]
    assert texts == [[(activity["lead"], activity["text"], activity["codes"]) for activity in stage[3]] for stage in records(original)]
    assert head(found)[1:] == head(original)[1:]


def letters(document: Document) -> Counter[str]:
    texts = [_shown(block) if isinstance(block, Paragraph) else "".join(map(_shown, _all(block))) for block in document.blocks]
    return Counter("".join("".join(texts).split()))


def _all(table: Table) -> list[Paragraph]:
    return [paragraph for cell in table.cells for paragraph in cell.paragraphs]


def _shown(paragraph: Paragraph) -> str:
    return (paragraph.label or "") + paragraph.text


@pytest.mark.parametrize("path", [*SAMPLES, *NATIVES], ids=lambda path: str(path.name))
@pytest.mark.parametrize(
    ("name", "write"), [("план.xlsx", to_xlsx), ("план.html", to_html), ("план.md", to_markdown)], ids=["xlsx", "html", "md"]
)
def test_no_character_is_lost_and_none_appears(path: Path, name: str, write: Write) -> None:
    document = read(path)
    assert letters(read_bytes(write(document), name)) == letters(document)


def _without_tabs(document: Document) -> Document:
    """LibreOffice drops the tabs of a cell when it opens an XLSX file."""
    return Document.model_validate_json(document.model_dump_json().replace("\\t", " "))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The originals as LibreOffice saves them: DOCX as HTML, XLSX as XLS and ODS."""
    soffice = program("soffice", "libreoffice")
    if soffice is None or not NATIVES:
        pytest.skip("LibreOffice or the annotated corpus is not here")
    folder = tmp_path_factory.mktemp("converted")
    for path in NATIVES:
        (folder / f"{path.stem}.xlsx").write_bytes(to_xlsx(_without_tabs(read(path))))
    sheets = [str(folder / f"{path.stem}.xlsx") for path in NATIVES]
    for kind, files in (("xls", sheets), ("ods", sheets), ("html", [str(path) for path in NATIVES])):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("path", NATIVES, ids=lambda path: str(path.name))
@pytest.mark.parametrize("suffix", [".xls", ".ods", ".html"])
def test_formats_of_libreoffice(path: Path, suffix: str, converted: Path) -> None:
    original, found = roadmap(read(path)), roadmap(read(converted / f"{path.stem}{suffix}"))
    assert records(found) == records(original)
    assert head(found)[1:] == head(original)[1:]


@pytest.mark.skipif(not LIBREOFFICE.is_here(), reason="LibreOffice, which makes the other formats, is not here")
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
def test_formats_of_text_documents_show_all(name: str, target: str) -> None:
    path = ROOT / "samples" / name
    original = read(path)
    data = convert(path.read_bytes(), ".docx", target)
    assert data is not None
    document = read_bytes(data, f"план.{target}")
    assert document.source.format == target
    assert document.remarks == original.remarks
    assert roadmap(document) | {"source": None} == roadmap(original) | {"source": None}
