"""The samples: read as their annotation says, and to the letter as the golden files hold.

The annotation (samples/annotations) was written by hand and says what is right. The golden files (tests/golden) hold the whole
output, with scores, origins and problems. After a change that is meant, `ROADMAPS_UPDATE_GOLDENS=1 pytest tests/test_samples.py`
writes them anew and fails; look at the difference before it is committed. A sample is called by its path below samples/, one in an
archive by its path in it («18_archive.zip/Колледж/…»); annotation and golden file stand under the same path.
"""

import functools
import json
import os
import tempfile
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Roadmap
from tests.batches import Batch, run
from tests.sample_tools import LACKING, skip_where_lacking

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file())
ANNOTATIONS = ROOT / "samples" / "annotations"
GOLDEN = ROOT / "tests" / "golden"


def names(folder: Path) -> list[str]:
    """The samples that a folder of JSON files is about."""
    return sorted(path.relative_to(folder).as_posix().removesuffix(".json") for path in folder.rglob("*.json"))


SAMPLES = names(ANNOTATIONS)
RECOGNISED = {"17_scan.pdf"}
"""Samples whose letters are recognised: a text is right where it is nearly so, and where the stamp stands nothing is asked."""
ALIKE = 0.85
CODES_FLOOR = 0.91
"""F1 of activity codes over all samples. It only goes up."""


@functools.cache
def report() -> Batch:
    """What the program makes of all samples."""
    with tempfile.TemporaryDirectory() as out:
        return run([ROOT / "samples"], out, formats=["json"])


def roadmaps() -> dict[str, Roadmap]:
    return {roadmap.source.file: roadmap for roadmap in report().roadmaps}


def roadmap_of(sample: str) -> Roadmap:
    skip_where_lacking(sample)
    return roadmaps()[sample]


def annotation_of(sample: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ANNOTATIONS / f"{sample}.json").read_text(encoding="utf-8"))
    return found


def like(pattern: Any, value: Any) -> Any:
    """The value, with the keys only that the pattern has."""
    if isinstance(pattern, dict) and isinstance(value, dict):
        return {key: like(pattern[key], value.get(key)) for key in pattern}
    if isinstance(pattern, list) and isinstance(value, list) and len(pattern) == len(value):
        return [like(one, other) for one, other in zip(pattern, value, strict=True)]
    return value


def nearly(pattern: Any, value: Any) -> Any:
    """The value, with the texts of the pattern where its own are nearly the same."""
    if isinstance(pattern, dict) and isinstance(value, dict):
        return {key: nearly(pattern.get(key), item) for key, item in value.items()}
    if isinstance(pattern, list) and isinstance(value, list) and len(pattern) == len(value):
        return [nearly(one, other) for one, other in zip(pattern, value, strict=True)]
    both = isinstance(pattern, str) and isinstance(value, str)
    return pattern if both and SequenceMatcher(None, pattern, value).ratio() >= ALIKE else value


def without(value: Any, *keys: str) -> Any:
    if isinstance(value, dict):
        return {key: without(item, *keys) for key, item in value.items() if key not in keys}
    return [without(item, *keys) for item in value] if isinstance(value, list) else value


def test_there_are_samples_of_every_form() -> None:
    assert {path.suffix for path in FILES} == {
        ".txt", ".docx", ".pdf", ".doc", ".rtf", ".odt", ".xlsx", ".html", ".csv", ".zip",
    }  # fmt: skip


def test_every_sample_has_an_annotation() -> None:
    assert {sample.split("/")[0] for sample in SAMPLES} == {path.name for path in FILES}
    assert {*roadmaps(), *LACKING} == set(SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_is_read_as_annotated(sample: str) -> None:
    unasked = ("codes", "approval") if sample in RECOGNISED else ("codes",)
    annotation = without(annotation_of(sample), *unasked)
    found = like(annotation, roadmap_of(sample).model_dump(mode="json"))
    assert without(nearly(annotation, found) if sample in RECOGNISED else found, "codes") == annotation


def test_activity_codes_of_the_samples() -> None:
    right = wrong = 0
    for sample in set(SAMPLES) - LACKING:
        wanted = [set(activity["codes"]) for stage in annotation_of(sample)["stages"] for activity in stage["activities"]]
        found = [set(activity.codes) for stage in roadmap_of(sample).stages for activity in stage.activities]
        pairs = [(one, other) for one, other in zip(wanted, found, strict=True) if one]
        right += 2 * sum(len(one & other) for one, other in pairs)
        wrong += sum(len(one ^ other) for one, other in pairs)
    assert right / (right + wrong) >= CODES_FLOOR


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample not in RECOGNISED])
def test_sample_equals_its_golden_file(sample: str) -> None:
    golden = GOLDEN / f"{sample}.json"
    found = json.dumps(roadmap_of(sample).model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("ROADMAPS_UPDATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found, encoding="utf-8")
        pytest.fail(f"{golden.name} was written anew; unset ROADMAPS_UPDATE_GOLDENS and look at the difference")
    assert golden.is_file(), "no golden file: write it with ROADMAPS_UPDATE_GOLDENS=1"
    assert found == golden.read_text(encoding="utf-8")


def test_no_golden_file_without_a_sample() -> None:
    assert set(names(GOLDEN)) <= set(SAMPLES)
