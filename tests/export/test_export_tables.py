"""The tables: declared once, keys and references, what is flattened how."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.export import entries_of
from pipeline.export.columns import Row, Table, Value
from pipeline.export.tables import TABLES, flatten
from pipeline.model import Roadmap
from pipeline.problems import Failure

TYPES: dict[str, type] = {"text": str, "integer": int, "number": float, "boolean": bool, "date": dt.date, "list": tuple}

Records = list[dict[str, Value]]


def records(tables: dict[str, list[Row]]) -> dict[str, Records]:
    return {table.name: [dict(zip([c.name for c in table.columns], row, strict=True)) for row in tables[table.name]] for table in TABLES}


@pytest.fixture
def flat(roadmap: Roadmap, failed: Failure) -> dict[str, Records]:
    return records(flatten(entries_of([roadmap], [failed])))


def test_the_seven_tables_in_order() -> None:
    assert [table.name for table in TABLES] == ["documents", "stages", "activities", "deadlines", "responsibles", "results", "problems"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_column_is_declared_once_and_explained_in_russian(table: Table[Any]) -> None:
    columns = table.columns
    assert len({c.name for c in columns}) == len({c.title for c in columns}) == len(columns)
    assert all(c.description.endswith(".") and any("а" <= letter <= "я" for letter in c.description) for c in columns)


def test_values_are_of_the_declared_type(roadmap: Roadmap, failed: Failure) -> None:
    tables = flatten(entries_of([roadmap], [failed]))
    for table in TABLES:
        for row in tables[table.name]:
            for column, value in zip(table.columns, row, strict=True):
                assert value is not None or not column.required, column.name
                assert value is None or type(value) is TYPES[column.type], (table.name, column.name, value)


def test_every_table_has_rows_in_this_sample(flat: dict[str, Records]) -> None:
    assert {name: len(rows) for name, rows in flat.items()} == {
        "documents": 1, "stages": 3, "activities": 3, "deadlines": 3, "responsibles": 3, "results": 1, "problems": 3,
    }  # fmt: skip


def test_ids_follow_the_document(flat: dict[str, Records], roadmap: Roadmap) -> None:
    document = roadmap.document_id
    assert [row["stage_id"] for row in flat["stages"]] == [f"{document}-01", f"{document}-02", f"{document}-03"]
    assert [row["activity_id"] for row in flat["activities"]] == [f"{document}-01-001", f"{document}-01-002", f"{document}-02-001"]
    assert [row["deadline_id"] for row in flat["deadlines"]][:2] == [f"{document}-01-001-01", f"{document}-01-001-02"]
    assert [row["position"] for row in flat["responsibles"]] == [1, 2, 3]


def test_keys_are_unique_and_references_hold(make_roadmap: Callable[..., Roadmap], failed: Failure) -> None:
    flat = records(flatten(entries_of([make_roadmap(), make_roadmap("c.docx"), make_roadmap("d.docx", "второй")], [failed, failed])))
    keys = {table.name: [row[table.columns[0].name] for row in flat[table.name]] for table in TABLES}
    for table in TABLES:
        assert len(set(keys[table.name])) == len(keys[table.name])
        for column in table.columns:
            if column.refers:
                assert {row[column.name] for row in flat[table.name]} - {None} <= set(keys[column.refers])


def test_document_row(flat: dict[str, Records]) -> None:
    row = flat["documents"][0]
    assert (row["file"], row["organisation_text"], row["approval_date"]) == ("b/план.docx", "МБОУ  СОШ\n«Ромашка»", dt.date(2023, 8, 30))
    assert (row["stages"], row["activities"], row["errors"], row["warnings"], row["infos"], row["review"]) == (3, 3, 0, 2, 0, 2)


def test_activity_row_has_what_is_filtered_by(flat: dict[str, Records]) -> None:
    row = flat["activities"][0]
    assert row["organisation"] == "МБОУ СОШ «Ромашка»"
    assert (row["stage_number"], row["stage_name"], row["stage_code"]) == ("1", "Подготовка", "preparation")
    assert (row["first_start"], row["last_end"]) == (dt.date(2023, 9, 1), dt.date(2024, 1, 20))
    assert (row["month_from"], row["month_to"]) == (9, 1)
    assert (row["roles"], row["conditions"], row["recurrence"]) == (("head", "curator"), ("on_demand",), ("YEARLY",))
    assert (row["page"], row["table"], row["row"], row["column"], row["line"]) == (2, 1, 3, 2, None)


def test_review_is_asked_for_an_unclear_deadline_and_an_unsure_stage(flat: dict[str, Records]) -> None:
    assert [row["review"] for row in flat["activities"]] == [False, True, True]


def test_a_stage_stands_where_its_first_activity_does(flat: dict[str, Records]) -> None:
    assert [(row["page"], row["row"]) for row in flat["stages"]] == [(2, 3), (None, None), (None, None)]


def test_failures_are_problems_of_no_document(flat: dict[str, Records], failed: Failure) -> None:
    row = flat["problems"][0]
    assert (row["document_id"], row["file"], row["code"], row["severity"]) == (None, "a/пусто.docx", "empty_file", "error")
    assert row["message"] == failed.problem.message


def test_equal_content_is_in_the_tables_once_and_told(make_roadmap: Callable[..., Roadmap]) -> None:
    first, second = make_roadmap("a.docx"), make_roadmap("z.docx")
    flat = records(flatten(entries_of([first, second])))
    assert [row["file"] for row in flat["documents"]] == ["a.docx"]
    assert len(flat["activities"]) == 3
    told = flat["problems"][-1]
    assert (told["code"], told["file"], told["text"], told["document_id"]) == ("duplicate_file", "z.docx", "a.docx", first.document_id)
    assert flat["documents"][0]["infos"] == 1


def test_no_roadmaps_are_empty_tables() -> None:
    assert all(rows == [] for rows in flatten([]).values())
