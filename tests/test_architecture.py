"""Which part of the program may import which, read from its source. A file that the rule does not know fails the test."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"

# A part is a module or a folder of `pipeline`; a part may always import itself. The contracts come first.
CONTRACTS = {"errors", "document", "model", "problems"}
READING = {"text", "vocabulary", "names", "normalize", "archives", "inputs", "batch"}
"""What it takes to find files and to understand them."""
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "text": set(),
    "document": {"errors", "text"},
    "model": {"errors", "text", "document"},
    "problems": {"errors", "text", "document", "model"},
    "verdicts": {"errors", "problems"},
    "morphology": {"text"},
    "ner": set(),
    # A process under limits, whatever is done in it.
    "isolation": set(),
    "vocabulary": {"errors", "text", "document", "model"},
    "names": {"model", "vocabulary"},
    "extract": {"errors", "text", "document"},
    "normalize": {*CONTRACTS, "text", "morphology", "ner", "vocabulary"},
    "wording": {"document", "model", "names", "text"},
    "anonymise": {*CONTRACTS, "text", "verdicts", "morphology", "vocabulary", "normalize"},
    "export": {*CONTRACTS, "text", "verdicts"},
    "compare": {*CONTRACTS, "text", "vocabulary", "names", "export"},
    # What a machine lacks is told in the same words of archives and of documents.
    "archives": {"errors", "extract"},
    "inputs": {"errors", "model", "problems", "verdicts", "export", "archives"},
    # What an edit of the words changes is shown by documents, which are read and understood as a batch does it.
    # What lies in a folder goes by the names that find passes over.
    "watch": {"errors", "inputs"},
    "lexicography": {*CONTRACTS, *READING, "extract", "morphology", "wording"},
    # `inspect` shows a document and its roadmap, so the command knows the rooms.
    "cli": {
        *CONTRACTS,
        *READING,
        "verdicts",
        "export",
        "extract",
        "wording",
        "lexicography",
        "corrections",
        "compare",
        "watch",
        "cluster",
        "remote",
    },
    # A correction is found again by the words of a roadmap; its files lie beside the dataset and are written as that is.
    "corrections": {*CONTRACTS, "text", "vocabulary", "names", "export"},
    "batch": {
        *CONTRACTS,
        "isolation",
        "verdicts",
        "text",
        "vocabulary",
        "extract",
        "normalize",
        "export",
        "archives",
        "inputs",
        "names",
        "corrections",
        "anonymise",
    },
    # The batch knows executors and paths; what a cluster and a URL are is known beside it.
    "cluster": {"errors", "export", "batch"},
    "remote": {"errors", "export", "archives", "batch"},
    "__init__": set(),
}

# Libraries that only some parts may know.
ONLY_IN: dict[str, set[str]] = {
    "lxml": {"extract"},
    "pdfplumber": {"extract"},
    "pdfminer": {"extract"},
    "pypdfium2": {"extract"},
    "office_oxide": {"extract"},
    "xlrd": {"extract"},
    "PIL": {"extract", "compare"},
    "docx": {"compare"},
    "cv2": {"extract"},
    "numpy": {"extract", "compare"},
    "pandas": {"compare"},
    "tesserocr": {"extract"},
    "pyarrow": {"export", "compare"},
    "xlsxwriter": {"export", "compare", "corrections"},
    "openpyxl": {"corrections"},
    "py7zr": {"archives"},
    "rarfile": {"archives"},
    "tarfile": {"archives"},
    "yaml": {"vocabulary"},
    "pymorphy3": {"morphology"},
    "natasha": {"ner"},
    "slovnet": {"ner"},
    "dateparser": {"normalize"},
    "distributed": {"cluster"},
    "dask": {"cluster"},
    "fsspec": {"remote"},
    "typer": {"cli"},
    "rich": {"cli"},
}

FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions, with the names taken from it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides what is imported"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("pipeline.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_keep_to_the_rule(path: Path) -> None:
    part = part_of(path)
    assert part in MAY_IMPORT, f"{path.name}: a new part; say in MAY_IMPORT what it may import"
    forbidden = parts_imported(path) - MAY_IMPORT[part] - {part}
    assert not forbidden, f"pipeline/{path.relative_to(PACKAGE).as_posix()} must not import {sorted(forbidden)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    known = {name.split(".")[0] for name in imports(path)} & set(ONLY_IN)
    assert {library for library in known if part_of(path) not in ONLY_IN[library]} == set()


def test_rule_names_only_what_exists() -> None:
    assert set(MAY_IMPORT) == {part_of(path) for path in FILES}
    assert set().union(*MAY_IMPORT.values()) <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nobody_asks_the_clock(path: Path) -> None:
    """The school year is in the document; a missing part of a date is never filled from today."""
    calls = [
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert part_of(path) == "cli" or not {"now", "today", "utcnow"} & set(calls)


def test_rooms_do_not_know_each_other() -> None:
    rooms = {"extract", "normalize", "export"}
    for room in rooms:
        assert not MAY_IMPORT[room] & (rooms - {room})


def test_those_that_read_files_do_not_load_what_writes_tables() -> None:
    """Each worker would hold some forty megabytes of it."""
    loads = "import sys, pipeline.batch.jobs; print({'pyarrow', 'xlsxwriter', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loads], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_wrong_import_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(
        "def work():\n    from pipeline.export import write\n    from pipeline import extract\n    import lxml.etree\n", "utf-8"
    )
    assert parts_imported(path) == {"export", "extract"}
    assert "lxml.etree" in set(imports(path))
