"""The rows that a person filled in, to corrections; and what is wrong with the others, by row and column, with what to do."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from pipeline.corrections.book import ANSWERS, CONFIRM, FIELDS, KEY, SHEET, Field
from pipeline.corrections.cells import Cell, CellError, answer, confirmed
from pipeline.corrections.lists import Lists
from pipeline.corrections.model import Correction, Key, Value
from pipeline.corrections.times import TimeError, completed
from pipeline.model import Period

Row = Mapping[str, Cell]
"""The cells of a row by the headings of their columns."""


class Fault(NamedTuple):
    """What is wrong in the sheet, and what to do."""

    row: int
    column: str | None
    text: str

    @property
    def message(self) -> str:
        """One line in Russian."""
        column = f", графа «{self.column}»" if self.column else ""
        return f"Лист «{SHEET}», строка {self.row}{column}: {self.text.rstrip('.?')}{'?' if self.text.endswith('?') else '.'}"


class Answers(NamedTuple):
    """What a workbook says: corrections, how many of them confirm what was proposed, and faults."""

    corrections: tuple[Correction, ...]
    confirmed: int
    faults: tuple[Fault, ...]


class _Asked(NamedTuple):
    """What the row asked about, as the writer left it in the column of keys."""

    key: Key
    proposed: Value
    field: str | None
    period: Period

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that the row asks for, by their columns."""
        return {field.column: field for field in FIELDS[self.key.kind] if self.field in (None, field.name)}


class _Answered(NamedTuple):
    """One filled row: what was typed in it, and whether the proposed value was called right."""

    row: int
    asked: _Asked
    typed: Value
    is_confirmed: bool


def answers(rows: Iterable[tuple[int, Row]], lists: Lists) -> Answers:
    """The answers of numbered rows. A decision with a fault in one of its rows is not taken at all; the others are."""
    faults: list[Fault] = []
    filled: dict[tuple[Any, ...], list[_Answered]] = {}
    faulty: set[tuple[Any, ...]] = set()
    for number, row in rows:
        found = len(faults)
        answered = _answered(number, row, lists, faults)
        if answered:
            filled.setdefault(answered.asked.key.identity, []).append(answered)
            faulty |= {answered.asked.key.identity} if len(faults) > found else set()
    sound = [group for identity, group in filled.items() if identity not in faulty]
    taken = [(_correction(group, faults), group) for group in sound]
    corrections = [(correction, group) for correction, group in taken if correction]
    agreed = sum(correction.value == group[0].asked.proposed for correction, group in corrections)
    return Answers(tuple(correction for correction, _ in corrections), agreed, tuple(sorted(faults, key=lambda fault: fault.row)))


def _answered(number: int, row: Row, lists: Lists, faults: list[Fault]) -> _Answered | None:
    """What a row says; None of a row that was left as it came, or whose key is gone."""
    said = {column: cell for column in (CONFIRM, *ANSWERS) if not _is_blank(cell := row.get(column))}
    if not said:
        return None
    asked = _asked(row.get(KEY))
    if asked is None:
        faults.append(
            Fault(
                number, None, f"в скрытой графе «{KEY}» нет записи о том, что исправлено. Впишите ответ в строку, которую создала программа"
            )
        )
        return None
    typed: Value = {}
    is_confirmed = False
    for column, cell in said.items():
        try:
            if column == CONFIRM:
                is_confirmed = confirmed(cell)
            else:
                field = _field(column, asked)
                typed[field.name] = answer(cell, field, lists)
        except CellError as error:
            faults.append(Fault(number, column, str(error)))
    return _Answered(number, asked, typed, is_confirmed)


def _field(column: str, asked: _Asked) -> Field:
    if column not in asked.fields:
        raise CellError("для этой строки графа не заполняется. Сотрите значение или перенесите его в жёлтую ячейку")
    return asked.fields[column]


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _asked(cell: Cell) -> _Asked | None:
    """What the row was written for; None where its record is gone or was changed."""
    try:
        content = json.loads(str(cell))
        asked = _Asked(Key(**content["key"]), content["proposed"], content["field"], Period(**content["period"]))
        Correction(key=asked.key, value=asked.proposed)
    except (ValueError, TypeError, KeyError, ValidationError, RecursionError):
        return None
    return asked if asked.fields else None


def _correction(rows: Sequence[_Answered], faults: list[Fault]) -> Correction | None:
    """The correction that the rows of one decision make; None with a fault, or where they only say «нет» to nothing."""
    first = rows[0]
    typed: Value = {}
    for row in rows:
        if clash := next((name for name, value in row.typed.items() if typed.get(name, value) != value), None):
            column = next(column for column, field in row.asked.fields.items() if field.name == clash)
            faults.append(Fault(row.row, column, f"о том же в строке {first.row} сказано иначе. Оставьте один ответ"))
            return None
        typed |= row.typed
        if row.is_confirmed and any(row.asked.proposed[name] != value for name, value in row.typed.items()):
            faults.append(Fault(row.row, CONFIRM, "написано «да», и вписано другое значение. Сотрите одно из двух"))
            return None
    if not typed and not any(row.is_confirmed for row in rows):
        faults.append(Fault(first.row, CONFIRM, "сказано, что неверно, но не сказано, как правильно. Заполните жёлтые ячейки"))
        return None
    return _completed(first, typed, faults)


def _completed(first: _Answered, typed: Value, faults: list[Fault]) -> Correction | None:
    key, proposed = first.asked.key, first.asked.proposed
    value = {**proposed, **typed}
    try:
        if key.kind == "deadline":
            value = completed(typed, proposed, first.asked.period)
        elif key.kind == "period" and value["start"] and value["end"] and str(value["start"]) > str(value["end"]):
            raise TimeError("начало периода позже окончания. Исправьте даты")
        return Correction(key=key, value=value)
    except TimeError as error:
        faults.append(Fault(first.row, None, str(error)))
        return None


def keys_of(rows: Iterable[tuple[int, Row]]) -> set[str]:
    """The SHA-256 of the documents that the rows are about."""
    return {asked.key.document for _, row in rows if (asked := _asked(row.get(KEY)))}


def is_filled(row: Row) -> bool:
    """Whether a person wrote anything into a row that is an answer."""
    return any(not _is_blank(row.get(column)) for column in (CONFIRM, *ANSWERS))
