"""The figures of several datasets side by side: how this year stands against the last."""

from typing import Any

from pipeline.compare import Comparison
from pipeline.compare.figures import Figures, figures, of_dataset, percent


def overview(comparison: Comparison) -> list[list[Any]]:
    """Rows of what is counted and a text for each dataset, in their order; none where there is one dataset only."""
    names = comparison.data.names
    if len(names) < 2:
        return []
    columns = [_column(figures(of_dataset(comparison, name))) for name in names]
    return [[title, *(column[title] for column in columns)] for title in columns[0]]


def _column(found: Figures) -> dict[str, str]:
    return {
        "Планов": str(found.plans),
        "Мероприятий": str(found.activities),
        "Планов со всеми этапами": percent(found.complete_plans, found.plans),
        "Этапов в сроках образца": percent(found.stages_in_window, found.timed_stages),
        "Мероприятий без ответственного": percent(found.nobody, found.activities),
        "Средняя полнота, из 100": f"{found.completeness:.0f}",
        "Мероприятий, которые стоит проверить": percent(found.review, found.activities),
    }
