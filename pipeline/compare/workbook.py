"""`comparison.xlsx`: first what is in it and what the colours mean, then a row for each plan, then a sheet for each table."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.compare import Comparison, overview
from pipeline.compare.sheets import Sheet, Words, sheet
from pipeline.compare.tables import TABLES
from pipeline.export.columns import Row
from pipeline.export.excel import SHEET_ROWS, cell_text, storable
from pipeline.export.files import replacing
from pipeline.export.xlsx_file import CREATED
from pipeline.export.xlsx_rows import RowSheet
from pipeline.export.xlsx_sheets import Formats, formats_of, write_sheet
from pipeline.names import Names

FILE = "comparison.xlsx"
RED, YELLOW, GREEN, BLUE = "#F4C7C3", "#FCE8B2", "#C9E7CB", "#CFE2F3"
_COLOURS = {overview.NONE: RED, overview.FAR: RED, overview.NEAR: YELLOW, overview.GOOD: GREEN}
_LEGEND = (
    (RED, "нет в плане, или больше чем на 45 дней не в срок образца"),
    (YELLOW, "от 15 до 45 дней не в срок"),
    (GREEN, "есть, в срок (или до двух недель не в срок)"),
    (BLUE, "сверх образца, или больше, чем в группе"),
)
_DAYS = ("start_from_reference", "end_from_reference", "start_from_median", "end_from_median")
_ORDER = ("quality", "coverage", "timing", "responsibility", "changes", "similarity")
_HEADING = 45
"""The height of a heading of three lines, in points."""

Rule = tuple[str, dict[str, Any]]
"""The column that it colours, and the conditional format (xlsxwriter's), the colour under `format`."""


def write_workbook(comparison: Comparison, rows: Mapping[str, Sequence[Row]], introduction: Sequence[str], names: Names, out: Path) -> Path:
    """Writes `comparison.xlsx` below `out`; returns its path. OutputError where it cannot be written.

    rows: of the tables, by their names. introduction: the first lines of the first sheet.
    """
    path = out / FILE
    with replacing(path) as temporary:
        try:
            with Workbook(str(temporary), {"constant_memory": True}) as book:
                _fill(book, comparison, rows, introduction, names)
        except FileCreateError as error:
            raise OSError(str(error)) from error
    return path


def _fill(book: Workbook, comparison: Comparison, rows: Mapping[str, Sequence[Row]], introduction: Sequence[str], names: Names) -> None:
    book.use_zip64()
    book.set_properties({"title": "Сравнение дорожных карт наставничества", "created": CREATED})
    first, formats = book.add_worksheet("О сравнении"), formats_of(book)
    colours = {colour: book.add_format({"bg_color": colour, "valign": "top", "text_wrap": True}) for colour in (RED, YELLOW, GREEN, BLUE)}
    _write_overview(book.add_worksheet(overview.TITLE), comparison, names, formats, colours)
    words, notes = Words(comparison.reference, names), []
    sheets = [sheet(table, rows[table.name], words) for name in _ORDER for table in TABLES if table.name == name]
    for one in sheets:
        page = book.add_worksheet(one.table.title, RowSheet)
        page.set_row(0, _HEADING)
        notes += write_sheet(page, one.table, one.rows, formats, one.hidden)
        page.freeze_panes(1, 1)
        _to_print(page)
        _colour(page, one, colours)
    _write_about(first, introduction, notes, sheets, colours)


def _write_overview(page: Worksheet, comparison: Comparison, names: Names, formats: Formats, colours: Mapping[str, Format]) -> None:
    heads = overview.headings(comparison)
    page.freeze_panes(1, 1)
    _to_print(page)
    page.set_row(0, 2 * _HEADING)
    page.autofilter(0, 0, min(len(comparison.data.documents), SHEET_ROWS - 1), len(heads) - 1)
    for at, (title, width) in enumerate(heads):
        page.set_column(at, at, width)
        page.write_string(0, at, title, formats.heading)
    plain = formats.text
    for row, line in zip(range(1, SHEET_ROWS), overview.lines(comparison, names), strict=False):
        for at, cell in enumerate(line):
            look = colours[_COLOURS[cell.mark]] if cell.mark in _COLOURS else plain
            if isinstance(cell.value, str):
                page.write_string(row, at, cell_text(cell.value), look)
            elif cell.value is not None:
                page.write_number(row, at, cell.value, look)


def _write_about(
    page: Worksheet, introduction: Sequence[str], notes: Sequence[str], sheets: Sequence[Sheet], colours: Mapping[str, Format]
) -> None:
    _to_print(page)
    page.set_column(0, 0, 4)
    page.set_column(1, 1, 130)
    row = 0
    for line in introduction:
        page.write_string(row, 0, storable(line))
        row += 1
    for colour, meaning in _LEGEND:
        page.write_blank(row, 0, None, colours[colour])
        page.write_string(row, 1, meaning)
        row += 1
    for line in ("", *notes, *_contents(sheets)):
        page.write_string(row, 0, line)
        row += 1


def _to_print(page: Worksheet) -> None:
    """A4 across, all columns on one page, the heading on each."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _contents(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield "Коды (документа, этапа, вида, роли) стоят в свёрнутых графах: раскройте их знаком «+» над таблицей."
    yield "Только в csv/ и parquet/: чего хватает, сроки видов мероприятий, сравнение с собственным образцом плана, перечни мероприятий."
    yield ""
    yield f"Лист «{overview.TITLE}». Строка — план, графа — этап образца: нет его, в срок он или насколько раньше и позже; что в плане сделать."
    told: set[str] = set()
    for one in sheets:
        yield f"Лист «{one.table.title}». {one.table.description}"
        columns = [column for column in one.table.columns if column.name not in one.hidden | told]
        yield from (f"    {column.title}: {column.description}" for column in columns)
        told |= {column.name for column in columns}


def _colour(page: Worksheet, one: Sheet, colours: Mapping[str, Format]) -> None:
    places = {column.name: at for at, column in enumerate(one.table.columns)}
    count = len(one.rows)
    for name, rule in _rules():
        if name in places and count:
            colour = rule.get("format")
            known = {**rule, "format": colours[colour]} if colour else rule
            page.conditional_format(1, places[name], count, places[name], known)


def _rules() -> Iterator[Rule]:
    for value, colour in (("нет", RED), ("сверх образца", BLUE)):
        yield _equal("status", value, colour)
    for name in _DAYS:
        yield name, {"type": "blanks", "format": None, "stop_if_true": True}
        for days, colour in ((overview.VERY_LATE, RED), (overview.LATE, YELLOW)):
            yield name, {"type": "cell", "criteria": "not between", "minimum": -days, "maximum": days, "format": colour}
    for name in ("in_window", "in_period", "order_kept"):
        yield _equal(name, "нет", RED)
    yield _equal("role_name", "никто не назван", RED)
    yield "completeness", _scale((RED, 0), (YELLOW, 60), (GREEN, 100))
    yield "difference", _scale((RED, -0.5), ("#FFFFFF", 0), (BLUE, 0.5))
    for value, colour in (("убрано", RED), ("добавлено", GREEN), ("перенесено", YELLOW)):
        yield _equal("change", value, colour)


def _equal(name: str, value: str, colour: str) -> Rule:
    return name, {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": colour}


def _scale(*points: tuple[str, float]) -> dict[str, Any]:
    """A scale of three colours, each at its number."""
    ends = {f"{end}_{key}": value for end, (colour, number) in zip(("min", "mid", "max"), points, strict=True) for key, value in (("color", colour), ("type", "num"), ("value", number))}  # fmt: skip
    return {"type": "3_color_scale", **ends}
