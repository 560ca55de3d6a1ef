"""What each hostile bomb takes of a reader's memory beyond what the reader held just before, and its seconds of the processor.

    python benchmarks/hostile_memory.py [WORD ...]

Only cases with one of the words in their names, where words are given. A reader that has read others holds what their libraries loaded,
so that a tiny sound file is read before each bomb: what that takes is the reader at rest. Exit code 1: a bomb takes more than it may.
"""

import hashlib
import pickle
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.batch.jobs import SERVICE, Job, setup  # noqa: E402
from pipeline.batch.limits import Asked  # noqa: E402
from pipeline.isolation import Broken, Done, Guarded  # noqa: E402
from pipeline.vocabulary import load  # noqa: E402
from tests.hostile.everything import EVERYTHING  # noqa: E402
from tests.hostile.judging import MEMORY, SECONDS  # noqa: E402

TINY = b"plan"


def main() -> int:
    """Prints a line for each bomb that takes too much, and the sums."""
    words = sys.argv[1:] or [""]
    cases = [case for family in EVERYTHING.families.values() for case in family if case.bomb and any(word in case.file for word in words)]
    costs = []
    with tempfile.TemporaryDirectory() as folder, Guarded(SERVICE, setup(load()), writable=[Path(folder)]) as guarded:
        for case in cases:
            rest = _ask(guarded, Path(folder), "tiny.txt", TINY).peak
            reply = _ask(guarded, Path(folder), case.file, case.make())
            costs.append((reply.peak - rest, reply.seconds, case.file))
            if reply.peak - rest > MEMORY or reply.seconds > SECONDS or isinstance(reply, Broken):
                print(f"WRONG {case.file}: {(reply.peak - rest) >> 20} MiB, {reply.seconds:.1f} s", flush=True)
    over = sum(grown > MEMORY or seconds > SECONDS for grown, seconds, _ in costs)
    largest, slowest = max(costs), max(costs, key=lambda cost: cost[1])
    print(f"{len(costs)} bombs, {over} beyond; {largest[0] >> 20} MiB {largest[2]}, {slowest[1]:.1f} s {slowest[2]}")
    return int(over > 0)


def _ask(guarded: Guarded, folder: Path, name: str, content: bytes) -> Done | Broken:
    path = folder / name
    path.write_bytes(content)
    limits = Asked().of(len(content))
    job = Job("", path, name, hashlib.sha256(content).hexdigest(), folder, limits)
    try:
        return guarded.call(pickle.dumps(job), limits)
    finally:
        path.unlink()


if __name__ == "__main__":
    sys.exit(main())
