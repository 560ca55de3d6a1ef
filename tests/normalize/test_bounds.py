"""Documents that no person wrote: what is beyond the bounds is named, and what is within them is understood as before."""

import pytest

from pipeline.document import Cell, Document, Origin, Paragraph, Source, Table
from pipeline.errors import TooLargeError
from pipeline.model import Roadmap
from pipeline.normalize import bounds, normalize
from pipeline.normalize.bounds import near, within_bounds
from pipeline.vocabulary import load

HEAD = ("№", "Мероприятие", "Сроки", "Ответственные")
ROW = ("1", "Провести встречу", "май 2024", "Куратор")
TITLE = Paragraph(text="Дорожная карта наставничества МБОУ «СОШ № 5» на 2024 год")


def table(rows: list[tuple[str, ...]], number: int = 1) -> Table:
    cells = tuple(
        Cell(
            row=row,
            column=column,
            paragraphs=(Paragraph(text=text),) if text else (),
            origin=Origin(table=number, row=row, column=column),
        )
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    )
    return Table(rows=len(rows), columns=max(map(len, rows)), cells=cells, shows_merges=True, origin=Origin(table=number))


def document(*blocks: Paragraph | Table) -> Document:
    source = Source(file="план.docx", sha256="0" * 64, format="docx", characters=1)
    return Document(source=source, blocks=(TITLE, *blocks))


def understood(*blocks: Paragraph | Table) -> Roadmap:
    return normalize(document(*blocks), load())


def left_out(roadmap: Roadmap) -> list[str]:
    return [problem.text or "" for problem in roadmap.problems if problem.code == "unreadable_part"]


PLAN = table([HEAD, ROW], 2)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds themselves, but smaller: what is beyond them takes the time of a test."""
    for name, value in {"MOST": 60.0, "MOST_COLUMNS": 10, "LONGEST_CELL": 200, "MOST_LINES": 5, "_MOST_TOLD": 3}.items():
        monkeypatch.setattr(bounds, name, value)


def test_a_document_within_the_bounds_is_left_as_it_is() -> None:
    plain = document(PLAN)
    assert within_bounds(plain) == (plain, [])
    assert within_bounds(plain).document is plain


def test_a_giant_list_beside_a_plan_leaves_the_plan_whole() -> None:
    staff = table([(f"{number}", f"Фамилия {number}") for number in range(99)])
    roadmap = understood(staff, PLAN)
    assert [activity.text for stage in roadmap.stages for activity in stage.activities] == ["Провести встречу"]
    assert any("таблицы документа слишком велики" in text for text in left_out(roadmap))


def test_rows_beyond_the_bound_are_named() -> None:
    bounded, problems = within_bounds(document(table([HEAD, *[ROW] * 99])))
    rows = bounded.tables[0].rows
    assert 20 < rows < 60
    assert problems[0].text == f"строки {rows + 1}–100: таблицы документа слишком велики, чтобы понять их все"
    assert problems[0].origin == Origin(table=1, row=rows + 1, column=1)
    assert max(cell.row for cell in bounded.tables[0].cells) == rows


def test_a_merge_over_the_bound_ends_at_it() -> None:
    tall = table([HEAD, *[ROW] * 99])
    cells = [cell.model_copy(update={"row_span": 99}) if (cell.row, cell.column) == (2, 3) else cell for cell in tall.cells]
    cells = [cell for cell in cells if not (cell.column == 3 and cell.row > 2)]
    bounded = within_bounds(document(tall.model_copy(update={"cells": tuple(cells)}))).document.tables[0]
    assert max(cell.row + cell.row_span for cell in bounded.cells) == bounded.rows + 1


def test_columns_beyond_the_bound_are_named_and_the_plan_is_read() -> None:
    wide = table([(*HEAD, *[""] * 20, "x"), (*ROW, *[""] * 20, "y")])
    roadmap = understood(wide)
    assert roadmap.stages[0].activities[0].text == "Провести встречу"
    assert left_out(roadmap) == ["графы 11–25: в таблице больше 10 граф"]


def test_a_cell_without_end_is_cut_and_told() -> None:
    (text,) = left_out(understood(table([HEAD, ("1", "Провести встречу " * 100, "май", "Куратор")])))
    assert text.startswith("в ячейке 1700 знаков, прочитаны первые 200: «")


def test_a_cell_of_many_paragraphs_is_cut_and_told() -> None:
    cells = [*table([HEAD, ROW]).cells]
    cells[5] = cells[5].model_copy(update={"paragraphs": tuple(Paragraph(text=f"Провести встречу {number}") for number in range(100))})
    roadmap = understood(table([HEAD, ROW]).model_copy(update={"cells": tuple(cells)}))
    assert len(left_out(roadmap)) == 1
    assert 5 < len(roadmap.stages[0].activities) < 20


def test_of_many_tables_the_rest_is_counted() -> None:
    roadmap = understood(PLAN, *[table([("a", "b"), ("c", "d")], number) for number in range(3, 40)])
    assert roadmap.stages[0].activities[0].text == "Провести встречу"
    assert len(left_out(roadmap)) == 4
    assert left_out(roadmap)[-1].startswith("и ещё ")


def test_a_document_of_which_nothing_can_be_understood_is_too_large() -> None:
    with pytest.raises(TooLargeError, match="строки"):
        understood(table([("x", "y")] * 99))


def test_lines_far_from_both_ends_are_outside_the_plan_and_not_lost() -> None:
    lines = [Paragraph(text=f"Пояснение {number} к плану.") for number in range(25)]
    kept, aside = near(lines)
    assert (len(kept), aside) == (10, lines[5:-5])
    said = "\n".join(problem.text or "" for problem in understood(*lines, PLAN).problems)
    assert all(line.text in said for line in lines)


def test_a_line_without_end_is_outside_the_plan() -> None:
    endless = Paragraph(text="слово " * 2_000)
    assert near([TITLE, endless]) == ([TITLE], [endless])


@pytest.mark.parametrize("text", ["а-" * 2_000, "а" * 4_900, "А.Б." * 1_200])
def test_words_that_are_none_end_nothing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LONGEST_CELL", 50_000)
    monkeypatch.setattr(bounds, "MOST", 4_000.0)
    assert understood(table([HEAD, (text, text, text, text), ROW])).stages
