"""The page as a file: whole, small, and made of what browsers of five years ago know."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline import vocabulary
from pipeline.compare import Comparison
from pipeline.compare.report import page
from pipeline.names import Names

PARTS = Path(page.__file__).parent
# What came to Chromium and Firefox after 2021, or to JavaScript after ES2018.
TOO_NEW = {
    "script/*.js": r"\?\.[a-z(\[]|\?\?|\.at\(|\.flat\(|\.flatMap\(|replaceChildren|replaceAll|structuredClone|Object\.fromEntries|\bcatch \{|\?\?=|\d_\d|#[a-z]+;|showModal|matchAll|\bawait\b",
    "style.css": r":has\(|:is\(|:where\(|@container|@layer|color-mix|\binset:|aspect-ratio|\bdvh\b|accent-color|&",
    "page.html": r"<dialog|\binert\b|popover|loading=|https?:",
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_NEW)
def test_parts_use_nothing_too_new(name: str) -> None:
    files = sorted(PARTS.glob(name))
    assert files
    for file in files:
        found = re.search(TOO_NEW[name], file.read_text("utf-8"))
        assert found is None, f"{file.name}: {found[0] if found else ''}"


def test_every_script_is_in_the_page() -> None:
    assert {path.stem for path in (PARTS / "script").glob("*.js")} == set(page.SCRIPTS)


class Scripts(HTMLParser):
    """The contents of the script elements, as a browser takes them apart, and what the page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.contents: list[str] = []
        self.loaded: list[str] = []
        self.is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loaded += [value or "" for name, value in attrs if name == "src" or (name == "href" and tag == "link")]
        self.is_open = tag == "script"
        if self.is_open:
            self.contents.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_open = False

    def handle_data(self, data: str) -> None:
        if self.is_open:
            self.contents[-1] += data


@pytest.fixture(scope="module")
def scripts(written: Path) -> Scripts:
    found = Scripts()
    found.feed((written / "report.html").read_text("utf-8"))
    return found


def test_no_text_of_a_plan_ends_the_data_or_is_taken_for_a_part(scripts: Scripts) -> None:
    assert len(scripts.contents) == 2
    texts = json.loads(scripts.contents[0])["texts"]
    assert "Подготовка условий {data}" in texts
    assert any("</script>" in text for text in texts)
    assert any("{script} <!-- &" in text for text in texts)


def test_nothing_is_loaded(scripts: Scripts) -> None:
    assert scripts.loaded == ["data:,"]


def test_page_goes_through_mail(written: Path) -> None:
    """Under 5 MB for three hundred plans: of invented ones here a plan takes its share and no more."""
    assert (written / "report.html").stat().st_size < 5_000_000 * 82 / 300


def test_same_comparison_makes_the_same_page(written: Path, comparison: Comparison, tmp_path: Path) -> None:
    again = page.write_page(comparison, Names(vocabulary.load()), tmp_path)
    assert again.read_bytes() == (written / "report.html").read_bytes()
