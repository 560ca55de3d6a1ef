"""ODT: the true grid of a table."""

from pipeline.document import Paragraph, Table
from pipeline.extract.opendocument.text import read_odt

from .open_document import make_odf

COVERED = "<table:covered-table-cell/>"


def _cell(text: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def _row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def _table(*rows: str, columns: str = "") -> str:
    return f"<table:table>{columns}{''.join(rows)}</table:table>"


def _spans(columns: int = 1, rows: int = 1) -> str:
    return f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'


def _tables(body: str, automatic: str = "") -> list[Table]:
    return [block for block in read_odt(make_odf(body, automatic=automatic)).blocks if isinstance(block, Table)]


def _places(body: str, automatic: str = "") -> dict[str, tuple[int, int, int, int]]:
    (table,) = _tables(body, automatic)
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells if cell.text}


def test_merges() -> None:
    body = _table(
        _row(_cell("вниз", _spans(rows=2)), _cell("вправо", _spans(columns=2)), COVERED),
        _row(COVERED, _cell("б"), _cell("в")),
    )
    assert _places(body) == {"вниз": (1, 1, 2, 1), "вправо": (1, 2, 1, 2), "б": (2, 2, 1, 1), "в": (2, 3, 1, 1)}


def test_merge_in_both_directions_and_repeated_covered_cells() -> None:
    twice = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    body = _table(
        _row(_cell("блок", _spans(2, 2)), COVERED, _cell("а")),
        _row(twice, _cell("б")),
        _row(_cell("в"), _cell("г"), _cell("д")),
    )
    assert _places(body)["блок"] == (1, 1, 2, 2)
    assert _places(body)["д"] == (3, 3, 1, 1)


def test_covered_cells_that_are_left_out() -> None:
    body = _table(_row(_cell("вниз", _spans(rows=2)), _cell("вправо", _spans(columns=2))), _row(_cell("б"), _cell("в")))
    assert _places(body) == {"вниз": (1, 1, 2, 1), "вправо": (1, 2, 1, 2), "б": (2, 2, 1, 1), "в": (2, 3, 1, 1)}


def test_text_of_a_covered_cell_is_told() -> None:
    covered = "<table:covered-table-cell><text:p>под объединением</text:p></table:covered-table-cell>"
    content = read_odt(make_odf(_table(_row(_cell("а", _spans(columns=2)), covered))))
    assert [(remark.code, remark.text) for remark in content.remarks] == [("unreadable_part", "под объединением")]


def test_repeated_rows_and_cells() -> None:
    body = _table(_row(_cell("раз", 'table:number-columns-repeated="2"'), attributes='table:number-rows-repeated="2"'))
    (table,) = _tables(body)
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [(1, 1, "раз"), (1, 2, "раз"), (2, 1, "раз"), (2, 2, "раз")]


def test_header_rows_and_groups() -> None:
    group = f"<table:table-row-group><table:table-rows>{_row(_cell('б'))}</table:table-rows></table:table-row-group>"
    body = _table(f"<table:table-header-rows>{_row(_cell('а'))}</table:table-header-rows>", "<text:soft-page-break/>", group)
    assert _places(body) == {"а": (1, 1, 1, 1), "б": (2, 1, 1, 1)}


def test_borders_that_were_dragged_apart_are_one() -> None:
    style = (
        '<style:style style:name="{}" style:family="table-column"><style:table-column-properties style:column-width="{}"/></style:style>'
    )
    automatic = style.format("Wide", "4cm") + style.format("Narrow", "1mm")
    columns = "".join(f'<table:table-column table:style-name="{name}"/>' for name in ("Wide", "Narrow", "Wide"))
    body = _table(
        _row(_cell("а"), _cell("б", _spans(columns=2)), COVERED),
        _row(_cell("в", _spans(columns=2)), COVERED, _cell("г")),
        columns=columns,
    )
    assert _places(body, automatic) == {"а": (1, 1, 1, 1), "б": (1, 2, 1, 1), "в": (2, 1, 1, 1), "г": (2, 2, 1, 1)}


def test_short_row_is_told() -> None:
    content = read_odt(make_odf(_table(_row(_cell("а"), _cell("б")), _row(_cell("в")))))
    assert [(remark.code, remark.text) for remark in content.remarks] == [("ragged_table", "в")]


def test_table_in_a_cell_becomes_lines() -> None:
    inner = _table(_row(_cell("раз"), _cell("два")), _row(_cell("три")))
    body = _table(_row(f"<table:table-cell><text:p>до</text:p>{inner}</table:table-cell>", _cell("б")))
    (table,) = _tables(body)
    assert [paragraph.text for paragraph in table.cells[0].paragraphs] == ["до", "раз два", "три"]


def test_table_in_a_section_and_in_a_frame() -> None:
    framed = f"<text:p><draw:frame><draw:text-box>{_table(_row(_cell('б')))}</draw:text-box></draw:frame></text:p>"
    tables = _tables(f"<text:section>{_table(_row(_cell('а')))}</text:section>{framed}")
    assert [table.cells[0].text for table in tables] == ["а", "б"]


def test_lists_and_notes_in_a_cell() -> None:
    note = "<text:note><text:note-body><text:p>в сноске</text:p></text:note-body></text:note>"
    cell = f"<table:table-cell><text:list><text:list-item><text:p>пункт{note}</text:p></text:list-item></text:list></table:table-cell>"
    table, footnote = read_odt(make_odf(_table(_row(cell)))).blocks
    assert isinstance(table, Table)
    assert isinstance(footnote, Paragraph)
    assert (table.cells[0].text, footnote.text, footnote.place) == ("пункт", "в сноске", "footnote")


def test_repeats_without_end_are_bounded() -> None:
    body = _table(_row(_cell("а", 'table:number-columns-repeated="1000000000"'), attributes='table:number-rows-repeated="2"'))
    (table,) = _tables(body)
    assert table.columns == 1000


WIDE = '<style:style style:name="Wide" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style>'


def _wide(count: int) -> str:
    return f'<table:table-column table:style-name="Wide" table:number-columns-repeated="{count}"/>'


def test_cell_that_is_divided_by_a_table_in_it() -> None:
    inner = _table(_row(_cell("раз"), _cell("два")), _row(_cell("три", _spans(columns=2)), COVERED), columns=_wide(2))
    inner = inner.replace("<table:table>", '<table:table table:is-sub-table="true">', 1)
    divided = f"<table:table-cell>{inner}</table:table-cell>"
    body = _table(_row(_cell("а"), divided), _row(_cell("б"), _cell("в")), columns=_wide(2))
    assert _places(body, WIDE) == {
        "а": (1, 1, 2, 1),
        "раз": (1, 2, 1, 1),
        "два": (1, 3, 1, 1),
        "три": (2, 2, 1, 2),
        "б": (3, 1, 1, 1),
        "в": (3, 2, 1, 2),
    }
