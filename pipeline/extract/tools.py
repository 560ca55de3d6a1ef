"""Programs and libraries beside the required ones: whether they are on this machine, what they add, and how to get them."""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

from pipeline.extract.ocr.language_data import language_data


class Tool(NamedTuple):
    """What a format may need. Texts are in Russian, for the person at the machine."""

    name: str
    adds: str
    install: str
    is_here: Callable[[], bool]


def program(*names: str) -> str | None:
    """The path of the first of these programs that is on the PATH."""
    return next((path for path in map(shutil.which, names) if path), None)


def has_library(name: str) -> bool:
    """Whether a library can be imported; it is not."""
    return find_spec(name) is not None


LIBREOFFICE = Tool(
    name="LibreOffice",
    adds="читает старые документы Word (.doc)",
    install="apt-get install libreoffice-writer (Windows, macOS: https://www.libreoffice.org)",
    is_here=lambda: program("soffice", "libreoffice") is not None,
)

OCR = Tool(
    name="OCR",
    adds="распознаёт сканы: страницы PDF без текста и изображения",
    install="pip install 'roadmap-pipeline[ocr]' && apt-get install tesseract-ocr-rus (Windows: https://github.com/UB-Mannheim/tesseract/wiki)",
    is_here=lambda: has_library("tesserocr") and has_library("cv2") and language_data() is not None,
)
