"""Text dumps: four forms of a table, and the lines around it."""

import codecs

import pytest

from pipeline.document import Paragraph, Table
from pipeline.extract.plain.encoding import decode
from pipeline.extract.plain.reader import read_text

Grid = list[list[list[str]]]


def _read(text: str) -> tuple[list[str], list[Grid], list[str]]:
    """The lines outside tables, each table as rows of cells of paragraphs, and the texts of the remarks."""
    content = read_text(text.encode())
    lines = [block.text for block in content.blocks if isinstance(block, Paragraph)]
    tables = [_grid(block) for block in content.blocks if isinstance(block, Table)]
    return lines, tables, [remark.text for remark in content.remarks]


def _grid(table: Table) -> Grid:
    cells = {(cell.row, cell.column): [paragraph.text for paragraph in cell.paragraphs] for cell in table.cells}
    return [[cells.get((row, column), []) for column in range(1, table.columns + 1)] for row in range(1, table.rows + 1)]


def _table(text: str) -> Grid:
    tables = _read(text)[1]
    assert len(tables) == 1
    return tables[0]


# ------------------------------------------------------------ cells led by tabs


def test_cells_on_lines_of_their_own() -> None:
    assert _table("\t№\n\tДело\n\n\t1\n\tПриказ\n\n\t2\n\tКарта\n") == [[["№"], ["Дело"]], [["1"], ["Приказ"]], [["2"], ["Карта"]]]


def test_a_blank_line_inside_a_cell_begins_a_paragraph() -> None:
    text = "\t№\n\tДело\n\tСрок\n\n\t1\n\tПриказ\n\nКарта\n\tмай\n"
    assert _table(text)[1] == [["1"], ["Приказ", "Карта"], ["май"]]


def test_empty_cells() -> None:
    assert _table("\t№\n\tДело\n\tСрок\n\n\t1\n\t\n\t\n\n\t2\n\tКарта\n\tмай\n")[1] == [["1"], [], []]


def test_a_section_row_of_one_cell() -> None:
    grid = _table("\t№\n\tДело\n\tСрок\n\n\tРаздел 1. Отбор\n\n\t1\n\tПриказ\n\tмай\n")
    assert grid[1:] == [[["Раздел 1. Отбор"], [], []], [["1"], ["Приказ"], ["май"]]]


def test_a_row_with_too_few_cells_is_told() -> None:
    _, tables, remarks = _read("\t№\n\tДело\n\tСрок\n\n\t1\n\tПриказ\n\n\t2\n\tКарта\n\tмай\n")
    assert (len(tables[0]), remarks) == (3, ["1 | Приказ"])


def test_two_blank_lines_end_the_table() -> None:
    lines, tables, _ = _read("Приказ\n\n\t№\n\tДело\n\n\t1\n\tКарта\n\n\nИсполнитель\n")
    assert (lines, tables[0][-1]) == (["Приказ", "Исполнитель"], [["1"], ["Карта"]])


# ------------------------------------------------------------ rows on one line


def test_cells_parted_by_tabs() -> None:
    lines, tables, remarks = _read("План\n№\tДело\tСрок\n1\tПриказ\tмай\n\nИсполнитель")
    assert (lines, remarks) == (["План", "Исполнитель"], [])
    assert tables == [[[["№"], ["Дело"], ["Срок"]], [["1"], ["Приказ"], ["май"]]]]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("1\tПриказ\t", [["1"], ["Приказ"], []]),
        ("1\t\t", [["1"], [], []]),
        ("\tПриказ\tмай", [[], ["Приказ"], ["май"]]),
        ("1\tПриказ", [["1"], ["Приказ"], []]),
    ],
)
def test_empty_cells_at_the_ends_of_a_row(row: str, cells: list[list[str]]) -> None:
    assert _table(f"№\tДело\tСрок\n{row}\n2\tКарта\tмай")[1] == cells


def test_a_row_with_too_many_cells_is_told() -> None:
    _, tables, remarks = _read("№\tДело\n1\tПриказ\tлишнее\n")
    assert (tables[0][1], remarks) == ([["1"], ["Приказ"], ["лишнее"]], ["1 | Приказ | лишнее"])


def test_blank_lines_between_rows_do_not_end_the_table() -> None:
    assert len(_table("№\tДело\n1\tПриказ\n\n\n2\tКарта\n")) == 3


# ------------------------------------------------------------ Markdown, HTML


def test_rows_of_pipes() -> None:
    lines, tables, _ = _read("# План\n\n| № | Дело |\n|---|:--:|\n| 1 | **Приказ** |\n\nПосле")
    assert (lines, tables) == (["План", "После"], [[[["№"], ["Дело"]], [["1"], ["Приказ"]]]])


def test_an_escaped_pipe_is_text() -> None:
    assert _table("| № | Дело |\n|---|---|\n| 1 | а \\| б |\n")[1][1] == ["а | б"]


def test_rows_of_pipes_without_pipes_at_the_edges() -> None:
    lines, tables, _ = _read("План\n\n№ | Дело\n---|:--:\n1 | а \\| б\n2 |\n\nПосле | этого")
    assert (lines, tables) == (["План", "После | этого"], [[[["№"], ["Дело"]], [["1"], ["а | б"]], [["2"], []]]])


