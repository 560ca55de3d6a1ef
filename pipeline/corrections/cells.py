"""What a person typed into one cell, whatever program saved it: codes by their names, dates as dates or as text."""

import calendar
import datetime as dt
import re

from pipeline.corrections.book import CLEAR, END, Field
from pipeline.corrections.lists import Lists, alike, chosen
from pipeline.text import fold, squash

Cell = str | int | float | bool | dt.date | dt.time | None
"""What a program keeps in a cell; a datetime is a date too."""

_YES = ("да", "верно", "yes", "+", "x", "х", "v", "✓", "1", "true", "истина", "ok", "ок")
_NO = ("нет", "no", "0", "false", "ложь", "неверно")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*г\.?)?|(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00:00)?")
_MONTH = re.compile(r"(\d{1,2})\.(\d{4})(?:\s*г\.?)?")
_YEARS = range(1990, 2101)
_ERRORS = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|Н/Д|ССЫЛКА!|ИМЯ\?|ЗНАЧ!|ДЕЛ/0!|ЧИСЛО!|ПУСТО!)")


class CellError(ValueError):
    """What is wrong with a cell and what to do, in Russian."""


def text_of(cell: Cell) -> str:
    """The words of a cell; a whole number without its «.0».

    >>> text_of(144.0), text_of("  лицей  №144 "), text_of(None)
    ('144', 'лицей №144', '')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else squash(str(cell))
    if _ERRORS.fullmatch(text):
        raise CellError(f"в ячейке ошибка формулы «{text}». Впишите само значение")
    return text


def confirmed(cell: Cell) -> bool:
    """Whether the cell says that the proposed value is right. CellError for words that say neither."""
    word = "да" if cell is True else "нет" if cell is False else fold(text_of(cell)) or text_of(cell)
    if word and word not in (*_YES, *_NO):
        raise CellError(f"«{word}» — не ответ. Напишите «да» или оставьте ячейку пустой")
    return word in _YES


def answer(cell: Cell, field: Field, lists: Lists) -> str | list[str] | None:
    """The value of a field as a cell gives it; the cell is not blank. CellError where it gives none."""
    if text_of(cell) in CLEAR:
        if not field.may_be_empty:
            raise CellError("здесь пусто быть не может. Выберите значение из списка")
        return [] if field.form == "codes" else None
    if field.form == "date":
        return _date(cell, is_end=field.column == END).isoformat()
    if isinstance(cell, dt.date | dt.time):
        raise CellError("программа таблиц превратила написанное в дату. Задайте ячейке формат «Текстовый» и впишите заново")
    match field.form:
        case "code":
            return _code(text_of(cell), field, lists)
        case "codes":
            texts = [squash(text) for text in re.split(r"[;\n]", str(cell)) if text.strip()]
            return list(dict.fromkeys(_code(text, field, lists) for text in texts))
        case _:
            return text_of(cell)


def _code(text: str, field: Field, lists: Lists) -> str:
    entries = lists[field.list] if field.list else {}
    code = chosen(entries, text)
    if code is None:
        near = alike(entries, text)
        advice = f"Может быть, «{near}»?" if near else "Выберите значение из списка в ячейке или на листе «Списки»."
        raise CellError(f"«{text}» в списке нет. {advice}")
    return code


def _date(cell: Cell, is_end: bool) -> dt.date:
    """A day; of a month its first, or its last where it is an end."""
    day = cell.date() if isinstance(cell, dt.datetime) else cell
    if not isinstance(day, dt.date):
        day = _date_of(text_of(cell), is_end)
    if day.year not in _YEARS:
        raise CellError(f"«{day:%d.%m}.{day.year:04}»: год вне пределов {_YEARS[0]}–{_YEARS[-1]}. Исправьте год")
    return day


def _date_of(text: str, is_end: bool) -> dt.date:
    try:
        if found := _DAY.fullmatch(text):
            day, month, year, *iso = found.groups()
            return dt.date(*map(int, (year, month, day) if day else iso))
        if found := _MONTH.fullmatch(text):
            year, month = int(found[2]), int(found[1])
            return dt.date(year, month, calendar.monthrange(year, month)[1] if is_end else 1)
    except ValueError as error:
        raise CellError(f"даты «{text}» не бывает. Исправьте день или месяц") from error
    raise CellError(f"«{text}» — не дата. Напишите её так: 30.09.2024, а месяц целиком — 09.2024")
