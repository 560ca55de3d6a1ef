"""One explicit date by its library: as the grammar reads it, in more orders; and never more than the text says."""

import datetime as dt
import subprocess
import sys

import pytest

from pipeline.model import Period
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.normalize.words.deadlines.explicit import explicit_date
from pipeline.vocabulary.shapes import Vocabulary

DAY = dt.date(2024, 1, 24)
BOTH = (
    "24 января 2024", "24 января 2024 г.", "«24» января 2024 года", "24-е января 2024 г.", "24-го января 2024 года", "24 янв. 2024г.", "24.01.2024",
    "24.1.2024", "24/01/2024", "24-01-2024", "2024-01-24", "24 Января, 2024", "24 янв 2024", "2024 года 24 января", "2024 г., 24 января",
    "января 24, 2024", "24 01 2024",
)  # fmt: skip
NEITHER = (
    "", "24", "2024", "24 января", "январь 2024", "15-20 сентября 2023", "01.09.2022-31.05.2023", "05.13.2024", "31.09.2023", "29.02.2023",
    "24.01.2024 в 15.00", "№ 12 от 01.09.2023", "п. 3.2", "через 3 дня", "вчера", "9-11 класс 2023", "2023-2024", "24 и 25 января 2024",
)  # fmt: skip


@pytest.mark.parametrize("text", BOTH)
def test_library_and_grammar_agree(text: str, vocabulary: Vocabulary) -> None:
    found = read_deadlines(text, Period(), vocabulary.calendar).deadlines
    assert (explicit_date(text), [deadline.edtf for deadline in found]) == (DAY, [DAY.isoformat()])


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_no_single_date_is_none(text: str) -> None:
    assert explicit_date(text) is None


def test_the_library_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, pipeline.normalize; assert 'dateparser' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
