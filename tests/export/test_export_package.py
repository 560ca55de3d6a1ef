"""The data package describes what is there, and nothing else."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import FORMATS
from pipeline.export.about import about
from pipeline.export.dataset import Words
from pipeline.export.manifest import WRITTEN
from pipeline.model import Roadmap
from tests.datasets import write_dataset


def package(out: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((out / "datapackage.json").read_text("utf-8"))
    return loaded


def tables(out: Path) -> dict[str, dict[str, Any]]:
    return {r["name"]: r for r in package(out)["resources"] if r["profile"] == "tabular-data-resource"}


def records(out: Path, resource: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / resource["path"]).read_text("utf-8-sig"), newline="")))


def paths(out: Path) -> list[str]:
    named = [resource["path"] for resource in package(out)["resources"]]
    return [path for entry in named for path in (entry if isinstance(entry, list) else [entry])]


@pytest.mark.parametrize("formats", [FORMATS, ["csv"], ["parquet", "json"], ["xlsx"], []])
def test_names_every_file_and_no_other(roadmap: Roadmap, tmp_path: Path, formats: list[str]) -> None:
    write_dataset([roadmap], [], tmp_path, formats)
    there = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert sorted([*paths(tmp_path), "datapackage.json"]) == there


def test_profile_is_tabular_where_all_resources_are(roadmap: Roadmap, tmp_path: Path) -> None:
    profiles = []
    for formats in (["csv"], ["csv", "json"], ["json"]):
        write_dataset([roadmap], [], tmp_path, formats)
        profiles.append(package(tmp_path)["profile"])
    assert profiles == ["tabular-data-package", "data-package", "data-package"]


def test_resource_names_are_unique_and_of_the_standard(written: Path) -> None:
    names = [resource["name"] for resource in package(written)["resources"]]
    assert len(set(names)) == len(names)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._/") for name in names)


def test_describes_every_column_of_every_csv(written: Path) -> None:
    found = tables(written)
    assert list(found) == [table.name for table in WRITTEN]
    for table in WRITTEN:
        fields = found[table.name]["schema"]["fields"]
        heading = (written / found[table.name]["path"]).read_text("utf-8-sig").splitlines()[0].split(",")
        assert [field["name"] for field in fields] == heading
        assert all(field["title"] and field["description"] for field in fields)
        assert {field["type"] for field in fields} <= {"string", "integer", "number", "boolean", "date"}


def test_lists_are_strings_that_say_how_they_are_joined(written: Path) -> None:
    fields = {field["name"]: field for field in tables(written)["activities"]["schema"]["fields"]}
    assert fields["codes"]["type"] == "string"
    assert "«; »" in fields["codes"]["description"]


def test_keys_hold_in_the_csv(make_roadmap: Callable[..., Roadmap], tmp_path: Path) -> None:
    write_dataset([make_roadmap("a", "1"), make_roadmap("b", "2"), make_roadmap("c", "2")], [], tmp_path, ["csv"])
    found = tables(tmp_path)
    for resource in found.values():
        rows = records(tmp_path, resource)
        for key in resource["schema"].get("primaryKey", []):
            assert len({row[key] for row in rows}) == len(rows)
        for reference in resource["schema"]["foreignKeys"]:
            (field,), (target,) = reference["fields"], reference["reference"]["fields"]
            there = {row[target] for row in records(tmp_path, found[reference["reference"]["resource"]])}
            assert {row[field] for row in rows} - {""} <= there


def test_references_of_every_table() -> None:
    refers = {table.name: [column.refers for column in table.columns if column.refers] for table in WRITTEN}
    below = ["documents", "stages", "activities"]
    assert refers == {
        "documents": [], "stages": below[:1], "activities": below[:2],
        "deadlines": below, "responsibles": below, "results": below, "problems": below[:1], "manifest": [],
    }  # fmt: skip


def test_words_that_the_data_were_understood_with(roadmap: Roadmap, tmp_path: Path) -> None:
    words = Words("ab" * 32, ("roles.yaml",))
    write_dataset([roadmap], [], tmp_path, ["xlsx"], words=words)
    assert package(tmp_path)["vocabulary"] == {"sha256": "ab" * 32, "additions": ["roles.yaml"]}
    told = [line for line in about([], words) if line and line[0].startswith("Словарь")]
    assert told == [
        ("Словарь, по которому поняты планы: встроенный с дополнениями (roles.yaml); его контрольная сумма — abababababababab.",)
    ]
