"""Texts that a spreadsheet would run, and texts that a sheet cannot hold: what stands in the cells, and the way back to each text."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.export.cells import as_written, harmless, joined, members
from pipeline.export.excel import CELL_CHARACTERS, as_stored, cut, storable

MARKS = st.text("=+-@'\"; \t\r\n\x00\ufeff\ufffd＝ax0_1<r>/,.", max_size=12)
TEXTS = MARKS | st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+7 900", "-1", "- подготовка", "@SUM(A1)", "\t1", "\rтекст", "  =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\x00=1",
        "＝1", "＋1", "－1", "＠a", "﹦1", "\u202e=1", '"=1"', "<r><t>x</t></r>", "=cmd|'/c calc'!A0", "'=1", "''", "'так'", "",
    ],
)  # fmt: skip
def test_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "текст", "1.3", "а = б", " текст", "— подготовка", "10-20 сентября", "\nтекст", "00123", "1-2", "1.1", "7 (495)", "{=1}", "а; б; в-г", "об'єкт",
        "https://example.org", "mailto:a@example.org", "internal:A1", "file:///etc/passwd", "\\\\server\\share",
    ],
)  # fmt: skip
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("приказ;=1", "приказ;'=1"),
        ("приказ; =1; @a", "приказ; '=1; '@a"),
        ("приказ\n- план\r\n+1", "приказ\n'- план\r\n'+1"),
        ('приказ;"=1;', "приказ;'\"=1;"),
        ("приказ\t=1", "приказ\t'=1"),
        ("приказ;'", "приказ;''"),
        ("\n=1", "'\n'=1"),
        ("а, =б", "а, =б"),
    ],
)
def test_a_cell_can_begin_where_another_program_divides_the_line(text: str, expected: str) -> None:
    """Excel divides at «;» in Russian settings and takes no quote inside a cell for one."""
    assert harmless(text) == expected


@given(TEXTS)
@example("'=1")
@example(";'; '\n'\t'\r\n'")
def test_a_text_comes_back(text: str) -> None:
    assert as_written(harmless(text)) == text


@given(TEXTS)
def test_no_formula_is_left_wherever_the_line_is_divided(text: str) -> None:
    cells = re.split(r"[;\t\r\n]", harmless(text))
    assert not [cell for cell in cells if re.match(r"[\s\"\x00-\x1f\ufeff]*[=+\-@＝＋－＠]", cell)]


@given(TEXTS)
def test_a_text_that_was_written_is_not_blank(text: str) -> None:
    assert harmless(text) != ""


def test_each_member_of_a_list_is_harmless() -> None:
    assert joined(("head", "=1")) == "head; '=1"
    assert joined(()) == ""
    assert members("") == ()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a; b", "c"), '"a; b"; c'),
        (('"так"', "x"), '"""так"""; x'),
        (("",), '""'),
        (("a", "", " b"), 'a; "";  b'),
        (("'a",), "''a"),
    ],
)
def test_members_that_look_like_the_list(texts: tuple[str, ...], expected: str) -> None:
    assert joined(texts) == expected
    assert members(expected) == texts


@given(st.lists(TEXTS, max_size=4).map(tuple))
def test_a_list_comes_back(texts: tuple[str, ...]) -> None:
    assert members(joined(texts)) == texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("обычный\n\tтекст", "обычный\n\tтекст"),
        ("а\x00б\x0bв\x1f", "а\ufffd0000б\ufffd000Bв\ufffd001F"),
        ("а\ufffeб\udcffв", "а\ufffdFFFEб\ufffdDCFFв"),
        ("а\r\nб\rв", "а\ufffd000D\nб\ufffd000Dв"),
        ("\ufffd", "\ufffdFFFD"),
        ("_x0041_ _x", "\ufffd005Fx0041_ _x"),
    ],
)
def test_storable(text: str, expected: str) -> None:
    assert storable(text) == expected


@given(st.text(max_size=40) | MARKS)
def test_a_stored_text_comes_back(text: str) -> None:
    assert as_stored(storable(text)) == text


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
