"""What a result depends on beside the file: the code, the libraries that read for it, the programs on this machine, the words."""

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.corrections.model import Correction
from pipeline.extract.formats import READERS
from pipeline.extract.tools import is_ready
from pipeline.model import SCHEMA_VERSION
from pipeline.vocabulary.shapes import Vocabulary

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = (
    *("lxml", "pdfplumber", "pdfminer.six", "pypdfium2", "office-oxide", "xlrd", "tesserocr", "opencv-python-headless", "pillow", "numpy"),
    *("pymorphy3", "pymorphy3-dicts-ru", "dawg2-python", "natasha", "slovnet", "dateparser", "rapidfuzz", "pydantic", "py7zr", "rarfile"),
)
"""Libraries that have a say in what a file is read as."""


def versions_of_results(vocabulary: Vocabulary) -> str:
    """A hash of all that is the same for every file of a run. A result of another hash is another result."""
    return _digest((vocabulary.sha256, *_of_the_program()))


def key_of_result(versions: str, sha256: str, name: str, corrections: Iterable[Correction]) -> str:
    """What the result of one content is kept under, and of the name where that has a say in it."""
    return _digest((versions, sha256, name, *(one.model_dump_json() for one in corrections)))


@cache
def _of_the_program() -> tuple[str, ...]:
    """The source itself and not only the number of its version: who changes a rule and runs again wants to see what it does."""
    code = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        code.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    tools = {tool for kind in READERS.values() for tool in (*kind.needs, *kind.tools) if is_ready(tool)}
    python = ".".join(map(str, sys.version_info[:3]))
    return (SCHEMA_VERSION, code.hexdigest(), python, *sorted(tool.name for tool in tools), *map(_version, _LIBRARIES))


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return library


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
