"""Every table of a comparison of forty generated plans and a copy of one, computed once more from the CSV files, by the plainest means."""

import csv
import datetime as dt
import hashlib
import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.comparison import roadmaps
from pipeline.compare import Comparison, compare
from pipeline.compare.tables import TABLES, records, rows
from pipeline.model import Roadmap
from tests.datasets import write_dataset

COUNT = 40
WINDOWS = {
    "preparation": ("2022-08-01", "2022-10-01"), "mentee_pool": ("2022-08-01", "2022-10-01"), "mentor_pool": ("2022-08-01", "2022-10-01"),
    "selection_training": ("2022-09-01", "2023-05-31"), "implementation": ("2022-09-01", "2023-05-31"), "completion": ("2023-04-01", "2023-06-30"),
    "information_support": ("2022-08-01", "2023-08-31"),
}  # fmt: skip
"""The windows of minpros-2021 in the school year 2022/23, which has no 29 February."""

Row = Mapping[Any, Any]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = [tmp_path_factory.mktemp("datasets") / str(year) for year in (2022, 2024)]
    for folder in made:
        made_plans = list(roadmaps(COUNT, int(folder.name)))
        write_dataset([*made_plans, _copied(made_plans[0])], [], folder, ["parquet", "csv"])
    return made


def _copied(one: Roadmap) -> Roadmap:
    digest = hashlib.sha256(one.source.sha256.encode()).hexdigest()
    source = one.source.model_copy(update={"file": "copy.txt", "sha256": digest})
    return one.model_copy(
        update={"source": source, "organisation": one.organisation.model_copy(update={"name": "Школа Иная", "number": None})}
    )


@pytest.fixture(scope="module")
def first(folders: list[Path]) -> Comparison:
    return compare(folders[:1], by=("kind",))


def table(folder: Path, name: str) -> list[Row]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def codes(row: Row, name: str = "codes") -> list[str]:
    return [code for code in row[name].split("; ") if code]


def stage_of(row: Row, scheme: str) -> str:
    """Generated plans have only stages of their pattern; of r145-2019 one is inside another, and publicity has a stage of its own."""
    if scheme == "r145-2019" and row["stage_code"] in ("preparation", "completion") and "publicity" in codes(row):
        return "information_support"
    return "implementation" if row["stage_code"] == "matching" else str(row["stage_code"])


def activities(folder: Path) -> list[Row]:
    scheme = {row["document_id"]: row["scheme"] for row in table(folder, "documents")}
    return [{**row, "place": stage_of(row, scheme[row["document_id"]])} for row in table(folder, "activities")]


def test_coverage(folders: list[Path], first: Comparison) -> None:
    found = first.frames["coverage"]
    found = found[(found["basis"] == "reference")]
    ids: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in activities(folders[0]):
        for code in ["", *codes(row)]:
            ids[row["document_id"], row["place"], code].append(row["activity_id"])
    expected = {stage.code: stage.activities for stage in first.reference.stages}
    told = {(row["document_id"], row["stage_code"], row["activity_code"] or ""): row for row in records(found)}
    assert len(told) == len(found)
    assert {key for key, row in told.items() if row["status"] in ("there", "extra")} == set(ids)
    for (document, stage, code), row in told.items():
        if row["status"] in ("there", "extra"):
            assert sorted(row["activity_ids"]) == sorted(ids[document, stage, code]) and row["activities"] == len(row["activity_ids"])
            assert (row["status"] == "extra") == bool(code and code not in expected[stage])
        elif row["status"] == "elsewhere":
            wanted = [code] if code else expected[stage]
            assert row["activities"] and all(
                any(key in ids[document, other, kind] for other in expected for kind in wanted) for key in row["activity_ids"]
            )
        else:
            assert row["activities"] == 0 and (row["status"] == "unsure") == (row["unsure"] > 0)
    assert {
        (document, stage, code)
        for document in {row["document_id"] for row in table(folders[0], "documents")}
        for stage in expected
        for code in ("", *expected[stage])
    } <= set(told)


