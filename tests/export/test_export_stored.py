"""A dataset read back: the same tables from every format, and words for what is no dataset."""

import json
from pathlib import Path

import pytest

from pipeline.errors import MissingPathError, NoDatasetError
from pipeline.export import entries_of
from pipeline.export.stored import read_tables
from pipeline.export.tables import TABLES, flatten
from pipeline.model import Roadmap
from tests.datasets import write_dataset


@pytest.mark.parametrize("formats", [["parquet"], ["csv"], ["json"], ["csv", "parquet", "json"]])
def test_tables_are_those_that_were_written(formats: list[str], roadmap: Roadmap, tmp_path: Path) -> None:
    write_dataset([roadmap], [], tmp_path, formats)
    tables = flatten(entries_of([roadmap]))
    for table in TABLES:
        wanted = [dict(zip([column.name for column in table.columns], row, strict=True)) for row in tables[table.name]]
        found = read_tables(tmp_path)[table.name]
        assert [{name: value or None for name, value in row.items()} for row in found] == [
            {name: value or None for name, value in row.items()} for row in wanted
        ]


def test_formula_made_harmless_is_as_written(roadmap: Roadmap, tmp_path: Path) -> None:
    write_dataset([roadmap.model_copy(update={"title": "=1+1"})], [], tmp_path, ["csv"])
    assert read_tables(tmp_path)["documents"][0]["title"] == "=1+1"


def test_folder_without_a_dataset(tmp_path: Path, roadmap: Roadmap) -> None:
    with pytest.raises(MissingPathError):
        read_tables(tmp_path / "нет")
    with pytest.raises(NoDatasetError, match=r"нет файла datapackage\.json"):
        read_tables(tmp_path)
    (tmp_path / "datapackage.json").write_text('{"name": "другое"}', encoding="utf-8")
    with pytest.raises(NoDatasetError, match="описывает другие данные"):
        read_tables(tmp_path)
    (tmp_path / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoDatasetError, match="не читается"):
        read_tables(tmp_path)
    with pytest.raises(MissingPathError, match="нужна папка"):
        read_tables(tmp_path / "datapackage.json")


def test_dataset_of_a_workbook_alone_and_an_empty_one(tmp_path: Path, roadmap: Roadmap) -> None:
    write_dataset([roadmap], [], tmp_path, ["xlsx"])
    with pytest.raises(NoDatasetError, match="только книга Excel"):
        read_tables(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    (tmp_path / "datapackage.json").write_text(json.dumps({**package, "resources": []}), encoding="utf-8")
    with pytest.raises(NoDatasetError, match="он пуст"):
        read_tables(tmp_path)


@pytest.mark.parametrize("format_", ["csv", "json", "parquet"])
def test_dataset_of_another_version(format_: str, tmp_path: Path, roadmap: Roadmap) -> None:
    write_dataset([roadmap], [], tmp_path, [format_])
    for path in (tmp_path / format_).rglob("*.*"):
        if format_ == "json":
            path.write_text(path.read_text("utf-8").replace('"schema_version": "1"', '"schema_version": "2"'), encoding="utf-8")
        elif format_ == "csv":
            path.write_text("\ufeffa,b\r\n1,2\r\n", encoding="utf-8")
        else:
            path.write_bytes(b"PAR1 and no more")
    with pytest.raises(NoDatasetError, match="другой версией"):
        read_tables(tmp_path)
