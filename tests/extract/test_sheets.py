"""Spreadsheets: what a cell shows, the grid, and what lies hidden, in XLSX and XLS."""

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt

from pipeline.document import Document, Paragraph, Table
from pipeline.errors import DamagedFileError, NoTextError
from pipeline.extract import read_bytes
from pipeline.extract.sheets.shown import shown_number

DAY = 45170  # 1 September 2023


def _xlsx(fill: Callable[[Any], None], **options: Any) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, options)
    fill(book)
    book.close()
    return stream.getvalue()


def _xls(fill: Callable[[Any], None]) -> bytes:
    stream = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    fill(book)
    book.save(stream)
    return stream.getvalue()


def _read(data: bytes, name: str = "план.xlsx") -> Document:
    return read_bytes(data, name)


def _cells(document: Document) -> dict[tuple[int, int], str]:
    (table,) = document.tables
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def _remarks(document: Document) -> list[tuple[str, str]]:
    return [(remark.code, remark.text) for remark in document.remarks]


# ------------------------------------------------------------ numbers as they are shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1.0, "General", "1"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (0.1 + 0.2, "General", "0.3"),
        (89101234567, "General", "89101234567"),
        (7, "00", "07"),
        (7, '"№ "0', "№ 7"),
        (2, '0\\ "ч."', "2 ч."),
        (5, "@", "5"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (12345.6, "#,##0.00", "12\xa0345.60"),
        (1.005, "0.00", "1.01"),
        (2, "0.##", "2"),
        (-5, "0;(0)", "(5)"),
        (-0.4, "0", "0"),
        (100, '#,##0\\ "₽"', "100 ₽"),
        (5, ";;;", "5"),
        (3.5, "# ?/?", "3.5"),
        (12345, "0.00E+00", "12345"),
        (5, "[>100]0;0.0", "5"),
        (1, 'General" шт."', "1 шт."),
        (DAY, "mmm.yy", "сен.23"),
        (DAY, "[$-419]mmmm\\ yyyy;@", "Сентябрь 2023"),
        (DAY, '[$-FC19]dd\\ mmmm\\ yyyy\\ "г."', "01 сентября 2023 г."),
        (DAY, "dd.mm.yyyy", "01.09.2023"),
        (DAY, "dd/mm/yy", "01/09/23"),
        (DAY, "d mmm", "1 сен"),
        (DAY, "yyyy", "2023"),
        (DAY, "dddd", "пятница"),
        (DAY + 0.5, "dd.mm.yyyy h:mm", "01.09.2023 12:00"),
        (0.3754, "h:mm:ss", "9:00:35"),
        (1.5, "[h]:mm", "36:00"),
        (1, "dd.mm.yyyy", "01.01.1900"),
        (-1, "dd.mm.yyyy", "-1"),
        (1e12, "dd.mm.yyyy", "1000000000000"),
    ],
)
def test_number_formats(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_days_from_1904() -> None:
    assert shown_number(DAY - 1462, "dd.mm.yyyy", starts_1904=True) == "01.09.2023"
    data = _xlsx(_with_dates, date_1904=True)
    assert _cells(_read(data)) == {(1, 1): "сен.23", (2, 1): "01.09.2023"}


def _with_dates(book: Any) -> None:
    sheet = book.add_worksheet()
    for row, code in enumerate((17, 14)):  # «сентябрь 2023», «01.09.2023» typed into Excel
        sheet.write_datetime(row, 0, dt.datetime(2023, 9, 1), book.add_format({"num_format": code}))  # noqa: DTZ001


def _old_dates(book: Any) -> None:
    sheet = book.add_sheet("План")
    for row, code in enumerate(("MMM-YY", "D-MMM", "M/D/YY", "0.00", "0%", "general")):
        style = xlwt.XFStyle()
        style.num_format_str = code
        sheet.write(row, 0, dt.datetime(2023, 9, 1) if row < 3 else 1.1, style)  # noqa: DTZ001


def test_a_month_is_not_its_first_day() -> None:
    assert _cells(_read(_xlsx(_with_dates))) == {(1, 1): "сен.23", (2, 1): "01.09.2023"}


def test_a_month_is_not_its_first_day_in_old_files() -> None:
    shown = list(_cells(_read(_xls(_old_dates), "план.xls")).values())
    assert shown == ["сен.23", "01.сен", "01.09.2023", "1.10", "110%", "1.1"]


# ------------------------------------------------------------ kinds of cells


def _kinds(book: Any) -> None:
    sheet = book.add_worksheet()
    sheet.write_rich_string(0, 0, "План ", book.add_format({"bold": True}), "работы")
    sheet.write_boolean(1, 0, True)
    sheet.write_formula(2, 0, '="а"&"б"', None, "аб")
    sheet.write_formula(3, 0, "=1+1", None, 2)
    sheet.write_formula(4, 0, "=1/0", None, "#DIV/0!")
    sheet.write_string(5, 0, "Приказ\n\nПоложение")
    sheet.write_string(6, 0, "0012")
    sheet.write_url(7, 0, "https://example.org", string="сайт школы")
    sheet.write_string(8, 0, " ")


def test_kinds_of_cells() -> None:
    document = _read(_xlsx(_kinds))
    assert list(_cells(document).values()) == ["План работы", "ИСТИНА", "аб", "2", "#DIV/0!", "Приказ\nПоложение", "0012", "сайт школы"]
    cell = document.tables[0].cells[5]
    assert [(paragraph.text, paragraph.gap) for paragraph in cell.paragraphs] == [("Приказ", False), ("Положение", True)]


def test_strings_in_their_cells() -> None:
    assert _cells(_read(_xlsx(_kinds, in_memory=True, constant_memory=True)))[1, 1] == "План работы"


def test_formula_without_a_saved_value_is_told() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "=A1&A2"
    book.active["A1"] = "План"
    stream = io.BytesIO()
    book.save(stream)
    document = _read(stream.getvalue())
    (remark,) = document.remarks
    assert (remark.code, remark.text) == ("unreadable_part", "=A1&A2")
    assert remark.origin is not None and (remark.origin.row, remark.origin.column) == (2, 2)


def test_escaped_characters() -> None:
    data = _xlsx(lambda book: book.add_worksheet().write_string(0, 0, "разXдва"))
    assert _cells(_read(_changed(data, "xl/sharedStrings.xml", lambda text: text.replace("X", "_x000D_\n")))) == {(1, 1): "раз\nдва"}


@pytest.mark.parametrize(("written", "shown"), [("_xD83D__xDE00_", "😀"), ("_xD800_", "�")])
def test_escaped_halves_of_characters(written: str, shown: str) -> None:
    data = _xlsx(lambda book: book.add_worksheet().write_string(0, 0, "разXдва"))
    assert _cells(_read(_changed(data, "xl/sharedStrings.xml", lambda text: text.replace("X", written)))) == {(1, 1): f"раз{shown}два"}


def _changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            blob = old.read(name)
            new.writestr(name, change(blob.decode()).encode() if name == part else blob)
    return stream.getvalue()


# ------------------------------------------------------------ the grid


def _merged(book: Any) -> None:
    sheet = book.add_worksheet()
    sheet.merge_range("A1:Z1", "План")
    sheet.merge_range("B3:B4", "Этап")
    sheet.write("C3", "Дело")
    sheet.write("C4", "Карта")
    sheet.write_blank("F30", None, book.add_format({"bold": True}))


def _old_merged(book: Any) -> None:
    sheet = book.add_sheet("План")
    sheet.write_merge(0, 0, 0, 25, "План")
    sheet.write_merge(2, 3, 1, 1, "Этап")
    sheet.write(2, 2, "Дело")
    sheet.write(3, 2, "Карта")


@pytest.mark.parametrize("data", [_xlsx(_merged), _xls(_old_merged)], ids=["xlsx", "xls"])
def test_merged_cells_and_places_as_excel_names_them(data: bytes) -> None:
    (table,) = _read(data).tables
    found = {(cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in table.cells}
    assert found == {(1, 1, 1, 3): "План", (3, 2, 2, 1): "Этап", (3, 3, 1, 1): "Дело", (4, 3, 1, 1): "Карта"}
    assert (table.rows, table.columns, table.shows_merges) == (4, 3, True)


def test_text_that_a_merge_covers_is_told() -> None:
    data = _xlsx(lambda book: (sheet := book.add_worksheet()).merge_range("A1:B1", "План") or sheet.write("B1", "под ним"))
    document = _read(data)
    assert (_cells(document), _remarks(document)) == ({(1, 1): "План"}, [("unreadable_part", "под ним")])


def test_merge_over_the_whole_sheet() -> None:
    data = _xlsx(lambda book: (sheet := book.add_worksheet()).merge_range("A2:B3", "Дело") or sheet.write("A1", "План"))
    wide = _changed(data, "xl/worksheets/sheet1.xml", lambda text: text.replace("A2:B3", "A2:XFD1048576"))
    assert _cells(_read(wide)) == {(1, 1): "План", (2, 1): "Дело"}


# ------------------------------------------------------------ sheets, and what is hidden


def _sheets(book: Any) -> None:
    for name in ("Этап 1", "Пустой", "Этап 2"):
        sheet = book.add_worksheet(name)
        if name != "Пустой":
            sheet.write(0, 0, f"Дело: {name}")
    sheet.hide()


def test_names_of_filled_sheets_where_there_are_several() -> None:
    document = _read(_xlsx(_sheets))
    shown = [block.text if isinstance(block, Paragraph) else block.cells[0].text for block in document.blocks]
    assert shown == ["Этап 1", "Дело: Этап 1", "Этап 2", "Дело: Этап 2"]
    assert [table.origin.table for table in document.tables] == [1, 2]
    assert _remarks(document) == [("hidden_part", "лист «Этап 2»")]


def _hidden(book: Any) -> None:
    sheet = book.add_worksheet("План")
    for row in range(6):
        for column in range(3):
            sheet.write(row, column, f"{row}{column}")
    for row in (1, 2, 4):
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.set_column(2, 5, None, None, {"hidden": True})


def _old_hidden(book: Any) -> None:
    sheet = book.add_sheet("План")
    for row in range(6):
        for column in range(3):
            sheet.write(row, column, f"{row}{column}")
    for row in (1, 2, 4):
        sheet.row(row).hidden = True
    sheet.col(2).hidden = True


@pytest.mark.parametrize("data", [_xlsx(_hidden), _xls(_old_hidden)], ids=["xlsx", "xls"])
def test_hidden_rows_and_columns_are_read_and_told(data: bytes) -> None:
    document = _read(data)
    assert len(_cells(document)) == 18
    told = [
        (remark.text, remark.origin and (remark.origin.row, remark.origin.column))
        for remark in document.remarks
        if remark.code == "hidden_part"
    ]
    assert told == [("строки 2-3", (2, None)), ("строка 5", (5, None)), ("графа 3", (None, 3))]


def _around(book: Any) -> None:
    sheet = book.add_worksheet()
    sheet.write(4, 0, "План")
    sheet.insert_textbox(0, 3, "УТВЕРЖДАЮ\nДиректор")
    sheet.insert_textbox(9, 0, "Исполнитель")
    sheet.write_comment(4, 0, "сверить")
    sheet.set_header('&L&"Arial,Bold"&12МБОУ «СОШ № 5»&RСтр. &P')
    sheet.set_footer("&C2024")


def test_text_boxes_comments_headers_and_footers() -> None:
    document = _read(_xlsx(_around))
    shown = [(block.place, block.text) if isinstance(block, Paragraph) else ("table", block.cells[0].text) for block in document.blocks]
    assert shown == [
        ("page_header", "МБОУ «СОШ № 5»"),
        ("page_header", "Стр."),
        ("body", "УТВЕРЖДАЮ"),
        ("body", "Директор"),
        ("table", "План"),
        ("body", "Исполнитель"),
        ("page_footer", "2024"),
    ]
    assert _remarks(document) == [("comment", "сверить")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_text_boxes_comments_headers_and_footers_of_old_files(tmp_path: Path) -> None:
    (tmp_path / "план.xlsx").write_bytes(_xlsx(_around))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), str(tmp_path / "план.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = _read((tmp_path / "план.xls").read_bytes(), "план.xls")
    shown = [(block.place, block.text) for block in document.blocks if isinstance(block, Paragraph)]
    assert sorted(shown) == sorted(
        [
            ("page_header", "МБОУ «СОШ № 5»"),
            ("page_header", "Стр."),
            ("body", "УТВЕРЖДАЮ"),
            ("body", "Директор"),
            ("body", "Исполнитель"),
            ("page_footer", "2024"),
        ]
    )
    assert _remarks(document) == [("comment", "сверить")]


# ------------------------------------------------------------ hostile files


def test_lonely_cells_at_the_ends_of_an_old_sheet() -> None:
    """A damaged record puts a cell there: the millions of cells between are not filled up."""

    def write(book: Any) -> None:
        sheet = book.add_sheet("План")
        sheet.write(0, 255, "план")
        sheet.write(65_535, 0, "срок")

    (table,) = _read(_xls(write), "план.xls").tables
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [(1, 256, "план"), (65_536, 1, "срок")]


def test_merge_of_the_whole_sheet_and_columns_without_end() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B1", "План")
        sheet.write(1_048_575, 16_383, "под объединением")
        sheet.set_column(0, 16_383, None, None, {"hidden": True})

    data = _with(_xlsx(write), {b'"A1:B1"': b'"A1:XFD1048576"', b'max="16384"': b'max="99999999999"'})
    document = _read(data)
    assert [cell.text for cell in document.tables[0].cells] == ["План"]
    assert [text for code, text in _remarks(document) if code == "unreadable_part"] == ["под объединением"]


def _with(package: bytes, changes: dict[bytes, bytes]) -> bytes:
    """A package whose first sheet says something else."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            for old, new in changes.items() if name.endswith("sheet1.xml") else ():
                assert old in data
                data = data.replace(old, new)
            target.writestr(name, data)
    return changed.getvalue()


# ------------------------------------------------------------ files as they come


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xltx"])
def test_usual_suffixes(suffix: str) -> None:
    assert _read(_xlsx(_merged), f"план{suffix}").remarks == ()


def test_renamed_file_is_read_as_what_it_is() -> None:
    assert _remarks(_read(_xls(_old_merged), "план.xlsx")) == [("wrong_suffix", ".xlsx → xls")]
    assert _remarks(_read(_xlsx(_merged), "план.docx")) == [("wrong_suffix", ".docx → xlsx")]


@pytest.mark.parametrize("kept", [0.3, 0.9])
@pytest.mark.parametrize("data", [_xlsx(_merged), _xls(_old_merged)], ids=["xlsx", "xls"])
def test_cut_short(data: bytes, kept: float) -> None:
    with pytest.raises(DamagedFileError):
        _read(data[: int(len(data) * kept)])


def test_nothing_is_printed_about_an_odd_file(capfd: pytest.CaptureFixture[str]) -> None:
    _read(_xls(_old_merged) + b"odd", "план.xls")
    assert capfd.readouterr().out == ""


def test_sheet_of_pictures_only() -> None:
    picture = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
        )
    )
    data = _xlsx(lambda book: book.add_worksheet().insert_image(0, 0, "скан.png", {"image_data": picture}))
    with pytest.raises(NoTextError):
        _read(data)


def test_empty_workbook_has_no_blocks() -> None:
    assert _read(_xlsx(lambda book: book.add_worksheet())).blocks == ()


def test_entities_and_outside_parts_are_not_followed() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ха"><!ENTITY f SYSTEM "file:///etc/hostname">]>'

    def spoil(text: str) -> str:
        head, body = text.split("?>", 1)
        return f"{head}?>{bomb}{body.replace('План', 'План&f;&a;')}"

    assert _cells(_read(_changed(_xlsx(_merged), "xl/sharedStrings.xml", spoil)))[1, 1] == "План"


def test_table_is_a_table() -> None:
    assert all(isinstance(block, Table) for block in _read(_xlsx(_merged)).blocks)
