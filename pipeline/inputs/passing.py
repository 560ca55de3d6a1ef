"""What is passed over where many files are walked, and what cannot be read because it is no file."""

import re
from collections.abc import Container
from pathlib import Path, PurePosixPath

from pipeline.errors import MissingPathError, RoadmapError, UnreadableFileError, UnsupportedFormatError

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
# Browsers and Word save a page «План.html» with its parts in a folder «План_files» or «План.files» beside it.
_PAGES = (".html", ".htm", ".xhtml")
_FOLDER_OF_PAGE = re.compile(r"(.+)[._]files", re.IGNORECASE | re.DOTALL)
_PARTS_OF_PAGE = frozenset(
    {
        *("", ".css", ".js", ".download", ".xml", ".mso", ".thmx", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".svg", ".webp"),
        *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".wmf", ".emf", ".wmz", ".emz"),
    }
)


class NothingToReadError(MissingPathError):
    """A folder without a file to read: to a program the same as a missing path, to a person not."""

    what = "В папке нет ни одного файла для чтения"
    advice = "проверьте, та ли это папка; скрытые и служебные файлы, JSON и прежние результаты не читаются"


class BrokenLinkError(MissingPathError):
    """A link to a file that is no longer there."""

    what = "Это ссылка на файл, которого больше нет"
    advice = "положите сюда сам файл и повторите"


class OutsideLinkError(UnreadableFileError):
    """A link out of the folder that was named: whoever sent it would choose which files of this machine are read."""

    what = "Это ссылка за пределы папки, по таким ссылкам программа не ходит"
    advice = "положите сюда сам файл или саму папку или укажите их отдельно"


class ChangedFileError(UnreadableFileError):
    """A file that was written to, or vanished, while it was read."""

    what = "Файл изменился или исчез, пока читался"
    advice = "дождитесь, пока его допишут, и повторите"


def is_no_document(name: str) -> bool:
    """Whether a file or folder of this name is hidden, a lock of Word («~$…»), of the system, or JSON: results and annotations."""
    lower = name.lower()
    return lower.startswith((".", "~$")) or lower in _SYSTEM_FILES or lower.endswith(".json")


def is_folder_of_page(folder: str, files: Container[str]) -> bool:
    """Whether the parts of a saved web page are in a folder: the page is among the `files`. Both are paths of the same kind."""
    found = _FOLDER_OF_PAGE.fullmatch(folder)
    return found is not None and any(found[1] + suffix in files for suffix in _PAGES)


def is_part_of_page(name: str) -> bool:
    """Whether a file in such a folder only serves the page: a picture, a script, a style. Pages it frames (sheets of Excel) hold text."""
    return PurePosixPath(name).suffix.lower() in _PARTS_OF_PAGE


def no_file(path: Path, name: str) -> RoadmapError:
    """Why `path`, which is neither a file nor a folder, cannot be read."""
    if path.exists():
        return UnsupportedFormatError(name, "это не файл, а канал или устройство")
    return BrokenLinkError(name) if path.is_symlink() else MissingPathError(name)
