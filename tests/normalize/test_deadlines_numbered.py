"""Numbers before the times of a cell: those that count them are labels, all others are days."""

import pytest

from pipeline.document import Paragraph
from pipeline.normalize.rows.values import Context, read_cell
from pipeline.vocabulary.shapes import Vocabulary
from tests.normalize.deadline_corpus import PERIOD

LABELS = {
    "1. Сентябрь\n2. Октябрь-ноябрь\n3. Май": ["2025-09", "2025-10/2025-11", "2026-05"],
    "1. Сентябрь 2025\n2. До 15 октября\n3. В течение учебного года": ["2025-09", "../2025-10-15", "2025-09-01/2026-05-31"],
    "1. сентябрь, 2. декабрь, 3. май": ["2025-09", "2025-12", "2026-05"],
    "1.Октябрь; 2.Апрель": ["2025-10", "2026-04"],
    "1) сентябрь\n2) ноябрь": ["2025-09", "2025-11"],
    "1. сент.\n2. окт.": ["2025-09", "2025-10"],
}
DAYS = {
    "1 сентября\n2 октября": ["2025-09-01", "2025-10-02"],
    "1. сентября\n2. октября": ["2025-09-01", "2025-10-02"],
    "1.09.2025\n2.10.2025": ["2025-09-01", "2025-10-02"],
    "1 неделя сентября\n2 неделя октября": ["2025-09-01/2025-09-07", "2025-10-08/2025-10-14"],
    "1 четверть, 2 четверть": ["2025-09-01/2025-10-31", "2025-11-05/2025-12-30"],
}


@pytest.mark.parametrize("text", [*LABELS, *DAYS])
def test_numbers_of_a_list_are_no_days(text: str, vocabulary: Vocabulary) -> None:
    cell = read_cell("deadline", [Paragraph(text=text)], Context(PERIOD, vocabulary))
    assert [value.edtf for value in cell.values] == (LABELS | DAYS)[text]  # type: ignore[union-attr]
    assert cell.problems == ()
