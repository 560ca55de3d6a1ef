"""Tables without rules: plans of invented schools are read as their grid says, however they are set. A regression names its hazard."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from pipeline import vocabulary
from pipeline.document import Document, Table
from pipeline.extract import read_bytes
from pipeline.model import Roadmap
from pipeline.normalize import normalize
from tests.borderless import Plan, make_document, make_pdf, make_plan, with_layout

pytestmark = pytest.mark.skipif(
    not Path("/usr/share/fonts/truetype/liberation2").is_dir(), reason="the fonts of the drawn plans are not here"
)

SEEDS = range(8)
PLAIN: dict[str, object] = {
    "font": "LiberationSerif-Regular", "padding": 0.0, "gutter": 10.8, "middle": frozenset(), "rules": "", "justified": False,
    "repeats_header": False, "approvals": False, "signature": False, "page_numbers": False, "breaks_rows": True,
}  # fmt: skip
VALUES = frozenset({"number", "stage", "deadline", "responsible", "result"})
# Per cent of activities that are right in everything, over SEEDS; floors that only go up.
HAZARDS: dict[str, tuple[dict[str, object], float]] = {
    "rows without a blank between them": ({}, 98),
    "rows with padding": ({"padding": 3.0}, 97),
    "paragraphs of a cell set apart as rows are": ({"padding": 3.0, "spacing": 6.0}, 99),
    "columns close together": ({"gutter": 5.0}, 96),
    "justified text": ({"justified": True}, 94),
    "cells in the middle of their rows": ({"middle": VALUES}, 71),
    "cells in the middle of padded rows": ({"middle": VALUES, "padding": 3.0}, 92),
    "rules between rows alone": ({"rules": "horizontal"}, 98),
    "rules between columns alone": ({"rules": "vertical"}, 98),
    "a frame alone": ({"rules": "frame"}, 98),
    "shading": ({"rules": "zebra"}, 98),
    "a repeated header": ({"repeats_header": True}, 98),
    "approvals, a signature and page numbers": ({"approvals": True, "signature": True, "page_numbers": True}, 98),
    "landscape": ({"page": (842.0, 595.0)}, 97),
    "another font": ({"font": "DejaVuSans"}, 96),
}


def _roadmap(document: Document) -> Roadmap:
    return normalize(document, vocabulary.load())


def _records(roadmap: Roadmap) -> Iterator[object]:
    """What an activity says, but for the way in which its values came to it."""
    for stage in roadmap.stages:
        for activity in stage.activities:
            deadlines = {(value.kind, value.start, value.end, value.edtf) for value in activity.deadlines}
            responsibles = {(value.role, value.area, value.person) for value in activity.responsibles}
            results = {value.text.casefold() for value in activity.results}
            yield stage.code, activity.lead, activity.text, frozenset(deadlines), frozenset(responsibles), frozenset(results)


def _read(plan: Plan) -> Document:
    return read_bytes(make_pdf(plan), "plan.pdf")


@pytest.mark.parametrize("hazard", HAZARDS)
def test_activities_are_read_as_the_grid_says(hazard: str) -> None:
    changes, floor = HAZARDS[hazard]
    right = total = 0
    for seed in SEEDS:
        plan = with_layout(make_plan(seed), **{**PLAIN, **changes})
        expected, found = Counter(_records(_roadmap(make_document(plan)))), Counter(_records(_roadmap(_read(plan))))
        right += (expected & found).total()
        total += max(expected.total(), found.total())
    assert 100 * right / total >= floor, f"{100 * right / total:.1f}"


@pytest.mark.parametrize("seed", range(16))
def test_every_letter_of_the_page_is_in_the_document(seed: int) -> None:
    data = make_pdf(make_plan(seed))
    with pdfplumber.open(BytesIO(data)) as pdf:
        drawn = Counter(char["text"] for page in pdf.pages for char in page.chars if char["text"].strip())
    document = read_bytes(data, "plan.pdf")
    texts = [paragraph.text for paragraph in document.paragraphs] + [cell.text for table in document.tables for cell in table.cells]
    assert Counter(letter for text in texts for letter in text if letter.strip()) == drawn


def test_the_reading_says_that_the_grid_was_inferred() -> None:
    document = _read(with_layout(make_plan(0), **PLAIN))
    assert [remark.code for remark in document.remarks] == ["inferred_grid"]
    assert all(isinstance(table, Table) and not table.shows_merges for table in document.tables)
    assert "inferred_grid" in {found.code for found in _roadmap(document).problems}


def test_lines_that_are_no_rows_say_so_and_have_a_text_line_for_each() -> None:
    tables = _read(with_layout(make_plan(5), **PLAIN)).tables
    assert all(table.rows_are_lines for table in tables)
    assert all(cell.row_span == cell.text.count("\n") + 1 for table in tables for cell in table.cells)


def _reviewed(roadmap: Roadmap) -> list[bool]:
    return [activity.match.review for stage in roadmap.stages for activity in stage.activities]


def test_activities_of_rows_that_nothing_shows_go_to_review() -> None:
    plan = with_layout(make_plan(5), **PLAIN)
    assert "number" not in plan.fields
    assert all(_reviewed(_roadmap(_read(plan))))


def test_activities_of_padded_rows_go_to_review_for_their_words_alone() -> None:
    plan = with_layout(make_plan(5), **{**PLAIN, "padding": 3.0})
    assert _reviewed(_roadmap(_read(plan))) == _reviewed(_roadmap(make_document(plan)))
