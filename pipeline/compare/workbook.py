"""`comparison.xlsx`: a sheet for each table of the comparison, coloured by what a person looks for."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.compare.tables import TABLES, Record
from pipeline.export.columns import Row, Table
from pipeline.export.files import replacing
from pipeline.export.xlsx_file import CREATED
from pipeline.export.xlsx_sheets import formats_of, write_sheet

FILE = "comparison.xlsx"
RED, YELLOW, GREEN, BLUE = "#F4C7C3", "#FCE8B2", "#C9E7CB", "#CFE2F3"
_LATE, _VERY_LATE = 14, 45
"""Days beside the window from which a stage is coloured yellow, and red."""
_DAYS = ("start_from_reference", "end_from_reference", "start_from_median", "end_from_median")

Rule = tuple[str, dict[str, Any]]
"""The column that it colours, and the conditional format (xlsxwriter's), the colour under `format`."""


def write_workbook(rows: Mapping[str, Sequence[Row]], introduction: Sequence[str], out: Path) -> Path:
    """Writes `comparison.xlsx` below `out`: a first sheet with the lines of `introduction`, then the tables. OutputError where it cannot be written."""
    path = out / FILE
    with replacing(path) as temporary, Workbook(str(temporary), {"constant_memory": True}) as book:
        book.use_zip64()
        book.set_properties({"title": "Сравнение дорожных карт наставничества", "created": CREATED})
        first, formats = book.add_worksheet("О сравнении"), formats_of(book)
        colours = {colour: book.add_format({"bg_color": colour}) for colour in (RED, YELLOW, GREEN, BLUE)}
        notes: list[str] = []
        for table in TABLES:
            sheet = book.add_worksheet(table.title)
            notes += write_sheet(sheet, table, rows[table.name], formats)
            _colour(sheet, table, len(rows[table.name]), colours)
        _write_lines(first, [*introduction, *notes, "", *_contents()])
    return path


def _write_lines(sheet: Worksheet, lines: Sequence[str]) -> None:
    sheet.set_column(0, 0, 120)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)


def _contents() -> Iterator[str]:
    for table in TABLES:
        yield f"Лист «{table.title}». {table.description}"
        yield from (f"    {column.title} ({column.name}): {column.description}" for column in table.columns)


def _colour(sheet: Worksheet, table: Table[Record], count: int, colours: Mapping[str, Format]) -> None:
    places = {column.name: at for at, column in enumerate(table.columns)}
    for name, rule in _rules():
        if name in places and count:
            colour = rule.get("format")
            known = {**rule, "format": colours[colour]} if colour else rule
            sheet.conditional_format(1, places[name], count, places[name], known)


def _rules() -> Iterator[Rule]:
    for value, colour in (("missing", RED), ("extra", BLUE), ("there", GREEN)):
        yield "status", {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": colour}
    for name in _DAYS:
        yield name, {"type": "blanks", "format": None, "stop_if_true": True}
        for days, colour in ((_VERY_LATE, RED), (_LATE, YELLOW)):
            yield name, {"type": "cell", "criteria": "not between", "minimum": -days, "maximum": days, "format": colour}
    for name in ("in_window", "in_period", "order_kept"):
        yield name, {"type": "cell", "criteria": "==", "value": "FALSE", "format": RED}
    yield "completeness", {"type": "3_color_scale", "min_color": RED, "mid_color": YELLOW, "max_color": GREEN, "min_type": "num", "mid_type": "num", "max_type": "num", "min_value": 0, "mid_value": 60, "max_value": 100}  # fmt: skip
    yield "difference", {"type": "3_color_scale", "min_color": RED, "mid_color": "#FFFFFF", "max_color": BLUE, "min_type": "num", "mid_type": "num", "max_type": "num", "min_value": -0.5, "mid_value": 0, "max_value": 0.5}  # fmt: skip
    for value, colour in (("dropped", RED), ("added", GREEN), ("moved", YELLOW)):
        yield "change", {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": colour}
