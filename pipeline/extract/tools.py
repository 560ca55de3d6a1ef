"""Programs and libraries beside the required ones: whether they are on this machine, what they add, and how to get them."""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

from pipeline.extract.language_data import language_data


class Tool(NamedTuple):
    """What a format may need. Texts are in Russian, for the person at the machine.

    `parts` are what it cannot work without, where each is installed by a line of its own: a program, and the data that it needs.
    """

    name: str
    adds: str
    install: str
    is_here: Callable[[], bool]
    parts: "tuple[Tool, ...]" = ()


def lacking(tool: Tool) -> tuple[Tool, ...]:
    """Nothing where the tool can work here; else those of its parts that cannot, or the tool itself."""
    parts = tuple(missing for part in tool.parts for missing in lacking(part))
    return parts or (() if _is_here(tool) else (tool,))


def is_ready(tool: Tool) -> bool:
    """Whether the tool can work here."""
    return not lacking(tool)


def _is_here(tool: Tool) -> bool:
    try:
        return tool.is_here()
    except Exception:  # noqa: BLE001 - one that cannot even be asked cannot work
        return False


def program(*names: str) -> str | None:
    """The path of the first of these programs that is on the PATH."""
    return next((path for path in map(shutil.which, names) if path), None)


def has_library(name: str) -> bool:
    """Whether a library can be imported; it is not."""
    return find_spec(name) is not None


LIBREOFFICE = Tool(
    name="LibreOffice",
    adds="в старых документах Word (.doc) показывает объединённые ячейки и номера списков",
    install="apt-get install libreoffice-writer (Windows, macOS: https://www.libreoffice.org)",
    is_here=lambda: program("soffice", "libreoffice") is not None,
)

OFFICE_OXIDE = Tool(
    name="office-oxide",
    adds="читает таблицы старых документов Word (.doc), которые теряет LibreOffice, и сами документы, если его нет",
    install="python -m pip install office-oxide",
    is_here=lambda: has_library("office_oxide"),
)

_OCR_LIBRARIES = Tool(
    name="tesserocr и OpenCV",
    adds="распознают сканы: страницы PDF без текста и изображения",
    install="python -m pip install tesserocr opencv-python-headless",
    is_here=lambda: has_library("tesserocr") and has_library("cv2"),
)

_OCR_DATA = Tool(
    name="русский язык для tesseract",
    adds="нужен, чтобы распознавать сканы",
    install="apt-get install tesseract-ocr-rus (Windows: https://github.com/UB-Mannheim/tesseract/wiki)",
    is_here=lambda: language_data() is not None,
)

OCR = Tool(
    name="OCR",
    adds="распознаёт сканы: страницы PDF без текста и изображения",
    install="python -m pip install tesserocr opencv-python-headless && apt-get install tesseract-ocr-rus",
    is_here=lambda: True,
    parts=(_OCR_LIBRARIES, _OCR_DATA),
)
