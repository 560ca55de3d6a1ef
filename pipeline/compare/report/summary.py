"""The tables of the report for the official channel, as rows of texts: stages, who answers, groups, plans with most to do."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.compare import Comparison
from pipeline.compare.coverage import MISSING, REFERENCE
from pipeline.compare.datasets import UNKNOWN, groups
from pipeline.compare.days import day_words
from pipeline.compare.figures import next_steps, percent
from pipeline.compare.stages import Spread, StageFigures
from pipeline.compare.tables import records
from pipeline.names import Names

_MOST_ROLES, _MOST_GROUPS, _MOST_PLANS = 12, 30, 12


class Grid(NamedTuple):
    """A table: a heading, what to know of it, the names and widths (millimetres) of its columns, its rows."""

    heading: str
    note: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


def grids(comparison: Comparison, stages: Sequence[StageFigures], names: Names) -> Iterator[Grid]:
    """The tables in their order; one that would have no row is left out."""
    yield stage_grid(stages, len(comparison.data.documents))
    for grid in (_roles(comparison, names), _groups(comparison), _plans(comparison)):
        if grid.rows:
            yield grid


def stage_grid(stages: Sequence[StageFigures], plans: int) -> Grid:
    """How many plans have each stage, when it usually is, and how many keep to the window."""
    columns = (
        ("Этап", 40), ("Окно образца", 38), ("Есть в планах", 22), ("Обычно начинается", 25), ("Обычно кончается", 24), ("В окне образца", 21),
    )  # fmt: skip
    rows = [
        (
            found.stage.name,
            f"{day_words(found.stage.first_day)} – {day_words(found.stage.last_day)}",
            f"{found.plans} ({percent(found.plans, plans)})",
            _usual(found.start),
            _usual(found.end),
            f"{found.in_window} из {found.timed}" if found.timed else "—",
        )
        for found in stages
    ]
    return Grid(
        "Этапы образца в планах",
        "«Обычно» — медиана: у половины планов раньше, у половины позже. Этапы без сроков в счёт не входят.",
        columns,
        rows,
    )


def _usual(spread: Spread) -> str:
    return "—" if spread.median is None else day_words(spread.median)


def _roles(comparison: Comparison, names: Names) -> Grid:
    """Who answers for how many activities, the most first; nobody last."""
    frame = comparison.frames["responsibility"]
    total = len(comparison.data.activities)
    named = frame.dropna(subset="role").groupby("role").agg(activities=("activities", "sum"), plans=("document_id", "nunique"))
    named = named.sort_values(["activities"], ascending=False, kind="stable")
    first = records(named.head(_MOST_ROLES).reset_index())
    rows = [_role(names.roles.get(str(row["role"]), str(row["role"])), int(row["activities"]), int(row["plans"]), total) for row in first]
    nobody = frame[frame["role"].isna()]
    if len(nobody):
        rows.append(_role("Никто не назван", int(nobody["activities"].sum()), len(nobody), total))
    columns = (("Кто отвечает", 80), ("Мероприятий", 30), ("Доля", 25), ("В планах", 35))
    return Grid("Кто отвечает за мероприятия", "У одного мероприятия может быть несколько ответственных.", columns, rows)


def _role(name: str, activities: int, plans: int, total: int) -> tuple[str, str, str, str]:
    return name, str(activities), percent(activities, total), str(plans)


def _groups(comparison: Comparison) -> Grid:
    """The groups that were asked for, or else regions, with their plans; nothing where all plans are of one group."""
    by = comparison.by or ("region",)
    documents = comparison.data.documents
    group = groups(documents, by)
    coverage = comparison.frames["coverage"]
    missing = coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna() & (coverage["status"] == MISSING)]
    lacking = set(missing["document_id"])
    quality = comparison.frames["quality"].set_index("document_id")["completeness"]
    rows = []
    for name in sorted(group.unique(), key=lambda name: (name == UNKNOWN, name)):
        plans = list(group.index[group == name])
        whole = sum(plan not in lacking for plan in plans)
        rows.append((name, str(len(plans)), f"{whole} ({percent(whole, len(plans))})", f"{quality[plans].mean():.0f} из 100"))
    columns = (("Группа", 80), ("Планов", 20), ("Со всеми этапами", 35), ("Средняя полнота", 35))
    return Grid("Группы планов", _more(len(rows), _MOST_GROUPS, "групп"), columns, rows[:_MOST_GROUPS] if len(rows) > 1 else [])


def _plans(comparison: Comparison) -> Grid:
    """The plans of the newest dataset that most is to be done in."""
    data, steps = comparison.data, next_steps(comparison)
    documents = data.documents[data.documents["dataset"] == data.names[-1]]
    described = {row["document_id"]: row for row in documents.to_dict("records")}
    order = sorted(described.keys() & steps.keys(), key=lambda key: (-len(steps[key]), str(described[key]["organisation"]), key))
    rows = [(_called(described[key]), "\n".join(steps[key])) for key in order[:_MOST_PLANS]]
    return Grid(
        "В каких планах больше всего исправлять", _more(len(order), _MOST_PLANS, "планов"), (("План", 60), ("Что сделать", 110)), rows
    )


def _called(row: dict[object, object]) -> str:
    return f"{row['organisation']}\n{row['year']}, {row['file']}"


def _more(count: int, shown: int, what: str) -> str:
    return f"Показаны первые {shown} из {count} {what}; все — в файлах report.html и comparison.xlsx." if count > shown else ""
