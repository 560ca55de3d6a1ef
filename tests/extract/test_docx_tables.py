"""DOCX: the true grid of a table."""

from collections.abc import Callable

from pipeline.document import Origin, Table
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
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Table"]


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


# ------------------------------------------------------------ merges that do not fit


def test_merge_that_continues_nothing_is_a_cell_of_its_own(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а"), _cell("б")), _row(_cell("в", CONTINUE), _cell("г")), _row(_cell("д", CONTINUE), _cell("е")))
    assert _grid(make_docx(table)) == {
        (1, 1, 1, 1): "а", (1, 2, 1, 1): "б", (2, 1, 1, 1): "в", (2, 2, 1, 1): "г", (3, 1, 1, 1): "д", (3, 2, 1, 1): "е",
    }  # fmt: skip


def test_merge_that_begins_and_never_goes_on(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а", RESTART), _cell("б")), _row(_cell("в"), _cell("г")))
    assert _grid(make_docx(table)) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б", (2, 1, 1, 1): "в", (2, 2, 1, 1): "г"}


def test_merge_that_goes_on_in_another_width(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а", _span(2) + RESTART), _cell("б")), _row(_cell("в", CONTINUE), _cell("г"), _cell("д")))
    assert _grid(make_docx(table)) == {(1, 1, 1, 2): "а", (1, 3, 1, 1): "б", (2, 1, 1, 1): "в", (2, 2, 1, 1): "г", (2, 3, 1, 1): "д"}


def test_merge_that_goes_on_past_another_row(make_docx: MakeDocx) -> None:
    rows = (_row(_cell("а", RESTART), _cell("б")), _row(_cell("в"), _cell("г")), _row(_cell("д", CONTINUE), _cell("е")))
    assert _grid(make_docx(_table(*rows)))[3, 1, 1, 1] == "д"


def test_merge_in_both_directions(make_docx: MakeDocx) -> None:
    wide = _span(2)
    table = _table(_row(_cell("а", wide + RESTART), _cell("б")), _row(_cell("", wide + CONTINUE), _cell("в")), _row(*map(_cell, "где")))
    assert list(_grid(make_docx(table)))[:3] == [(1, 1, 2, 2), (1, 3, 1, 1), (2, 3, 1, 1)]


def test_text_that_an_old_merge_to_the_right_covers_is_told(make_docx: MakeDocx) -> None:
    row = _row(_cell("а", '<w:hMerge w:val="restart"/>'), _cell("под а", "<w:hMerge/>"))
    (remark,) = read_docx(make_docx(_table(row, _row(_cell("б"), _cell("в"))))).remarks
    assert (remark.code, remark.text) == ("unreadable_part", "под а")


def test_wrong_numbers_of_columns(make_docx: MakeDocx) -> None:
    row = _row(_cell("а", '<w:gridSpan w:val="0"/>'), _cell("б", '<w:gridSpan w:val="x"/>'), properties='<w:gridBefore w:val="-1"/>')
    assert sorted(_grid(make_docx(_table(row)))) == [(1, 1, 1, 1), (1, 2, 1, 1)]


# ------------------------------------------------------------ tracked changes of rows and cells


def test_inserted_row(make_docx: MakeDocx) -> None:
    table = _table(_row(_cell("а")), _row(_cell("б"), properties='<w:ins w:id="1"/>'))
    assert sorted(_grid(make_docx(table)).values()) == ["а", "б"]


def test_inserted_and_deleted_cells(make_docx: MakeDocx) -> None:
    inserted, deleted = _cell("б", '<w:cellIns w:id="1"/>'), _cell("в", '<w:cellDel w:id="2"/>')
    assert _grid(make_docx(_table(_row(_cell("а"), deleted, inserted)))) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б"}


def test_merge_that_is_a_tracked_change(make_docx: MakeDocx) -> None:
    begins, goes_on = '<w:cellMerge w:id="1" w:vMerge="rest"/>', '<w:cellMerge w:id="2" w:vMerge="cont"/>'
    table = _table(_row(_cell("а", begins), _cell("б")), _row(_cell("", goes_on), _cell("в")))
    assert _grid(make_docx(table)) == {(1, 1, 2, 1): "а", (1, 2, 1, 1): "б", (2, 2, 1, 1): "в"}


def test_row_whose_cells_are_all_deleted(make_docx: MakeDocx) -> None:
    data = make_docx(_table(_row(_cell("а")), _row(_cell("б", '<w:cellDel w:id="1"/>')), _row(_cell("в"))))
    assert _grid(data) == {(1, 1, 1, 1): "а", (2, 1, 1, 1): "в"}
    assert read_docx(data).remarks == ()


def test_table_whose_rows_are_all_deleted(make_docx: MakeDocx) -> None:
    assert read_docx(make_docx(_table(_row(_cell("а"), properties='<w:del w:id="1"/>')))).blocks == ()


def test_deleted_rows_count_no_numbers(make_docx: MakeDocx) -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    cell = '<w:tc><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>'
    table = _read(make_docx(_table(_row(cell), _row(cell, properties='<w:del w:id="1"/>'), _row(cell)), numbering=numbering))
    assert [paragraph.label for cell in table.cells for paragraph in cell.paragraphs] == ["1.", "2."]


def test_hidden_row(make_docx: MakeDocx) -> None:
    hidden = "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>нет</w:t></w:r></w:p></w:tc>"
    table = _table(_row(_cell("а")), _row(hidden, properties="<w:hidden/>"), _row(_cell("в"), properties="<w:hidden/>"))
    assert list(_grid(make_docx(table)).values()) == ["а", "", "в"]


def test_custom_xml_around_row_cell_and_table(make_docx: MakeDocx) -> None:
    def around(content: str) -> str:
        return f"<w:customXml><w:customXmlPr/>{content}</w:customXml>"

    table = around(_table(around(_row(around(_cell("а")), _cell("б")))))
    assert _grid(make_docx(table)) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б"}


def test_control_in_a_control_around_a_cell(make_docx: MakeDocx) -> None:
    assert _grid(make_docx(_table(_row(_sdt(_sdt(_cell("а"))), _cell("б"))))) == {(1, 1, 1, 1): "а", (1, 2, 1, 1): "б"}


# ------------------------------------------------------------ tables in cells


def test_table_in_a_table_in_a_cell(make_docx: MakeDocx) -> None:
    innermost = _table(_row(_cell("1"), _cell("2")))
    inner = _table(_row(f"<w:tc>{innermost}<w:p/></w:tc>", _cell("3")))
    table = _read(make_docx(_table(_row(f"<w:tc>{inner}<w:p/></w:tc>", _cell("б")))))
    assert [cell.text for cell in table.cells] == ["1 2 3", "б"]


def test_covered_text_in_a_table_in_a_cell_is_told(make_docx: MakeDocx) -> None:
    inner = _table(_row(_cell("а", RESTART), _cell("б")), _row(_cell("под а", CONTINUE), _cell("в")))
    (remark,) = read_docx(make_docx(_table(_row(f"<w:tc>{inner}<w:p/></w:tc>", _cell("г"))))).remarks
    assert (remark.text, remark.origin) == ("под а", Origin(table=1, row=1, column=1))


def test_page_break_in_a_cell_glues_no_words(make_docx: MakeDocx) -> None:
    cell = '<w:tc><w:p><w:r><w:t>раз</w:t><w:br w:type="page"/><w:t>два</w:t></w:r></w:p></w:tc>'
    assert _read(make_docx(_table(_row(cell, _cell("б"))))).cells[0].text == "раз\nдва"
