"""Datasets of the samples, converted once."""

from pathlib import Path

import pytest

from pipeline.batch import convert

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three samples; not to be changed."""
    out = tmp_path_factory.mktemp("datasets") / "Результат"
    convert([SAMPLES / name for name in ("01_tabs.txt", "02_tsv_broken_cell.txt", "15_semicolons.csv")], out, ["csv", "parquet"])
    return out
