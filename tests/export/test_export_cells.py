"""Texts that a spreadsheet would run, and texts that a sheet cannot hold."""

import pytest

from pipeline.export.cells import harmless, joined
from pipeline.export.excel import CELL_CHARACTERS, cut, storable


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+7 900", "-1", "- подготовка", "@SUM(A1)", "\t1", "\rтекст", "  =1", "\n=1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\x00=1",
        "＝1", "＋1", "－1", "＠a",
    ],
)  # fmt: skip
def test_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "текст", "1.3", "а = б", " текст", "— подготовка", "'=1", "10-20 сентября", "\nтекст"])
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == text


def test_each_member_of_a_list_is_harmless() -> None:
    assert joined(("head", "=1")) == "head; '=1"
    assert joined(()) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("обычный\n\tтекст", "обычный\n\tтекст"),
        ("а\x00б\x0bв\x1f", "а\ufffdб\ufffdв\ufffd"),
        ("а\ufffeб\udcffв", "а\ufffdб\ufffdв"),
        ("а\r\nб\rв", "а\nб\nв"),
        ("<r><t>x</t></r>", "'<r><t>x</t></r>"),
    ],
)
def test_storable(text: str, expected: str) -> None:
    assert storable(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("я" * CELL_CHARACTERS, "я" * CELL_CHARACTERS),
        ("я" * (CELL_CHARACTERS + 1), "я" * (CELL_CHARACTERS - 1) + "…"),
        ("😀" * 16_384, "😀" * 16_383 + "…"),
        ("я" + "😀" * 16_384, "я" + "😀" * 16_382 + "…"),
    ],
    ids=["full", "over", "pairs", "broken pair"],
)
def test_cut(text: str, expected: str) -> None:
    assert cut(text) == expected