def test_rows_of_pipes_with_one_at_the_left_only() -> None:
    assert _table("| № | Дело\n|---|---\n| 1 | Приказ\n") == [[["№"], ["Дело"]], [["1"], ["Приказ"]]]


def test_breaks_in_a_cell() -> None:
    assert _table("| № | Дело |\n|---|---|\n| 1 | Приказ<br>Карта |\n")[1][1] == ["Приказ", "Карта"]


GRID = """+---+------------+------+
| № | Дело       | Срок |
+===+============+======+
| 1 | Издание    | май  |
|   | приказа    |      |
|   |            |      |
|   | - карта    |      |
|   +------------+      |
|   | Отчёт      |      |
+---+------------+------+
| Раздел 2       |      |
+----------------+------+"""
BOXES = str.maketrans({"+": "┼", "-": "─", "=": "═", "|": "│"})


@pytest.mark.parametrize("text", [GRID, GRID.replace("- карта", "• карта").translate(BOXES)], ids=["pandoc", "boxes"])
def test_grids_drawn_with_characters(text: str) -> None:
    content = read_text(f"План\n{text}\nПосле\n".encode())
    (table,) = (block for block in content.blocks if isinstance(block, Table))
    cells = {(cell.row, cell.column, cell.row_span, cell.column_span): [one.text[-7:] for one in cell.paragraphs] for cell in table.cells}
    assert cells == {
        (1, 1, 1, 1): ["№"],
        (1, 2, 1, 1): ["Дело"],
        (1, 3, 1, 1): ["Срок"],
        (2, 1, 2, 1): ["1"],
        (2, 2, 1, 1): ["приказа", "- карта" if "-" in text else "• карта"],
        (2, 3, 2, 1): ["май"],
        (3, 2, 1, 1): ["Отчёт"],
        (4, 1, 1, 2): ["Раздел 2"[-7:]],
        (4, 3, 1, 1): [],
    }
    assert [block.text for block in content.blocks if isinstance(block, Paragraph)] == ["План", "После"]


@pytest.mark.parametrize("text", ["+---+---+", "+---+---+\nтекст", "-----\nтекст"])
def test_lines_of_strokes_are_no_grids(text: str) -> None:
    assert _read(text)[1] == []


def test_html_table_among_the_lines() -> None:
    lines, tables, _ = _read("План\n<table><tr><td rowspan=2>а</td><td>б</td></tr>\n<tr><td>в</td></tr></table>\nПосле\n№\tДело\n1\tАкт\n")
    assert (lines, tables[0]) == (["План", "После"], [[["а"], ["б"]], [[], ["в"]]])
    assert len(tables) == 2


def test_an_html_list_in_a_cell() -> None:
    assert _table("| № | Дело |\n|---|---|\n| 1 | <p>Акты:</p><ul><li>приказ</li><li>карта</li></ul> |\n")[1][1] == [
        "Акты:",
        "• приказ",
        "• карта",
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**План** __работы__", "План работы"),
        ("## План", "План"),
        ("<b>План</b> работы", "План работы"),
        ("Зимина & Ко", "Зимина & Ко"),
        ("5 < 6", "5 < 6"),
        ("<название>", "<название>"),
        ("___________ Зимина", "___________ Зимина"),
        ("# 5", "5"),
    ],
)
def test_marks_of_markdown_and_html(line: str, text: str) -> None:
    assert _read(line)[0] == [text]


# ------------------------------------------------------------ lines, encodings


def test_lines_are_paragraphs_with_their_numbers() -> None:
    blocks = read_text("Раз\n\n\nДва\nТри".encode()).blocks
    assert [(block.text, block.gap, block.origin.line) for block in blocks if isinstance(block, Paragraph)] == [
        ("Раз", False, 1),
        ("Два", True, 4),
        ("Три", False, 5),
    ]


def test_cells_know_their_places() -> None:
    blocks = read_text("План\n№\tДело\n1\tПриказ".encode()).blocks
    origins = [cell.origin for block in blocks if isinstance(block, Table) for cell in block.cells]
    assert [(origin.table, origin.row, origin.column, origin.line) for origin in origins] == [
        (1, 1, 1, 2),
        (1, 1, 2, 2),
        (1, 2, 1, 3),
        (1, 2, 2, 3),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "План № 5".encode(),
        codecs.BOM_UTF8 + "План № 5".encode(),
        "План № 5".encode("utf-16"),
        codecs.BOM_UTF16_BE + "План № 5".encode("utf-16-be"),
        "План № 5".encode("cp1251"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data).text == "План № 5"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(ending: str) -> None:
    tabs, rows = ("\t№\n\tДело\n\n\t1\n\tПриказ\n", "№\tДело\n1\tПриказ\n")
    assert _table(tabs.replace("\n", ending)) == _table(rows.replace("\n", ending)) == [[["№"], ["Дело"]], [["1"], ["Приказ"]]]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\n"])
def test_nothing_to_read(text: str) -> None:
    lines, tables, _ = _read(text)
    assert (lines, [cell for table in tables for row in table for cell in row if cell]) == ([], [])
