"""The samples: read as their annotation says, and to the letter as the golden files hold.

The annotation (samples/annotations) was written by hand and says what is right. The golden files (tests/golden) hold the whole
output, with scores, origins and problems. After a change that is meant, `ROADMAPS_UPDATE_GOLDENS=1 pytest tests/test_samples.py`
writes them anew and fails; look at the difference before it is committed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline import vocabulary
from pipeline.extract import read
from pipeline.model import Roadmap
from pipeline.normalize import normalize

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file())
GOLDEN = ROOT / "tests" / "golden"
CODES_FLOOR = 0.91
"""F1 of activity codes over all samples. It only goes up."""


def roadmap_of(sample: Path) -> Roadmap:
    return normalize(read(sample), vocabulary.load())


def annotation_of(sample: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "samples" / "annotations" / f"{sample.name}.json").read_text(encoding="utf-8"))
    return found


def like(pattern: Any, value: Any) -> Any:
    """The value, with the keys only that the pattern has."""
    if isinstance(pattern, dict) and isinstance(value, dict):
        return {key: like(pattern[key], value.get(key)) for key in pattern}
    if isinstance(pattern, list) and isinstance(value, list) and len(pattern) == len(value):
        return [like(one, other) for one, other in zip(pattern, value, strict=True)]
    return value


def without(value: Any, *keys: str) -> Any:
    if isinstance(value, dict):
        return {key: without(item, *keys) for key, item in value.items() if key not in keys}
    return [without(item, *keys) for item in value] if isinstance(value, list) else value


def test_there_are_samples_of_every_form() -> None:
    assert len(SAMPLES) >= 8
    assert {path.suffix for path in SAMPLES} == {".txt", ".docx", ".pdf"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_sample_is_read_as_annotated(sample: Path) -> None:
    annotation = without(annotation_of(sample), "codes")
    found = like(annotation, roadmap_of(sample).model_dump(mode="json"))
    assert without(found, "codes") == annotation


def test_activity_codes_of_the_samples() -> None:
    right = wrong = 0
    for sample in SAMPLES:
        wanted = [set(activity["codes"]) for stage in annotation_of(sample)["stages"] for activity in stage["activities"]]
        found = [set(activity.codes) for stage in roadmap_of(sample).stages for activity in stage.activities]
        pairs = [(one, other) for one, other in zip(wanted, found, strict=True) if one]
        right += 2 * sum(len(one & other) for one, other in pairs)
        wrong += sum(len(one ^ other) for one, other in pairs)
    assert right / (right + wrong) >= CODES_FLOOR


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_sample_equals_its_golden_file(sample: Path) -> None:
    golden = GOLDEN / f"{sample.name}.json"
    found = json.dumps(roadmap_of(sample).model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("ROADMAPS_UPDATE_GOLDENS"):
        golden.write_text(found, encoding="utf-8")
        pytest.fail(f"{golden.name} was written anew; unset ROADMAPS_UPDATE_GOLDENS and look at the difference")
    assert golden.is_file(), "no golden file: write it with ROADMAPS_UPDATE_GOLDENS=1"
    assert found == golden.read_text(encoding="utf-8")


def test_no_golden_file_without_a_sample() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{sample.name}.json" for sample in SAMPLES}
