"""The figures of a report and the sentences that tell them, of all plans together and of each by itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from pipeline.compare import Comparison
from pipeline.compare.coverage import MISSING, PRESENT, REFERENCE
from pipeline.names import Names

_LATE = 14
"""Days past the window's end from which a plan is told of it."""


class Figures(NamedTuple):
    """What the summary says in numbers. Shares are of a hundred."""

    plans: int
    organisations: int
    activities: int
    complete_plans: int
    missing: tuple[tuple[str, int], ...]
    """Stages that plans lack, the most often first: code and number of plans."""
    timed_stages: int
    stages_in_window: int
    late_stages: int
    nobody: int
    plans_with_nobody: int
    roles: tuple[tuple[str, int], ...]
    """Roles and the activities that they answer for, the most first."""
    similar_pairs: int
    review: int
    plans_to_review: int
    completeness: float
    changes: tuple[tuple[str, int], ...]


def figures(comparison: Comparison) -> Figures:
    """The figures of a comparison."""
    data, frames = comparison.data, comparison.frames
    stages = _stages(comparison)
    lacking = Counter(stages.loc[stages["status"] == MISSING, "stage_code"])
    incomplete = set(stages.loc[~stages["status"].isin(PRESENT), "document_id"])
    times = frames["timing"][frames["timing"]["activity_code"].isna()]
    nobody = frames["responsibility"][frames["responsibility"]["role"].isna()]
    roles = frames["responsibility"].dropna(subset="role").groupby("role")["activities"].sum()
    review = data.documents["review"]
    return Figures(
        plans=len(data.documents),
        organisations=data.documents["organisation_key"].nunique(),
        activities=len(data.activities),
        complete_plans=len(data.documents) - len(incomplete),
        missing=tuple(lacking.most_common()),
        timed_stages=int(times["in_window"].notna().sum()),
        stages_in_window=int((times["in_window"] == True).sum()),  # noqa: E712 - None is neither
        late_stages=int((times["end_from_reference"] > _LATE).sum()),
        nobody=int(nobody["activities"].sum()),
        plans_with_nobody=len(nobody),
        roles=tuple((str(role), int(count)) for role, count in roles.sort_values(ascending=False, kind="stable").items()),
        similar_pairs=len(frames["similarity"]),
        review=int(review.sum()),
        plans_to_review=int((review > 0).sum()),
        completeness=round(float(frames["quality"]["completeness"].mean()), 1),
        changes=tuple(sorted(Counter(frames["changes"]["change"]).items())),
    )


def of_dataset(comparison: Comparison, name: str) -> Comparison:
    """The comparison of the plans of one of its datasets; of near copies the pairs that are both in it."""
    data = comparison.data
    kept = set(data.documents.loc[data.documents["dataset"] == name, "document_id"])
    tables = {table: getattr(data, table) for table in data._fields if table != "names"}
    frames = {table: frame[frame["document_id"].isin(kept)] for table, frame in comparison.frames.items()}
    similar = frames["similarity"]
    return comparison._replace(
        data=data._replace(**{table: frame[frame["document_id"].isin(kept)] for table, frame in tables.items()}),
        frames={**frames, "similarity": similar[similar["other_id"].isin(kept)]},
    )


def _stages(comparison: Comparison) -> pd.DataFrame:
    """The rows of coverage that are of stages as a whole, against the reference."""
    coverage = comparison.frames["coverage"]
    return coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna()]


def percent(part: float, whole: float) -> str:
    """«37 %»; «—» of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else "—"


def sentences(found: Figures, comparison: Comparison, names: Names) -> Iterator[str]:
    """The summary in Russian, a sentence or two a line."""
    yield f"Прочитано планов: {found.plans}, организаций: {found.organisations}, мероприятий: {found.activities}."
    yield f"Все этапы образца есть в планах: {found.complete_plans} из {found.plans} ({percent(found.complete_plans, found.plans)})."
    if found.missing:
        code, count = found.missing[0]
        yield f"Чаще всего не хватает этапа «{_stage_name(comparison, code)}»: его нет в планах — {count} ({percent(count, found.plans)})."
    if found.timed_stages:
        yield (
            f"Укладываются в сроки образца этапы: {found.stages_in_window} из {found.timed_stages} "
            f"({percent(found.stages_in_window, found.timed_stages)}); кончаются позже, чем на две недели: {found.late_stages}."
        )
    if found.nobody:
        yield f"Никто не назван ответственным за мероприятия: {found.nobody} ({percent(found.nobody, found.activities)}), в планах: {found.plans_with_nobody}."
    if found.roles:
        first = "; ".join(f"{names.roles.get(role, role).lower()} — {percent(count, found.activities)}" for role, count in found.roles[:3])
        yield f"Чаще всего отвечают (доля мероприятий): {first}."
    if found.similar_pairs:
        yield f"Планов разных организаций, которые почти повторяют друг друга: пар — {found.similar_pairs}."
    yield f"Средняя полнота планов: {found.completeness:.0f} из 100. Проверить человеку стоит мероприятий: {found.review}, в планах: {found.plans_to_review}."
    if found.changes:
        known = dict(found.changes)
        told = (("added", "добавлено"), ("dropped", "убрано"), ("moved", "перенесено"), ("reworded", "сказано другими словами"))
        yield "По сравнению с прежним набором данных: " + ", ".join(f"{word} {known.get(code, 0)}" for code, word in told) + "."


def next_steps(comparison: Comparison) -> dict[str, list[str]]:
    """What each plan should mend, by its document_id; a plan in order has no entry."""
    found: dict[str, list[str]] = defaultdict(list)
    frames = comparison.frames
    stages = _stages(comparison)
    for document, code in stages.loc[stages["status"] == MISSING, ["document_id", "stage_code"]].itertuples(index=False):
        found[document].append(f"Нет этапа «{_stage_name(comparison, code)}».")
    nobody = frames["responsibility"][frames["responsibility"]["role"].isna()]
    for document, count in nobody[["document_id", "activities"]].itertuples(index=False):
        found[document].append(f"Назвать ответственных: без них мероприятий — {count}.")
    times = frames["timing"]
    late = times[times["activity_code"].isna() & (times["end_from_reference"] > _LATE)]
    for document, code, days in late[["document_id", "stage_code", "end_from_reference"]].itertuples(index=False):
        found[document].append(f"Этап «{_stage_name(comparison, code)}» кончается позже образца, дней: {int(days)}.")
    for document in times.loc[times["order_kept"] == False, "document_id"].drop_duplicates():  # noqa: E712 - None is neither
        found[document].append("Этапы начинаются не в том порядке, что в образце.")
    for document in times.loc[times["in_period"] == False, "document_id"].drop_duplicates():  # noqa: E712 - None is neither
        found[document].append("Есть сроки вне времени, на которое составлен план.")
    to_look = comparison.data.documents
    for document, count in to_look.loc[to_look["review"] > 0, ["document_id", "review"]].itertuples(index=False):
        found[document].append(f"Сверить с документом то, что прочитано неуверенно, мероприятий: {count}.")
    return found


def _stage_name(comparison: Comparison, code: str) -> str:
    stage = comparison.reference.stage(code)
    return stage.name if stage else code