def nearest(days: int) -> int:
    return min((days, days - 365, days + 365), key=abs)


def test_timing(folders: list[Path], first: Comparison) -> None:
    place = {row["activity_id"]: row for row in activities(folders[0])}
    spans: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in table(folders[0], "deadlines"):
        activity = place[row["activity_id"]]
        for code in ["", *codes(activity)]:
            if row["start"] or row["end"]:
                spans[row["document_id"], activity["place"], code].append(row)
    told = {(row["document_id"], row["stage_code"], row["activity_code"] or ""): row for row in records(first.frames["timing"])}
    assert set(told) == set(spans)
    for (_, stage, _), row, deadlines in ((key, told[key], spans[key]) for key in told):
        own = [one for one in deadlines if one["kind"] not in ("throughout", "ongoing")]
        assert row["throughout"] == (not own)
        starts, ends = ([dt.date.fromisoformat(one[name]) for one in own or deadlines if one[name]] for name in ("start", "end"))
        lone = [dt.date.fromisoformat(one["end"]) for one in own if not one["start"]]
        start = min(starts) if starts and not any(day < min(starts) for day in lone) else None
        assert (row["first_start"], row["last_end"]) == (start, max(ends))
        assert row["end_day"] == (max(ends) - dt.date(2022, 8, 1)).days and row["start_day"] == (
            start and (start - dt.date(2022, 8, 1)).days
        )
        opens, closes = map(dt.date.fromisoformat, WINDOWS[stage])
        if own:
            assert row["end_from_reference"] == nearest((max(ends) - closes).days)
            assert row["start_from_reference"] == (None if start is None else nearest((start - opens).days))
            assert row["in_window"] == ((start is None or start >= opens) and opens <= max(ends) <= closes)
    kinds = {row["document_id"]: row["kind"] for row in table(folders[0], "documents")}
    groups: dict[Any, list[int]] = defaultdict(list)
    for (document, stage, code), row in told.items():
        if not row["throughout"] and row["end_day"] is not None:
            groups[kinds[document], stage, code].append(row["end_day"])
    for (document, stage, code), row in told.items():
        days = groups[kinds[document], stage, code]
        if row["throughout"] or len(days) < 3:
            assert row["end_from_median"] is None
        else:
            assert abs(row["end_from_median"] - nearest(math.floor(row["end_day"] - statistics.median(days)))) <= 1


def test_responsibility(folders: list[Path], first: Comparison) -> None:
    roles: dict[str, set[str]] = defaultdict(set)
    for row in table(folders[0], "responsibles"):
        roles[row["activity_id"]].add(row["role"])
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for row in table(folders[0], "activities"):
        totals[row["document_id"]] += 1
        counts.update((row["document_id"], role) for role in roles[row["activity_id"]] or [""])
    told = {(row["document_id"], row["role"] or ""): row for row in records(first.frames["responsibility"])}
    assert {key: row["activities"] for key, row in told.items()} == counts
    kinds = {row["document_id"]: row["kind"] for row in table(folders[0], "documents")}
    for (document, role), row in told.items():
        assert row["share"] == pytest.approx(counts[document, role] / totals[document])
        peers = [other for other, kind in kinds.items() if kind == kinds[document]]
        assert row["group_plans"] == len(peers)
        mean = sum(counts[other, role] / totals[other] for other in peers) / len(peers)
        assert row["group_share"] == (pytest.approx(mean) if len(peers) >= 3 else None)


