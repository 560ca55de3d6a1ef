"""What is passed over where many files are walked, and what cannot be read because it is no file."""

from pathlib import Path

from pipeline.errors import MissingPathError, RoadmapError, UnsupportedFormatError

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


class NothingToReadError(MissingPathError):
    """A folder without a file to read: to a program the same as a missing path, to a person not."""

    what = "В папке нет ни одного файла для чтения"
    advice = "проверьте, та ли это папка; скрытые и служебные файлы, JSON и прежние результаты не читаются"


class BrokenLinkError(MissingPathError):
    """A link to a file that is no longer there."""

    what = "Это ссылка на файл, которого больше нет"
    advice = "положите сюда сам файл и повторите"


def is_no_document(name: str) -> bool:
    """Whether a file or folder of this name is hidden, a lock of Word («~$…»), of the system, or JSON: results and annotations."""
    lower = name.lower()
    return lower.startswith((".", "~$")) or lower in _SYSTEM_FILES or lower.endswith(".json")


def no_file(path: Path, name: str) -> RoadmapError:
    """Why `path`, which is neither a file nor a folder, cannot be read."""
    if path.exists():
        return UnsupportedFormatError(name, "это не файл, а канал или устройство")
    return BrokenLinkError(name) if path.is_symlink() else MissingPathError(name)
