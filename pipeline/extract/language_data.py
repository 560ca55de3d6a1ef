"""Where this machine keeps tesseract's language data; the library brings none."""

import os
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ("rus", "eng")

# Debian and Ubuntu by version, Fedora, Arch and Alpine, Homebrew, MacPorts, the Windows installer.
_PATTERNS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)
_WINDOWS_ROOTS = ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")


def language_data() -> Path | None:
    """The first folder that has the data of all `LANGUAGES`; one named by TESSDATA_PREFIX goes before the usual places."""
    return next((folder for folder in _folders() if _has_languages(folder)), None)


def _has_languages(folder: Path) -> bool:
    return all((folder / f"{language}.traineddata").is_file() for language in LANGUAGES)


def _folders() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield from (Path(prefix), Path(prefix) / "tessdata")
    for pattern in _PATTERNS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    for root in filter(None, map(os.environ.get, _WINDOWS_ROOTS)):
        yield Path(root) / "Tesseract-OCR" / "tessdata"
        yield Path(root) / "Programs" / "Tesseract-OCR" / "tessdata"
