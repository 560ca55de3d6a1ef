"""What an archive costs: expanded in a process of its own, which tells the time of the processor and the most memory that it took."""

import json
import resource
import sys
from pathlib import Path

from pipeline.inputs import expand


def main() -> None:
    path, spool = map(Path, sys.argv[1:])
    before = resource.getrusage(resource.RUSAGE_SELF)
    members = [one.model_dump_json() for one in expand(path, path.name, path.name.encode(), spool)]
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"seconds": seconds, "peak": _peak(), "members": members}))


def _peak() -> int:
    """Bytes. What the system says of the process alone: `ru_maxrss` of Linux counts what its parent had when it was made."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("ascii").partition("VmHWM:")[2].split()[0]) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
