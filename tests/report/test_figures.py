"""Every figure of the report against one counted from the CSV files, by other means than the program's own."""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.report.conftest import Rows, Tables, read_csv

YEAR = "2024"


@pytest.fixture
def dataset(datasets: list[Path]) -> Path:
    return datasets[-1] / "csv"


def of_year(rows: Rows) -> Rows:
    return [row for row in rows if row["dataset"] == YEAR]


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def stages(tables: Tables) -> Rows:
    """The rows of coverage that are of whole stages of the reference."""
    return [row for row in of_year(tables("coverage")) if row["basis"] == "reference" and not row["activity_code"]]


def times(tables: Tables) -> Rows:
    return [row for row in of_year(tables("timing")) if not row["activity_code"]]


def test_summary(page: Page, tables: Tables, dataset: Path) -> None:
    documents, activities = read_csv(dataset / "documents.csv"), read_csv(dataset / "activities.csv")
    responsibles = {row["activity_id"] for row in read_csv(dataset / "responsibles.csv")}
    alone = [row for row in activities if row["activity_id"] not in responsibles]
    lacking = [row for row in stages(tables) if row["status"] == "missing"]
    most = Counter(row["stage_code"] for row in lacking).most_common(1)[0][1]
    not_found = {row["document_id"] for row in stages(tables) if row["status"] in {"missing", "unsure"}}
    complete = len(documents) - len(not_found)
    windows = Counter(row["in_window"] for row in times(tables))
    late = sum(int(row["end_from_reference"] or 0) > 14 for row in times(tables))
    review = [row for row in activities if row["review"] == "true"]
    similar = [row for row in of_year(tables("similarity")) if row["other_id"] in {one["document_id"] for one in documents}]
    changes = Counter(row["change"] for row in tables("changes"))
    mean = sum(float(row["completeness"]) for row in of_year(tables("quality"))) / len(documents)

    told = "\n".join(page.locator("#summary li").all_inner_texts()).replace("\xa0", " ")
    for expected in (
        f"Прочитано планов: {len(documents)}, организаций: {len(documents)}, мероприятий: {len(activities)}.",
        f"Все этапы образца есть в планах: {complete} из {len(documents)} ({percent(complete, len(documents))})",
        f"его нет в планах — {most} ({percent(most, len(documents))})",
        f"{windows['true']} из {windows['true'] + windows['false']} ({percent(windows['true'], windows['true'] + windows['false'])})",
        f"кончаются позже, чем на две недели: {late}.",
        f"за мероприятия: {len(alone)} ({percent(len(alone), len(activities))}), в планах: {len({row['document_id'] for row in alone})}.",
        f"почти повторяют друг друга: пар — {len(similar)}.",
        f"Средняя полнота планов: {mean:.0f} из 100.",
        f"стоит мероприятий: {len(review)}, в планах: {len({row['document_id'] for row in review})}.",
        f"добавлено {changes['added']}, убрано {changes['dropped']}, перенесено {changes['moved']}, сказано другими словами {changes['reworded']}.",
    ):
        assert expected in told


def test_roles(page: Page, dataset: Path) -> None:
    activities = read_csv(dataset / "activities.csv")
    pairs = {(row["activity_id"], row["role"]) for row in read_csv(dataset / "responsibles.csv") if row["role"]}
    counts = Counter(role for _, role in pairs)
    counts[""] = len({row["activity_id"] for row in activities} - {row["activity_id"] for row in read_csv(dataset / "responsibles.csv")})
    rows = page.locator("#who tbody tr").evaluate_all(
        "rows => rows.map(row => [row.dataset.role, row.cells[1].textContent, row.cells[2].textContent])"
    )
    assert {role: int(count) for role, count, _ in rows} == {role: count for role, count in counts.items() if count}
    assert all(abs(100 * int(count) / len(activities) - int(share.split()[0])) <= 0.5 for _, count, share in rows)
    three = "; ".join(f" — {percent(count, len(activities))}" for role, count in counts.most_common() if role)
    told = page.locator("#summary li", has_text="Чаще всего отвечают").inner_text().replace("\xa0", " ")
    assert re.findall(r"— (\d+ %)", told) == re.findall(r"— (\d+ %)", three)[:3]


def test_every_cell_of_the_map(page: Page, tables: Tables, dataset: Path) -> None:
    unsure = {row["activity_id"] for row in read_csv(dataset / "activities.csv") if row["review"] == "true"}
    here = [row for row in stages(tables) if row["status"] in {"there", "by_type"}]
    placed = {key for row in here for key in row["activity_ids"].split("; ")}
    with_more = {row["document_id"] for row in read_csv(dataset / "activities.csv") if row["activity_id"] not in placed}
    to_look = {
        (row["document_id"], row["stage_code"]): bool(unsure & set(row["activity_ids"].split("; ")))
        if row in here
        else row["document_id"] in with_more
        for row in stages(tables)
    }
    codes = list(dict.fromkeys(row["stage_code"] for row in stages(tables)))
    counts = {(row["document_id"], row["stage_code"]): int(row["activities"]) if row in here else 0 for row in stages(tables)}
    known = {(row["document_id"], row["stage_code"]): row for row in times(tables)}
    plans = of_year(tables("quality"))
    shown = page.locator("#map tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].querySelector('button').textContent, ...[...row.cells].slice(1).map(cell => [cell.className, cell.textContent])])"
    )
    assert [row[0] for row in shown] == [plan["organisation"] for plan in plans]
    for plan, (_, *cells, complete) in zip(plans, shown, strict=True):
        assert int(complete[1]) == pytest.approx(float(plan["completeness"]), abs=0.5)
        for code, (kind, text) in zip(codes, cells, strict=True):
            key = plan["document_id"], code
            assert (kind, text.replace("?", "").split()[0]) == (expected_kind(counts[key], known.get(key)), str(counts[key] or "нет"))
            assert ("?" in text) == to_look[key]
            assert re.findall(r"[+−]\d+", text) == expected_days(counts[key], known.get(key))


