"""The first table of the workbook: a row for each plan, a column for each stage of the reference, and what is to be done."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.compare import Comparison
from pipeline.compare.coverage import ELSEWHERE, MISSING, REFERENCE, UNSURE
from pipeline.compare.figures import next_steps
from pipeline.compare.tables import Record, records
from pipeline.names import Names

TITLE = "Сводка"
Mark = str
NONE, FAR, NEAR, GOOD, PLAIN = "none", "far", "near", "good", "plain"
LATE, VERY_LATE = 14, 45
"""Days beside the window from which a stage is coloured yellow, and red."""


class Cell(NamedTuple):
    """What stands in a cell, and how it is marked."""

    value: str | int | float | None
    mark: Mark = PLAIN


def headings(comparison: Comparison) -> list[tuple[str, int]]:
    """What the columns are called, and how wide they are, in characters."""
    stages = [(f"{n}. {stage.name}", 18) for n, stage in enumerate(comparison.reference.stages, 1)]
    plan = [("Организация", 36), ("Регион", 22), ("Район", 20), ("Вид", 18), ("Год плана", 11), ("Набор данных", 14)]
    return [
        *plan,
        ("Полнота, 0–100", 10),
        ("Нет этапов", 8),
        ("Без ответственных", 10),
        ("Проверить", 10),
        *stages,
        ("Что сделать", 60),
        ("Файл", 30),
    ]


def lines(comparison: Comparison, names: Names) -> Iterator[list[Cell]]:
    """A row of cells for each plan, in the order of the documents."""
    data, frames = comparison.data, comparison.frames
    marks, steps = _marks(comparison), next_steps(comparison)
    complete = dict(zip(frames["quality"]["document_id"], frames["quality"]["completeness"], strict=True))
    nobody = frames["responsibility"][frames["responsibility"]["role"].isna()]
    alone = Counter(dict(zip(nobody["document_id"], nobody["activities"], strict=True)))
    for plan in records(data.documents):
        key = plan["document_id"]
        stages = [marks[key, stage.code] for stage in comparison.reference.stages]
        counts = (float(complete[key]), sum(cell.mark == NONE for cell in stages), int(alone[key]), int(plan["review"]))
        told = (
            plan["organisation"],
            plan["region"],
            plan["district"],
            names.organisations.get(plan["kind"], plan["kind"]),
            plan["year"],
            plan["dataset"],
        )
        yield [*map(Cell, told), *map(Cell, counts), *stages, Cell(" ".join(steps.get(key, ()))), Cell(plan["file"])]


_WORDS = {MISSING: Cell("нет", NONE), UNSURE: Cell("не ясно", NONE), ELSEWHERE: Cell("в другом этапе")}
"""What is said of a stage that has no activities of its own."""


def _marks(comparison: Comparison) -> dict[tuple[str, str], Cell]:
    """How each plan stands to each stage."""
    coverage, timing = comparison.frames["coverage"], comparison.frames["timing"]
    found = coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna()]
    marks = {(row["document_id"], row["stage_code"]): _WORDS.get(row["status"], Cell("сроков нет")) for row in records(found)}
    return marks | {(row["document_id"], row["stage_code"]): _timed(row) for row in records(timing[timing["activity_code"].isna()])}


def _timed(row: Record) -> Cell:
    """How far a stage lies from its window.

    >>> _timed({"start_from_reference": -3, "end_from_reference": 20}), _timed({"start_from_reference": 5, "end_from_reference": None})
    (Cell(value='позже на 20 дн.', mark='near'), Cell(value='в срок', mark='good'))
    """
    early, late = max(0, -(row["start_from_reference"] or 0)), max(0, row["end_from_reference"] or 0)
    days = max(early, late)
    if not days:
        return Cell("в срок", GOOD)
    return Cell(f"{'позже' if late >= early else 'раньше'} на {days} дн.", FAR if days > VERY_LATE else NEAR if days > LATE else GOOD)
