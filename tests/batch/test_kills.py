"""A short round of `benchmarks/kills.py`: each way to break a run off, once. The whole campaign is that command."""

import sys
from pathlib import Path

import pytest

from benchmarks.kills import VICTIMS, campaign_of, run


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_run_that_is_broken_off_and_started_again_gives_the_same(tmp_path: Path) -> None:
    campaign = campaign_of(tmp_path, workers=2, formats="csv,json", count=4, endless=False)
    found = dict(run(campaign, len(VICTIMS), seed=3))
    assert len(found) == len(VICTIMS)
    assert {kill: faults for kill, faults in found.items() if faults} == {}