def expected_kind(count: int, time: dict[str, str] | None) -> str:
    if not count:
        return "missing"
    if time is None or not time["in_window"]:
        return "none"
    return "in" if time["in_window"] == "true" else "far" if max(map(abs, outside(time))) > 45 else "near"


def outside(time: dict[str, str]) -> list[int]:
    """Days before the window's start, under 0, and past its end, over 0."""
    start, end = int(time["start_from_reference"] or 0), int(time["end_from_reference"] or 0)
    return [day for day in (start if start < 0 else 0, end if end > 0 else 0) if day] or [0]


def expected_days(count: int, time: dict[str, str] | None) -> list[str]:
    if not count or time is None or time["in_window"] != "false":
        return []
    # Of two that are equally far the later one is told.
    day = max(outside(time), key=lambda one: (abs(one), one))
    return [] if not day else [f"+{day}" if day > 0 else f"−{-day}"]


MONTHS = ("авг", "сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн", "июл")
LENGTHS = (31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31)


def day_name(day: int) -> str:
    days = [f"{number} {month}" for month, length in zip(MONTHS, LENGTHS, strict=True) for number in range(1, length + 1)]
    return days[day % 365]


def test_timeline(page: Page, tables: Tables) -> None:
    page.click("#time-numbers summary")
    shown = page.locator("#times tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].slice(2).map(cell => cell.textContent))")
    codes = list(dict.fromkeys(row["stage_code"] for row in stages(tables)))
    for code, (usual, spread, count) in zip(codes, shown, strict=True):
        own = [row for row in times(tables) if row["stage_code"] == code]
        starts, ends = (sorted(int(row[name]) for row in own if row[name]) for name in ("start_day", "end_day"))
        assert int(count) == len(own)
        assert usual == f"с {day_name(starts[len(starts) // 2])} по {day_name(ends[len(ends) // 2])}"
        assert spread == f"с {day_name(starts[len(starts) // 10])} по {day_name(ends[len(ends) * 9 // 10])}"


def test_datasets_side_by_side(page: Page, tables: Tables, datasets: list[Path]) -> None:
    shown = {
        row[0]: row[1:]
        for row in page.locator("#overview tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    }
    folders = [folder / "csv" for folder in datasets]
    # A plan that is in both years, equal to the byte, counts in the later one only: here there is none.
    assert shown["Планов"] == [str(len(read_csv(folder / "documents.csv"))) for folder in folders]
    assert shown["Мероприятий"] == [str(len(read_csv(folder / "activities.csv"))) for folder in folders]
    for place, year in enumerate(("2023", "2024")):
        windows = Counter(row["in_window"] for row in tables("timing") if row["dataset"] == year and not row["activity_code"])
        assert shown["Этапов в сроках образца"][place] == percent(windows["true"], windows["true"] + windows["false"])
        whole = [float(row["completeness"]) for row in tables("quality") if row["dataset"] == year]
        assert shown["Средняя полнота, из 100"][place] == f"{sum(whole) / len(whole):.0f}"


def test_changes_of_each_plan(page: Page, tables: Tables) -> None:
    while page.locator("#more-changes").is_visible():
        page.click("#more-changes")
    shown = page.locator("#changes tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    counts: dict[str, Counter[str]] = {}
    for row in tables("changes"):
        counts.setdefault(row["organisation"], Counter())[row["change"]] += 1
    assert {name: [int(one) for one in told] for name, *told in shown} == {
        name: [count["added"], count["dropped"], count["moved"], count["reworded"]] for name, count in counts.items()
    }


def test_groups(grouped_page: Page, tables: Tables) -> None:
    rows = stages(tables)
    codes = list(dict.fromkeys(row["stage_code"] for row in rows))
    shown = grouped_page.locator("#map tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    plans = Counter(row["region"] or "Регион не указан" for row in of_year(tables("quality")))
    there = Counter((row["region"] or "Регион не указан", row["stage_code"]) for row in rows if row["status"] == "there")
    assert len(shown) == len(plans)
    for head, *cells, _ in shown:
        name = head.partition(" планов: ")[0]
        for code, text in zip(codes, cells, strict=True):
            share = re.match(r"(\d+) %", text)
            assert 100 * there[name, code] / plans[name] == pytest.approx(int(share[1]) if share else 0, abs=0.5)
