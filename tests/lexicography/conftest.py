"""Folders of additions, written by a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

MakeWords = Callable[..., Path]


class Unwatched:
    """Progress that nobody watches."""

    def start(self, total: int) -> None:
        pass

    def advance(self, file: str) -> None:
        pass

    def finish(self) -> None:
        pass


@pytest.fixture
def make_words(tmp_path: Path) -> MakeWords:
    """Makes a folder of additions: the name of a file to its text."""

    def make(**files: str) -> Path:
        folder = tmp_path / "Слова"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return make
