"""What became of each file: a verdict, with a reason from a closed list. Found files = the sum of the verdicts.

`docs/manifest.md` is generated from here (`python -m pipeline.export.reasons`), and a test holds them together.
"""

from typing import Literal, NamedTuple

Verdict = Literal["whole", "partial", "refused", "skipped"]
"""whole: all of it is in the dataset. partial: a part is missing, and named. refused: nothing of it could be taken. skipped: nothing was due."""


class Line(NamedTuple):
    """The account of one file, or of one member of an archive: a row of the manifest."""

    file: str
    """What the other tables call it."""
    name: bytes
    """Its path below the PATH that was named, as the system or the archive has it; behind that of its archive and «/» where it is in one."""
    verdict: Verdict
    reason: str
    detail: str = ""
    """What is missing, or why, in Russian."""
    sha256: str | None = None
    """Of its content; None where it was not opened."""
    size: int | None = None
    """Bytes of its content; None where it is not known."""
    seconds: float | None = None
    """Time of the processor that its reading took; None where it was not read."""


SKIPPED: dict[str, str] = {
    "duplicate_file": "Содержимое совпадает с другим файлом: в таблицы оно вошло один раз.",
    "no_document": "Скрытый или служебный файл, JSON: не документ.",
    "part_of_page": "Картинка или стиль сохранённой веб-страницы.",
    "former_result": "Результат прежнего запуска.",
    "special_file": "Не файл, а канал, устройство или сокет.",
    "folder_loop": "Ссылка на папку, в которой она лежит.",
    "link": "Ссылка, а не файл: то, на что она ведёт, читается там, где оно лежит.",
}
"""Reasons of `skipped`, in Russian."""
