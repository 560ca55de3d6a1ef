"""CSV and its kin: each way of parting cells that schools' programs have."""

import pytest

from pipeline.document import Document, Origin, Paragraph
from pipeline.extract import read_bytes
from pipeline.extract.plain.delimited import is_delimited

ROWS = [["№", "Дело", "Срок"], ["1", "Приказ", "май"], ["2", "Карта", "июнь"]]
PLAIN = "№;Дело;Срок\n1;Приказ;май\n2;Карта;июнь\n"


def _read(text: str, name: str = "план.csv", encoding: str = "utf-8") -> Document:
    document = read_bytes(text.encode(encoding), name)
    assert document.source.format == "csv"
    return document


def _grid(document: Document) -> list[list[str]]:
    (table,) = document.tables
    cells = {(cell.row, cell.column): cell.text for cell in table.cells}
    return [[cells.get((row, column), "") for column in range(1, table.columns + 1)] for row in range(1, table.rows + 1)]


@pytest.mark.parametrize("sign", [";", ",", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters(sign: str, ending: str) -> None:
    assert _grid(_read(PLAIN.replace(";", sign).replace("\n", ending))) == ROWS


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8-sig", "utf-16", "koi8-r"])
def test_encodings(encoding: str) -> None:
    assert _grid(_read(PLAIN.replace("№", "п/п"), encoding=encoding)) == [["п/п", "Дело", "Срок"], *ROWS[1:]]


def test_separator_named_in_the_first_line() -> None:
    document = _read("sep=,\n№,Дело,Срок\n1,Приказ,май\n2,Карта,июнь\n")
    assert _grid(document) == ROWS
    assert document.tables[0].origin == Origin(table=1, line=2)


def test_quotes_doubled_quotes_and_line_breaks() -> None:
    text = '№;Дело;Срок\n1;"Приказ ""О парах"";\nположение";май\n2;Карта;июнь\n3;Отчёт;июль\n'
    document = _read(text)
    cell = next(cell for cell in document.tables[0].cells if (cell.row, cell.column) == (2, 2))
    assert [paragraph.text for paragraph in cell.paragraphs] == ['Приказ "О парах";', "положение"]
    assert [cell.origin.line for cell in document.tables[0].cells if cell.column == 1] == [1, 2, 4, 5]


def test_quotation_marks_that_are_no_quotes() -> None:
    text = '№;Дело;Срок\n1;"Школа" наставника;май\n2;Клуб "Пара";июнь\n3;"Незакрытая;июль\n'
    assert [row[1] for row in _grid(_read(text))] == ["Дело", '"Школа" наставника', 'Клуб "Пара"', '"Незакрытая']


def test_tabs_with_quoted_line_breaks() -> None:
    """«Текст Юникод» of Excel."""
    text = '№\tДело\tСрок\n1\t"Приказ\nо парах"\tмай\n2\tКарта\tиюнь\n'
    assert _grid(_read(text, "план.txt", "utf-16"))[1] == ["1", "Приказ\nо парах", "май"]


def test_tabs_without_quotes_are_read_as_text_dumps() -> None:
    assert read_bytes(PLAIN.replace(";", "\t").encode(), "план.tsv").source.format == "txt"


def test_title_lines_above_the_table() -> None:
    document = _read('"Дорожная карта" наставничества, 2024 год\n\nУтверждаю; директор\n' + PLAIN)
    lines = [(block.text, block.gap, block.origin.line) for block in document.blocks if isinstance(block, Paragraph)]
    assert lines == [('"Дорожная карта" наставничества, 2024 год', False, 1), ("Утверждаю; директор", True, 3)]
    assert _grid(document) == ROWS


def test_blank_cells_at_the_right_are_no_columns() -> None:
    assert _grid(_read("План;;;;\n;;;;\n" + PLAIN.replace("\n", ";;\n") + ";;;;\n"))[2:] == ROWS


def test_ragged_rows_are_told_and_headings_are_not() -> None:
    more = "".join(f"{number};Дело {number};май\n" for number in range(8, 18))
    document = _read(PLAIN + "Раздел 2\n3;Отчёт;июль\n4;Клуб;август\n5;Совет\n6;Смотр;июль\n7;Слёт;май;лишнее\n" + more)
    told = [(remark.code, remark.text, remark.origin and remark.origin.line) for remark in document.remarks]
    assert told == [("ragged_table", "5 | Совет", 7), ("ragged_table", "7 | Слёт | май | лишнее", 9)]


@pytest.mark.parametrize(
    "text",
    [
        "Раз, два, три.\nЧетыре, пять, шесть, семь.\nВосемь, девять.\nДесять.\n",
        "приказ;\nположение;\nпрограмма;\nкарта;\n",
        "# План\n\n| № | Дело | Срок |\n|---|---|---|\n| 1 | Приказ | май |\n| 2 | Карта | июнь |\n",
        "№ | Дело | Срок\n---|---|---\n1 | Приказ | май\n2 | Карта | июнь\n",
        "",
        ";;;\n;;;\n;;;\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert not is_delimited(text)


def test_long_table_is_judged_by_its_beginning_and_by_the_whole() -> None:
    table = "№;Дело;Срок\n" + "1;Приказ;май\n" * 3000
    assert is_delimited(table)
    assert not is_delimited(table + "Далее идёт обычный текст.\n" * 9000)


def test_csv_under_another_name_is_no_surprise() -> None:
    assert _read(PLAIN, "план.txt").remarks == ()
    assert [remark.text for remark in _read(PLAIN, "план.docx").remarks] == [".docx → csv"]
