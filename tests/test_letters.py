"""Nothing that a document holds is lost in reading: letters counted by other means, word by word."""

import os
from pathlib import Path

import pytest

from benchmarks.letters import COUNTS, compare, files
from pipeline.extract import read_bytes
from tests.extract.open_document import make_odf

ROOT = Path(__file__).parent.parent
NATIVE = ROOT.parent / "shared" / "native"
FILES = [found for found in files([ROOT / "samples", NATIVE / "docx", NATIVE / "odt"]) if "scan" not in found[0].name]


@pytest.mark.parametrize(("path", "file_format"), FILES, ids=[f"{path.parent.name}{os.sep}{path.name}" for path, _ in FILES])
def test_letters_come_back(path: Path, file_format: str) -> None:
    found = compare(path.read_bytes(), path.name, file_format)
    assert found.held > 100
    assert not found.is_short, found.lost


def test_formats_of_the_samples_are_counted() -> None:
    assert {"docx", "odt", "xlsx"} <= {file_format for _, file_format in FILES} <= set(COUNTS)


def test_a_loss_is_seen_beside_a_surplus(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_odf("<text:p>один два три</text:p>")
    other = read_bytes(make_odf("<text:p>один один один два</text:p>"), "план.odt")
    monkeypatch.setattr("benchmarks.letters.read_bytes", lambda *_: other)
    found = compare(data, "план.odt", "odt")
    assert (found.held, dict(found.lost), found.is_short) == (10, {"три": 1}, True)


def test_reading_over_a_word_is_told() -> None:
    ruby = "<text:p>слово <text:ruby><text:ruby-base>база</text:ruby-base><text:ruby-text>надпись</text:ruby-text></text:ruby></text:p>"
    found = compare(make_odf(ruby), "план.odt", "odt")
    assert (found.missing, found.is_told) == (0, True)
