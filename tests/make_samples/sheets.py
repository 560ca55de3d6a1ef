"""Samples that Excel wrote: a workbook, and the CSV that it saves in Russia."""

import csv
import datetime as dt
import re

import xlsxwriter

from tests.make_samples.texts import SAMPLES, merges_of, rows_of, texts_of

WIDTHS = (5, 26, 44, 20, 24, 14)


def typed(text: str) -> dt.date | float | str:
    """What Excel makes of what is typed into a cell: dates, numbers and shares are no texts."""
    if day := re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", text):
        return dt.date(int(day[3]), int(day[2]), int(day[1]))
    if share := re.fullmatch(r"(\d+) %", text):
        return int(share[1]) / 100
    return float(text) if text.isdigit() else text.replace("¶", "\n")


def write_xlsx(file: str) -> None:
    """A workbook with title and approval in rows above the header, merged and typed cells, and a blank second sheet; the same each time."""
    texts = texts_of(file)
    book = xlsxwriter.Workbook(SAMPLES / file)
    book.set_properties({"created": dt.datetime(2025, 8, 29, 9, 0)})  # noqa: DTZ001 - the format has no time zones
    sheet, _ = book.add_worksheet("План"), book.add_worksheet("Лист2")
    look = {"border": 1, "text_wrap": True, "valign": "top"}
    plain, bold, day, share = (
        book.add_format({**look, **more}) for more in ({}, {"bold": True}, {"num_format": "dd.mm.yyyy"}, {"num_format": "0%"})
    )
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for y, line in enumerate(texts["approval"].splitlines()):
        sheet.write(y, 4, line)
    sheet.merge_range(5, 0, 5, 5, texts["title"], book.add_format({"bold": True, "align": "center", "text_wrap": True}))
    sheet.set_row(5, 48)
    rows = rows_of(texts["plan"])
    for y, row in enumerate(rows):
        for x, value in enumerate(map(typed, row)):
            form = day if isinstance(value, dt.date) else share if isinstance(value, float) and value < 1 else bold if y == 0 else plain
            sheet.write(7 + y, x, "" if value == "^" else value, form)
    for x, first, last in merges_of(rows):
        sheet.merge_range(7 + first, x, 7 + last, x, "", plain)
        sheet.write(7 + first, x, typed(rows[first][x]), plain)
    sheet.write(8 + len(rows), 2, texts["after"])
    book.close()


def write_csv(file: str) -> None:
    """Semicolons, cp1251, line breaks in cells, lines of title above the header, as wide as the plan."""
    texts = texts_of(file)
    plan = [[cell.replace("¶", "\n") for cell in row] for row in rows_of(texts["plan"])]
    width = len(plan[0])
    after = [["", texts["after"], *[""] * (width - 2)]]
    blank = [[""] * width]
    title = [[line, *[""] * (width - 1)] for line in texts["title"].splitlines()]
    approval = [[*[""] * (width - 2), line, ""] for line in texts["approval"].splitlines()]
    with (SAMPLES / file).open("w", encoding="cp1251", newline="") as out:
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([*approval, *blank, *title, *blank, *plan, *blank, *after])
