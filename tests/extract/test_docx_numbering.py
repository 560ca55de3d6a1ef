"""DOCX: automatic numbers and bullets, which stand nowhere in the text."""

from collections.abc import Callable

import pytest

from pipeline.document import Paragraph, Table
from pipeline.extract.common.numerals import numeral
from pipeline.extract.docx.reader import read_docx

MakeDocx = Callable[..., bytes]


def _level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def _abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def _num(number: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def _item(num: int, depth: int = 0, text: str = "пункт") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _styled(style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr><w:r><w:t>пункт</w:t></w:r></w:p>'


def _labels(data: bytes) -> list[str | None]:
    return [block.label for block in read_docx(data).blocks if isinstance(block, Paragraph)]


OUTLINE = _abstract(0, _level(0, "decimal", "%1."), _level(1, "decimal", "%1.%2."), _level(2, "russianLower", "%3)"))


@pytest.mark.parametrize(
    ("form", "pattern", "expected"),
    [
        ("decimal", "%1)", ["1)", "2)"]),
        ("russianLower", "%1)", ["а)", "б)"]),
        ("russianUpper", "%1.", ["А.", "Б."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperRoman", "Этап %1.", ["Этап I.", "Этап II."]),
        ("decimalZero", "%1", ["01", "02"]),
        ("bullet", "-", ["•", "•"]),
        ("none", "", [None, None]),
    ],
)
def test_forms(make_docx: MakeDocx, form: str, pattern: str, expected: list[str | None]) -> None:
    assert _labels(make_docx(_item(1) + _item(1), numbering=_abstract(0, _level(0, form, pattern)) + _num(1, 0))) == expected


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        ("russianLower", 9, "и"),
        ("russianLower", 10, "к"),
        ("russianLower", 25, "щ"),
        ("russianLower", 26, "э"),
        ("russianLower", 29, "аа"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 1949, "MCMXLIX"),
        ("lowerRoman", 4, "iv"),
        ("decimal", 0, "0"),
        ("chicago", 3, "3"),
    ],
)
def test_numerals(form: str, number: int, expected: str) -> None:
    assert numeral(number, form) == expected


def test_deeper_levels_begin_anew(make_docx: MakeDocx) -> None:
    body = "".join(_item(1, depth) for depth in (0, 1, 1, 2, 0, 1, 2))
    assert _labels(make_docx(body, numbering=OUTLINE + _num(1, 0))) == ["1.", "1.1.", "1.2.", "а)", "2.", "2.1.", "а)"]


def test_level_is_told(make_docx: MakeDocx) -> None:
    blocks = read_docx(make_docx(_item(1) + _item(1, 1), numbering=OUTLINE + _num(1, 0))).blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [0, 1]


def test_level_that_never_restarts(make_docx: MakeDocx) -> None:
    numbering = _abstract(0, _level(0, "decimal", "%1."), _level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')) + _num(1, 0)
    body = "".join(_item(1, depth) for depth in (0, 1, 0, 1))
    assert _labels(make_docx(body, numbering=numbering)) == ["1.", "1)", "2.", "2)"]


def test_legal_numbering_shows_digits(make_docx: MakeDocx) -> None:
    numbering = _abstract(0, _level(0, "upperRoman", "%1."), _level(1, "decimal", "%1.%2.", "<w:isLgl/>")) + _num(1, 0)
    assert _labels(make_docx(_item(1) + _item(1, 1), numbering=numbering)) == ["I.", "1.1."]


def test_lists_of_one_definition_count_on(make_docx: MakeDocx) -> None:
    assert _labels(make_docx(_item(1) + _item(2), numbering=OUTLINE + _num(1, 0) + _num(2, 0))) == ["1.", "2."]


def test_start_override_applies_once(make_docx: MakeDocx) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = OUTLINE + _num(1, 0) + _num(2, 0, override)
    assert _labels(make_docx(_item(1) + _item(2) + _item(2), numbering=numbering)) == ["1.", "5.", "6."]


def test_number_zero_takes_the_number_away(make_docx: MakeDocx) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    without = _styled("Item", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert _labels(make_docx(_styled("Item") + without, numbering=OUTLINE + _num(1, 0), styles=styles)) == ["1.", None]


def test_list_of_the_style_that_a_style_is_based_on(make_docx: MakeDocx) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="SubItem"><w:basedOn w:val="Item"/></w:style>'
    )
    assert _labels(make_docx(_styled("SubItem"), numbering=OUTLINE + _num(1, 0), styles=styles)) == ["1."]


def test_level_that_names_its_style(make_docx: MakeDocx) -> None:
    numbering = _abstract(0, _level(0, "decimal", "%1."), _level(1, "decimal", "%1.%2.", '<w:pStyle w:val="Second"/>')) + _num(1, 0)
    styles = '<w:style w:type="paragraph" w:styleId="Second"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert _labels(make_docx(_item(1) + _styled("Second"), numbering=numbering, styles=styles)) == ["1.", "1.1."]


def test_definition_that_points_to_a_list_style(make_docx: MakeDocx) -> None:
    numbering = OUTLINE + '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="MyList"/></w:abstractNum>' + _num(1, 0) + _num(2, 5)
    styles = '<w:style w:type="numbering" w:styleId="MyList"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert _labels(make_docx(_item(2), numbering=numbering, styles=styles)) == ["1."]


def test_blank_items_count(make_docx: MakeDocx) -> None:
    assert _labels(make_docx(_item(1) + _item(1, text="") + _item(1), numbering=OUTLINE + _num(1, 0))) == ["1.", "3."]


def test_level_that_restarts_only_after_a_higher_one(make_docx: MakeDocx) -> None:
    levels = (_level(0, "decimal", "%1."), _level(1, "decimal", "%2."), _level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>'))
    body = "".join(_item(1, depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2))
    labels = _labels(make_docx(body, numbering=_abstract(0, *levels) + _num(1, 0)))
    assert [label for label in labels if label and label.endswith(")")] == ["1)", "2)", "1)"]


def test_form_that_only_new_programs_know(make_docx: MakeDocx) -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{custom}<w:lvlText w:val="%1."/></w:lvl>'
    assert _labels(make_docx(_item(1), numbering=_abstract(0, level) + _num(1, 0))) == ["1."]


def test_wrong_numbers_of_lists(make_docx: MakeDocx) -> None:
    numbering = OUTLINE + _num(1, 0) + _num(2, 77)
    assert _labels(make_docx(_item(9) + _item(2) + _item(1, 8) + _item(1, 1), numbering=numbering)) == [None, None, None, "1.1."]


def test_column_of_automatic_numbers(make_docx: MakeDocx) -> None:
    rows = "".join(f"<w:tr><w:tc>{_item(1, text='')}</w:tc><w:tc>{_item(2, text='дело')}</w:tc></w:tr>" for _ in range(2))
    numbering = OUTLINE + _abstract(1, _level(0, "bullet", "o")) + _num(1, 0) + _num(2, 1)
    (table,) = read_docx(make_docx(f"<w:tbl>{rows}</w:tbl>", numbering=numbering)).blocks
    assert isinstance(table, Table)
    shown = [(paragraph.label, paragraph.text) for cell in table.cells for paragraph in cell.paragraphs]
    assert shown == [("1.", ""), ("•", "дело"), ("2.", ""), ("•", "дело")]
