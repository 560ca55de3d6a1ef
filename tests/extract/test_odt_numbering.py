"""ODT: automatic numbers and bullets, which stand nowhere in the text."""

import pytest

from pipeline.document import Paragraph
from pipeline.extract.opendocument.text import read_odt

from .open_document import make_odf


def _level(depth: int, form: str, more: str = 'style:num-suffix="."') -> str:
    return f'<text:list-level-style-number text:level="{depth}" style:num-format="{form}" {more}/>'


def _style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def _list(*items: str, attributes: str = 'text:style-name="L"') -> str:
    return f"<text:list {attributes}>{''.join(f'<text:list-item>{item}</text:list-item>' for item in items)}</text:list>"


ITEM = "<text:p>пункт</text:p>"
OUTLINE = _style(
    "L", _level(1, "1"), _level(2, "1", 'style:num-suffix=")" text:display-levels="2"'), _level(3, "а, б, .., аа, бб, ... (ru)")
)


def _labels(body: str, styles: str = OUTLINE, common: str = "") -> list[str | None]:
    blocks = read_odt(make_odf(body, automatic=styles, common=common)).blocks
    return [block.label for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (_level(1, "1", 'style:num-prefix="(" style:num-suffix=")"'), ["(1)", "(2)"]),
        (_level(1, "a"), ["a.", "b."]),
        (_level(1, "I", 'style:num-prefix="Этап "'), ["Этап I", "Этап II"]),
        (_level(1, "а, б, .., аа, бб, ... (ru)", 'style:num-suffix=")"'), ["а)", "б)"]),
        (_level(1, "А, Б, .., Аа, Аб, ... (ru)"), ["А.", "Б."]),
        (_level(1, "01, 02, 03, ..."), ["01.", "02."]),
        (_level(1, "1", 'text:start-value="5" style:num-suffix="."'), ["5.", "6."]),
        (_level(1, "1", 'loext:num-list-format="№ %1%" style:num-suffix="."'), ["№ 1", "№ 2"]),
        (_level(1, ""), [None, None]),
        ('<text:list-level-style-bullet text:level="1" text:bullet-char="-"/>', ["•", "•"]),
        ('<text:list-level-style-bullet text:level="1" text:bullet-char=""/>', [None, None]),
        ('<text:list-level-style-image text:level="1"/>', ["•", "•"]),
    ],
)
def test_forms(level: str, expected: list[str | None]) -> None:
    assert _labels(_list(ITEM, ITEM), _style("L", level)) == expected


def test_levels_and_restarts() -> None:
    inner = _list(ITEM, ITEM + _list(ITEM, attributes=""), attributes="")
    assert _labels(_list(ITEM + inner, ITEM + inner)) == ["1.", "1.1)", "1.2)", "а.", "2.", "2.1)", "2.2)", "а."]


def test_level_is_told() -> None:
    blocks = read_odt(make_odf(_list(ITEM + _list(ITEM, attributes="")), automatic=OUTLINE)).blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [0, 1]


def test_only_the_first_paragraph_of_an_item_has_the_number() -> None:
    assert _labels(_list(ITEM + ITEM, ITEM)) == ["1.", None, "2."]


def test_item_that_only_holds_a_list_is_not_counted() -> None:
    assert _labels(_list(ITEM, _list(ITEM, attributes=""), ITEM)) == ["1.", "1.1)", "2."]


def test_list_header_has_no_number() -> None:
    body = f'<text:list text:style-name="L"><text:list-header>{ITEM}</text:list-header><text:list-item>{ITEM}</text:list-item></text:list>'
    assert _labels(body) == [None, "1."]


def test_start_value_of_an_item() -> None:
    body = f'<text:list text:style-name="L"><text:list-item text:start-value="7">{ITEM}</text:list-item><text:list-item>{ITEM}</text:list-item></text:list>'
    assert _labels(body) == ["7.", "8."]


def test_list_begins_anew() -> None:
    assert _labels(_list(ITEM) + _list(ITEM)) == ["1.", "1."]


def test_continue_numbering_goes_on_with_the_list_before_if_of_one_style() -> None:
    other = _style("M", _level(1, "1"))
    on = 'text:continue-numbering="true" text:style-name="L"'
    assert _labels(_list(ITEM) + _list(ITEM, attributes=on)) == ["1.", "2."]
    assert _labels(_list(ITEM, attributes='text:style-name="M"') + _list(ITEM, attributes=on), OUTLINE + other) == ["1.", "1."]


def test_continue_list_goes_on_with_the_one_it_names() -> None:
    first = _list(ITEM, attributes='xml:id="one" text:style-name="L"')
    second = _list(ITEM, attributes='xml:id="two" text:continue-list="one" text:style-name="L"')
    third = _list(ITEM, attributes='text:continue-list="two" text:style-name="L"')
    assert _labels(first + _list(ITEM) + second + third) == ["1.", "1.", "2.", "3."]


def test_list_takes_its_style_from_its_paragraph() -> None:
    style = '<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>'
    assert _labels(_list('<text:p text:style-name="P">пункт</text:p>', attributes=""), OUTLINE + style) == ["1."]


def test_numbered_paragraph() -> None:
    one = f'<text:numbered-paragraph text:list-id="x" text:style-name="L" text:level="1">{ITEM}</text:numbered-paragraph>'
    assert _labels(one + one) == ["1.", "2."]


def test_numbered_headings() -> None:
    levels = "".join(
        f'<text:outline-level-style text:level="{depth}" style:num-format="{form}" style:num-suffix="." text:display-levels="{depth}"/>'
        for depth, form in ((1, "1"), (2, "1"), (3, ""))
    )
    style = '<style:style style:name="P" style:family="paragraph" style:list-style-name=""/>'

    def heading(depth: int, more: str = "") -> str:
        return f'<text:h text:outline-level="{depth}" {more}>Раздел</text:h>'

    body = "".join(
        [
            heading(1),
            heading(2),
            heading(1, 'text:is-list-header="true"'),
            heading(2),
            heading(1, 'text:style-name="P"'),
            heading(1),
            heading(2),
            heading(1, 'text:restart-numbering="true" text:start-value="9"'),
        ]
    )
    common = f'<text:outline-style style:name="Outline">{levels}</text:outline-style>{style}'
    assert _labels(body, "", common) == ["1.", "1.1.", None, "1.2.", None, "2.", "2.1.", "9."]


def test_list_goes_on_from_cell_to_cell() -> None:
    on = 'text:continue-numbering="true" text:style-name="L"'
    cells = "".join(
        f"<table:table-row><table:table-cell>{_list('<text:p/>', attributes=on)}</table:table-cell></table:table-row>" for _ in range(2)
    )
    (table,) = read_odt(make_odf(f"<table:table>{cells}</table:table>", automatic=OUTLINE)).blocks
    assert not isinstance(table, Paragraph)
    assert [cell.paragraphs[0].label for cell in table.cells] == ["1.", "2."]
