"""What several commands take: paths, and a folder of additions to the vocabulary."""

from pathlib import Path
from typing import Annotated

import typer

FORMATS = ("csv", "parquet", "xlsx", "json")
"""The formats of `pipeline.export`, named again so that the help page need not load their libraries; a test holds them together."""


def parse_path(text: str) -> Path:
    """A path as it was typed. An empty one, as of a variable that is not set, would mean the folder that one stands in."""
    if not text.strip():
        raise typer.TyperException("Указан пустой путь. Папка, в которой вы находитесь, — это точка: «.».")
    return Path(text)


Additions = Annotated[
    Path | None,
    typer.Option("--vocab", parser=parse_path, metavar="ПАПКА", help="Свои слова поверх встроенного словаря.", show_default=False),
]


def parse_formats(text: str) -> list[str]:
    """The formats that a list with commas names. TyperException for one that there is not, or none."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        found = f"Нет формата «{unknown[0]}»" if unknown else "Форматы не указаны"
        raise typer.TyperException(f"{found}. Есть: {', '.join(FORMATS)}; несколько пишутся через запятую.")
    return names
