"""ODS: sheets as tables, as far as they are filled."""

import pytest

from pipeline.document import Document, Paragraph, Table
from pipeline.extract import read_bytes

from .open_document import make_flat, make_odf

COVERED = "<table:covered-table-cell/>"
HIDDEN = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'


def _cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def _row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def _sheet(name: str, *rows: str, attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


def _document(*sheets: str, automatic: str = "") -> Document:
    return read_bytes(make_odf("".join(sheets), kind="spreadsheet", automatic=automatic), "план.ods")


def _places(table: Table) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}


BLANK_REST = '<table:table-cell table:number-columns-repeated="16380"/>'
BLANK_ROWS = _row('<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="1048000"')


def test_sheet_ends_with_what_is_filled() -> None:
    document = _document(
        _sheet("Лист1", _row(_cell("а"), "<table:table-cell/>", _cell("б"), BLANK_REST), _row(BLANK_REST), _row(_cell("в")), BLANK_ROWS)
    )
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert (table.rows, table.columns, table.shows_merges) == (3, 3, True)
    assert _places(table) == {"а": (1, 1, 1, 1), "б": (1, 3, 1, 1), "в": (3, 1, 1, 1)}


def test_merges() -> None:
    down = 'table:number-columns-spanned="1" table:number-rows-spanned="2"'
    right = 'table:number-columns-spanned="2" table:number-rows-spanned="1"'
    (table,) = _document(
        _sheet("Лист1", _row(_cell("вниз", down), _cell("вправо", right), COVERED), _row(COVERED, _cell("б"), _cell("в")))
    ).tables
    assert _places(table) == {"вниз": (1, 1, 2, 1), "вправо": (1, 2, 1, 2), "б": (2, 2, 1, 1), "в": (2, 3, 1, 1)}


def test_text_under_a_merge_is_told() -> None:
    under = "<table:covered-table-cell><text:p>под</text:p></table:covered-table-cell>"
    document = _document(_sheet("Лист1", _row(_cell("а", 'table:number-columns-spanned="2"'), under)))
    assert [(remark.code, remark.text) for remark in document.remarks] == [("unreadable_part", "под")]


def test_names_of_sheets_where_several_are_filled() -> None:
    document = _document(_sheet("Титул", _row(_cell("а"))), _sheet("Пустой", BLANK_ROWS), _sheet("План", _row(_cell("б"))))
    assert [block.text if isinstance(block, Paragraph) else block.cells[0].text for block in document.blocks] == ["Титул", "а", "План", "б"]


def test_name_of_the_only_filled_sheet_is_left_out() -> None:
    assert [type(block) for block in _document(_sheet("Лист1", _row(_cell("а"))), _sheet("Лист2")).blocks] == [Table]


def test_repeated_cells_and_rows_are_read_as_often() -> None:
    (table,) = _document(
        _sheet("Лист1", _row(_cell("а", 'table:number-columns-repeated="3"'), attributes='table:number-rows-repeated="2"'))
    ).tables
    assert (table.rows, table.columns, len(table.cells)) == (2, 3, 6)


def test_row_that_fills_the_sheet_is_read_so_far_and_told() -> None:
    document = _document(_sheet("Лист1", _row(_cell("а"), attributes='table:number-rows-repeated="1048576"')))
    assert document.tables[0].rows == 1000
    assert [remark.code for remark in document.remarks] == ["unreadable_part"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [('office:value-type="float" office:value="5"', "5"), ('office:value-type="date" office:date-value="2024-09-01"', "2024-09-01")],
)
def test_value_without_text(attributes: str, expected: str) -> None:
    (table,) = _document(_sheet("Лист1", _row(f"<table:table-cell {attributes}/>"))).tables
    assert [cell.text for cell in table.cells] == [expected]


def test_shown_text_comes_before_the_value() -> None:
    (table,) = _document(_sheet("Лист1", _row(_cell("01.09.24", 'office:date-value="2024-09-01"')))).tables
    assert [cell.text for cell in table.cells] == ["01.09.24"]


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        (_sheet("Лист1", _row(_cell("а")), attributes='table:style-name="ta2"'), "лист «Лист1»"),
        (_sheet("Лист1", _row(_cell("а")), _row(_cell("б"), attributes='table:visibility="collapse"')), "строка 2"),
        (_sheet("Лист1", '<table:table-column table:visibility="collapse"/>', _row(_cell("а"))), "графа 1"),
    ],
    ids=["sheet", "row", "column"],
)
def test_what_is_hidden_is_read_and_told(sheet: str, told: str) -> None:
    document = _document(sheet, automatic=HIDDEN)
    assert document.tables[0].cells[0].text == "а"
    assert [(remark.code, remark.text) for remark in document.remarks] == [("hidden_part", told)]


def test_hidden_columns_beyond_the_table_are_not_told() -> None:
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="9" table:visibility="collapse"/>'
    assert _document(_sheet("Лист1", columns, _row(_cell("а")))).remarks == ()


def test_text_of_a_shape_on_the_sheet() -> None:
    shapes = "<table:shapes><draw:custom-shape><text:p>в фигуре</text:p></draw:custom-shape></table:shapes>"
    assert [paragraph.text for paragraph in _document(_sheet("Лист1", shapes, _row(_cell("а")))).paragraphs] == ["в фигуре"]


def test_comment_is_told_and_lines_are_kept() -> None:
    cell = "<table:table-cell><office:annotation><text:p>замечание</text:p></office:annotation><text:p>раз</text:p><text:p>два</text:p></table:table-cell>"
    document = _document(_sheet("Лист1", _row(cell)))
    assert document.tables[0].cells[0].text == "раз\nдва"
    assert [(remark.code, remark.text) for remark in document.remarks] == [("comment", "замечание")]


def test_flat_file() -> None:
    document = read_bytes(make_flat(_sheet("Лист1", _row(_cell("а"))), kind="spreadsheet"), "план.fods")
    assert (document.source.format, document.tables[0].cells[0].text) == ("ods", "а")
