"""Writes the workbook that asks: what is unsure, and cells for the answers with drop-down lists."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from pipeline.corrections import guide
from pipeline.corrections.book import ANSWERS, COLUMNS, CONFIRM, GUIDE, KEY, LISTS, NOTE, PROPOSED, SHEET, YES, List
from pipeline.corrections.lists import Lists, shown
from pipeline.corrections.questions import Question
from pipeline.export.excel import SHEET_ROWS, cell_text
from pipeline.export.files import replacing

# One date for every workbook: the same dataset gives the same bytes.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_HEADINGS = list(COLUMNS)
_LIST_TITLES: dict[List, str] = {
    "stages": "Вид этапа",
    "activities": "Вид мероприятия",
    "deadlines": "Вид срока",
    "recurrences": "Повторяемость",
    "conditions": "Условие срока",
    "roles": "Роль",
    "areas": "За что отвечает",
    "periods": "Вид периода",
    "kinds": "Вид организации",
    "legal_forms": "Правовая форма",
    "regions": "Регион",
}
_LIST_WIDTH = 44
_A3 = 8
_LINE, _HIGHEST = 15, 409
"""Heights in points: of one line of text, and the greatest that Excel takes."""


class _Formats(NamedTuple):
    heading: Format
    asked: Format
    text: Format
    number: Format
    answer: Format
    none: Format
    bold: Format


def write_review(path: Path, questions: Sequence[Question], lists: Lists) -> int:
    """Writes the workbook; returns how many rows it holds, which may be fewer than there are. OutputError."""
    held = questions[: SHEET_ROWS - 1]
    with replacing(path) as temporary:
        try:
            # Constant memory: rows go to disk as they come.
            with Workbook(str(temporary), {"constant_memory": True}) as book:
                _fill(book, held, lists)
        except FileCreateError as error:
            raise OSError(str(error)) from error
    return len(held)


def _fill(book: Workbook, questions: Sequence[Question], lists: Lists) -> None:
    book.use_zip64()
    book.set_properties({"title": "Проверка дорожных карт наставничества", "created": _CREATED})
    formats = _formats(book)
    _questions_sheet(book.add_worksheet(SHEET), questions, lists, formats)
    _guide_sheet(book.add_worksheet(GUIDE), formats)
    _lists_sheet(book.add_worksheet(LISTS), lists, formats)


def _formats(book: Workbook) -> _Formats:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C8C8C8"}
    return _Formats(
        heading=book.add_format({**cell, "bold": True, "bg_color": "#DDE6EE"}),
        asked=book.add_format({**cell, "bold": True, "bg_color": "#FFE699"}),
        text=book.add_format(cell),
        number=book.add_format({**cell, "align": "center"}),
        # As text: Excel would take «09.2024» for the first of September, and the number «12-05» of an order for the fifth of December.
        answer=book.add_format({**cell, "bg_color": "#FFF9DB", "num_format": "@"}),
        none=book.add_format({**cell, "bg_color": "#EDEDED"}),
        bold=book.add_format({"bold": True, "font_size": 12}),
    )


def _questions_sheet(sheet: Worksheet, questions: Sequence[Question], lists: Lists, formats: _Formats) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(questions), 1), len(_HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, 32)
    for n, (heading, width) in enumerate(COLUMNS.items()):
        sheet.set_column(n, n, width, None, {"hidden": True} if heading == KEY else {})
        sheet.write_string(0, n, heading, formats.asked if heading in (CONFIRM, *ANSWERS) else formats.heading)
    for n, question in enumerate(questions, 1):
        _row(sheet, n, question, formats)
    _validate(sheet, questions, lists)


def _row(sheet: Worksheet, n: int, question: Question, formats: _Formats) -> None:
    texts = (question.file, question.place, question.organisation, question.what, question.within, question.text)
    sheet.set_row(n, _height({**dict(zip(_HEADINGS, texts, strict=False)), PROPOSED: question.proposed}))
    for column, text in enumerate(texts):
        sheet.write_string(n, column, _cell(text), formats.text)
    sheet.write_number(n, len(texts), question.times, formats.number)
    sheet.write_string(n, len(texts) + 1, _cell(question.proposed), formats.text)
    asked = {CONFIRM, NOTE, *(field.column for field in question.fields)}
    for heading in (CONFIRM, *ANSWERS, NOTE):
        sheet.write_blank(n, _HEADINGS.index(heading), None, formats.answer if heading in asked else formats.none)
    sheet.write_string(n, _HEADINGS.index(KEY), question.key, formats.text)


def _height(texts: Mapping[str, str]) -> float:
    """Points that the longest of the wrapped texts takes: LibreOffice fits no rows of a workbook that it opens."""
    lines = max(sum(1 + len(line) // COLUMNS[heading] for line in text.split("\n")) for heading, text in texts.items())
    return min(_LINE * (lines + 0.3), _HIGHEST)


def _cell(text: str) -> str:
    """What was written by others, made harmless; nothing where the program has nothing to say."""
    return cell_text(text) if text else ""


def _validate(sheet: Worksheet, questions: Sequence[Question], lists: Lists) -> None:
    """Drop-down lists. What is typed past them is not refused here: a name or several are good too, and `apply` checks them."""
    if questions:
        at = _HEADINGS.index(CONFIRM)
        _drop_down(sheet, at, [(1, len(questions))], [YES])
    places: dict[tuple[str, List], list[int]] = {}
    for n, question in enumerate(questions, 1):
        for field in question.fields:
            if field.list:
                places.setdefault((field.column, field.list), []).append(n)
    for (column, name), rows in places.items():
        _drop_down(sheet, _HEADINGS.index(column), list(_runs(rows)), _source(name, lists))


def _drop_down(sheet: Worksheet, column: int, runs: Sequence[tuple[int, int]], source: str | list[str]) -> None:
    first, last = runs[0]
    options = {"validate": "list", "source": source, "show_error": False}
    if len(runs) > 1:
        options["multi_range"] = " ".join(xl_range(start, column, end, column) for start, end in runs)
    sheet.data_validation(first, column, last, column, options)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows, ascending, as runs of neighbours: first and last.

    >>> _runs([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _source(name: List, lists: Lists) -> str:
    """Where a list stands on its sheet, below its heading."""
    column = list(_LIST_TITLES).index(name)
    return f"='{LISTS}'!{xl_range_abs(1, column, len(lists[name]), column)}"


def _guide_sheet(sheet: Worksheet, formats: _Formats) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for n, width in enumerate(guide.WIDTHS):
        sheet.set_column(n, n, width)
    for n, line in enumerate(guide.LINES):
        for column, text in enumerate(line):
            sheet.write_string(n, column, text, formats.bold if n == 0 else None)


def _lists_sheet(sheet: Worksheet, lists: Lists, formats: _Formats) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(_LIST_TITLES) - 1, _LIST_WIDTH)
    columns = [[title, *(shown(lists[name], code) for code in lists[name])] for name, title in _LIST_TITLES.items()]
    for row in range(max(map(len, columns))):
        for n, column in enumerate(columns):
            if row < len(column):
                sheet.write_string(row, n, _cell(column[row]), None if row else formats.heading)