def test_quality(folders: list[Path], first: Comparison) -> None:
    timed = {row["activity_id"] for row in table(folders[0], "deadlines") if row["kind"] != "unclear" or row["conditions"]}
    answered = {row["activity_id"] for row in table(folders[0], "responsibles") if row["role"] != "other" or row["person"]}
    own: dict[str, list[Row]] = defaultdict(list)
    for row in table(folders[0], "activities"):
        own[row["document_id"]].append(row)
    told = {row["document_id"]: row for row in records(first.frames["quality"])}
    for row in table(folders[0], "documents"):
        acts, found = own[row["document_id"]], told[row["document_id"]]
        shares = [
            sum(bool(act["codes"]) for act in acts) / len(acts),
            sum(act["activity_id"] in timed for act in acts) / len(acts),
            sum(act["activity_id"] in answered for act in acts) / len(acts),
            sum(bool(row[name]) for name in ("organisation_text", "period_start", "approval_date", "title")) / 4,
        ]
        assert found["completeness"] == pytest.approx(25 * sum(shares), abs=0.051)
        assert [found[name] for name in ("errors", "warnings", "infos", "review", "activities")] == [
            int(row[name]) for name in ("errors", "warnings", "infos", "review", "activities")
        ]


def test_changes(folders: list[Path]) -> None:
    found = records(compare(folders).frames["changes"])
    text = [{row["activity_id"]: row["text"].casefold() for row in table(folder, "activities")} for folder in folders]
    files = [{row["document_id"]: row["file"] for row in table(folder, "documents")} for folder in folders]
    for file in files[0].values():
        before, after = (Counter(one[key] for key in one if names[key[:16]] == file) for one, names in zip(text, files, strict=True))
        rows_of = [row for row in found if files[1][row["document_id"]] == file]
        gone = Counter(text[0][row["earlier_activity_id"]] for row in rows_of if row["change"] in ("dropped", "reworded"))
        come = Counter(text[1][row["activity_id"]] for row in rows_of if row["change"] in ("added", "reworded"))
        assert before - gone == after - come
    when: list[dict[str, set[tuple[str, str]]]] = [defaultdict(set), defaultdict(set)]
    for place, folder in zip(when, folders, strict=True):
        for row in table(folder, "deadlines"):
            place[row["activity_id"]].add((row["text"], row["kind"]))
    moved = [row for row in found if row["change"] == "moved"]
    assert moved and all(when[0][row["earlier_activity_id"]] != when[1][row["activity_id"]] for row in moved)


def test_similarity(folders: list[Path], first: Comparison) -> None:
    texts: dict[str, list[list[str]]] = defaultdict(list)
    for row in table(folders[0], "activities"):
        texts[row["document_id"]].append(re.findall(r"[^\W_]+(?:-[^\W_]+)*", row["text"].lower().replace("ё", "е")))
    owners = Counter(pair for plan in texts.values() for pair in {pair for row in plan for pair in pairwise(["", *row])})
    weight = {pair: math.log((len(texts) + 20) / count) for pair, count in owners.items()}
    told = {frozenset((row["document_id"], row["other_id"])): row for row in records(first.frames["similarity"])}

    def weigh(row: list[str]) -> float:
        return statistics.median_low([weight[pair] for pair in pairwise(["", *row])])

    alike = 0
    for one, other in combinations(texts, 2):
        same = Counter(map(tuple, texts[one])) & Counter(map(tuple, texts[other]))
        shared = sum(weigh(list(row)) * count for row, count in same.items())
        score = 200 * shared / sum(weigh(row) for plan in (one, other) for row in texts[plan])
        pair = told.get(frozenset((one, other)))
        assert pair is not None or score < 75 or shared < 20
        assert pair is None or (pair["score"] >= score - 0.1 and pair["shared"] >= same.total())
        alike += pair is not None
    assert alike == len(told) > 0


def test_tables_have_every_column_of_every_row(first: Comparison) -> None:
    content = rows(first.frames, first.data)
    for one in TABLES:
        assert len(content[one.name]) == len(first.frames[one.name])
        assert all(len(row) == len(one.columns) for row in content[one.name])
        for at, column in enumerate(one.columns):
            kinds: dict[str, Any] = {"text": str, "integer": int, "number": (int, float), "boolean": bool, "date": dt.date, "list": tuple}
            assert all(row[at] is None or isinstance(row[at], kinds[column.type]) for row in content[one.name]), (one.name, column.name)
            assert not column.required or all(row[at] is not None for row in content[one.name])
