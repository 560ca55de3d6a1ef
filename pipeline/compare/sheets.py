"""A table as people read it in a workbook: names beside codes, «да» and «нет», and without the lists of codes that are for programs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.compare.coverage import REFERENCE, THERE
from pipeline.compare.references import Reference
from pipeline.compare.tables import Record
from pipeline.export.columns import Column, Row, Table, Value
from pipeline.names import Names

NOBODY, WHOLE = "никто не назван", "этап целиком"
STATUSES = {"missing": "нет", "unsure": "не ясно", "elsewhere": "в другом этапе", "by_type": "есть, судя по виду", "extra": "сверх образца"}
CHANGES = {"added": "добавлено", "dropped": "убрано", "moved": "перенесено", "reworded": "сказано другими словами"}
YES = {True: "да", False: "нет"}
_DIGITS = 2
_ORDER = {"organisation": -1, "dataset": 1, "file": 1}
"""Whose plan it is stands first, where the file is last."""
_LEFT_OUT = {"activity_ids", "other_activity_ids", "basis", "other_file"}
_ONLY_CODES = {"kind", "status", "change"}
"""Codes that the workbook has only the names of."""

Say = Callable[[Any], Value]


class Sheet(NamedTuple):
    """A table for the workbook, its rows, and the columns that are folded away."""

    table: Table[Record]
    rows: list[Row]
    hidden: frozenset[str]


class Words:
    """What the codes of a comparison are called."""

    def __init__(self, reference: Reference, names: Names) -> None:
        stages = {stage.code: f"{n}. {stage.name}" for n, stage in enumerate(reference.stages, 1)}
        numbers = {stage.code: str(n) for n, stage in enumerate(reference.stages, 1)}
        self._says: dict[str, Say] = {
            "stage_code": _called({**names.stages, **stages}),
            "earlier_stage_code": _called({**names.stages, **stages}),
            "activity_code": _called(names.activities, WHOLE),
            "role": _called(names.roles, NOBODY),
            "kind": _called(names.organisations),
            "status": _called(STATUSES),
            "change": _called(CHANGES),
            "overlaps": lambda codes: ", ".join(numbers.get(code, code) for code in codes or ()) or None,
        }

    def of(self, column: Column[Any]) -> Say | None:
        """What says a value of the column in words; None where it is said as it is."""
        if column.type == "boolean":
            return _called(YES)
        if column.type == "number":
            return lambda value: value if value is None else round(value, _DIGITS)
        return self._says.get(column.name)


def sheet(table: Table[Record], rows: Sequence[Row], words: Words) -> Sheet:
    """The table for the workbook, without the rows that a person would only scroll past: they stand in CSV and Parquet."""
    places = {column.name: at for at, column in enumerate(table.columns)}
    rows = [row for row in rows if _is_for_people(table.name, row, places)]
    ordered = sorted(table.columns, key=lambda column: _ORDER.get(column.name, 0))
    shown = [one for column in ordered if column.name not in _LEFT_OUT for one in _shown(column, places[column.name], words)]
    columns = tuple(column for column, _, _ in shown)
    takes = [(at, say) for _, at, say in shown]
    content = [tuple([say(row[at]) if say else row[at] for at, say in takes]) for row in rows]
    return Sheet(
        Table(table.name, table.title, table.description, columns), content, frozenset(column.name for column in columns if _is_key(column))
    )


def _is_for_people(table: str, row: Row, places: Mapping[str, int]) -> bool:
    """Of coverage what is missing or extra against the chosen reference; of timing the stages as a whole."""
    if table == "coverage":
        return row[places["basis"]] == REFERENCE and row[places["status"]] != THERE
    return table != "timing" or row[places["activity_code"]] is None


def _shown(column: Column[Record], at: int, words: Words) -> list[tuple[Column[Record], int, Say | None]]:
    """The column as it is shown: a code that programs need stands folded beside its name."""
    say = words.of(column)
    if say and column.type == "text" and column.name not in _ONLY_CODES:
        named = Column(f"{column.name}_name", "text", column.title, column.description, column.take)
        return [(named, at, say), (column, at, None)]
    return [(column, at, say)]


def _is_key(column: Column[Record]) -> bool:
    return column.name.endswith("_id") or column.name in {"stage_code", "earlier_stage_code", "activity_code", "role"}


def _called(names: Mapping[Any, str], blank: str | None = None) -> Say:
    return lambda code: blank if code is None else names.get(code, code)
