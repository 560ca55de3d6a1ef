"""Datasets: what is refused, what counts once, and which plans are of one organisation."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.datasets import groups, load
from pipeline.errors import NoDatasetError
from pipeline.model import Organisation
from tests.compare.plans import CALENDAR_YEAR, YEARS, act, plan, school, stage, write

WORK = stage("preparation", act("Приказ"))


def keys(folder: Path, *organisations: Organisation, files: tuple[str, ...] = ()) -> list[str]:
    names = files or tuple(f"{number}.txt" for number in range(len(organisations)))
    plans = [plan(file, WORK, organisation=one) for file, one in zip(names, organisations, strict=True)]
    return load([write(folder, *plans)]).documents["organisation_key"].tolist()


@pytest.mark.parametrize(("one", "other", "same"), [
    (school("СОШ № 2", "2", locality="Елец"), school("СОШ №2", "2", locality="Елец"), True),
    (school("СОШ № 2", "2", locality="Елец"), school("Средняя школа 2", "2", locality="ЕЛЕЦ"), True),
    (school("СОШ № 2", "2", locality="Елец"), school("СОШ № 2", "2", locality="Липецк"), False),
    (school("СОШ № 2", "2", locality="Елец"), school("СОШ № 2", "2", locality="Елец", region="Липецкая область"), True),
    (school("СОШ № 2", "2", district="Лебедянский район"), school("СОШ № 2", "2", locality="Елец"), False),
    (school("Лугская СОШ", None, locality="Луга"), school("«Лугская СОШ»", None, locality="Луга"), True),
    (school("Лугская СОШ", None), school("Ясная СОШ", None), False),
    (school("СОШ № 2", "2"), school("СОШ № 2", "2"), False),
    (school(None, None), school(None, None), False),
])  # fmt: skip
def test_one_organisation_or_two(tmp_path: Path, one: Organisation, other: Organisation, same: bool) -> None:
    found = keys(tmp_path, one, other)
    assert (found[0] == found[1]) is same


def test_a_place_told_in_part_that_fits_two_is_neither(tmp_path: Path) -> None:
    found = keys(
        tmp_path,
        school(region="Липецкая область"),
        school(locality="Елец", region="Липецкая область"),
        school(locality="Грязи", region="Липецкая область"),
    )
    assert len(set(found)) == 3


def test_a_school_without_a_place_is_itself_the_year_after(tmp_path: Path) -> None:
    folders = [write(tmp_path / year, plan(f"{year}.txt", WORK, organisation=school())) for year in ("a", "b")]
    assert load(folders).documents["organisation_key"].nunique() == 1


def test_plans_of_nobody_go_by_the_path_of_the_file(tmp_path: Path) -> None:
    assert len(set(keys(tmp_path, school(None, None), school(None, None), files=("Школа 1/план.txt", "Школа 2/план.txt")))) == 2


def test_labels_tell_organisations_apart(tmp_path: Path) -> None:
    towns = [school(locality="Советск", region=region) for region in ("Тульская область", "Кировская область")]
    plans = [
        plan(f"{n}.txt", WORK, organisation=one)
        for n, one in enumerate([*towns, school(), school(), school("Лицей № 5", "5", locality="Тула")])
    ]
    assert load([write(tmp_path, *plans)]).documents["organisation"].tolist() == [
        "СОШ № 2, Советск (Тульская область)", "СОШ № 2, Советск (Кировская область)", "СОШ № 2 (2.txt)", "СОШ № 2 (3.txt)", "Лицей № 5, Тула",
    ]  # fmt: skip


def test_years_and_groups(tmp_path: Path) -> None:
    periods: dict[str, Any] = {"a.txt": {}, "b.txt": {"period": CALENDAR_YEAR}, "c.txt": {"period": YEARS}}
    documents = load([write(tmp_path, *(plan(name, WORK, **more) for name, more in periods.items()))]).documents
    assert documents["year"].tolist() == ["2023/24", "2025", "2022–2024"]
    assert groups(documents, ("region", "district")).tolist() == ["Липецкая область · не указан"] * 3
    assert groups(documents, ()).tolist() == [""] * 3


def test_a_plan_in_two_datasets_counts_in_the_last(tmp_path: Path) -> None:
    one = write(tmp_path / "one", plan("a.txt", WORK), plan("b.txt", WORK))
    two = write(tmp_path / "two", plan("a.txt", WORK), plan("c.txt", WORK))
    data = load([one, two, one / "../two"])
    assert data.names == ("one", "two")
    assert sorted(zip(data.documents["dataset"], data.documents["file"], strict=True)) == [
        ("one", "b.txt"),
        ("two", "a.txt"),
        ("two", "c.txt"),
    ]
    assert data.activities["activity_id"].is_unique and len(data.activities) == 3


def test_datasets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    folders = [write(tmp_path / year / "out", plan(f"{year}.txt", WORK)) for year in ("a", "b")]
    assert load(folders).names == tuple(map(str, folders))


def test_bad_datasets(tmp_path: Path) -> None:
    with pytest.raises(NoDatasetError, match=r"datapackage\.json"):
        load([tmp_path])
    good = write(tmp_path / "good", plan("a.txt", WORK))
    (good / "parquet" / "deadlines.parquet").unlink()
    with pytest.raises(NoDatasetError, match=r"deadlines\.parquet"):
        load([good])
    with pytest.raises(NoDatasetError, match="ни одного плана"):
        load([write(tmp_path / "empty")])
    package = good / "datapackage.json"
    package.write_text(json.dumps({**json.loads(package.read_text(encoding="utf-8")), "version": "9"}), encoding="utf-8")
    with pytest.raises(NoDatasetError, match="версии 9"):
        load([good])
