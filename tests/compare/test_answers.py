"""Who answers, how complete plans are, what changed, and who copied whom, worked out by hand."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks.copies import dataset, measured, plans
from pipeline.compare.changes import changes
from pipeline.compare.datasets import load
from pipeline.compare.quality import quality
from pipeline.compare.responsibility import responsibility
from pipeline.compare.similarity import similarity
from pipeline.model import Period
from tests.compare.plans import CALENDAR_YEAR, act, approved, plan, stage, write

NEXT_YEAR = Period(start=dt.date(2024, 9, 1), end=dt.date(2025, 8, 31), kind="academic_year")


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    cells = frame.astype(object)
    return cells.where(cells.notna(), None).to_dict("records")  # type: ignore[return-value]


# ------------------------------------------------------------ responsibility


def test_responsibility(tmp_path: Path) -> None:
    one = plan("1.txt", stage("preparation", act("а", who="head curator"), act("б", who="head"), act("в"), act("г", who="other")))
    two = plan("2.txt", stage("preparation", act("а", who="head"), act("б", who="head")))
    three = plan("3.txt", stage("preparation", act("а")))
    data = load([write(tmp_path, one, two, three, plan("4.txt"))])
    file_of = dict(zip(data.documents["document_id"], data.documents["file"], strict=True))
    found = {
        (file_of[row["document_id"]][0], row["role"]): (row["activities"], row["share"], round(row["group_share"], 4), round(row["difference"], 4), row["group_plans"])
        for row in plain(responsibility(data))
    }  # fmt: skip
    assert found == {
        ("1", "curator"): (1, 0.25, 0.0833, 0.1667, 3),
        ("1", "head"): (2, 0.5, 0.5, 0.0, 3),
        ("1", "other"): (1, 0.25, 0.0833, 0.1667, 3),
        ("1", None): (1, 0.25, 0.4167, -0.1667, 3),
        ("2", "head"): (2, 1.0, 0.5, 0.5, 3),
        ("3", None): (1, 1.0, 0.4167, 0.5833, 3),
    }
    assert [len(keys) for keys in responsibility(data)["activity_ids"]] == responsibility(data)["activities"].tolist()


def test_a_group_of_two_has_no_mean(tmp_path: Path) -> None:
    data = load([write(tmp_path, *(plan(name, stage("preparation", act("а", who="head"))) for name in ("1.txt", "2.txt")))])
    found = responsibility(data)
    assert found["group_share"].isna().all() and found["difference"].isna().all() and found["group_plans"].tolist() == [2, 2]


# ------------------------------------------------------------ quality


def test_quality(tmp_path: Path) -> None:
    acts = [
        act("а", "approve_roadmap", "сентябрь", "head"), act("б", "approve_roadmap", "по графику", "other"), act("в", when="когда-нибудь"), act("г"),
    ]  # fmt: skip
    full = plan("1.txt", stage("preparation", *acts), title="Дорожная карта", approval=approved(dt.date(2023, 8, 30)))
    data = load([write(tmp_path, full, plan("2.txt"))])
    found = {row["with_front"]: row for row in plain(quality(data))}
    assert [found[1.0][name] for name in ("with_code", "with_deadline", "with_responsible", "completeness")] == [0.5, 0.5, 0.25, 56.2]
    assert [found[0.5][name] for name in ("activities", "with_code", "completeness")] == [0, 0.0, 12.5]


# ------------------------------------------------------------ changes


def between(folder: Path, before: Any, after: Any) -> list[tuple[Any, ...]]:
    """(change, text now, text before, days, end days) between two years of one school."""
    data = load([write(folder / "a", before), write(folder / "b", after)])
    text = dict(zip(data.activities["activity_id"], data.activities["text"], strict=True))
    return [
        (row["change"], text.get(row["activity_id"]), text.get(row["earlier_activity_id"]), row["days"], row["end_days"]) for row in plain(changes(data))
    ]  # fmt: skip


def years(folder: Path, before: list[Any], after: list[Any], period: Period = NEXT_YEAR) -> list[tuple[Any, ...]]:
    return between(folder, plan("a.txt", *before, organisation=_SCHOOL), plan("b.txt", *after, organisation=_SCHOOL, period=period))


_SCHOOL = plan("x").organisation
_LONG = "Проведение анкетирования среди педагогов и сбор запросов наставляемых"


def test_nothing_changed_but_typos(tmp_path: Path) -> None:
    before = stage("preparation", act(_LONG, when="сентябрь"), act("Приказ о наставничестве", when="в течение года"))
    after = stage(
        "preparation",
        act("Проведение анкетированя среди педагогов и сбор запросов наставляемых.", when="сентябрь 2024"),
        act("ПРИКАЗ «О наставничестве»", when="ежемесячно"),
    )
    assert years(tmp_path, [before], [after]) == []


def test_added_dropped_moved_and_reworded(tmp_path: Path) -> None:
    before = stage(
        "preparation", act(_LONG, "collect_requests", "сентябрь"), act("Приказ", when="август - сентябрь"), act("Педсовет", when="до 1 мая"),
        act("Семинар для наставников школы", "train_mentors", "октябрь"), act("Субботник"),
    )  # fmt: skip
    after = stage(
        "preparation", act(_LONG, "collect_requests", "ноябрь"), act("Приказ", when="август - октябрь"), act("Педсовет", when="до 15 апреля"),
        act("Обучающий семинар для наставников", "train_mentors", "октябрь"), act("Экскурсия в музей"),
    )  # fmt: skip
    assert years(tmp_path, [before], [after]) == [
        ("moved", _LONG, _LONG, 61, 61),
        ("moved", "Приказ", "Приказ", 0, 31),
        ("moved", "Педсовет", "Педсовет", -16, -16),
        ("reworded", "Обучающий семинар для наставников", "Семинар для наставников школы", 0, 0),
        ("added", "Экскурсия в музей", None, None, None),
        ("dropped", None, "Субботник", None, None),
    ]


@pytest.mark.parametrize(("before", "after", "moved"), [
    (stage("preparation", act("Дело")), stage("completion", act("Дело")), True),
    (stage("other", act("Дело"), name="Раздел А"), stage("other", act("Дело"), name="Раздел Б"), False),
    (stage("other", act("Дело"), name="Подготовка"), stage("preparation", act("Дело")), False),
    (stage("preparation", act("Дело", when="сентябрь")), stage("preparation", act("Дело")), False),
    (stage("preparation", act("Дело", when="в течение года")), stage("preparation", act("Дело", when="октябрь")), True),
    (stage("preparation", act("Дело", when="до 29 февраля 2024")), stage("preparation", act("Дело", when="до 28 февраля 2025")), False),
])  # fmt: skip
def test_what_counts_as_moved(tmp_path: Path, before: Any, after: Any, moved: bool) -> None:
    assert [row[0] for row in years(tmp_path, [before], [after])] == (["moved"] if moved else [])


def test_a_move_between_stages_of_no_known_code(tmp_path: Path) -> None:
    before = [stage("other", act("Дело"), act("Игра"), name="Раздел А"), stage("other", act("Поход"), name="Раздел Б")]
    after = [stage("other", act("Игра"), name="Раздел А"), stage("other", act("Поход"), act("Дело"), name="Раздел Б")]
    assert [row[:2] for row in years(tmp_path, before, after)] == [("moved", "Дело")]


def test_all_the_year_is_the_same_in_any_period(tmp_path: Path) -> None:
    assert (
        years(
            tmp_path,
            [stage("preparation", act("Дело", when="в течение года"))],
            [stage("preparation", act("Дело", when="в течение года"))],
            CALENDAR_YEAR,
        )
        == []
    )


def test_several_plans_of_a_year_are_taken_together(tmp_path: Path) -> None:
    before = [plan(f"{n}.txt", stage("preparation", act(f"Дело номер {n * 1111}")), organisation=_SCHOOL) for n in (1, 2)]
    after = plan("3.txt", stage("preparation", act("Дело номер 2222"), act("Дело номер 1111")), organisation=_SCHOOL, period=NEXT_YEAR)
    data = load([write(tmp_path / "a", *before), write(tmp_path / "b", after)])
    assert changes(data).empty
    only = plan("4.txt", stage("preparation", act("Дело номер 2222")), organisation=_SCHOOL, period=NEXT_YEAR)
    gone = plain(changes(load([write(tmp_path / "a", *before), write(tmp_path / "c", only)])))
    assert [(row["change"], row["earlier_id"], row["document_id"]) for row in gone] == [
        ("dropped", before[0].document_id, only.document_id)
    ]


# ------------------------------------------------------------ similarity


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.2])
def test_copies_with_edited_words_are_found(share: float) -> None:
    made, found, wrong = measured(200, (6, 10), share)
    assert (found, wrong) == (made, 0)


def test_plans_that_share_only_the_pattern_are_no_copies() -> None:
    _, _, wrong = measured(200, (1, 3), 0.1)
    assert wrong == 0


def test_a_row_of_similarity() -> None:
    made, copies = plans(60, (6, 10), 0.0, seed=3)
    (one, other), *_ = copies
    made[other] = [*made[other][2:], "совсем новая строка о походе в музей и субботнике"]
    found = plain(similarity(dataset(made)))
    row = next(row for row in found if {row["document_id"], row["other_id"]} == {f"{one:06d}", f"{other:06d}"})
    count = len(made[one])
    assert (row["activities"], row["other_activities"], row["shared"]) == (count, count - 1, count - 2)
    shared = zip(row["activity_ids"], row["other_activity_ids"], strict=True)
    assert all(made[int(a[:6])][int(a[7:])] == made[int(b[:6])][int(b[7:])] for a, b in shared)
    assert 65 <= row["score"] < 100


def test_plans_of_one_organisation_are_not_similar() -> None:
    made, _ = plans(30, (6, 10), 0.0)
    data = dataset([*made, made[0]])
    assert len(similarity(data)) == 1
    owner = data.documents["organisation_key"].tolist()
    owner[-1] = owner[0]
    assert similarity(data._replace(documents=data.documents.assign(organisation_key=owner))).empty


def test_two_plans_alone() -> None:
    texts = [f"мероприятие {n} о {n * n} делах" for n in range(12)]
    assert similarity(dataset([texts, texts]))["score"].tolist() == [100.0]
    assert similarity(dataset([texts])).empty and similarity(dataset([])).empty
