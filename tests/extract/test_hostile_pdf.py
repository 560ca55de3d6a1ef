"""Every hostile PDF file and picture ends in a verdict that is right for it, within limits; by the reader alone, without a guard around it."""

import os
import pickle
import resource
from importlib import import_module
from typing import NamedTuple

import pytest

from pipeline.errors import RoadmapError
from pipeline.extract import read_bytes
from pipeline.extract.tools import OCR, is_ready
from tests.hostile.case import Case
from tests.hostile.pdf import CASES
from tests.hostile.pdf_file import plan

SECONDS, MEMORY = 20.0, 1 << 30
"""Of the processor, and bytes, that any file may take. Bombs, which may take less, are in `tests/hostile/test_bombs.py`."""
CHOSEN = [case for case in CASES if not case.bomb and (not case.slow or os.environ.get("ROADMAPS_HOSTILE") == "all")]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process of its own for each file needs fork")


class Ending(NamedTuple):
    """How a reading ended: the verdict and its reason, seconds of the processor, and bytes that it took."""

    verdict: tuple[str, str]
    seconds: float
    memory: int


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """The libraries are loaded before the processes part: loading counts for no file."""
    import_module("pipeline.extract.pdf.plumber")
    read_bytes(plan().save(), "plan.pdf")
    if is_ready(OCR):
        import_module("pipeline.extract.ocr.reader")
        import_module("pipeline.extract.ocr.page")


@pytest.mark.parametrize("case", CHOSEN, ids=lambda case: case.file)
def test_verdict_within_limits(case: Case) -> None:
    if case.file.partition("_")[0] not in {"pdf"} and not is_ready(OCR):
        pytest.skip("pictures need recognition")
    ending = _read_alone(case.make(), case.file)
    assert ending.verdict in case.verdicts | _unplanned(case)
    assert ending.seconds <= SECONDS
    assert ending.memory <= MEMORY


def _unplanned(case: Case) -> frozenset[tuple[str, str]]:
    """A file without a plan is refused later, when it is understood."""
    return frozenset({("whole", "")}) if ("refused", "no_plan") in case.verdicts else frozenset()


def _read_alone(data: bytes, name: str) -> Ending:
    """Reads in a process of its own, which has what this one has loaded."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "wb") as stream:
            pickle.dump(_measured(data, name), stream)
            stream.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        content = stream.read()
    os.waitpid(child, 0)
    assert content, "the process died"
    ending: Ending = pickle.loads(content)
    return ending


def _measured(data: bytes, name: str) -> Ending:
    before = resource.getrusage(resource.RUSAGE_SELF)
    try:
        codes = {remark.code for remark in read_bytes(data, name).remarks}
        verdict = ("partial", "unreadable_part") if "unreadable_part" in codes else ("whole", "")
    except RoadmapError as error:
        verdict = ("refused", error.code)
    except BaseException as error:  # noqa: BLE001 - it is what the test looks for
        verdict = ("undocumented", repr(error))
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ending(verdict, seconds, (after.ru_maxrss - before.ru_maxrss) * 1024)


def test_there_are_enough_cases_and_no_name_twice() -> None:
    assert len({case.file for case in CASES}) == len(CASES) >= 180
