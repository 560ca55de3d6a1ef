"""What only Linux has cannot even be imported elsewhere, so pytest looks for no tests in it there."""

import sys

_OF_LINUX = (
    "pipeline/isolation/forked.py",
    "pipeline/isolation/keeper.py",
    "pipeline/isolation/system.py",
    "pipeline/isolation/watch.py",
    "tests/isolation/faults.py",
    "tests/isolation/test_faults.py",
)

collect_ignore = [] if sys.platform == "linux" else list(_OF_LINUX)
