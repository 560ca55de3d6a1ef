"""DOCX: the true grid of a table."""

from collections.abc import Callable

from pipeline.document import Origin, Paragraph, Table
from pipeline.extract.docx.reader import read_docx

MakeDocx = Callable[..., bytes]
Place = tuple[int, int, int, int]


def _cell(text: str = "", properties: str = "") -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def _sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _read(data: bytes) -> Table:
    (table,) = read_docx(data).blocks
    assert isinstance(table, Table)
    return table


def _grid(data: bytes) -> dict[Place, str]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in _read(data).cells}


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_downwards(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а", RESTART), _cell("б")), _row(_cell("", CONTINUE), _cell("в")), _row(_cell("г", RESTART), _cell("д")))
    assert _grid(make_docx(table)) == {(1, 1, 2, 1): "а", (1, 2, 1, 1): "б", (2, 2, 1, 1): "в", (3, 1, 1, 1): "г", (3, 2, 1, 1): "д"}


def test_merged_to_the_right(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а", _span(2)), _cell("б")), _row(_cell("в"), _cell("г"), _cell("д")))
    assert _grid(make_docx(table)) == {(1, 1, 1, 2): "а", (1, 3, 1, 1): "б", (2, 1, 1, 1): "в", (2, 2, 1, 1): "г", (2, 3, 1, 1): "д"}


def test_merged_to_the_right_the_old_way(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а", '<w:hMerge w:val="restart"/>'), _cell("", "<w:hMerge/>")), _row(_cell("б"), _cell("в")))
    assert _grid(make_docx(table)) == {(1, 1, 1, 2): "а", (2, 1, 1, 1): "б", (2, 2, 1, 1): "в"}


def test_row_that_begins_late(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а"), _cell("б")), _row(_cell("в"), properties='<w:gridBefore w:val="1"/>'))
    data = make_docx(table)
    assert _grid(data) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б", (2, 2, 1, 1): "в"}
    assert read_docx(data).remarks == ()


def test_row_that_ends_early_is_told(make_docx: MakeDocx) -> None:
    (remark,) = read_docx(make_docx(_table(_row(_cell("а"), _cell("б")), _row(_cell("в"))))).remarks
    assert (remark.code, remark.text, remark.origin) == ("ragged_table", "в", Origin(table=1, row=2))


def test_row_that_ends_early_by_its_own_word(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а"), _cell("б")), _row(_cell("в"), properties='<w:gridAfter w:val="1"/>'))
    assert read_docx(make_docx(table)).remarks == ()


def test_borders_that_were_dragged_apart(make_docx: MakeDocx) -> None:
    table = _table(
        _row(_cell("а"), _cell("б", _span(2))),
        _row(_cell("в", _span(2)), _cell("г")),
        widths=(2000, 40, 3000),
    )
    assert _grid(make_docx(table)) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б", (2, 1, 1, 1): "в", (2, 2, 1, 1): "г"}


def test_narrow_column_with_a_cell_is_a_column(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а"), _cell("б"), _cell("в")), widths=(2000, 40, 3000))
    assert sorted(_grid(make_docx(table))) == [(1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1)]


def test_content_controls_around_row_and_cell(make_docx: MakeDocx) -> None:
    table = _table(_row(_sdt(_cell("а")), _cell("б")), _sdt(_row(_cell("в"), _cell("г"))))
    assert _grid(make_docx(table)) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б", (2, 1, 1, 1): "в", (2, 2, 1, 1): "г"}


def test_content_controls_around_table_and_in_cell(make_docx: MakeDocx) -> None:
    inner = "<w:p><w:r><w:t>а</w:t></w:r></w:p>"
    assert _grid(make_docx(_sdt(_table(_row(f"<w:tc>{_sdt(inner)}</w:tc>", _cell("б")))))) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б"}


def test_deleted_row(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а")), _row(_cell("б"), properties='<w:del w:id="1"/>'), _row(_cell("в")))
    assert _grid(make_docx(table)) == {(1, 1, 1, 1): "а", (2, 1, 1, 1): "в"}


def test_nested_table_becomes_paragraphs(make_docx: MakeDocx) -> None:
    inner = _table(_row(_cell("1"), _cell("сентябрь")), _row(_cell("2"), _cell("")))
    table = _read(make_docx(_table(_row(f"<w:tc><w:p/>{inner}<w:p/></w:tc>", _cell("б")))))
    assert [paragraph.text for paragraph in table.cells[0].paragraphs] == ["1 сентябрь", "2"]
    assert (table.rows, table.columns, len(table.cells)) == (1, 2, 2)


def test_frame_around_a_table_is_no_table(make_docx: MakeDocx) -> None:
    inner = _table(_row(_cell("а"), _cell("б")))
    blocks = read_docx(make_docx(_table(_row(f"<w:tc><w:p><w:r><w:t>План</w:t></w:r></w:p>{inner}<w:p/></w:tc>")))).blocks
    assert [type(block) for block in blocks] == [Paragraph, Table]


def test_text_that_a_merge_covers_is_told(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а", RESTART), _cell("б")), _row(_cell("под а", CONTINUE), _cell("в")))
    (remark,) = read_docx(make_docx(table)).remarks
    assert (remark.code, remark.text) == ("unreadable_part", "под а")


def test_gap_inside_a_cell(make_docx: MakeDocx) -> None:
    cell = _read(make_docx(_table(_row(_cell("раз\n\nдва\nтри"))))).cells[0]
    assert [(paragraph.text, paragraph.gap) for paragraph in cell.paragraphs] == [("раз", False), ("два", True), ("три", False)]


def test_origins_count_tables_rows_and_columns(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а", _span(2)), _cell("б")), _row(_cell("в"), _cell("г"), _cell("д")))
    blocks = read_docx(make_docx(table + "<w:p/>" + table)).blocks
    second = blocks[1]
    assert isinstance(second, Table)
    assert second.origin == Origin(table=2)
    assert second.shows_merges
    assert [cell.origin for cell in second.cells][1] == Origin(table=2, row=1, column=3)
    assert second.cells[1].paragraphs[0].origin == Origin(table=2, row=1, column=3)
