"""PDF: letters → words → lines."""

import pytest

from pipeline.extract.pdf.lines import Box, Glyph, read_lines, upright


def _glyphs(text: str, step: float = 5.0, y: float = 0.0) -> list[Glyph]:
    return [Glyph(letter, step * i, y, step * i + 5, y + 10, 0) for i, letter in enumerate(text)]


def _text(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in read_lines(glyphs)]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("настав\u00ad", "настав-"),
        ("настав\u0002", "настав-"),
        ("на\u00adстав", "настав"),
        ("кое\u0002что", "кое-что"),
        ("г.\u00a0Томск и", "г.\u00a0Томск и"),
        ("раз  два", "раз два"),
    ],
)
def test_hyphens_and_spaces(drawn: str, read: str) -> None:
    assert _text(_glyphs(drawn)) == [read]


def test_words_are_parted_by_a_blank_without_a_space() -> None:
    right = [glyph._replace(x0=glyph.x0 + 20, x1=glyph.x1 + 20) for glyph in _glyphs("два")]
    assert _text(_glyphs("раз") + right) == ["раз два"]


def test_no_break_space_holds_a_word_together() -> None:
    (line,) = read_lines(_glyphs("г.\u00a0Томск"))
    assert len(line.words) == 1


def test_superscript_stays_on_its_line() -> None:
    assert _text([*_glyphs("м"), Glyph("2", 5, 0, 8, 6.5, 0)]) == ["м2"]


def test_lines_come_from_the_top() -> None:
    assert _text(_glyphs("низ", y=12) + _glyphs("верх")) == ["верх", "низ"]


@pytest.mark.parametrize("turn", [0, 1, -1])
def test_turned_box_keeps_its_size(turn: int) -> None:
    box = upright(Box(10, 20, 40, 100), turn)
    assert sorted((box.x1 - box.x0, box.bottom - box.top)) == [30, 80]
    assert box.x0 < box.x1
    assert box.top < box.bottom
