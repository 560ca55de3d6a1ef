"""CSV, Parquet and XLSX, read back with other programs' eyes."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export import entries_of, excel
from pipeline.export.about import TITLE
from pipeline.export.manifest import WRITTEN
from pipeline.export.tables import TABLES, flatten
from pipeline.export.xlsx_file import SHEETS, workbook
from pipeline.model import Roadmap
from pipeline.problems import Failure, problem
from tests.datasets import write_dataset

MakeRoadmap = Callable[..., Roadmap]
FORMULA = "=HYPERLINK(1)"


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def sheet_rows(out: Path, title: str) -> list[dict[Any, Any]]:
    heading, *rows = openpyxl.load_workbook(out / "roadmaps.xlsx")[title].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def test_csv_bytes(written: Path, roadmap: Roadmap) -> None:
    key = f"{roadmap.document_id}-01-001"
    heading = "result_id,document_id,stage_id,activity_id,position,text,scope"
    row = f'{key}-01,{roadmap.document_id},{key[:-4]},{key},1,"Приказ ""О наставничестве"",\nсписок",row'
    assert (written / "csv/results.csv").read_bytes() == f"\ufeff{heading}\r\n{row}\r\n".encode()


def test_csv_values(written: Path) -> None:
    first, second, _ = csv_rows(written / "csv/activities.csv")
    assert (first["codes"], first["roles"], first["match_score"], first["month_from"]) == ("training; meeting", "head; curator", "0.9", "9")
    assert (first["first_start"], first["review"], second["review"]) == ("2023-09-01", "false", "true")
    assert (second["lead"], second["codes"], second["first_start"]) == ("", "", "")


def test_csv_has_the_declared_columns(written: Path) -> None:
    for table in WRITTEN:
        heading = (written / "csv" / f"{table.name}.csv").read_text("utf-8-sig").split("\n")[0].strip()
        assert heading.split(",") == [column.name for column in table.columns]


def test_parquet_schema(written: Path) -> None:
    schema = pq.read_schema(written / "parquet/activities.parquet")
    types = {name: schema.field(name).type for name in schema.names}
    assert types["activity_id"] == pa.string()
    assert types["first_start"] == pa.date32()
    assert pa.types.is_list(types["codes"]) and types["codes"].value_type == pa.string()
    assert (types["review"], types["month_from"], types["match_score"]) == (pa.bool_(), pa.int32(), pa.float64())
    assert [schema.field(name).nullable for name in ("activity_id", "stage_id", "document_id", "text")] == [False, False, False, True]
    assert schema.field("text").metadata[b"description"].decode() == "Что нужно сделать."


def test_parquet_round_trip(written: Path, roadmap: Roadmap, failed: Failure) -> None:
    tables = flatten(entries_of([roadmap], [failed]))
    for table in TABLES:
        read = pq.read_table(written / "parquet" / f"{table.name}.parquet")
        assert read.schema.names == [column.name for column in table.columns]
        rows = [tuple(tuple(v) if isinstance(v, list) else v for v in row.values()) for row in read.to_pylist()]
        assert rows == tables[table.name]


def test_parquet_of_nothing_has_its_types(tmp_path: Path, written: Path) -> None:
    write_dataset([], [], tmp_path / "empty", ["parquet"])
    for table in WRITTEN:
        name = f"parquet/{table.name}.parquet"
        assert pq.read_schema(tmp_path / "empty" / name) == pq.read_schema(written / name)


def test_xlsx_sheets(written: Path) -> None:
    book = openpyxl.load_workbook(written / "roadmaps.xlsx")
    assert book.sheetnames == [TITLE, *(table.title for table in SHEETS)]
    for table in SHEETS:
        sheet = book[table.title]
        assert [cell.value for cell in sheet[1]] == [column.title for column in table.columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, len(table.columns)).coordinate}"
        assert all(12 <= dimension.width <= 61 for dimension in sheet.column_dimensions.values())


def test_xlsx_first_sheet_explains_every_column(written: Path) -> None:
    lines = set(openpyxl.load_workbook(written / "roadmaps.xlsx")[TITLE].iter_rows(values_only=True))
    assert all((t.title, c.title, c.name, c.description) in lines for t in SHEETS for c in t.columns)


def test_xlsx_values(written: Path) -> None:
    first, second, _ = sheet_rows(written, "Мероприятия")
    assert first["Начало"] == dt.datetime(2023, 9, 1)  # noqa: DTZ001 - a day of the sheet has no zone
    assert (first["Виды мероприятия"], first["С месяца"], first["Уверенность"]) == ("training; meeting", 9, 0.9)
    assert (first["Проверить"], second["Проверить"], second["Начало"]) == ("нет", "да", None)


def test_formula_is_harmless_in_sheets_and_itself_in_data(written: Path, roadmap: Roadmap) -> None:
    assert csv_rows(written / "csv/activities.csv")[0]["text"] == "'" + FORMULA
    assert csv_rows(written / "csv/activities.csv")[1]["text"] == "'- подготовка приказа"
    assert sheet_rows(written, "Мероприятия")[0]["Мероприятие"] == "'" + FORMULA
    assert pq.read_table(written / "parquet/activities.parquet")["text"][0].as_py() == FORMULA
    assert Roadmap.model_validate_json((written / "json/b/план.docx.json").read_bytes()) == roadmap


def test_xlsx_has_no_formula_and_no_link(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    texts = [FORMULA, "{=1}", "https://example.org", "mailto:a@example.org", "internal:A1", "<r><t>x</t></r>", "12", "a\x00\x1fb\ufffe"]
    write_dataset([make_roadmap()], [Failure(text, problem("footnote", text)) for text in texts], tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "roadmaps.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    shown = {str(row["Текст"]) for row in sheet_rows(tmp_path, "Замечания")}
    assert {"'" + FORMULA, "{=1}", "https://example.org", "12", "'<r><t>x</t></r>", "a\ufffd0000\ufffd001Fb\ufffdFFFE"} <= shown


def test_xlsx_dates_before_excel_are_texts(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    made = make_roadmap()
    early = made.model_copy(update={"approval": made.approval.model_copy(update={"date": dt.date(203, 9, 1)})})
    write_dataset([early], [], tmp_path, ["xlsx", "parquet"])
    assert sheet_rows(tmp_path, "Документы")[0]["Дата акта"] == "0203-09-01"


def test_xlsx_tells_what_it_cut(make_roadmap: MakeRoadmap, tmp_path: Path) -> None:
    write_dataset([make_roadmap()], [Failure("a.docx", problem("footnote", "я" * 40_000))], tmp_path, ["xlsx"])
    text = sheet_rows(tmp_path, "Замечания")[0]["Текст"]
    assert len(text) == excel.CELL_CHARACTERS and text.endswith("я…")
    notes = [row[0] for row in openpyxl.load_workbook(tmp_path / "roadmaps.xlsx")[TITLE].iter_rows(values_only=True)]
    assert [note for note in notes if note and "«Замечания», ячейка G2" in note]


def test_xlsx_goes_on_where_a_sheet_is_full_and_says_so(roadmap: Roadmap, tmp_path: Path) -> None:
    rows = flatten(entries_of([roadmap]))["activities"]
    with workbook(tmp_path, sheet_rows=3) as add:
        for row in [*rows, *rows]:
            add("activities", [row])
    book = openpyxl.load_workbook(tmp_path / "roadmaps.xlsx")
    pages = ["Мероприятия", "Мероприятия (2)", "Мероприятия (3)"]
    assert book.sheetnames[3:6] == pages
    assert [book[page].max_row for page in pages] == [3, 3, 3]
    assert all(book[page].auto_filter.ref.endswith("3") and book[page]["A1"].value == "Код мероприятия" for page in pages)
    shown = [row["Код мероприятия"] for page in pages for row in sheet_rows(tmp_path, page)]
    assert shown == [row[0] for row in [*rows, *rows]]
    notes = [row[0] for row in book[TITLE].iter_rows(values_only=True)]
    assert "Лист «Мероприятия»: больше 2 строк он не вмещает; остальные — дальше: «Мероприятия (2)», «Мероприятия (3)»." in notes


def test_xlsx_of_nothing_is_valid(tmp_path: Path) -> None:
    write_dataset([], [], tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "roadmaps.xlsx")
    assert all(book[table.title].max_row == 1 for table in SHEETS)
    assert zipfile.ZipFile(tmp_path / "roadmaps.xlsx").testzip() is None
